"""The whole directory to take away, and what developers want to know."""

from collections.abc import Callable

from poai.actions.open_data_files import Files, Whole, files
from poai.interchange.listing_csv import COLUMNS
from poai.interchange.oruk_asking import PARAMETERS, TAKEN
from poai.web.open_answers import fresh
from poai.web.page import Answer, Handler, Later, Page, Visit


def developers(visit: Visit) -> Page:
    """How to use the open data, from the tables that the program itself goes by."""
    first = next(iter(visit.snapshot.listings()), None)
    return Page(
        "developers.html",
        {
            "endpoints": [(f"/oruk{path}".removesuffix("/"), ", ".join(TAKEN[path])) for path in TAKEN],
            "parameters": [(name, asked.must, asked.description) for name, asked in PARAMETERS.items()],
            "columns": [(name, column.description) for name, column in COLUMNS.items()],
            "first": first,
        },
    )


def _file(choose: Callable[[Files], Whole]) -> Handler:
    """What answers at a file's address."""

    def answer(visit: Visit) -> Answer:
        whole = choose(files.of(visit.snapshot, visit.origin))
        headers = {
            "content-disposition": f'attachment; filename="{whole.name}"',
            "link": f'<{visit.origin}/data>; rel="license"',
        }
        return fresh(whole.body, whole.media_type, headers, whole.packed)

    return lambda visit: Later(lambda: answer(visit))


ndjson = _file(lambda made: made.ndjson)
table = _file(lambda made: made.table)
columns = _file(lambda made: made.columns)
catalogue = _file(lambda made: made.catalogue)
