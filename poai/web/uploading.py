"""A form that is sent with a file: its fields, and what is in the file."""

from collections.abc import AsyncGenerator

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from poai.domain.errors import BadRequestError
from poai.web.page import BODY_LIMIT, read_body, read_form

SECONDS = 120.0  # ten megabytes over a slow line
MOST_FIELDS = 50


def with_files(request: Request) -> bool:
    """Whether a form was sent in the way in which files come with it."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return kind == "multipart/form-data"


async def read_upload(request: Request, limit: int) -> tuple[list[tuple[str, str]], dict[str, bytes]]:
    """The names and values of a form, and the files that came with it by name, of at most `limit` bytes in all.

    A form without files is read as any other. Raises BadRequestError, TooLargeError, TooSlowError.
    """
    if not with_files(request):
        return await read_form(request, BODY_LIMIT), {}
    body = await read_body(request, limit, SECONDS)

    async def stream() -> AsyncGenerator[bytes, None]:
        yield body

    parser = MultiPartParser(
        request.headers, stream(), max_files=1, max_fields=MOST_FIELDS, max_part_size=BODY_LIMIT
    )
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError, ValueError, LookupError) as error:
        raise BadRequestError("a form was sent in a way that we cannot read") from error
    fields: list[tuple[str, str]] = []
    files: dict[str, bytes] = {}
    try:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                files[name] = await value.read()
            else:
                fields.append((name.replace("\0", "\ufffd"), value.replace("\0", "\ufffd")))
    finally:
        await form.close()
    return fields, files
