"""The rows of list APIs that answer with JSON, for families whose API has known fields."""

import json
import re
from collections.abc import Mapping
from typing import Any

from scrapy.http import TextResponse

from gxcrawl.portals.pages.markup.links import absolute
from gxcrawl.portals.pages.markup.shapes import ListEntry
from gxcrawl.text.dates import find_date

_TAG = re.compile(r"<[^>]+>")


def answered(text: str, *path: str) -> Any:
    """The part of a JSON answer under these names, on the way also in JSON within a text; None if there is none."""
    try:
        found = json.loads(text)
        for name in path:
            held = found[name]
            found = json.loads(held) if isinstance(held, str) and held.startswith("{") else held
    except (ValueError, KeyError, TypeError):
        return None
    return found


def answered_rows(text: str, *path: str) -> list[Mapping[str, Any]] | None:
    """The objects in a list under these names; None if the answer has none there."""
    rows = answered(text, *path)
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else None


def entry_of(
    page: TextResponse, row: Mapping[str, Any], *, url: tuple[str, ...], title: tuple[str, ...], day: str = ""
) -> ListEntry | None:
    """The entry of a row, from the first of these fields that is not empty; None without address or title."""
    address, name = ("".join([str(row[one]) for one in fields if row.get(one)][:1]) for fields in (url, title))
    found, plain = absolute(page.url, address), _TAG.sub("", name)
    return ListEntry(found, plain, find_date(str(row.get(day) or ""))) if found and plain else None
