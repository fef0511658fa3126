"""The contents of dumps over the web: all collections except the raw documents, which only `warc` contains."""

from gxcrawl.exporting import FORMATS, Selection

_RAW = "raw_documents"


def web_collections(format_name: str) -> tuple[str, ...]:
    """The collections of a dump in this format."""
    held = FORMATS[format_name].collections
    return tuple(name for name in held if name != _RAW) or held


def web_selection(format_name: str, portal: str | None = None, year: int | None = None) -> Selection:
    """The selection of a dump in this format, limited to one portal or year if given."""
    return Selection(web_collections(format_name), (), portal, () if year is None else (year,))
