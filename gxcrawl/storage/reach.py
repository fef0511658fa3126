"""Searching inside lists in the embedded home, whose indexes do not reach into them.

For a collection with `Collection.many` there is a second one beside it, with one flat document per object of that
list: `{_id, of, <member>: value}`. It is written in the same transaction as the document itself, so the two always
agree; MongoDB's multikey indexes do the same inside the server.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence

from gxcrawl.storage.collections import Collection
from gxcrawl.storage.documents import Document, Scalar, Where

FindBy = Callable[[str, Scalar], Iterable[Document]]  # field, value -> flat documents


def beside(collection: Collection) -> Collection | None:
    """The collection of flat documents, None where no index reaches into a list."""
    if not collection.reaching:
        return None
    return Collection(f"{collection.name}_{collection.many}", guard=(), indexes=("of", *collection.reaching))


def flat_documents(collection: Collection, document: Document | None) -> dict[str, Document]:
    """`_id` -> flat document, for every object of the list."""
    objects = (document or {}).get(collection.many or "") or []
    return dict(_flat(collection, str(document["_id"]), one) for one in objects) if document else {}


def _flat(collection: Collection, of: str, one: Document) -> tuple[str, Document]:
    members = {member: one.get(member) for member in collection.reaching}
    digest = hashlib.sha256(json.dumps(members, sort_keys=True).encode()).hexdigest()[:32]
    key = f"{of} {digest}"
    return key, {"_id": key, "of": of, **members}


def split(collection: Collection, where: Where) -> tuple[dict[str, Sequence[Scalar]], Where]:
    """The conditions that reach into the list, by member with the values allowed; and the others."""
    prefix = f"{collection.many}."
    inside = {field.removeprefix(prefix): value for field, value in where.items() if field.startswith(prefix)}
    outside = {field: value for field, value in where.items() if not field.startswith(prefix)}
    return {member: _values(value) for member, value in inside.items()}, outside


def _values(value: Scalar | Sequence[str]) -> Sequence[Scalar]:
    return (value,) if value is None or isinstance(value, str | int) else value


def keys_that_fit(conditions: Mapping[str, Sequence[Scalar]], find_by: FindBy) -> list[str]:
    """The `_id`s, sorted, of the documents with an object that fits, for each condition."""
    found = [
        {str(flat["of"]) for value in values for flat in find_by(member, value)}
        for member, values in conditions.items()
    ]
    return sorted(set.intersection(*found))
