"""Downloader middleware: a body is unpacked as often as it is packed, whatever the header says of it."""

import zlib

from scrapy import Request
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import ResponseDataLossError
from scrapy.http import Response

from gxcrawl.downloading.component import OfCrawler

_GZIP = b"\x1f\x8b\x08"
_READS_GZIP = 16 + zlib.MAX_WBITS
_MOST_LAYERS = 2
_PACKED_FILES = (".gz", ".tgz")
_AT_ONCE = 1 << 20  # bytes
_MOST_PIECES = 64  # of as many bytes: what is larger is not taken in


class PackingMiddleware(OfCrawler):
    """Corrects `Content-Encoding` before Scrapy unpacks by it, and asks again for what ends before its end.

    Proxies in front of portals pack again what is packed, name it once or not at all, or say so of what is plain.
    Scrapy takes what it can unpack of a body that was cut off, which would be kept as the whole page.
    """

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """The same response, its header naming gzip as often as its bytes begin with it; of a cut one a new try."""
        declared = b",".join(response.headers.getlist("Content-Encoding")).lower()
        if declared.replace(b"x-gzip", b"gzip").strip(b" ,").replace(b"gzip", b"").strip(b" ,"):
            return response  # another encoding, which bytes do not tell
        named = declared.count(b"gzip")
        layers = _layers(response.body)
        is_file = layers == named + 1 and request.url.partition("?")[0].endswith(_PACKED_FILES)
        if layers and not is_file and _is_cut(response.body):
            spider = self._crawler.spider
            again = get_retry_request(request, spider=spider, reason="cut off") if spider else None
            if again is None:
                raise ResponseDataLossError("the packed answer ends before its end")
            return again
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


def _is_cut(body: bytes) -> bool:
    """Whether the outer layer of packed bytes ends before its end; what is damaged in another way is not judged."""
    unpacker, rest = zlib.decompressobj(_READS_GZIP), body
    try:
        for _ in range(_MOST_PIECES):
            unpacker.decompress(rest, _AT_ONCE)
            rest = unpacker.unconsumed_tail
            if unpacker.eof or not rest:
                return not unpacker.eof
    except zlib.error:
        return False
    return False
