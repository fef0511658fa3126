"""As much of a MongoDB server as a client needs to log in, with answers of a test's choice.

For what the server of the other tests cannot do: refuse a password, or a user who may only read.
"""

import socketserver
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any

import bson
from typing_extensions import override

Document = dict[str, Any]
Answer = Callable[[str], Document]
"""The name of a command -> what is answered."""

_HEADER = struct.Struct("<iiii")  # length, request, response to, operation
_OP_REPLY, _OP_QUERY, _OP_MSG = 1, 2004, 2013
_HELLO = {
    "helloOk": True,
    "isWritablePrimary": True,
    "ismaster": True,
    "maxBsonObjectSize": 16 * 1024**2,
    "maxMessageSizeBytes": 48_000_000,
    "maxWriteBatchSize": 100_000,
    "minWireVersion": 0,
    "maxWireVersion": 21,  # MongoDB 7.0
    "ok": 1.0,
}


def refusing_the_password(command: str) -> Document:
    """A server that nobody may enter."""
    return {"ok": 0.0, "code": 18, "codeName": "AuthenticationFailed", "errmsg": "Authentication failed."}


def refusing_to_write(command: str) -> Document:
    """A server that lets everybody in and look, at nothing yet."""
    if command == "saslStart":
        return {"ok": 1.0, "conversationId": 1, "done": True, "payload": b""}
    if command in {"find", "listCollections", "aggregate"}:
        return {"ok": 1.0, "cursor": {"id": 0, "ns": "gxcrawl.$cmd", "firstBatch": []}}
    if command in {"buildInfo", "buildinfo", "ping", "endSessions"}:
        return {"ok": 1.0, "version": "7.0.0", "versionArray": [7, 0, 0, 0]}
    return {"ok": 0.0, "code": 13, "codeName": "Unauthorized", "errmsg": f"not authorized to execute {command}"}


@contextmanager
def stub_server(answer: Answer) -> Iterator[str]:
    """`host:port` of a server that runs for the block."""

    class Handler(_Handler):
        answer_to = staticmethod(answer)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        host, port = server.server_address[:2]
        yield f"{host!s}:{port}"
        server.shutdown()


class _Handler(socketserver.StreamRequestHandler):
    answer_to: Answer

    @override
    def handle(self) -> None:
        while len(header := self.rfile.read(_HEADER.size)) == _HEADER.size:
            length, request, _, operation = _HEADER.unpack(header)
            body = self.rfile.read(length - _HEADER.size)
            command = next(iter(_command(operation, body)))
            reply = _HELLO if command.lower() in {"hello", "ismaster"} else self.answer_to(command)
            self.wfile.write(_message(operation, request, reply))


def _command(operation: int, body: bytes) -> Document:
    """The command of a message; the old form, in which a client says hello, or the new one."""
    # Before it stand, in the old form, flags, a collection's name, two numbers; in the new one flags and a kind.
    start = body.index(b"\0", 4) + 1 + 8 if operation == _OP_QUERY else 4 + 1
    (length,) = struct.unpack_from("<i", body, start)
    return bson.decode(body[start : start + length])


def _message(operation: int, request: int, reply: Document) -> bytes:
    if operation == _OP_QUERY:
        kind, body = _OP_REPLY, struct.pack("<iqii", 8, 0, 0, 1) + bson.encode(reply)
    else:
        kind, body = _OP_MSG, struct.pack("<iB", 0, 0) + bson.encode(reply)
    return _HEADER.pack(_HEADER.size + len(body), 0, request, kind) + body
