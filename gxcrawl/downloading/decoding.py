"""Downloader middleware: a page is text in the encoding that it is really in, whatever headers and markup declare."""

from scrapy import Request
from scrapy.http import HtmlResponse, Response, TextResponse

from gxcrawl.downloading.component import OfCrawler
from gxcrawl.downloading.meta import TRAIL
from gxcrawl.downloading.page import Page, looks_like_html
from gxcrawl.keep import declared_charset
from gxcrawl.model import Quirks
from gxcrawl.reading.encoding import decode


class DecodingMiddleware(OfCrawler):
    """Replaces what Scrapy took a body for: it believes the header first, and reads what nothing declares as Latin.

    Portals declare gb2312 for GB18030, ISO-8859-1 for anything, nothing at all, or name a page an octet stream. Where
    bytes cannot tell, the registry entry's `quirks.encoding` does; it takes the header's place, so that the reader of
    stored documents finds the same.
    """

    def process_response(self, request: Request, response: Response) -> Response:
        """The same response, with the encoding that the reader of stored documents will find too."""
        if not isinstance(response, TextResponse) and not looks_like_html(response):
            return response
        known = self._known_encoding(request)
        if known:
            kind = (response.headers.get("Content-Type") or b"text/html").split(b";")[0].strip()
            response.headers["Content-Type"] = kind + b"; charset=" + known.encode()
        header = response.headers.get("Content-Type")
        found = decode(response.body, declared_charset(header.decode("latin-1") if header else None)).encoding
        if isinstance(response, HtmlResponse) or not isinstance(response, TextResponse):
            return response.replace(cls=Page, encoding=found)
        return response if response.encoding == found else response.replace(encoding=found)

    def _known_encoding(self, request: Request) -> str | None:
        trail = request.meta.get(TRAIL)
        quirks: dict[str, Quirks] = getattr(self._crawler.spider, "quirks", {})
        return quirks[trail.portal_id].encoding if trail and trail.portal_id in quirks else None
