"""Download handler for https: old protocol versions, only for hosts whose registry entry requires them."""

import ipaddress

from OpenSSL import SSL
from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.internet.interfaces import IOpenSSLClientConnectionCreator
from twisted.protocols.tls import TLSMemoryBIOProtocol
from twisted.web.iweb import IPolicyForHTTPS
from zope.interface import implementer  # type: ignore[import-untyped]

from gxcrawl.portals.sites import Scope

# Key exchange by RSA first: gateways that send broken curve points (BAD_ECPOINT) take it when it is offered. Level 0
# admits SHA-1 signatures and short keys; ciphers without authentication or encryption stay out.
_CIPHERS = b"kRSA:DHE:ALL:!aNULL:!eNULL:@SECLEVEL=0"
_LEGACY_RENEGOTIATION = 0x4  # OP_LEGACY_SERVER_CONNECT, which pyOpenSSL has no name for


class PerHostTls(BaseDownloadHandler):
    """Two of Scrapy's handlers: the configured one, and one with old TLS for the hosts in `spider.legacy_tls`."""

    lazy = True

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._usual = HTTP11DownloadHandler(crawler)
        self._legacy = HTTP11DownloadHandler(crawler)
        # settings cannot say it: Twisted expands their cipher string and loses the security level in it
        self._legacy._contextFactory = LegacyPolicy()  # type: ignore[assignment] # zope tells mypy nothing

    async def download_request(self, request: Request) -> Response:
        """The response, by the handler that the request's host needs."""
        registered: Scope | None = getattr(self.crawler.spider, "legacy_tls", None)
        handler = self._legacy if registered is not None and registered.holds(request.url) else self._usual
        return await handler.download_request(request)

    async def close(self) -> None:
        """Closes the connections of both."""
        await self._usual.close()
        await self._legacy.close()


@implementer(IPolicyForHTTPS)
class LegacyPolicy:
    """Connections from TLS 1.0 on. Certificates are not checked, as is Scrapy's default."""

    def creatorForNetloc(self, hostname: bytes, port: int) -> "LegacyConnections":  # noqa: ARG002, N802  Twisted's
        """Called by Twisted: the connection settings for this host."""
        return LegacyConnections(hostname)


@implementer(IOpenSSLClientConnectionCreator)
class LegacyConnections:
    """Makes the connections to one host."""

    def __init__(self, hostname: bytes) -> None:
        self._hostname = hostname
        self._context = SSL.Context(SSL.TLS_CLIENT_METHOD)
        self._context.set_min_proto_version(SSL.TLS1_VERSION)
        self._context.set_cipher_list(_CIPHERS)
        self._context.set_options(_LEGACY_RENEGOTIATION)

    def clientConnectionForTLS(self, tlsProtocol: TLSMemoryBIOProtocol) -> SSL.Connection:  # noqa: ARG002, N802, N803
        """Called by Twisted: a connection for a TLS handshake."""
        connection = SSL.Connection(self._context, None)
        if not _is_number(self._hostname.decode("ascii")):
            connection.set_tlsext_host_name(self._hostname)
        return connection


def _is_number(hostname: str) -> bool:
    """True if a host is given by its IP address, which may not be sent as server name in a handshake."""
    try:
        ipaddress.ip_address(hostname)
    except ValueError:
        return False
    return True
