"""What our records hold, as JSON Schema: those of Open Referral UK 3.0, and what we say more."""

from typing import Any, Final

from poai.domain.document import Document

_TEXT: Final = {"type": "string", "minLength": 1}
_ID: Final = {"type": "string", "format": "uuid"}
_URI: Final = {"type": "string", "format": "uri"}
_EMAIL: Final = {"type": "string", "format": "email"}
_DATE: Final = {"type": "string", "format": "date"}
_MOMENT: Final = {"type": "string", "format": "date-time"}
_NUMBER: Final = {"type": "number"}
_WHOLE: Final = {"type": "integer", "minimum": 0}
_YES: Final = {"type": "boolean"}
_CLOCK: Final = {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}


def _is(name: str) -> Document:
    return {"$ref": f"#/components/schemas/{name}"}


def _many(schema: Document) -> Document:
    return {"type": "array", "minItems": 1, "items": schema}


def _one_of(*words: str) -> Document:
    return {"type": "string", "enum": list(words)}


def _record(required: str, **properties: Any) -> Document:
    return {"type": "object", "required": required.split(), "properties": properties}


def _page(name: str, item: Document) -> Document:
    contents = {"type": "array", "items": item}
    counts = {"type": "integer", "minimum": 1}
    return _record(
        "total_items total_pages page_number size first_page last_page empty contents",
        total_items=_WHOLE,
        total_pages=counts,
        page_number=counts,
        size=_WHOLE,
        first_page=_YES,
        last_page=_YES,
        empty=_YES,
        contents=contents,
    ) | {"title": f"A page of {name}"}


_SERVICE = _record(
    "id organization_id name description status last_modified organization poai_slug poai_page poai_locality",
    id=_ID,
    organization_id=_ID,
    name=_TEXT,
    description=_TEXT,
    url=_URI,
    email=_EMAIL,
    status=_one_of("active", "inactive", "defunct", "temporarily closed"),
    fees=_TEXT,
    minimum_age=_NUMBER,
    maximum_age=_NUMBER,
    assured_date=_DATE,
    alert=_TEXT,
    last_modified=_MOMENT,
    eligibility_description=_TEXT,
    application_process=_TEXT,
    organization=_is("Organization"),
    schedules=_many(_is("Schedule")),
    service_areas=_many(_record("id service_id name", id=_ID, service_id=_ID, name=_TEXT)),
    service_at_locations=_many(_is("Place")),
    languages=_many(_record("id code name", id=_ID, service_id=_ID, code=_TEXT, name=_TEXT)),
    cost_options=_many(_is("CostOption")),
    phones=_many(_is("Phone")),
    contacts=_many(_is("Contact")),
    attributes=_many(_is("Attribute")),
    poai_slug=_TEXT,
    poai_page=_URI,
    poai_locality=_TEXT,
    poai_joining=_one_of("drop-in", "contact", "book", "referral"),
    poai_attending=_many(_one_of("venue", "home", "online", "phone")),
    poai_tags=_many(_TEXT),
    poai_assured_by=_TEXT,
    poai_source=_is("Source"),
    poai_licence=_URI,
)
# In the answers of a group, which is named around them.
_SERVICE_OF_GROUP = {
    **_SERVICE,
    "required": [name for name in _SERVICE["required"] if name != "organization"],
}
_MINIMAL = _record("id last_modified", id=_ID, last_modified=_MOMENT)

