"""Converts a response to the item for the pipelines."""

import json
from datetime import UTC, datetime

from scrapy.http import Response, TextResponse

from gxcrawl.downloading.page import looks_like_html
from gxcrawl.model import FetchedDocument, Http
from gxcrawl.portals.articles import Article
from gxcrawl.reading.kinds import kind_of
from gxcrawl.spiders.requests import Visit

ANSWERED_AS_DATA = "the article is answered as JSON for a script; its page holds no text"


def answers(response: Response) -> bool:
    """True if the response is JSON from an API, as for a page's script; text and RTF may begin like JSON."""
    if not isinstance(response, TextResponse) or response.body.lstrip()[:1] not in (b"{", b"["):
        return False
    try:
        return isinstance(json.loads(response.text), dict | list) and not is_file(response)
    except (ValueError, RecursionError):
        return False


def is_file(response: Response) -> bool:
    """True if the bytes are those of a PDF or another file, regardless of URL and Content-Type."""
    return not looks_like_html(response) and kind_of(response.body) not in ("html", "txt", "unknown")


def fetched_document(
    response: Response,
    visit: Visit,
    article: Article,
    agency_id: str,
    *,
    files: tuple[str, ...] = (),
    refused: str | None = None,
) -> FetchedDocument:
    """The exact bytes with all metadata from the pages that led to them. files: URLs of attachments to be fetched."""
    return FetchedDocument(
        url=visit.address,
        body=response.body,
        portal_id=visit.trail.portal_id,
        agency_id=agency_id,
        fetched_at=datetime.now(UTC),
        http=Http(
            status=response.status,
            etag=None if visit.is_behind else _header(response, "ETag"),
            last_modified=None if visit.is_behind else _header(response, "Last-Modified"),
            content_type=_header(response, "Content-Type"),
        ),
        title=article.title or None,
        year=article.year,
        published_on=article.published_on,
        publisher=article.publisher,
        found_on=visit.found_on,
        parent_url=visit.parent_url,
        files=files,
        listed=visit.listed,
        refused=refused,
        unnamed=visit.unnamed if visit.agency else not article.names,
    )


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
