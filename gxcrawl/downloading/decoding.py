"""Downloader middleware: decodes each page in its actual encoding, whatever headers and markup declare."""

from scrapy import Request
from scrapy.http import HtmlResponse, Response, TextResponse

from gxcrawl.downloading.component import OfCrawler
from gxcrawl.downloading.meta import TRAIL
from gxcrawl.downloading.page import Page, has_html_root, looks_like_html
from gxcrawl.model import Quirks
from gxcrawl.reading.content import declared_charset
from gxcrawl.reading.encoding import decode, wide_codec


class DecodingMiddleware(OfCrawler):
    """Corrects Scrapy's decoding, which believes the header first and falls back to Latin.

    Portals declare gb2312 for GB18030, ISO-8859-1 for anything, nothing at all, or an octet stream or XML for a page.
    If the bytes are ambiguous, the registry entry's `quirks.encoding` decides; it replaces the header's charset, so
    that the reader of stored documents gets the same result.
    """

    def process_response(self, request: Request, response: Response) -> Response:
        """The same response, with the encoding that the reader of stored documents will use too."""
        codec = None if TRAIL in request.meta else wide_codec(response.body)
        if codec:  # robots.txt, which Scrapy reads as UTF-8
            return response.replace(body=response.body.decode(codec, "replace").removeprefix("\ufeff").encode())
        if not isinstance(response, TextResponse) and not looks_like_html(response):
            return response
        known = self._known_encoding(request)
        if known:
            kind = (response.headers.get("Content-Type") or b"text/html").split(b";")[0].strip()
            response.headers["Content-Type"] = kind + b"; charset=" + known.encode()
        header = response.headers.get("Content-Type")
        found = decode(response.body, declared_charset(header.decode("latin-1") if header else None)).encoding
        if isinstance(response, HtmlResponse) or not isinstance(response, TextResponse) or has_html_root(response):
            return response.replace(cls=Page, encoding=found)
        return response if response.encoding == found else response.replace(encoding=found)

    def _known_encoding(self, request: Request) -> str | None:
        trail = request.meta.get(TRAIL)
        quirks: dict[str, Quirks] = getattr(self._crawler.spider, "quirks", {})
        return quirks[trail.portal_id].encoding if trail and trail.portal_id in quirks else None
