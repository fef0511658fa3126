"""The OpenAPI description of the API, made from the types that validate its parameters and responses."""

import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from gxcrawl import __version__
from gxcrawl.web.api.types import ErrorAnswer
from gxcrawl.web.loading.library import Library
from gxcrawl.web.queries import Query
from gxcrawl.web.responses.answers import API

_REF = "#/components/schemas/{model}"
_EMPTY = {"enum": [""], "description": "as if not given"}
_ETAG = {"ETag": {"description": "names this answer; send it in If-None-Match", "schema": {"type": "string"}}}
_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "schema": {"type": "string"},
    "description": "the ETag of an answer that you have already",
}
_ERRORS = {
    "400": "a parameter is invalid or does not exist",
    "404": "nothing stored has this id",
    "503": "the database cannot be read now",
}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address. path: with its parameters in braces, which are also fields of `query`.

    make: the function that returns the response, of type `gives`; its docstring is the summary in the description.
    """

    path: str
    query: type[Query]
    gives: Any
    make: Callable[[Library, Any], Any]


def description(endpoints: Iterable[Endpoint]) -> dict[str, Any]:
    """The complete OpenAPI document."""
    schemas: dict[str, Any] = {}
    paths = {API + one.path: {"get": _operation(one, schemas)} for one in endpoints}
    _schema(ErrorAnswer, schemas)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "gxcrawl",
            "version": __version__,
            "description": "Annual reports on government information disclosure: what is there, and what does not add "
            "up. Read-only. Lists come page by page.",
        },
        "paths": paths,
        "components": {"schemas": schemas},
    }


def _operation(endpoint: Endpoint, schemas: dict[str, Any]) -> dict[str, Any]:
    content = {"application/json": {"schema": _schema(endpoint.gives, schemas)}}
    error = {"application/json": {"schema": {"$ref": _REF.format(model=ErrorAnswer.__name__)}}}
    return {
        "operationId": endpoint.make.__name__.removesuffix("_answer"),
        "summary": inspect.getdoc(endpoint.make) or "",
        "parameters": [*_parameters(endpoint), _MATCH],
        "responses": {
            "200": {"description": "found", "headers": _ETAG, "content": content},
            "304": {"description": "the answer is the one you have", "headers": _ETAG},
            **{status: {"description": words, "content": error} for status, words in _ERRORS.items()},
        },
    }


def _parameters(endpoint: Endpoint) -> Iterator[dict[str, Any]]:
    schema = endpoint.query.model_json_schema()
    required = schema.get("required", ())
    for name, field in schema.get("properties", {}).items():
        given = _without_null(field)
        yield {
            "name": name,
            "in": "path" if f"{{{name}}}" in endpoint.path else "query",
            "required": name in required,
            "description": field.get("description", ""),
            "schema": given if name in required else {"anyOf": [given, _EMPTY]},
        }


def _without_null(field: dict[str, Any]) -> dict[str, Any]:
    """The schema of a parameter without the type null: an optional parameter is omitted, never sent as null."""
    kept = {key: value for key, value in field.items() if key not in ("title", "description", "default", "anyOf")}
    options = [option for option in field.get("anyOf", ()) if option.get("type") != "null"]
    return {**kept, **options[0]} if options else kept


def _schema(kind: Any, schemas: dict[str, Any]) -> dict[str, Any]:
    """The schema of a response; the types it refers to are added to `schemas`."""
    schema = TypeAdapter(kind).json_schema(mode="serialization", ref_template=_REF)
    schemas |= schema.pop("$defs", {})
    name = getattr(kind, "__name__", "")
    if "properties" in schema and name.isidentifier():
        schemas[name] = schema
        return {"$ref": _REF.format(model=name)}
    return dict(schema)
