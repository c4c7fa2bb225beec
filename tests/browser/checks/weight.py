"""What a first visit costs somebody with one bar of signal."""

from typing import Any

from playwright.sync_api import Page

MOST_BYTES = 60 * 1024
MOST_REQUESTS = 6


def weight_of_first_visit(page: Page, path: str) -> tuple[int, list[str]]:
    """Bytes over the wire, headers included, and the addresses asked for, with nothing in the cache."""
    client = page.context.new_cdp_session(page)
    asked: list[str] = []
    sizes: list[float] = []

    def sent(event: dict[str, Any]) -> None:
        asked.append(event["request"]["url"])

    def finished(event: dict[str, Any]) -> None:
        sizes.append(event["encodedDataLength"])

    client.on("Network.requestWillBeSent", sent)
    client.on("Network.loadingFinished", finished)
    client.send("Network.enable")
    client.send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.goto(path)
    while len(sizes) < len(asked):  # or the test runs out of time: what was asked for has to arrive
        page.wait_for_timeout(10)
    client.detach()
    return round(sum(sizes)), asked


def weight_problems(page: Page, path: str) -> list[str]:
    weight, asked = weight_of_first_visit(page, path)
    assert weight > 0, "the browser counted nothing"
    problems = []
    if weight > MOST_BYTES:
        problems.append(f"{weight / 1024:.0f} kB, {MOST_BYTES // 1024} at most")
    if len(asked) > MOST_REQUESTS:
        problems.append(f"{len(asked)} requests, {MOST_REQUESTS} at most: {asked}")
    return problems
