"""A server of MongoDB's wire protocol that keeps documents exactly as they are sent, in memory.

FerretDB refuses what MongoDB takes – dots in names, lists in lists –, and a report has both. This answers the few
commands that mongorestore, mongodump and gxcrawl's own backend use, compares by `$eq` and `$in` only, and refuses
every other command by name, so that nothing passes by accident. What is found comes in batches of MongoDB's sizes.

As a program (`python -m tests.mongotools.recorder`) it prints its URI and ends with its standard input.
"""

import socketserver
import struct
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

import bson
from bson.raw_bson import RawBSONDocument

_HEADER = struct.Struct("<iiii")  # length, request id, answer to, operation
_OP_REPLY, _OP_QUERY, _OP_MSG = 1, 2004, 2013
_HELLO = {"ismaster": True, "isWritablePrimary": True, "maxWireVersion": 13, "minWireVersion": 0, "readOnly": False}
_LIMITS = {"maxBsonObjectSize": 16 << 20, "maxMessageSizeBytes": 48_000_000, "maxWriteBatchSize": 100_000}
_FIRST_BATCH, _BATCH_BYTES = 101, 16 << 20  # as MongoDB answers who does not say how many
_ID_INDEX = {"v": 2, "key": {"_id": 1}, "name": "_id_"}
Message = dict[str, Any]


@contextmanager
def recorder() -> Iterator[str]:
    """The URI of a server that lives as long as the block."""
    with _Server(("127.0.0.1", 0), _Connection) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"mongodb://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
            thread.join()


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.lock = threading.Lock()
        self.documents: dict[str, list[RawBSONDocument]] = {}  # "database.collection" -> as they came
        self.indexes: dict[str, list[Message]] = {}
        self.cursors: dict[int, list[RawBSONDocument]] = {}  # id -> what was found and not yet sent
        self.new_id = count(1)


class _Connection(socketserver.BaseRequestHandler):
    server: _Server

    def handle(self) -> None:
        try:
            while True:
                length, request_id, _, operation = _HEADER.unpack(self._read(_HEADER.size))
                body = self._read(length - _HEADER.size)
                command = _of_query(body) if operation == _OP_QUERY else _of_message(body)
                with self.server.lock:
                    answer = bson.encode(_answer(self.server, command))
                self._send(request_id, _OP_QUERY if operation == _OP_QUERY else _OP_MSG, answer)
        except ConnectionError:
            return

    def _read(self, length: int) -> bytes:
        content = b""
        while len(content) < length:
            piece = self.request.recv(length - len(content))
            if not piece:
                raise ConnectionResetError
            content += piece
        return content

    def _send(self, request_id: int, operation: int, answer: bytes) -> None:
        if operation == _OP_QUERY:
            operation, body = _OP_REPLY, struct.pack("<iqii", 0, 0, 0, 1) + answer
        else:
            body = struct.pack("<ib", 0, 0) + answer
        self.request.sendall(_HEADER.pack(_HEADER.size + len(body), 0, request_id, operation) + body)


def _of_query(body: bytes) -> Message:
    """The command of a driver's first greeting, in the old form."""
    start = body.index(b"\0", 4) + 1 + 8  # flags, the name of a collection, two counts
    return bson.decode(body[start:])


def _of_message(body: bytes) -> Message:
    """A command; documents sent beside it are put where they would stand in it, undecoded."""
    command: Message = {}
    at = 4
    while at < len(body):
        kind, (size,) = body[at], struct.unpack_from("<i", body, at + 1)
        section = body[at + 1 : at + 1 + size]
        if kind == 0:
            command = {**_decoded(section), **command}
        else:
            end = section.index(b"\0", 4)
            command[section[4:end].decode()] = list(_split(section[end + 1 :]))
        at += 1 + size
    return command


def _decoded(section: bytes) -> Message:
    """A command with the documents in it undecoded, so that they can be given back as they were."""
    raw = bson.decode(section, bson.CodecOptions(document_class=RawBSONDocument))
    return {name: raw[name] for name in raw}


def _split(content: bytes) -> Iterator[RawBSONDocument]:
    while content:
        (size,) = struct.unpack_from("<i", content)
        yield RawBSONDocument(content[:size])
        content = content[size:]


def _answer(server: _Server, command: Message) -> Message:
    name = next(iter(command))
    namespace = f"{command.get('$db')}.{command[name]}"
    documents = server.documents.get(namespace, [])
    if name in ("hello", "isMaster", "ismaster"):
        return {**_HELLO, **_LIMITS, "ok": 1}
    if name in ("buildInfo", "buildinfo"):
        return {"version": "5.0.0", "versionArray": [5, 0, 0, 0], **_LIMITS, "ok": 1}
    if name == "create":
        server.documents.setdefault(namespace, [])
    elif name == "createIndexes":
        server.documents.setdefault(namespace, [])
        server.indexes.setdefault(namespace, []).extend(dict(index) for index in command["indexes"])
    elif name == "insert":
        server.documents.setdefault(namespace, []).extend(command["documents"])
        return {"n": len(command["documents"]), "ok": 1}
    elif name == "dropDatabase":
        for one in [one for one in server.documents if one.startswith(f"{command['$db']}.")]:
            del server.documents[one]
    elif name == "find":
        found = [one for one in documents if _fits(one, command.get("filter", {}))]
        found.sort(key=lambda one: tuple(one[field] for field in command.get("sort", {})))
        return _first_batch(server, namespace, found, command)
    elif name == "getMore":
        return _next_batch(server, command)
    elif name == "killCursors":
        for cursor_id in command["cursors"]:
            server.cursors.pop(cursor_id, None)
    elif name == "count":
        return {"n": len(documents), "ok": 1}
    elif name == "listCollections":
        prefix = f"{command['$db']}."
        names = sorted(one.removeprefix(prefix) for one in server.documents if one.startswith(prefix))
        listed = [{"name": one, "type": "collection", "options": {}, "info": {}} for one in names]
        return _cursor(
            f"{prefix}$cmd.listCollections", [one for one in listed if _fits(one, command.get("filter", {}))]
        )
    elif name == "listIndexes":
        return _cursor(namespace, [_ID_INDEX, *server.indexes.get(namespace, [])])
    elif name not in ("ping", "endSessions"):
        return {"ok": 0, "errmsg": f"the recorder has no command {name}", "code": 59, "codeName": "CommandNotFound"}
    return {"ok": 1}


def _first_batch(server: _Server, namespace: str, found: list[RawBSONDocument], command: Message) -> Message:
    size = command.get("batchSize", _FIRST_BATCH)
    answer = _cursor(namespace, found[:size])
    if len(found) > size:
        cursor_id = next(server.new_id)
        server.cursors[cursor_id] = found[size:]
        answer["cursor"]["id"] = bson.Int64(cursor_id)
    return answer


def _next_batch(server: _Server, command: Message) -> Message:
    """As many as are asked for, else as many as go into 16 MB."""
    waiting, size = server.cursors.pop(command["getMore"]), 0
    batch: list[RawBSONDocument] = []
    while waiting and len(batch) < command.get("batchSize", len(waiting) + 1) and size < _BATCH_BYTES:
        batch.append(waiting.pop(0))
        size += len(batch[-1].raw)
    if waiting:
        server.cursors[command["getMore"]] = waiting
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
