"""What each page shows."""

import re
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import cast
from urllib.parse import quote

import pytest
from lxml import html
from presenting.stored import kept, stored, truth
from starlette.testclient import TestClient
from web.looking import page, words
from web.stored import HOSTILE_ID, HOSTILE_TITLE, REVISED_ID, SEEN, SUMS_ID, every_page, raw_id_of

from gxcrawl.model import Agency, Failure
from gxcrawl.reports.coverage import coverage
from gxcrawl.storage import Database, Run, Trigger, open_database
from gxcrawl.text.dates import day_of
from gxcrawl.web.app import create_app
from gxcrawl.web.loading.library import Library
from gxcrawl.web.pages.agency import agency_page
from gxcrawl.web.pages.coverage import Tally
from gxcrawl.web.rendering.html import render
from gxcrawl.web.rendering.links import Place, ServedLinks
from gxcrawl.web.rendering.texts import _TEXTS

SUSPECT = "applications.unavailable.not_held.business"


def test_the_coverage_page_colours_every_cell_and_counts_agencies(browser: TestClient) -> None:
    tree = page(browser, "/")
    rows = {words(row[0]): [cell.get("class") for cell in row[1:]] for row in tree.xpath("//table//tr[td]")}
    assert rows["霁川县教育局"][-3:] == ["s-found", "s-contradicted", "s-found"]
    assert rows["霁川县发展和改革局 1 项失败"][-2:] == ["s-failed", "s-revised"]
    legend = words(tree.xpath("//ul[@class='legend']")[0])
    cells = sum(map(len, rows.values()))
    assert f"已获取 8 / {cells} ! 获取失败 1 / {cells}" in legend
    assert "已获取的 8 份中： ✗ 核对不符 2 / 8 迟 逾期发布 1 / 8 改 有修订 1 / 8" in legend
    assert "霁川县人民政府" in words(tree.xpath("//tr[@class='group']")[0])


def test_percentages_are_rounded_down_to_whole_numbers() -> None:
    assert [Tally(100, {"found": found}).percent for found in range(101)] == list(range(101))
    assert Tally(1000, {"found": 999}).percent == 99
    assert Tally(0, {"found": 0}).percent == 0


def test_a_portal_says_how_many_of_its_reports_stand_in_which_state(browser: TestClient) -> None:
    total = page(browser, "/?view=portals").xpath("//td[contains(@class, 'whole')]")[0]
    states = total.xpath(".//span[@class='flags']/span/@class")
    assert states == ["s-contradicted", "s-failed", "s-late", "s-revised"]
    assert "逾期发布 1" in words(total)


def test_changes_are_named_in_words(browser: TestClient) -> None:
    changes = words(page(browser, f"/reports/{REVISED_ID}").xpath("//ul[@class='changes']")[0])
    assert "发布日期：" in changes
    assert "published_on" not in changes


def test_a_coverage_cell_leads_to_its_report_or_its_failure(browser: TestClient) -> None:
    tree = page(browser, "/")
    links = tree.xpath("//td[@class='s-contradicted']/a/@href")
    assert f"/reports/{SUMS_ID}" in links
    failed = tree.xpath("//td[@class='s-failed']/a/@href")
    assert failed == ["/runs?agency=jichuan-fagai"]
    assert "404" in words(page(browser, failed[0]))


def test_before_the_first_report_no_percentages_are_shown(tmp_path: Path) -> None:
    with open_database(f"sqlite:///{tmp_path / 'early.db'}") as database:
        database.agencies.meet(Agency("p-a", "某局", "p"), SEEN)
        early = TestClient(create_app(Library(database, {})), base_url="http://localhost")
        shown = words(page(early, "/"))
        assert "已知 1 个机关，还没有一份报告" in shown
        assert "%" not in shown
        assert "还没有一份报告" in words(page(early, "/agencies/p-a"))
        assert not page(early, "/downloads").xpath(
            "//a[starts-with(@href, '/dumps')]"
        )  # none of them would hold a thing
        assert page(early, "/contradictions") is not None


def test_the_coverage_is_narrowed_and_grouped(browser: TestClient) -> None:
    tree = page(browser, "/?portal=shuyu&year=2021")
    assert tree.xpath("//thead/tr/th[position()>1]/text()") == ["2021"]
    assert "霁川县教育局" not in words(tree)
    found = page(browser, "/?name=教育")
    assert found.xpath("//tbody//th[@scope='row']/a/text()") == ["霁川县教育局"]
    assert found.xpath("//input[@name='name']/@value") == ["教育"]
    assert "没有符合条件的内容" in words(page(browser, "/?name=<script>"))
    portals = page(browser, "/?view=portals")
    assert {words(row[0]).split()[0] for row in portals.xpath("//tbody/tr[td]")} == {"霁川县人民政府", "漱玉区人民政府"}


def test_an_agency_has_its_years_charts_with_words_and_sources(browser: TestClient) -> None:
    tree = page(browser, "/agencies/jichuan-jiaoyu")
    assert tree.xpath("//ol[@class='strip']//b/text()") == ["2020", "2021", "2022"]
    charts = tree.xpath("//svg/@aria-label")
    assert len(charts) == 5
    assert all(re.search(r"2020 .*; 2021 .*; 2022 ", chart) for chart in charts)
    assert "http://jichuan.example/2021.html" in words(tree)


