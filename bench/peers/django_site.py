"""The pages in Django, with its models and its own templates. gunicorn serves `application`."""

import json
import os
from pathlib import Path

import django
from django.conf import settings

from bench.peers.making import DATABASE, PAGE, WORDS
from bench.peers.query import match

FOLDER = Path(os.environ["BENCH_FOLDER"])

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    SECRET_KEY="for measuring on loopback only, and nothing is kept",
    DATABASES={
        "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": FOLDER / DATABASE, "CONN_MAX_AGE": None}
    },
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [Path(__file__).parent / "templates" / "django"],
            # Not debugging: Django keeps compiled templates by itself.
            "OPTIONS": {
                "context_processors": ["django.template.context_processors.request", f"{__name__}.shared"]
            },
        }
    ],
)
django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402 - Django must be set up before these
from django.db import connection, models  # noqa: E402
from django.http import HttpRequest, HttpResponse, JsonResponse  # noqa: E402
from django.shortcuts import get_object_or_404, render  # noqa: E402
from django.urls import path  # noqa: E402

words = json.loads((FOLDER / WORDS).read_text(encoding="utf-8"))


class Organisation(models.Model):
    slug = models.SlugField(primary_key=True)
    name = models.TextField()

    class Meta:
        app_label = "bench"
        db_table = "organisation"
        managed = False


class Listing(models.Model):
    slug = models.SlugField(unique=True)
    name = models.TextField()
    organisation = models.ForeignKey(Organisation, models.CASCADE)
    description = models.TextField()
    about = models.TextField()
    times = models.TextField()
    venue = models.TextField()
    address = models.TextField()
    postcode = models.TextField()
    locality = models.TextField()
    cost = models.TextField()
    joining = models.TextField()
    who_for = models.TextField()
    phone = models.TextField()
    source = models.TextField()
    source_url = models.TextField()
    fresh = models.TextField()

    class Meta:
        app_label = "bench"
        db_table = "listing"
        managed = False


def shared(_: HttpRequest) -> dict[str, object]:
    """What every page may show."""
    return words


def home(request: HttpRequest) -> HttpResponse:
    return render(request, "home.html")


def results(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "")[:500]
    page = int(request.GET.get("page", 1))
    wanted = match(text)
    total, found = 0, []
    if wanted:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM search WHERE search MATCH %s", [wanted])
            (total,) = cursor.fetchone()
            cursor.execute(
                "SELECT rowid FROM search WHERE search MATCH %s ORDER BY bm25(search) LIMIT %s OFFSET %s",
                [wanted, PAGE, (page - 1) * PAGE],
            )
            order = [row[0] for row in cursor.fetchall()]
        by_id = Listing.objects.select_related("organisation").in_bulk(order)
        found = [by_id[number] for number in order]
    view = {"text": text, "results": found, "total": total, "page": page, "pages": -(-total // PAGE)}
    return render(request, "results.html", view)


def listing(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Listing.objects.select_related("organisation"), slug=slug)
    others = Listing.objects.filter(organisation=found.organisation).exclude(slug=slug).order_by("name")[:8]
    return render(request, "listing.html", {"listing": found, "others": others.only("slug", "name")})


def health(_: HttpRequest) -> HttpResponse:
    return JsonResponse({"status": "ok"})


urlpatterns = [
    path("", home),
    path("find", results),
    path("listings/<slug:slug>", listing),
    path("health", health),
]
application = get_wsgi_application()
