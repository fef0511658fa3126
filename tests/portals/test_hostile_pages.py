"""Pages that repeat what a family's patterns look for, without the end that they wait for: looked through once."""

from collections.abc import Mapping

import pytest
from scrapy.http import HtmlResponse
from support.growth import grows_evenly

from gxcrawl.portals.families import FAMILIES
from gxcrawl.portals.families.datastore import records_in
from gxcrawl.portals.pages.articles.attachments import find_attachments
from gxcrawl.portals.pages.articles.labels import labelled_values
from gxcrawl.portals.pages.lists.closed import hidden_pages
from gxcrawl.portals.pages.markup.shapes import ListPage, ListRequest

_LONG = 200_000  # characters
_RUNS = ("/_", "<datastore", "<datastore>", "<nextgroup>x", "<record>\n", "document.write(", "url", "\\'", "http://x/-")
_MORE_PAGES: Mapping[str, str | int] = {"way": "search", "number": 1, "fields": "", "referer": "http://a.example/"}


def _page(markup: str) -> HtmlResponse:
    return HtmlResponse("http://a.example/public/column/1?type=3", body=markup.encode(), encoding="utf-8")


@pytest.mark.parametrize("name", FAMILIES)
@pytest.mark.parametrize("run", _RUNS)
def test_unterminated_runs_are_scanned_once(name: str, run: str) -> None:
    text = run * (_LONG // len(run))
    page = _page(f"<p>{text}</p><script>document.write('{text}</script><a href='/nb/'>年报</a>")
    assert isinstance(FAMILIES[name].read_list(page, {}), ListPage)


def test_thousands_of_links_without_a_url_are_visited_once_each() -> None:
    assert grows_evenly(lambda size: FAMILIES["generic"].read_list(_page("<a href=#>下一页</a>" * size), {}), 1_000)


def test_links_and_words_of_very_many_rows_are_not_compared_with_each_other() -> None:
    row = "<li><a href='/a/{}.html'>县教育局2020年年报</a><span>2021</span></li>"
    pages = {size: _page(f"<ul>{''.join(map(row.format, range(size)))}</ul>") for size in (6_000, 24_000)}
    assert grows_evenly(lambda size: hidden_pages(pages[size]), 6_000)


def test_pages_said_behind_many_blanks_are_none() -> None:
    rows, blanks = "<a href='/1.html'>教育局2020年年报</a>", "\u00a0" * 1000
    for said, following in ((f"共{blanks}2&nbsp;页", 1), (f"共{blanks}", 0)):
        read = FAMILIES["hanweb"].read_list(_page(rows + said), _MORE_PAGES)
        assert [isinstance(one, ListRequest) for one in read.next] == [True] * following


def test_records_end_at_the_first_end_mark() -> None:
    store = "<record a='1'> <![CDATA[<li>一</li>]]> </record>\n<RECORD>&lt;b></RECORD><record> x </record><record>y"
    assert records_in(store) == ["<li>一</li>", "<b>", "x"]


def test_a_menu_of_very_many_choices_is_read_once() -> None:
    choices = "".join(f"<option value='/nb/{number}.html'>霁川县第{number}局</option>" for number in range(10_000))
    read = FAMILIES["generic"].read_list(_page(f"<div>2021-01-25<select>{choices}</select></div>"), {})
    assert len(read.entries) == 10_000


def test_links_without_a_url_and_nested_blocks_are_scanned_once() -> None:
    mute = "<li><a href='javascript:void(0)'>霁川县教育局2021年政府信息公开工作年度报告</a></li>" * 10_000
    nested = "".join(f"<div><a href='/{number}.html'>教育局2020年年报</a>" for number in range(1_500))
    page = _page(f"<ul>{mute}</ul>{nested}")
    assert find_attachments(page) == ()
    assert len(FAMILIES["generic"].read_list(page, {}).entries) == 1_500


def test_unterminated_labels_are_scanned_once_each() -> None:
    labels = "".join(f"<li><b>发布机构：</b>霁川县第{number}局</li>" for number in range(3_000))
    assert labelled_values(_page(f"<ul>{labels}</ul>")) == {"发布机构": "霁川县第0局"}