def test_a_break_between_years_is_marked(database: Database) -> None:
    """In every chart, in words for who does not see it, and in those of the check."""
    agency = database.agencies.get("jichuan-jiaoyu")
    assert agency is not None
    reports = list(database.reports.find(agency_id=agency.id))
    for report in reports:
        report["checks"] = [one for one in report["checks"] if one["id"] != "continuity.carried_over"]
    reports[1]["checks"].append({"id": "continuity.carried_over", "status": "fail", "message": "上年结转不一致。"})
    shown = agency_page(agency, reports, coverage(database.reports.standings(agency_id=agency.id), [agency], ()), 0)
    tree = html.fromstring(render("agency.html", ServedLinks(Place("agency", agency.id), "zh"), page=shown))
    for chart in tree.xpath("//svg"):
        assert chart.xpath(".//text[contains(@class, 'broken')]/text()") == ["2021"]
        assert len(chart.xpath("./line[@class='break']")) == 1
        assert re.search(r"2021 \S+ \(与上一年度不衔接\); 2022", chart.get("aria-label"))
    assert [words(one) for one in tree.xpath("//p[@class='alert']")] == ["┆ 2021：与上一年度不衔接", "上年结转不一致。"]


def test_an_address_leads_to_the_page_on_the_web_where_it_is_one(browser: TestClient) -> None:
    address = "http://jichuan.example/2021.html?a=<script>"
    for place in (f"/reports/{SUMS_ID}", "/agencies/jichuan-jiaoyu"):
        [link] = [one for one in page(browser, place).xpath("//a[@class='url']") if "2021" in one.text]
        assert (link.get("href"), link.text, link.get("rel")) == (address, address, "external nofollow noreferrer")


def test_a_javascript_address_is_not_linked(tmp_path: Path) -> None:
    with open_database(f"sqlite:///{tmp_path / 'test.db'}") as database:
        for url in ("javascript:alert(1)", "http://jichuan.example/x"):
            database.failures.record(Failure(url, "fetch", "x"), SEEN)
        runs = page(TestClient(create_app(Library(database, {})), base_url="http://localhost"), "/runs")
    assert [one.text for one in runs.xpath("//span[@class='url']")] == ["javascript:alert(1)"]
    assert [one.get("href") for one in runs.xpath("//a[@class='url']")] == ["http://jichuan.example/x"]


def test_contradictions_are_filtered_and_sorted(browser: TestClient) -> None:
    every = page(browser, "/contradictions?sort=size")
    sizes = [int(cell.removesuffix(" 天")) for cell in every.xpath("//tbody/tr/td[3]/text()") if cell != "–"]
    assert sizes == sorted(sizes, reverse=True)
    prose = page(browser, "/contradictions?kind=prose")
    assert set(prose.xpath("//tbody/tr/td[2]/text()")) == {"正文与表格"}
    assert not page(browser, f"/contradictions?least={sizes[0] + 1}").xpath("//tbody")
    check = prose.xpath("//tbody/tr/td[4]/a/@href")[0]
    address, _, place = check.partition("#")
    assert page(browser, address).get_element_by_id(place) is not None


def test_revisions_show_what_changed_and_when(browser: TestClient) -> None:
    shown = page(browser, "/revisions")
    (row,) = shown.xpath("//tbody/tr")
    agency, year = REVISED_ID.rsplit("/", 1)
    assert row.xpath("./td[1]/a/text()") == [year]
    assert row.xpath("./td[3]/text()") == [str(day_of(SEEN + timedelta(days=9)))]
    assert re.match(r"数据 \d+ 处，文字 \d+ 处", row.xpath("string(./td[5])").strip())
    assert len(row.xpath(".//ul[@class='changes']/li")) == 3
    address, _, place = row.xpath("./td[2]/a/@href")[0].partition("#")
    assert page(browser, address).get_element_by_id(place) is not None
    assert row.xpath("./th/a/@href") == [f"/agencies/{agency}"]
    assert not page(browser, "/revisions?year=2020").xpath("//tbody")


def test_contradictions_are_given_with_their_total(browser: TestClient) -> None:
    """Checks of all kinds fail of checks of all kinds; what was chosen of them is told apart."""
    chosen = r"；其中符合所选类别和差额的有 (\d+) 项，涉及 (\d+) 份报告"
    pattern = rf"(\d+) 项核对中有 (\d+) 项不符，涉及 (\d+) / (\d+) 份报告(?:{chosen})?"
    every, prose = (
        re.search(pattern, words(page(browser, address)).replace(",", ""))
        for address in ("/contradictions", "/contradictions?kind=prose")
    )
    assert every is not None
    assert prose is not None
    assert every.groups()[:4] == prose.groups()[:4]
    assert every[5] is None
    assert len(page(browser, "/contradictions?kind=prose").xpath("//tbody/tr")) == int(prose[5]) == int(prose[6])


