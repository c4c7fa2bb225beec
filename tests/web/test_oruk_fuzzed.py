"""Whatever is asked, valid or not, is answered as the OpenAPI document says."""

from typing import Any

import pytest
import schemathesis
from hypothesis import given, settings
from schemathesis import GenerationMode
from schemathesis.core.result import Ok

from poai.app import create_app
from poai.settings import Settings
from tests.actions.open_data_site import ORIGIN, catalogue_of
from tests.exampleton.files import CONTENT, DIRECTORY
from tests.interchange.invented import listings

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def operations(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """Every operation of a public site over seven listings."""
    data = tmp_path_factory.mktemp("fuzzed")
    catalogue_of(data / "catalogue.db", listings(7))
    site = {"POAI_DATA": str(data), "POAI_URL": ORIGIN, "POAI_SECRET": "s" * 40}
    files = {"POAI_DIRECTORY": str(DIRECTORY), "POAI_CONTENT": str(CONTENT)}
    app = create_app(Settings.read({**site, **files}), public=True)
    schema = schemathesis.openapi.from_asgi("/oruk/openapi.json", app)
    found = [operation.ok() for operation in schema.get_all_operations() if isinstance(operation, Ok)]
    assert len(found) == 11
    return found


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_s39_every_answer_is_as_the_document_says(operations: list[Any], mode: GenerationMode) -> None:
    tried: list[int] = []
    for operation in operations:
        if mode is GenerationMode.NEGATIVE and not (operation.query or operation.path_parameters):
            continue

        @settings(max_examples=20, derandomize=True, database=None)
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case: Any) -> None:
            query = case.query or {}
            if "proximity" in query and "postcode" not in query:
                return  # what OpenAPI cannot say: one needs the other
            tried.append(case.call_and_validate().status_code)

        ask()
    wanted = {200} if mode is GenerationMode.POSITIVE else {400}
    assert wanted <= set(tried)
