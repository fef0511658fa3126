"""As much of a MongoDB server as a client needs to log in, with answers of a test's choice.

For what the server of the other tests cannot do: refuse a password, or a user who may only read.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager

from mongotools.wire import Message, wire_server

Answer = Callable[[str], Message]
"""The name of a command -> what is answered."""

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


def refusing_the_password(command: str) -> Message:
    """A server that nobody may enter."""
    return {"ok": 0.0, "code": 18, "codeName": "AuthenticationFailed", "errmsg": "Authentication failed."}


def refusing_to_write(command: str) -> Message:
    """A server that lets everybody in and look, at nothing yet."""
    if command == "saslStart":
        return {"ok": 1.0, "conversationId": 1, "done": True, "payload": b""}
    if command in {"find", "listCollections", "aggregate"}:
        return {"ok": 1.0, "cursor": {"id": 0, "ns": "gxcrawl.$cmd", "firstBatch": []}}
    if command in {"buildInfo", "buildinfo", "ping", "endSessions"}:
        return {"ok": 1.0, "version": "7.0.0", "versionArray": [7, 0, 0, 0]}
    return {"ok": 0.0, "code": 13, "codeName": "Unauthorized", "errmsg": f"not authorized to execute {command}"}


def stub_server(answer: Answer) -> AbstractContextManager[str]:
    """`host:port` of a server that runs for the block."""

    def answered(command: Message) -> Message:
        name = next(iter(command))
        return _HELLO if name.lower() in {"hello", "ismaster"} else answer(name)

    return wire_server(answered)
