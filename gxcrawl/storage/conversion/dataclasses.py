"""Converts dataclasses to documents and back: each field becomes one of the document, with named exceptions."""

from dataclasses import Field, fields
from functools import lru_cache
from typing import Any, ClassVar, Protocol, TypeVar

from gxcrawl.storage.documents import Document, storable


class _Dataclass(Protocol):
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


_T = TypeVar("_T", bound=_Dataclass)


def plain_document(value: _Dataclass, key: str = "id", **further: Any) -> Document:
    """The document of a value.

    key: the field that becomes `_id`. further: additional fields that the value does not have.
    """
    named = fields_of(value)
    return storable({"_id": named.pop(key), **named, **further})


def fields_of(value: _Dataclass) -> Document:
    """The fields by name, nested values unconverted."""
    return {name: getattr(value, name) for name in _names(type(value))}


def from_plain(kind: type[_T], document: Document, key: str = "id") -> _T:
    """The value in a document made by `plain_document`; lists become tuples."""
    return made_of(kind, document, **{key: document["_id"]})


def made_of(kind: type[_T], stored: Document, **made: Any) -> _T:
    """The value with these fields, lists as tuples; fields missing in documents of older versions get their default.

    Unknown fields are ignored. made: values of fields that are not stored as they are.
    """
    found = {name: stored[name] for name in _names(kind) if name in stored and name not in made}
    return kind(**{name: tuple(one) if isinstance(one, list) else one for name, one in found.items()}, **made)


@lru_cache
def _names(kind: type[_Dataclass]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
