"""Types whose fields are the fields of their document, one for one, but for the one that is its `_id`."""

from dataclasses import Field, fields
from typing import Any, ClassVar, Protocol, TypeVar

from gxcrawl.storage.documents import Document, storable


class _Dataclass(Protocol):
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


_T = TypeVar("_T", bound=_Dataclass)


def plain_document(value: _Dataclass, key: str = "id", **further: Any) -> Document:
    """The document of a value. key: the field that becomes `_id`. further: fields that the value has not."""
    named = {field.name: getattr(value, field.name) for field in fields(value)}
    return storable({"_id": named.pop(key), **named, **further})


def from_plain(kind: type[_T], document: Document, key: str = "id") -> _T:
    """The value as it was written down, lists as tuples; what an older version did not write has its default.

    Fields of the document that the value has not are passed over.
    """
    stored = {key: document["_id"], **document}
    names = (field.name for field in fields(kind) if field.name in stored)
    return kind(**{name: _value(stored[name]) for name in names})


def _value(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
