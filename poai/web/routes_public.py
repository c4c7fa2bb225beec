"""What anybody may read, people and programs."""

from typing import Final

from poai.web import (
    calendars,
    guided,
    machine,
    open_files,
    oruk,
    public,
    results,
    saved,
)
from poai.web.page import Policy
from poai.web.routing import Entry, form, page

ANYONE: Final = Policy.PUBLIC

# The directory for other people's programs: Open Referral UK 3.0, whole files, and calendars.
_OPEN_DATA: tuple[Entry, ...] = (
    page("/oruk", oruk.root, allow=ANYONE),
    page("/oruk/openapi.json", oruk.openapi, allow=ANYONE),
    page("/oruk/services", oruk.services, allow=ANYONE),
    page("/oruk/services/{id}", oruk.service, allow=ANYONE),
    page("/oruk/taxonomies", oruk.taxonomies, allow=ANYONE),
    page("/oruk/taxonomies/{id}", oruk.taxonomy, allow=ANYONE),
    page("/oruk/taxonomy_terms", oruk.terms, allow=ANYONE),
    page("/oruk/taxonomy_terms/{id}", oruk.term, allow=ANYONE),
    page("/oruk/service_at_locations", oruk.places, allow=ANYONE),
    page("/oruk/service_at_locations/{id}", oruk.place, allow=ANYONE),
    page("/oruk/organizations", oruk.organizations, allow=ANYONE),
    page("/oruk/organizations/{id}", oruk.organization, allow=ANYONE),
    page("/developers", open_files.developers, allow=ANYONE),
    page("/data/directory.ndjson", open_files.ndjson, allow=ANYONE),
    page("/data/directory.csv", open_files.table, allow=ANYONE),
    page("/data/directory.csv-metadata.json", open_files.columns, allow=ANYONE),
    page("/data/catalogue.db", open_files.catalogue, allow=ANYONE),
    page("/listings/{slug}/calendar.ics", calendars.listing, allow=ANYONE),
    page("/areas/{key}/calendar.ics", calendars.area, allow=ANYONE),
    page("/list/calendar.ics", calendars.saved, allow=ANYONE),
)

_PAGES: tuple[Entry, ...] = (
    page("/", public.home, allow=ANYONE),
    page("/find", results.results, allow=ANYONE),
    page("/guided", guided.guided, allow=ANYONE),
    page("/listings/{slug}", public.listing, allow=ANYONE),
    page("/organisations/{slug}", public.organisation, allow=ANYONE),
    page("/areas", public.areas, allow=ANYONE),
    page("/areas/{key}", public.area, allow=ANYONE),
    page("/needs", public.needs, allow=ANYONE),
    page("/needs/{key}", results.need, allow=ANYONE),
    page("/a-to-z", public.a_to_z, allow=ANYONE),
    page("/ask", public.ask_a_person, allow=ANYONE),
    page("/urgent", public.urgent, allow=ANYONE),
    page("/list", saved.my_list_page, allow=ANYONE),
    form("/list/save", saved.save, allow=ANYONE),
    form("/list/remove", saved.remove, allow=ANYONE),
    form("/list/move", saved.move, allow=ANYONE),
    form("/list/clear", saved.clear, allow=ANYONE),
    page("/sitemap.xml", machine.sitemap, allow=ANYONE),
    page("/robots.txt", machine.robots, allow=ANYONE),
    page("/opensearch.xml", machine.opensearch, allow=ANYONE),
    page("/health", machine.health, allow=ANYONE),
    # The pages that content editors write; last, because it takes any one-word address.
    page("/{page}", public.words, allow=ANYONE),
)

PUBLIC: tuple[Entry, ...] = (
    *_OPEN_DATA,
    *_PAGES,  # last, because the place's own pages take any one word
)
