"""Whose report an article is, and of which year: by the article itself, its row in the list, and where it stands."""

from dataclasses import replace
from datetime import date

import pytest

from gxcrawl.model import Portal
from gxcrawl.portals.articles import Article, read_article, several_bodies, years_of_several_reports
from gxcrawl.portals.bodies.agencies import AgencyBook
from gxcrawl.portals.discovery import Trail
from gxcrawl.portals.pages.markup.shapes import DetailPage, ListEntry

_HOST = "http://127.0.0.1:8001"


@pytest.mark.parametrize(
    ("page", "entry", "name", "year"),
    [
        (
            DetailPage("2020年政府信息公开年报", publisher="汀北区水利局"),
            "2020年政府信息公开年报",
            "汀北区水利局",
            2020,
        ),
        (
            DetailPage("2020年政府信息公开年报", publisher="区政府办公室"),
            "2020年政府信息公开年报",
            "汀北区人民政府",
            2020,
        ),
        (DetailPage("2020年政府信息公开年报", breadcrumb=("首页", "统计局", "年报")), "2020年年报", "统计局", 2020),
        (DetailPage("汀北区自然资源局2020年政府信息公开年报"), "2020年汀北区自然资…", "汀北区自然资源局", 2020),
        (
            DetailPage("政府信息公开年报", text="2019年1月1日至12月31日"),
            "汀北区审计局政府信息公开年报",
            "汀北区审计局",
            2019,
        ),
        (
            DetailPage(
                "汀北区水利局2020年政府信息公开年报",
                text="汀北区水利局2020年政府信息公开年报一、总体情况",
                text_is_body=True,
            ),
            "汀北区教育局2020年政府信息公开年报",
            "汀北区水利局",
            2020,
        ),
        (
            DetailPage(
                "汀北区教育和体育局2020年政府信息公开年报",
                text="汀北区教育和体育局2020年政府信息公开年报一、总体情况",
                text_is_body=True,
            ),
            "汀北区教体局2020年政府信息公开年报",
            "汀北区教体局",
            2020,
        ),
    ],
)
def test_agency_and_year_of_an_article(page: DetailPage, entry: str, name: str, year: int) -> None:
    article = read_article(page, ListEntry(_HOST + "/t20210125_1.html", entry), Trail("tingbei", "column"))
    book = AgencyBook(Portal("tingbei", "汀北区人民政府", _HOST))
    assert (article.agency_or_own(book).name, article.year) == (name, year)


@pytest.mark.parametrize(("day", "year"), [(date(2020, 1, 20), None), (date(2020, 12, 30), 2020), (None, 2020)])
def test_a_tab_of_years_of_publication_gives_no_report_year(day: date | None, year: int | None) -> None:
    row = ListEntry(f"{_HOST}/up/1.pdf", "区教育局政府信息公开年报", day)
    trail = Trail("tingbei", "column", year=2020)
    assert Article.of_row(row, trail).year == year
    assert read_article(DetailPage(row.title), row, trail).year == year


def test_a_page_consistent_about_another_year_overrides_its_row() -> None:
    page = DetailPage("区教育局2019年政府信息公开年报", text="统计期限自2019年1月1日至2019年12月31日")
    row = ListEntry(f"{_HOST}/1.html", "区教育局2020年政府信息公开年报")
    assert read_article(page, row, Trail("tingbei", "column")).year == 2019
    assert read_article(replace(page, text=""), row, Trail("tingbei", "column")).year == 2020


def test_the_agency_is_taken_from_the_title_then_the_row_then_the_site() -> None:
    told = [f"霁川县{name}2020年政府信息公开工作年度报告" for name in ("教育局", "水利局", "教育和体育局")]
    trail = Trail("jichuan", "column")

    def body(page: DetailPage, row: str) -> str | None:
        return next(iter(read_article(page, ListEntry("", row), trail).names), None)

    assert body(DetailPage(told[1]), told[0]) == "霁川县水利局"  # an editor linked another's
    assert body(DetailPage(told[0]), told[2]) == "霁川县教育和体育局"  # one body, two ways to write it
    assert body(DetailPage("霁川县2020年政府信息公开年报"), told[0]) == "霁川县教育局"
    mute = DetailPage("2020年政府信息公开年报", site="霁川县教育局")
    assert body(mute, "2020年政府信息公开年报") == "霁川县教育局"
    assert body(replace(mute, site="霁川县人民政府"), "2020年政府信息公开年报") is None


def test_a_page_with_reports_of_several_agencies_is_distinguished_from_one_report() -> None:
    sections = (
        "一、总体情况无。二、主动公开政府信息情况无。三、政府信息公开申请情况无。四、行政复议五、存在的主要问题无。"
    )
    both = "".join(f"霁川县{name}局2020年政府信息公开工作年度报告{sections}" for name in ("教育", "水利"))
    page = DetailPage("2020年各部门政府信息公开年报", text=both)
    assert several_bodies(page, ListEntry("", "2020年各部门年报")) == ("霁川县教育局", "霁川县水利局")
    assert several_bodies(page, ListEntry("", "县水利局2020年政府信息公开年报")) == ()
    one = f"霁川县教育局2020年政府信息公开工作年度报告{sections}详见霁川县水利局2020年政府信息公开工作年度报告。"
    assert several_bodies(DetailPage("", text=one), ListEntry("", "2020年年报")) == ()


def test_a_page_with_reports_of_several_years_is_distinguished_from_one_with_sections() -> None:
    sections = "总体情况主动公开政府信息情况政府信息公开申请情况行政复议存在的主要问题其他需要报告的事项"
    of_year = "自{0}年1月1日起至{0}年12月31日止" + sections
    both = DetailPage("年报", text=of_year.format(2021) + of_year.format(2020))
    assert years_of_several_reports(both) == (2020, 2021)
    assert years_of_several_reports(DetailPage("年报", text=sections + of_year.format(2020))) == ()
    assert years_of_several_reports(DetailPage("年报", text=of_year.format(2021) + "2020年1月1日至12月31日")) == ()