def test_how_late_a_report_is_counts_in_days(browser: TestClient) -> None:
    for lang, unit in (("zh", "天"), ("en", "days")):
        sizes = page(browser, f"/contradictions?kind=published.deadline&lang={lang}").xpath("//tbody/tr/td[3]/text()")
        assert sizes
        assert all(re.fullmatch(rf"\d+ {unit}", size) for size in sizes)


def test_a_failure_names_its_agency(browser: TestClient) -> None:
    for address in ("/runs", "/runs?agency=jichuan-fagai"):
        tree = page(browser, address)
        assert words(tree.xpath("//td[a[@href='/agencies/jichuan-fagai']]")[0]) == "霁川县发展和改革局 霁川县人民政府"


def test_a_download_names_what_is_in_it(browser: TestClient) -> None:
    held = {words(one.xpath("./a")[0]).split()[-1]: words(one.xpath("./small")[0]) for one in _formats(browser)}
    assert held["warc"] == "raw_documents"
    assert not any("raw_documents" in names for form, names in held.items() if form != "warc")


def _formats(browser: TestClient) -> list[html.HtmlElement]:
    return list(page(browser, "/downloads").xpath("//ul[@class='formats']/li"))


def test_runs_and_failures_are_listed(browser: TestClient) -> None:
    tree = page(browser, "/runs")
    assert "run-1" in words(tree)
    assert "http://jichuan.example/x" in words(tree)
    assert "没有未解决的失败" in words(page(browser, "/runs?stage=parse"))


def test_the_language_is_kept_in_every_link(browser: TestClient) -> None:
    tree = page(browser, "/?lang=en")
    assert tree.get("lang") == "en"
    inner = [link for link in tree.xpath("//a/@href") if link.startswith("/") and not link.startswith("/api")]
    own = tree.xpath("//a[@class='language']/@href")[0]
    assert all("lang=en" in link for link in inner if link != own)


def test_every_page_has_a_skip_link_and_names_for_its_tables(browser: TestClient, database: Database) -> None:
    for address in every_page(raw_id_of(database, SUMS_ID)):
        tree = page(browser, address)
        if address.startswith("/sources"):
            continue
        assert tree.xpath("//a[@class='skip']/@href") == ["#content"], address
        assert len(tree.xpath("//h1")) == 1
        assert all(table.xpath("./caption") for table in tree.xpath("//table"))
        assert all(header.get("scope") for header in tree.xpath("//th"))
        assert not tree.xpath("//*[@style or @onclick] | //script[not(@src)]")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_hostile_title_stays_text(browser: TestClient, lang: str) -> None:
    tree = page(browser, f"/reports/{quote(HOSTILE_ID)}?lang={lang}")
    assert words(tree.xpath("//h1")[0]) == HOSTILE_TITLE
    assert tree.xpath("//script/@src") == ["/assets/enhance.js"]
    assert not tree.xpath("//main//img")


def test_every_text_exists_in_both_languages() -> None:
    for key, (chinese, english) in _TEXTS.items():
        assert all((chinese, english)), key
        assert chinese.count("{") == english.count("{"), key


def test_every_text_is_used() -> None:
    """By its whole key, or by a prefix to which a page adds what it shows."""
    folder = files("gxcrawl.web")
    sources = [*folder.joinpath("templates").iterdir(), folder.joinpath("rendering/html.py")]
    code = "".join(path.read_text(encoding="utf-8") for path in sources)
    named = re.findall(r"[\"']([a-z_.]+)[\"']", code)
    prefixes = tuple(name for name in (*named, *re.findall(r't\(f"([a-z]+\.)\{', code)) if name.endswith((".", "_")))
    assert [key for key in _TEXTS if key not in named and not key.startswith(prefixes)] == []


def test_a_run_with_an_own_trigger_is_listed(tmp_path: Path) -> None:
    with open_database(f"sqlite:///{tmp_path / 'test.db'}") as database:
        for trigger in ("schedule", "nightly"):  # GXCRAWL_TRIGGER=nightly
            database.runs.start(Run(trigger, "annual_reports", cast(Trigger, trigger), SEEN))
        told = words(page(TestClient(create_app(Library(database, {})), base_url="http://localhost"), "/runs"))
    assert "定时" in told
    assert "nightly" in told


def test_days_are_given_in_chinese_time(tmp_path: Path) -> None:
    report, night = truth(2021), datetime(2023, 3, 31, 18, 30, tzinfo=UTC)
    with open_database(f"sqlite:///{tmp_path / 'test.db'}") as database:
        database.raw_documents.keep(kept(report))
        database.reports.put(stored(report))
        database.reports.gone(stored(report)["_id"], night)
        browser = TestClient(create_app(Library(database, {})), base_url="http://localhost")
        shown = words(page(browser, f"/reports/{stored(report)['_id']}"))
        database.failures.record(Failure("http://a.b/", "fetch", "x"), night)
        runs = words(page(browser, "/runs"))
    assert "2023-04-01 起原处已不再发布" in shown
    assert "2023-04-01 02:30" in runs
