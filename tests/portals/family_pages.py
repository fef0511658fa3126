"""Fixtures of the families: a folder each, with the page, where it is from, and what is to be read out of it."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from scrapy.http import HtmlResponse, TextResponse

from gxcrawl.portals.families import FAMILIES
from gxcrawl.portals.pages.markup.shapes import DetailPage, ListPage

FOLDER = Path(__file__).parent / "fixtures"
NAMES = sorted(folder.name for folder in FOLDER.iterdir())


def meta_of(name: str) -> dict[str, Any]:
    """The fixture's meta.json: family, what to read, url, state, content type, encoding of the body."""
    meta: dict[str, Any] = json.loads((FOLDER / name / "meta.json").read_text(encoding="utf-8"))
    return meta


def page_of(name: str) -> TextResponse:
    """The fixture as the response that the spider would hand to a family."""
    meta = meta_of(name)
    file = next((FOLDER / name).glob("input.*"))
    body = file.read_text(encoding="utf-8").encode(meta.get("encoding", "utf-8"))
    headers = {"Content-Type": meta.get("content_type", "text/html; charset=utf-8")}
    kind = HtmlResponse if file.suffix == ".html" else TextResponse
    return kind(meta["url"], headers=headers, body=body)


def read(name: str) -> ListPage | DetailPage:
    """What the fixture's family makes of it."""
    meta, page = meta_of(name), page_of(name)
    family = FAMILIES[meta["family"]]
    return family.read_detail(page) if meta["read"] == "detail" else family.read_list(page, meta.get("state", {}))


def plain(page: ListPage | DetailPage) -> dict[str, Any]:
    """What was read, as JSON would hold it; of attachments that no form is sent for the address and the name."""
    told = json.dumps(asdict(page), default=str, ensure_ascii=False)
    shaped: dict[str, Any] = json.loads(told.replace(', "posted": null', "").replace(', "lasting": ""', ""))
    return shaped


def expected(name: str) -> dict[str, Any]:
    """The fixture's expected.json; written from what is read now, and failing, where it is missing."""
    file = FOLDER / name / "expected.json"
    if not file.exists():
        text = json.dumps(plain(read(name)), ensure_ascii=False, indent=1, sort_keys=True)
        file.write_text(text + "\n", encoding="utf-8")
        raise AssertionError(f"{file} was missing and has been written: review it, run again")
    wanted: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return wanted
