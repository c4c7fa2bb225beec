"""What programs read: site map, robots, search plug-in, health."""

import json
from xml.sax.saxutils import escape, quoteattr

from poai.web.page import Answer, Visit


def sitemap(visit: Visit) -> Answer:
    """Every page that should be found by a search engine."""
    snapshot = visit.snapshot
    paths = [
        "/",
        "/guided",
        "/areas",
        "/ask",
        "/a-to-z",
        "/needs",
        "/urgent",
        *(f"/areas/{key}" for key in snapshot.place.localities),
        *(
            f"/needs/{key}"
            for key, found in snapshot.by_need.items()
            if found and key in snapshot.content.needs
        ),
        *(f"/listings/{slug}" for slug in snapshot.catalogue.listings),
        *(f"/organisations/{slug}" for slug in sorted({item.organization for item in snapshot.listings()})),
        *(f"/{slug}" for slug in snapshot.content.pages if slug != "areas-explained"),
    ]
    lines = "\n".join(f"<url><loc>{escape(visit.origin + path)}</loc></url>" for path in paths)
    return Answer(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}\n</urlset>\n',
        "application/xml",
        headers=_SHORT,
    )


def robots(visit: Visit) -> Answer:
    """Results are left out: each address there is somebody's own words."""
    return Answer(
        f"User-agent: *\nAllow: /listings/\nDisallow: /find\nDisallow: /list\nSitemap: {visit.origin}/sitemap.xml\n",
        "text/plain",
        headers=_SHORT,
    )


def opensearch(visit: Visit) -> Answer:
    """Lets a browser offer this site's search."""
    site = visit.snapshot.content.site
    template = quoteattr(visit.origin + "/find?q={searchTerms}")
    return Answer(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{escape(site.name[:16])}</ShortName>\n"
        f"<Description>{escape(site.strapline)}</Description>\n"
        f'<Url type="text/html" template={template}/>\n'
        "<InputEncoding>UTF-8</InputEncoding>\n</OpenSearchDescription>\n",
        "application/opensearchdescription+xml",
        headers=_SHORT,
    )


def health(visit: Visit) -> Answer:
    """Up, and with something to show; processes with the same "snapshot" show the same. Doubts are for whoever
    looks after the site: it is up in spite of them."""
    snapshot = visit.snapshot
    listings = len(snapshot.catalogue.listings)
    said = {
        "status": "ok" if listings else "empty",
        "listings": listings,
        "catalogue": snapshot.catalogue.version,
        "snapshot": snapshot.fingerprint,
        "doubts": snapshot.doubts,
    }
    return Answer(json.dumps(said), "application/json", 200 if listings else 503)


_SHORT = {"cache-control": "public, max-age=3600"}
