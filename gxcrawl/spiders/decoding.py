"""Downloader middleware: a page is text in the encoding that it is really in, whatever headers and markup declare."""

from scrapy import Request
from scrapy.http import HtmlResponse, Response, TextResponse

from gxcrawl.keep import declared_charset
from gxcrawl.reading.encoding import decode
from gxcrawl.spiders.documents import looks_like_html


class DecodingMiddleware:
    """Replaces what Scrapy took a body for: it believes the header first, and reads what nothing declares as Latin.

    Portals declare gb2312 for GB18030, ISO-8859-1 for anything, nothing at all, or name a page an octet stream.
    """

    def process_response(self, request: Request, response: Response) -> Response:  # noqa: ARG002  Scrapy's signature
        """The same response, with the encoding that the reader of stored documents will find too."""
        if not isinstance(response, TextResponse) and not looks_like_html(response):
            return response
        header = response.headers.get("Content-Type")
        found = decode(response.body, declared_charset(header.decode("latin-1") if header else None)).encoding
        if isinstance(response, TextResponse):
            return response if response.encoding == found else response.replace(encoding=found)
        return response.replace(cls=HtmlResponse, encoding=found)
