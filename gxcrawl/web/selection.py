"""What a dump over the web holds: everything but the documents as fetched, which only `warc` does."""

from gxcrawl.exporting import FORMATS, Selection

_RAW = "raw_documents"


def web_collections(format_name: str) -> tuple[str, ...]:
    """The collections of a dump in this format."""
    held = FORMATS[format_name].collections
    return tuple(name for name in held if name != _RAW) or held


def web_selection(format_name: str, portal: str | None = None, year: int | None = None) -> Selection:
    """The same, of one portal or year where they are given."""
    return Selection(web_collections(format_name), (), portal, () if year is None else (year,))