SCHEMAS: Final[Document] = {
    "ApiDetails": _record(
        "version profile openapi_url",
        version={"const": "HSDS-UK-3.0"},
        profile=_URI,
        openapi_url=_URI,
        poai_documentation=_URI,
        poai_licence=_URI,
    ),
    "Service": _SERVICE,
    "ServicePage": _page("services", {"anyOf": [_is("Service"), _is("MinimalService")]}),
    "MinimalService": _MINIMAL,
    "Organization": _record(
        "id name description uri",
        id=_ID,
        name=_TEXT,
        description=_TEXT,
        email=_EMAIL,
        website=_URI,
        uri=_URI,
        phones=_many(_is("Phone")),
        services=_many(_is("ServiceOfOrganization")),
        poai_slug=_TEXT,
    ),
    "ServiceOfOrganization": _SERVICE_OF_GROUP,
    "OrganizationPage": _page("organizations", _is("Organization")),
    "Place": _record(
        "id service_id location_id location",
        id=_ID,
        service_id=_ID,
        location_id=_ID,
        location=_is("Location"),
    ),
    "ServiceAtLocation": _record(
        "id service_id location_id location service",
        id=_ID,
        service_id=_ID,
        location_id=_ID,
        location=_is("Location"),
        service=_is("Service"),
    ),
    "ServiceAtLocationPage": _page("services at places", _is("ServiceAtLocation")),
    "Location": _record(
        "id location_type name",
        id=_ID,
        location_type=_one_of("physical", "postal", "virtual"),
        name=_TEXT,
        description=_TEXT,
        latitude=_NUMBER,
        longitude=_NUMBER,
        addresses=_many(_is("Address")),
        accessibility=_many(_is("Accessibility")),
        poai_address_1=_TEXT,
        poai_city=_TEXT,
        poai_postal_code=_TEXT,
        poai_ward=_TEXT,
        poai_wheelchair=_YES,
        poai_accessibility=_TEXT,
    ),
    "Address": _record(
        "id address_1 city state_province postal_code country address_type",
        id=_ID,
        location_id=_ID,
        address_1=_TEXT,
        city=_TEXT,
        state_province=_TEXT,
        postal_code=_TEXT,
        country=_TEXT,
        address_type=_one_of("physical", "postal", "virtual"),
    ),
    "Accessibility": _record("id description", id=_ID, location_id=_ID, description=_TEXT, details=_TEXT),
    "Schedule": _record(
        "id service_id",
        id=_ID,
        service_id=_ID,
        valid_from=_DATE,
        valid_to=_DATE,
        dtstart=_DATE,
        freq=_one_of("WEEKLY", "MONTHLY"),
        interval=_NUMBER,
        byday=_TEXT,
        opens_at=_CLOCK,
        closes_at=_CLOCK,
        description=_TEXT,
        attending_type=_TEXT,
        poai_timezone=_TEXT,
    ),
    "CostOption": _record(
        "id service_id",
        id=_ID,
        service_id=_ID,
        valid_from=_DATE,
        option=_TEXT,
        amount=_NUMBER,
        currency={"const": "GBP"},
        amount_description=_TEXT,
    ),
    "Phone": _record("id number", id=_ID, number=_TEXT, description=_TEXT),
    "Contact": _record(
        "id service_id", id=_ID, service_id=_ID, title=_TEXT, email=_EMAIL, phones=_many(_is("Phone"))
    ),
    "Attribute": _record(
        "id link_id link_entity taxonomy_term_id taxonomy_term",
        id=_ID,
        link_id=_ID,
        link_entity=_TEXT,
        taxonomy_term_id=_ID,
        taxonomy_term=_is("TaxonomyTerm"),
    ),
    "Source": _record(
        "name url seen confidence standing",
        name=_TEXT,
        url=_URI,
        seen=_DATE,
        date={"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}){0,2}$"},
        date_note=_TEXT,
        confidence=_one_of("high", "medium", "low"),
        standing=_one_of("current", "unconfirmed", "at-risk"),
        attribution=_TEXT,
        attribution_text=_TEXT,
    ),
    "Taxonomy": _record(
        "id name description",
        id=_ID,
        name=_TEXT,
        description=_TEXT,
        taxonomy_terms=_many(_is("TaxonomyTerm")),
    ),
    "TaxonomyPage": _page("taxonomies", _is("Taxonomy")),
    "TaxonomyTerm": _record(
        "id name description taxonomy taxonomy_id term",
        id=_ID,
        name=_TEXT,
        description=_TEXT,
        taxonomy=_TEXT,
        taxonomy_id=_ID,
        term_uri=_URI,
        term=_TEXT,
    ),
    "TaxonomyTermPage": _page("terms", _is("TaxonomyTerm")),
    "Problem": _record(
        "title status detail errors documentation",
        title=_TEXT,
        status={"type": "integer"},
        detail=_TEXT,
        errors={
            "type": "array",
            "items": _record("parameter message", parameter=_TEXT, message=_TEXT),
        },
        documentation=_URI,
    ),
}
