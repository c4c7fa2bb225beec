"""The directory in Open Referral UK 3.0, for anybody's program."""

from collections.abc import Callable
from typing import Any

from poai.actions.open_data import Found, OpenData, newest
from poai.actions.open_data_filters import UnknownPostcodeError
from poai.domain.errors import NotFoundError
from poai.interchange import oruk
from poai.interchange.oruk_asking import Asked, BadAskingError, read_asked
from poai.interchange.oruk_openapi import document
from poai.interchange.oruk_paging import NoSuchPageError
from poai.web.open_answers import as_json, fresh, problem
from poai.web.page import Answer, Handler, Later, Visit

PROFILE = "https://docs.openreferraluk.org/"
NDJSON = "application/x-ndjson"


def root(visit: Visit) -> Answer:
    """Which standard this is, and where it is described."""
    return as_json(
        {
            "version": oruk.VERSION,
            "profile": PROFILE,
            "openapi_url": f"{visit.origin}/oruk/openapi.json",
            "poai_documentation": f"{visit.origin}/developers",
            "poai_licence": f"{visit.origin}/data",
        }
    )


def openapi(visit: Visit) -> Answer:
    """The OpenAPI document."""
    site = visit.snapshot.content.site
    return as_json(document(visit.origin, site.name, visit.snapshot.place.name))


def _list(path: str, find: Callable[[OpenData, Asked], Found[Any]]) -> Handler:
    """What answers at a list's address."""

    def answer(visit: Visit) -> Answer:
        try:
            asked = read_asked(path, visit.query)
            found = find(newest.of(visit.snapshot, visit.origin), asked)
            if asked.format == "ndjson":
                return fresh(found.lines(), NDJSON)
            return fresh(found.page())
        except BadAskingError as error:
            return problem(visit.origin, 400, mistakes=error.mistakes)
        except NoSuchPageError as error:
            few = "There is only page 1" if error.pages == 1 else f"The last page is {error.pages}"
            return problem(visit.origin, 404, f"{few}: ask for that, or for an earlier one.")
        except UnknownPostcodeError as error:
            told = f"We do not know the postcode {error}. Ask for one in {visit.snapshot.place.name}."
            return problem(visit.origin, 404, told)

    return lambda visit: Later(lambda: answer(visit))


def _one(path: str, find: Callable[[OpenData, str, Asked], str]) -> Handler:
    """What answers at the address of one record."""

    def handler(visit: Visit) -> Answer:
        try:
            asked = read_asked(path, visit.query)
            return fresh(find(newest.of(visit.snapshot, visit.origin), visit.params["id"], asked))
        except BadAskingError as error:
            return problem(visit.origin, 400, mistakes=error.mistakes)
        except NotFoundError:
            every = f"{visit.origin}/oruk{path.removesuffix('/{id}')}"
            return problem(visit.origin, 404, f"There is nothing with this id. {every} lists what there is.")

    return handler


services = _list("/services", OpenData.services)
service = _one("/services/{id}", lambda data, identity, _: data.service_by_id(identity))
places = _list("/service_at_locations", OpenData.service_at_locations)
place = _one("/service_at_locations/{id}", lambda data, identity, _: data.service_at_location_by_id(identity))
organizations = _list("/organizations", OpenData.organizations)
organization = _one("/organizations/{id}", OpenData.organization_by_id)
taxonomies = _list("/taxonomies", OpenData.taxonomies)
taxonomy = _one("/taxonomies/{id}", lambda data, identity, _: data.taxonomy_by_id(identity))
terms = _list("/taxonomy_terms", OpenData.taxonomy_terms)
term = _one("/taxonomy_terms/{id}", lambda data, identity, _: data.taxonomy_term_by_id(identity))
