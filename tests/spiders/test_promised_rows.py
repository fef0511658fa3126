"""Rows whose page is another report than they name, and rows whose page only frames the report."""

from collections.abc import Iterator

import pytest
from spiders.crawled import Crawl, Visit, crawled_together
from spiders.sites.local_portal import Page
from spiders.sites.parts import HEAD, home, items

_EDUCATION, _WATER = "汀北区教育局", "汀北区水利局"


def _title(body: str, year: int) -> str:
    return f"{body}{year}年政府信息公开工作年度报告"


def _report(body: str, year: int) -> str:
    text = f"<p>{_title(body, year)}</p><p>统计期限自{year}年1月1日起至{year}年12月31日止。</p><p>一、总体情况</p>"
    return f"{HEAD}<h1>{_title(body, year)}</h1><div id='zoom'>{text}<p>{body}工作有序推进。</p></div></html>"


def _site(*rows: tuple[str, str], beside: str = "") -> dict[str, Page]:
    """rows: what each is called and its page."""
    pages: dict[str, Page] = {f"/nb/{n}.html": page for n, (_, page) in enumerate(rows)}
    listed = items([(f"/nb/{n}.html", title) for n, (title, _) in enumerate(rows)])
    return pages | {"/": home("/nb/"), "/nb/": f"{HEAD}{beside}<ul>{listed}</ul></html>"}


_MENU = "<select name='d'><option value='7'>区教育局</option><option value='8'>区水利局</option></select>"
_SITES: dict[str, dict[str, Page]] = {
    "body": _site(
        (_title(_EDUCATION, 2021), _report(_WATER, 2021)),
        (_title(_WATER, 2021), _report(_WATER, 2021)),
    ),
    "year": _site((_title(_WATER, 2021), _report(_WATER, 2020))),
    "crossed": _site(
        (_title(_WATER, 2021), _report(_WATER, 2020)),
        (_title(_WATER, 2020), _report(_WATER, 2021)),
    ),
    "waiting": _site(
        (_title(_WATER, 2021), _report(_WATER, 2020)),
        ("2021年政府信息公开工作年度报告", _report(_WATER, 2021)),
        beside=_MENU,
    ),
    "framed": _site((_title(_WATER, 2021), f"{HEAD}<iframe src='/nr/7.html'></iframe></html>"))
    | {"/nr/7.html": _report(_WATER, 2021)},
}


@pytest.fixture(scope="module")
def visits(crawl_once: Crawl) -> Iterator[dict[str, Visit]]:
    with crawled_together(crawl_once, _SITES, "汀北区人民政府") as made:
        yield made


@pytest.mark.parametrize(
    ("name", "promised"), [("body", f"{_EDUCATION} of 2021"), ("year", f"{_WATER} of 2021"), ("crossed", None)]
)
def test_a_report_named_by_a_row_but_found_on_no_page_is_a_failure(
    name: str, promised: str | None, visits: dict[str, Visit]
) -> None:
    told = [failure["failure"] for failure in visits[name].found.failures]
    assert [promised in one for one in told] == ([True] if promised else [])


def test_a_report_named_by_a_row_may_come_from_a_deferred_row(visits: dict[str, Visit]) -> None:
    found = visits["waiting"].found
    assert found.reports() == {("waiting-shuiliju", 2020), ("waiting-shuiliju", 2021)}
    assert [failure["failure"].partition(":")[0] for failure in found.failures] == ["list needs a browser"]


def test_a_report_in_a_frame_has_the_url_of_its_row(visits: dict[str, Visit]) -> None:
    [document] = visits["framed"].found.documents
    assert document["url"].endswith("/nb/0.html")
    assert "工作有序推进" in document["text"]
