"""A portal's page, or a document saved as a page → `Document`."""

from gxcrawl.reading.html.markup.parsing import parse_page
from gxcrawl.reading.html.page import picture_addresses, read_html, visible_text

__all__ = ["parse_page", "picture_addresses", "read_html", "visible_text"]
