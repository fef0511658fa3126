"""Searching inside lists in the embedded home, whose indexes do not reach into them.

For a collection with `Collection.many` there is a second one beside it, with one flat document per object of that
list: `{_id, of, <member>: value}`. It is written in the same transaction as the document itself, so the two always
agree; MongoDB's multikey indexes do the same inside the server.
"""

import hashlib
import json

from gxcrawl.storage.collections import Collection
from gxcrawl.storage.documents import Document, Where


def beside(collection: Collection) -> Collection | None:
    """The collection of flat documents, None where no index reaches into a list."""
    if not collection.reaching:
        return None
    return Collection(f"{collection.name}_{collection.many}", guard=(), indexes=collection.reaching)


def flat_documents(collection: Collection, document: Document | None) -> dict[str, Document]:
    """`_id` -> flat document, for every object of the list."""
    objects = (document or {}).get(collection.many or "") or []
    return dict(_flat(collection, str(document["_id"]), one) for one in objects) if document else {}


def _flat(collection: Collection, of: str, one: Document) -> tuple[str, Document]:
    members = {member: one.get(member) for member in collection.reaching}
    digest = hashlib.sha256(json.dumps(members, sort_keys=True).encode()).hexdigest()[:32]
    key = f"{of} {digest}"
    return key, {"_id": key, "of": of, **members}


def split(collection: Collection, where: Where) -> tuple[Where, Where]:
    """The conditions that reach into the list, by member; and the others."""
    prefix = f"{collection.many}."
    inside = {field.removeprefix(prefix): value for field, value in where.items() if field.startswith(prefix)}
    outside = {field: value for field, value in where.items() if not field.startswith(prefix)}
    return inside, outside
