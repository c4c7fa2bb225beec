"""What all tests share: the order in which they run."""

import os

import pytest
from hypothesis import HealthCheck, settings

# A busy machine is no defect of ours, and the same run must find the same examples.
settings.register_profile(
    "poai",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("poai")

LATER = ("slow", "postgres", "browser", "packaging")


@pytest.hookimpl(trylast=True)  # after the folders have marked their own
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Fast tests first: whoever broke something small hears of it before a browser starts."""

    def turn(item: pytest.Item) -> int:
        return max(
            (LATER.index(marker.name) + 1 for marker in item.iter_markers() if marker.name in LATER),
            default=0,
        )

    items.sort(key=turn)
