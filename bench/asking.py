"""Asks a server for pages, one after the other, in a process of its own: `python -m bench.asking`.

Standard input holds one JSON record: `port`, `paths`, `gzip` and `keep` (whether a connection is used again
where the server allows it). Standard output gets one: `answers`, `bytes` (of all bodies as sent) and
`results` (listings on all pages). Anything but a 200 ends it with an error: a fast mistake is not fast.
"""

import gzip
import http.client
import json
import sys

CARD = b'<article class="app-card">'
TIMEOUT = 30.0


def ask(port: int, paths: list[str], *, gzipped: bool, keep: bool) -> dict[str, int]:
    """Fetches every path in turn."""
    headers = {"Host": f"127.0.0.1:{port}", "Accept": "text/html"}
    headers["Accept-Encoding"] = "gzip" if gzipped else "identity"
    if not keep:
        headers["Connection"] = "close"
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
    size = results = 0
    for path in paths:
        # Opens a new connection by itself where the last answer closed the old one.
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise SystemExit(f"{answer.status} for {path}")
        if gzipped != (answer.headers["Content-Encoding"] == "gzip"):
            raise SystemExit(f"{path} came {'plain' if gzipped else 'gzipped'}")
        size += len(body)
        results += (gzip.decompress(body) if gzipped else body).count(CARD)
    connection.close()
    return {"answers": len(paths), "bytes": size, "results": results}


if __name__ == "__main__":
    wanted = json.load(sys.stdin)
    json.dump(ask(wanted["port"], wanted["paths"], gzipped=wanted["gzip"], keep=wanted["keep"]), sys.stdout)
