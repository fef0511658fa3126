"""A portal's page, or a document saved as a page → `Document`."""

from gxcrawl.reading.html.page import picture_addresses, read_html, visible_text
from gxcrawl.reading.html.parsing import parse_page

__all__ = ["parse_page", "picture_addresses", "read_html", "visible_text"]
