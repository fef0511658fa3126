"""As much of MongoDB's wire protocol as clients speak: commands come in, what a function makes of them goes out."""

import contextlib
import socketserver
import struct
import threading
from collections.abc import Callable, Iterator
from typing import Any

import bson
from bson.raw_bson import RawBSONDocument
from typing_extensions import override

Message = dict[str, Any]

_HEADER = struct.Struct("<iiii")  # length, request id, answer to, operation
_OP_REPLY, _OP_QUERY, _OP_MSG = 1, 2004, 2013


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


@contextlib.contextmanager
def wire_server(answer: Callable[[Message], Message]) -> Iterator[str]:
    """`host:port` of a server that lives as long as the block and answers one command at a time."""
    lock = threading.Lock()

    class Connection(socketserver.StreamRequestHandler):
        @override
        def handle(self) -> None:
            with contextlib.suppress(ConnectionError):
                while len(header := self.rfile.read(_HEADER.size)) == _HEADER.size:
                    length, request_id, _, operation = _HEADER.unpack(header)
                    body = self.rfile.read(length - _HEADER.size)
                    command = _of_query(body) if operation == _OP_QUERY else _of_message(body)
                    with lock:
                        content = bson.encode(answer(command))
                    self.wfile.write(_message(operation, request_id, content))

    with _Server(("127.0.0.1", 0), Connection) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


def _of_query(body: bytes) -> Message:
    """The command of a driver's first greeting, in the old form."""
    start = body.index(b"\0", 4) + 1 + 8  # flags, the name of a collection, two counts
    (length,) = struct.unpack_from("<i", body, start)
    return bson.decode(body[start : start + length])


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


def _message(operation: int, request_id: int, content: bytes) -> bytes:
    if operation == _OP_QUERY:
        kind, body = _OP_REPLY, struct.pack("<iqii", 8, 0, 0, 1) + content
    else:
        kind, body = _OP_MSG, struct.pack("<iB", 0, 0) + content
    return _HEADER.pack(_HEADER.size + len(body), 0, request_id, kind) + body
