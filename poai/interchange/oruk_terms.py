"""What services are classified by: our own needs, and the codes that these have in other people's lists."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import NAMESPACE_URL, UUID, uuid5

from poai.domain.document import Document
from poai.domain.listing import Listing
from poai.domain.need import Need

# What is known of other people's lists: what they are called, what their codes are called, and the address of a code.
_LISTS = {
    "esd-service-types": (
        "esdServiceType",
        "The English and Welsh list of council services. Our numbers for needs are not checked against it.",
        "http://id.esd.org.uk/service/{code}",
    ),
    "open-eligibility": ("openEligibility", "Terms of the Open Eligibility taxonomy.", ""),
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every taxonomy and term, as records of Open Referral UK, in order. `own` is the id of the taxonomy of our needs.

    `of_need` are the ids of the terms that a service is given for a need: the need itself first.
    """

    own: str
    taxonomies: Mapping[str, Document]
    terms: Mapping[str, Document]
    of_need: Mapping[str, tuple[str, ...]] = field(repr=False)

    def of_listing(self, listing: Listing) -> tuple[str, ...]:
        """The ids of the listing's terms, each once."""
        return tuple(dict.fromkeys(term for need in listing.needs for term in self.of_need.get(need, ())))

    def taxonomy_with_terms(self, identity: str) -> Document:
        """One taxonomy with all that is in it. Raises KeyError."""
        taxonomy = self.taxonomies[identity]
        terms = [term for term in self.terms.values() if term["taxonomy_id"] == identity]
        return {**taxonomy, "taxonomy_terms": terms} if terms else dict(taxonomy)


def vocabulary(needs: Iterable[Need], place: str) -> Vocabulary:
    """The taxonomies of a place, whose key is `place`. Ids are the same whenever they are asked for."""
    own = str(uuid5(NAMESPACE_URL, f"poai:{place}:needs"))
    taxonomies: dict[str, Document] = {
        own: {
            "id": own,
            "name": "Needs",
            "description": "What people say is the matter, in this directory's own words.",
        }
    }
    terms: dict[str, Document] = {}
    codes: dict[str, Document] = {}
    of_need: dict[str, tuple[str, ...]] = {}
    for need in needs:
        identity = str(uuid5(UUID(own), need.key))
        terms[identity] = {
            "id": identity,
            "name": need.label,
            "description": need.sentence,
            "taxonomy": "Needs",
            "taxonomy_id": own,
            "term": need.key,
        }
        found = [_coded(name, code) for name, given in (need.codes or {}).items() for code in given]
        codes.update((term["id"], term) for _, term in found)
        taxonomies.update((taxonomy["id"], taxonomy) for taxonomy, _ in found)
        of_need[need.key] = (identity, *(term["id"] for _, term in found))
    return Vocabulary(own, taxonomies, {**terms, **codes}, of_need)


def _coded(name: str, code: str) -> tuple[Document, Document]:
    """Another list and one code of it. We have no labels for numbers, so their name is the code itself."""
    called, description, address = _LISTS.get(name, (name, f"Codes of {name}.", ""))
    listed = str(uuid5(NAMESPACE_URL, f"poai:taxonomy:{name}"))
    curie = f"{called}:{code}"
    term = {
        "id": str(uuid5(UUID(listed), code)),
        "name": curie if code.isdigit() else code,
        "description": curie,
        "taxonomy": called,
        "taxonomy_id": listed,
        "term": code,
    }
    if address:
        term["term_uri"] = address.format(code=code)
    return {"id": listed, "name": called, "description": description}, term
