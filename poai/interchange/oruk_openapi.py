"""The OpenAPI 3.1 document of the open data, made from the same table that questions are read by."""

from poai.domain.document import Document
from poai.interchange.oruk import VERSION
from poai.interchange.oruk_asking import PARAMETERS, TAKEN
from poai.interchange.oruk_schemas import SCHEMAS

_SAYS = {
    "/": ("Which standard this is", "ApiDetails"),
    "/services": ("Services, page by page", "Service"),
    "/services/{id}": ("One service in full", "Service"),
    "/taxonomies": ("What services are classified by", "Taxonomy"),
    "/taxonomies/{id}": ("One taxonomy with its terms", "Taxonomy"),
    "/taxonomy_terms": ("The terms of every taxonomy", "TaxonomyTerm"),
    "/taxonomy_terms/{id}": ("One term", "TaxonomyTerm"),
    "/service_at_locations": ("Services at each of their places", "ServiceAtLocation"),
    "/service_at_locations/{id}": ("One service at one place, in full", "ServiceAtLocation"),
    "/organizations": ("The groups that run services", "Organization"),
    "/organizations/{id}": ("One group and what it runs", "Organization"),
}
_CORS = {
    "Access-Control-Allow-Origin": {
        "description": "Pages of other sites may read this too.",
        "schema": {"type": "string", "const": "*"},
    }
}


def document(origin: str, site: str, place: str) -> Document:
    """The document for a site with this public address and name, of a place with this name."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{site}: services in {place}",
            "version": VERSION,
            "description": (
                "Local groups and activities as Open Referral UK 3.0. Open to everyone: no key, read only. Parameters "
                "that are not listed are ignored. What is not known is left out. Names that begin with `poai_` are "
                "facts that the standard has no place for."
            ),
            "license": {"name": "Licences and credits", "url": f"{origin}/data"},
        },
        "externalDocs": {"description": "For developers", "url": f"{origin}/developers"},
        "servers": [{"url": f"{origin}/oruk"}],
        "paths": {path: _path(path) for path in TAKEN},
        "components": {
            "schemas": SCHEMAS,
            "parameters": {
                name: {
                    "name": name,
                    "in": "query",
                    "required": False,
                    "description": parameter.description,
                    "schema": parameter.schema,
                }
                for name, parameter in PARAMETERS.items()
            },
            "responses": {
                "Invalid": _problem("A parameter cannot be read. `errors` says which and what it must be."),
                "Missing": _problem("There is no such record, page or postcode."),
                "Failed": _problem("A fault of ours. Try again later."),
            },
        },
    }


def _path(path: str) -> Document:
    summary, name = _SAYS[path]
    one = path == "/" or path.endswith("{id}")
    answer = {"$ref": f"#/components/schemas/{name if one else f'{name}Page'}"}
    content = {"application/json": {"schema": answer}}
    if not one:
        content["application/x-ndjson"] = {"schema": {"type": "string"}}
    get: Document = {
        "operationId": "".join(part for part in path.title() if part.isalnum()) or "Root",
        "summary": summary,
        "parameters": [{"$ref": f"#/components/parameters/{name}"} for name in TAKEN[path]],
        "responses": {
            "200": {"description": summary, "headers": _CORS, "content": content},
            "default": {"$ref": "#/components/responses/Failed"},
        },
    }
    if TAKEN[path]:
        get["responses"]["400"] = {"$ref": "#/components/responses/Invalid"}
    if path != "/":
        get["responses"]["404"] = {"$ref": "#/components/responses/Missing"}
    if not path.endswith("{id}"):
        return {"get": get}
    identity = {
        "name": "id",
        "in": "path",
        "required": True,
        "description": "Its id, from the list.",
        "schema": _UUID,
    }
    return {"parameters": [identity], "get": get}


def _problem(description: str) -> Document:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        "description": description,
        "headers": _CORS,
        "content": {"application/problem+json": {"schema": schema}},
    }


_UUID = {"type": "string", "format": "uuid"}
