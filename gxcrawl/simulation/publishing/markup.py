"""The parts of a page that are the same in all families."""

from collections.abc import Callable, Iterable, Mapping
from html import escape

from gxcrawl.simulation.publishing.postings import Attachment, Posting


def page(title: str, main: str, head: str = "", charset: str | None = "utf-8") -> str:
    """A complete page. charset: declared in its meta element; None to declare none."""
    declared = "" if charset is None else f'<meta charset="{charset}">\n'
    return (
        f"<!DOCTYPE html>\n<html><head>\n{declared}{head}<title>{escape(title)}</title></head>\n"
        f"<body>\n{main}\n</body></html>\n"
    )


def metas(contents: Mapping[str, str]) -> str:
    """Meta elements, one per line."""
    return "".join(f'<meta name="{name}" content="{escape(content)}">\n' for name, content in contents.items())


def article_metas(posting: Posting, column: str, clock: str = "09:30") -> str:
    """The meta elements that most systems write for an article. clock: the time of day of PubDate."""
    return metas(
        {
            "ArticleTitle": posting.title,
            "PubDate": f"{posting.published_on} {clock}",
            "ContentSource": posting.publisher,
            "ColumnName": column,
        }
    )


def menu(links: Iterable[tuple[str, str]]) -> str:
    """A list of links. links: pairs of URL and text."""
    items = (f'<li><a href="{escape(address)}">{escape(text)}</a></li>' for address, text in links)
    return f'<ul class="menu">{"".join(items)}</ul>'


def list_items(rows: Iterable[Posting], address_of: Callable[[Posting], str]) -> str:
    """The rows of a list as on most pages: a link with the full title in its `title` attribute, and the date."""
    return "".join(
        f'<li><a href="{address_of(posting)}" title="{escape(posting.title)}">{escape(posting.title)}</a>'
        f"<span>{posting.published_on}</span></li>"
        for posting in rows
    )


def file_links(posting: Posting, address_of: Callable[[int, Attachment], str]) -> str:
    """The attachments of a posting, one paragraph each. address_of: index and attachment -> URL."""
    return "".join(
        f'<p><a href="{address_of(index, file)}">{escape(file.name)}</a></p>'
        for index, file in enumerate(posting.attachments)
    )


def label_table(cells: Iterable[tuple[str, str]], attributes: str = "") -> str:
    """A table of labels and values, as above an article. cells: pairs of label and value; values are markup."""
    rows = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in cells)
    return f"<table{attributes}>{rows}</table>"


NOT_FOUND = page("404", "<h1>您访问的页面不存在或已删除</h1>")
"""The text of most portals' 404 pages."""
