"""The outermost layer: accepts only known hosts and read-only methods, and adds security headers to every response."""

import re
from collections.abc import Iterable, MutableMapping
from typing import Any

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
_READING = frozenset({"GET", "HEAD"})
PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; connect-src 'self'; frame-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^:\[\]\s]+)(?::\d*)?")  # [::1]:8000, example.net
_HEADERS = {
    "content-security-policy": PAGE_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Hardened:
    """An application behind these rules. hosts: host names that requests may use, with any port.

    Other names are refused because of DNS rebinding: a foreign site can point its own name at this server's address.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str]) -> None:
        self._app = app
        self._hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        app = self._refusal(scope) or self._app

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": _with_missing(message["headers"])}
            await send(message)

        await app(scope, receive, send_with_headers)

    def _refusal(self, scope: MutableMapping[str, Any]) -> ASGIApp | None:
        hosts = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
        if len(hosts) != 1 or host_name(hosts[0]) not in self._hosts:
            return PlainTextResponse("this server does not answer to that name; see --allow-host\n", status_code=400)
        if scope["method"] not in _READING:
            return PlainTextResponse("this site is read-only\n", status_code=405, headers={"allow": "GET, HEAD"})
        return None


def host_name(host: str) -> str:
    """A Host header in lower case and without its port; "" if it is not valid.

    >>> host_name("[::1]:8000"), host_name("Example.NET:80")
    ('[::1]', 'example.net')
    """
    match = _HOST.fullmatch(host)
    return match[1].lower() if match else ""


def _with_missing(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The headers and those of `_HEADERS` that are missing; a response may set its own, as source pages do."""
    own = list(headers)
    names = {name.lower() for name, _ in own}
    return own + [(name.encode(), value.encode()) for name, value in _HEADERS.items() if name.encode() not in names]
