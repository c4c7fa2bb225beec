"""Every address and who may use it, on one page."""

from poai.web import guided, machine, public, results, saved
from poai.web.page import Policy, form, page

ANYONE = Policy.PUBLIC

ROUTES = (
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
