"""The pages in Flask and Jinja2, with SQL by hand. gunicorn serves `application`."""

import json
import os
import sqlite3
from pathlib import Path

from flask import Flask, abort, render_template, request

from bench.peers.making import DATABASE, PAGE, WORDS
from bench.peers.query import match

CARDS = "SELECT l.*, o.name AS organisation FROM listing l JOIN organisation o ON o.slug = l.organisation_id"

application = Flask(__name__, template_folder="templates/jinja", static_folder=None)
application.jinja_env.trim_blocks = application.jinja_env.lstrip_blocks = True
folder = Path(os.environ["BENCH_FOLDER"])
database = sqlite3.connect(folder / DATABASE)
database.row_factory = sqlite3.Row
words = json.loads((folder / WORDS).read_text(encoding="utf-8"))
application.jinja_env.globals.update(words, csrf="2607e153e1c20a9afe9d48562ed1aacc")


@application.get("/")
def home() -> str:
    return render_template("home.html")


@application.get("/find")
def results() -> str:
    text = request.args.get("q", "")[:500]
    page = max(1, request.args.get("page", 1, int))
    wanted = match(text)
    total, found = 0, []
    if wanted:
        (total,) = database.execute("SELECT count(*) FROM search WHERE search MATCH ?", [wanted]).fetchone()
        found = database.execute(
            f"{CARDS} JOIN search ON search.rowid = l.id WHERE search MATCH ? ORDER BY bm25(search) LIMIT ? OFFSET ?",
            [wanted, PAGE, (page - 1) * PAGE],
        ).fetchall()
    return render_template(
        "results.html", text=text, results=found, total=total, page=page, pages=-(-total // PAGE)
    )


@application.get("/listings/<slug>")
def listing(slug: str) -> str:
    found = database.execute(f"{CARDS} WHERE l.slug = ?", [slug]).fetchone()
    if found is None:
        abort(404)
    others = database.execute(
        "SELECT slug, name FROM listing WHERE organisation_id = ? AND slug <> ? ORDER BY name LIMIT 8",
        [found["organisation_id"], slug],
    ).fetchall()
    return render_template("listing.html", listing=found, others=others)


@application.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}
