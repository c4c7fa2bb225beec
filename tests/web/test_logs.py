"""What somebody types, saves or sends is not written down anywhere."""

import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.serving import fetch, serving

MARKER = "zebracrossing"


@pytest.mark.slow
def test_neither_the_log_nor_any_file_holds_what_visitors_sent(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with serving(data) as server:
        for path in (
            "find?q={}",
            "find?where={}",
            "guided?where={}&answered=where",
            "list?show={}",
            "{}",
            "listings/{}",
        ):
            status, _ = fetch(f"{server.url}/{path.format(MARKER)}")
            assert status in (200, 404, 422)
        fetch(f"{server.url}/find?{MARKER}=1&" + "&".join(f"{MARKER}{n}=1" for n in range(400)))
        for headers in ({"Origin": server.url}, {"Origin": f"https://{MARKER}.example"}):
            for body in (f"listing={MARKER}&back=/{MARKER}", MARKER * 8000):
                asked = urllib.request.Request(
                    f"{server.url}/list/save",
                    data=body.encode(),
                    headers=headers | {"Cookie": f"list={MARKER}", "User-Agent": MARKER, "Referer": MARKER},
                )
                with pytest.raises(urllib.error.HTTPError) as refused:
                    urllib.request.urlopen(asked, timeout=30)
                with refused.value as answer:
                    assert answer.code in (403, 413)
    assert "Serving on" in server.log.read_text()
    held = [path.name for path in data.rglob("*") if path.is_file() and MARKER.encode() in path.read_bytes()]
    assert held == []
