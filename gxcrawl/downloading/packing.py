"""Downloader middleware: a body is unpacked as often as it is packed, whatever the header says of it."""

import zlib

from scrapy import Request
from scrapy.http import Response

_GZIP = b"\x1f\x8b\x08"
_READS_GZIP = 16 + zlib.MAX_WBITS
_MOST_LAYERS = 2
_PACKED_FILES = (".gz", ".tgz")


class PackingMiddleware:
    """Corrects `Content-Encoding` before Scrapy unpacks by it.

    Proxies in front of portals pack again what is packed, name it once or not at all, or say so of what is plain.
    """

    def process_response(self, request: Request, response: Response) -> Response:
        """The same response, its header naming gzip as often as its bytes begin with it."""
        declared = b",".join(response.headers.getlist("Content-Encoding")).lower()
        if declared.replace(b"x-gzip", b"gzip").strip(b" ,").replace(b"gzip", b"").strip(b" ,"):
            return response  # another encoding, which bytes do not tell
        named = declared.count(b"gzip")
        layers = _layers(response.body)
        is_file = layers == named + 1 and request.url.partition("?")[0].endswith(_PACKED_FILES)
        if layers != named and not is_file:
            response.headers["Content-Encoding"] = b", ".join([b"gzip"] * layers)
            if not layers:
                del response.headers["Content-Encoding"]
        return response


def _layers(body: bytes) -> int:
    """How often bytes are packed, by what each layer begins with."""
    layers = 0
    while layers < _MOST_LAYERS and body.startswith(_GZIP):
        layers += 1
        try:
            body = zlib.decompressobj(_READS_GZIP).decompress(body[:4096], 64)
        except zlib.error:
            break
    return layers
