"""A server of MongoDB's wire protocol that keeps documents exactly as they are sent, in memory.

FerretDB refuses what MongoDB takes – dots in names, lists in lists –, and a report has both. This answers the few
commands that mongorestore, mongodump and gxcrawl's own backend use, compares by `$eq` and `$in` only, and refuses
every other command by name, so that nothing passes by accident. What is found comes in batches of MongoDB's sizes.

As a program (`python -m tests.mongotools.recorder`) it prints its URI and ends with its standard input.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from typing import Any

import bson
from bson.raw_bson import RawBSONDocument

from .wire import Message, wire_server

_HELLO = {"ismaster": True, "isWritablePrimary": True, "maxWireVersion": 13, "minWireVersion": 0, "readOnly": False}
_LIMITS = {"maxBsonObjectSize": 16 << 20, "maxMessageSizeBytes": 48_000_000, "maxWriteBatchSize": 100_000}
_FIRST_BATCH, _BATCH_BYTES = 101, 16 << 20  # as MongoDB answers who does not say how many
_ID_INDEX = {"v": 2, "key": {"_id": 1}, "name": "_id_"}


@contextmanager
def recorder() -> Iterator[str]:
    """The URI of a server that lives as long as the block."""
    with wire_server(partial(_answer, _Kept())) as address:
        yield f"mongodb://{address}/"


@dataclass
class _Kept:
    """documents: "database.collection" -> as they came. cursors: id -> what was found and not yet sent."""

    documents: dict[str, list[RawBSONDocument]] = field(default_factory=dict)
    indexes: dict[str, list[Message]] = field(default_factory=dict)
    cursors: dict[int, list[RawBSONDocument]] = field(default_factory=dict)
    new_id: "count[int]" = field(default_factory=partial(count, 1))


def _answer(kept: _Kept, command: Message) -> Message:
    name = next(iter(command))
    namespace = f"{command.get('$db')}.{command[name]}"
    documents = kept.documents.get(namespace, [])
    if name in ("hello", "isMaster", "ismaster"):
        return {**_HELLO, **_LIMITS, "ok": 1}
    if name in ("buildInfo", "buildinfo"):
        return {"version": "5.0.0", "versionArray": [5, 0, 0, 0], **_LIMITS, "ok": 1}
    if name == "create":
        kept.documents.setdefault(namespace, [])
    elif name == "createIndexes":
        kept.documents.setdefault(namespace, [])
        kept.indexes.setdefault(namespace, []).extend(dict(index) for index in command["indexes"])
    elif name == "insert":
        kept.documents.setdefault(namespace, []).extend(command["documents"])
        return {"n": len(command["documents"]), "ok": 1}
    elif name == "dropDatabase":
        for one in [one for one in kept.documents if one.startswith(f"{command['$db']}.")]:
            del kept.documents[one]
    elif name == "find":
        found = [one for one in documents if _fits(one, command.get("filter", {}))]
        found.sort(key=lambda one: tuple(one[field] for field in command.get("sort", {})))
        return _first_batch(kept, namespace, found, command)
    elif name == "getMore":
        return _next_batch(kept, command)
    elif name == "killCursors":
        for cursor_id in command["cursors"]:
            kept.cursors.pop(cursor_id, None)
    elif name == "count":
        return {"n": len(documents), "ok": 1}
    elif name == "listCollections":
        prefix = f"{command['$db']}."
        names = sorted(one.removeprefix(prefix) for one in kept.documents if one.startswith(prefix))
        listed = [{"name": one, "type": "collection", "options": {}, "info": {}} for one in names]
        return _cursor(
            f"{prefix}$cmd.listCollections", [one for one in listed if _fits(one, command.get("filter", {}))]
        )
    elif name == "listIndexes":
        return _cursor(namespace, [_ID_INDEX, *kept.indexes.get(namespace, [])])
    elif name not in ("ping", "endSessions"):
        return {"ok": 0, "errmsg": f"the recorder has no command {name}", "code": 59, "codeName": "CommandNotFound"}
    return {"ok": 1}


def _first_batch(kept: _Kept, namespace: str, found: list[RawBSONDocument], command: Message) -> Message:
    size = command.get("batchSize", _FIRST_BATCH)
    answer = _cursor(namespace, found[:size])
    if len(found) > size:
        cursor_id = next(kept.new_id)
        kept.cursors[cursor_id] = found[size:]
        answer["cursor"]["id"] = bson.Int64(cursor_id)
    return answer


def _next_batch(kept: _Kept, command: Message) -> Message:
    """As many as are asked for, else as many as go into 16 MB."""
    waiting, size = kept.cursors.pop(command["getMore"]), 0
    batch: list[RawBSONDocument] = []
    while waiting and len(batch) < command.get("batchSize", len(waiting) + 1) and size < _BATCH_BYTES:
        batch.append(waiting.pop(0))
        size += len(batch[-1].raw)
    if waiting:
        kept.cursors[command["getMore"]] = waiting
    namespace = f"{command['$db']}.{command['collection']}"
    left = command["getMore"] if waiting else 0
    return {"cursor": {"id": bson.Int64(left), "ns": namespace, "nextBatch": batch}, "ok": 1}


def _cursor(namespace: str, found: list[Any]) -> Message:
    return {"cursor": {"id": bson.Int64(0), "ns": namespace, "firstBatch": found}, "ok": 1}


def _fits(document: Any, conditions: Any) -> bool:
    return all(_meets(document.get(field), conditions[field]) for field in conditions)


def _meets(value: Any, condition: Any) -> bool:
    operators = dict(condition) if hasattr(condition, "keys") else {"$eq": condition}
    if operators.keys() == {"$in"}:
        return value in operators["$in"]
    if operators.keys() == {"$eq"}:
        return bool(value == operators["$eq"])
    raise ValueError(f"the recorder cannot compare by {condition}")


if __name__ == "__main__":
    with recorder() as own_uri:
        sys.stdout.write(f"{own_uri}\n")
        sys.stdout.flush()
        sys.stdin.read()
