"""A walk through the whole site: from the home page and the site map, every page and every link on it."""

from urllib.parse import urlsplit

from poai.settings import Settings
from tests.web.conftest import Crawl


def test_every_page_of_the_site_map_is_whole(crawl: Crawl) -> None:
    assert len(crawl.pages) > 400
    assert not crawl.wrong, "\n".join(crawl.wrong)


def test_no_link_is_broken(crawl: Crawl) -> None:
    broken = [f"{status}: {address}" for address, status in crawl.answers.items() if status != 200]
    assert not broken, "\n".join(broken)


def test_every_anchor_on_a_page_is_there(crawl: Crawl) -> None:
    missing = [
        f"{address}: {url}"
        for address, seen in crawl.pages.items()
        for _, url in seen.links
        if (mark := urlsplit(url).fragment) and url.partition("#")[0] == address and mark not in seen.ids
    ]
    assert not missing, "\n".join(missing)


def test_reading_changes_nothing(crawl: Crawl, shipped: Settings) -> None:
    assert {"catalogue.db", "store.db", "secret"} & set(crawl.before) >= {"catalogue.db", "store.db"}
    assert crawl.before == crawl.after


def test_s32_links_lead_out_only_by_the_web_the_phone_and_the_post(crawl: Crawl) -> None:
    schemes = {urlsplit(url).scheme for seen in crawl.pages.values() for _, url in seen.links}
    assert schemes <= {"http", "https", "tel", "sms", "mailto"}
