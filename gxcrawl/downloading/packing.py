"""Downloader middleware: decompresses a body as often as it was compressed, whatever the header says."""

import re
import zlib

from scrapy import Request
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import ResponseDataLossError
from scrapy.http import Response

from gxcrawl.downloading.component import OfCrawler
from gxcrawl.downloading.page import looks_like_html

_GZIP = b"\x1f\x8b\x08"
_READS_GZIP = 16 + zlib.MAX_WBITS
_OTHER_ENCODING = re.compile(rb"(?:^|,)\s*(?!x-gzip|gzip|,|$)\S")
_MOST_LAYERS = 2
_PACKED_FILES = (".gz", ".tgz")
_AT_ONCE = 1 << 20  # bytes
_MOST_PIECES = 64  # pieces to decompress; larger bodies are rejected


class PackingMiddleware(OfCrawler):
    """Corrects `Content-Encoding` before Scrapy uses it, and retries truncated bodies.

    Proxies in front of portals compress twice, declare it once, not at all or under another name, or declare it for
    plain bodies. Scrapy would accept the readable part of a truncated body as the whole page.
    """

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """The same response, with gzip declared as often as applied; a retry for a truncated one."""
        declared = b",".join(response.headers.getlist("Content-Encoding")).lower()
        named, layers = declared.count(b"gzip"), _layers(response.body)
        if _OTHER_ENCODING.search(declared) and not (layers or looks_like_html(response)):
            return response  # bytes do not tell other encodings
        is_file = layers == named + 1 and request.url.partition("?")[0].endswith(_PACKED_FILES)
        if layers and not is_file and _is_cut(response.body):
            spider = self._crawler.spider
            again = get_retry_request(request, spider=spider, reason="cut off") if spider else None
            if again is None:
                raise ResponseDataLossError("the packed answer ends before its end")
            return again
        if not is_file:
            response.headers["Content-Encoding"] = b", ".join([b"gzip"] * layers)
            if not layers:
                del response.headers["Content-Encoding"]
        return response


def _layers(body: bytes) -> int:
    """How often bytes are compressed, judging by the first bytes of each layer."""
    layers = 0
    while layers < _MOST_LAYERS and body.startswith(_GZIP):
        layers += 1
        try:
            body = zlib.decompressobj(_READS_GZIP).decompress(body[:4096], 64)
        except zlib.error:
            break
    return layers


def _is_cut(body: bytes) -> bool:
    """True if the outer layer of compressed bytes is truncated; other damage is not detected."""
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
