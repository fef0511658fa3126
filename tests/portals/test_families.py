"""Each family over its fixtures: one test per fixture and field; each family has fixtures and a page in docs."""

import json
from pathlib import Path

import pytest
from portals.family_pages import NAMES, expected, meta_of, page_of, plain, read
from scrapy.http import HtmlResponse

from gxcrawl.portals.entries import Cms
from gxcrawl.portals.families import FAMILIES, recognise
from gxcrawl.portals.pages.markup.shapes import ListPage

_DOCS = Path(__file__).parents[2] / "docs" / "portals"
_FIELDS = {
    "list": ("entries", "next", "total", "columns", "trouble"),
    "detail": ("title", "published_on", "publisher", "breadcrumb", "attachments", "text", "text_is_body"),
}
_CASES = [(name, field) for name in NAMES for field in _FIELDS[meta_of(name)["read"]]]


@pytest.mark.parametrize(("name", "field"), _CASES, ids=[f"{name}-{field}" for name, field in _CASES])
def test_field_is_read_as_expected(name: str, field: str) -> None:
    assert plain(read(name))[field] == expected(name)[field]


@pytest.mark.parametrize("name", [name for name in NAMES if "links" in expected(name)])
def test_links_of_a_hub_are_read_as_expected(name: str) -> None:
    links = FAMILIES[meta_of(name)["family"]].read_links(page_of(name))
    assert plain(ListPage(links))["entries"] == expected(name)["links"]


@pytest.mark.parametrize("name", [name for name in NAMES if "state" not in meta_of(name)])
def test_page_is_recognised_as_its_family(name: str) -> None:
    assert recognise(page_of(name)).name == meta_of(name)["family"]


@pytest.mark.parametrize("family", FAMILIES)
def test_family_has_a_list_a_detail_and_a_page_in_docs(family: str) -> None:
    kinds = {meta_of(name)["read"] for name in NAMES if meta_of(name)["family"] == family}
    assert kinds == {"list", "detail"}
    assert (_DOCS / f"{family}.md").is_file()


def test_registry_knows_exactly_the_families_of_the_table() -> None:
    assert set(Cms.__args__) == set(FAMILIES)


def test_registry_preference_gives_way_to_a_page_of_other_software() -> None:
    assert recognise(page_of("trs-column"), "hanweb").name == "trs"
    assert recognise(page_of("generic-list"), "hanweb").name == "hanweb"


@pytest.mark.parametrize(
    ("category", "asked"),
    [
        ({"name": "政府信息公开年报", "id": 3}, "api/all/3?page=1&sid=7"),
        ({"name": "政府信息公开年报", "id": "", "jump_url": "/gkmlpt/nb/"}, "nb/"),
        ({"name": "机构职能", "id": 3}, "api/all/0?page=1&sid=7"),  # everything
    ],
)
def test_gkmlpt_asks_for_everything_where_no_category_of_reports_leads_anywhere(
    category: dict[str, object], asked: str
) -> None:
    config = f"window._CONFIG = {{SID: '7', TREE: {json.dumps([category])}}}"
    home = "http://127.0.0.1:8001/gkmlpt/"
    page = HtmlResponse(f"{home}index", body=f"<html><script>{config}</script></html>".encode(), encoding="utf-8")
    assert [column.request.url for column in FAMILIES["gkmlpt"].read_list(page, {}).columns] == [home + asked]
