"""`check`, `show`, `explain` and `status`: what a person sees of what is stored, and what a program gets."""

import hashlib
import json
import os
from datetime import datetime
from io import StringIO
from pathlib import Path

import pytest
from presenting.stored import SEEN, agency_of, kept, stored, truth
from rich.cells import cell_len
from rich.console import Console
from typer.testing import CliRunner

from gxcrawl.cli.main import app
from gxcrawl.cli.views.reports import print_report
from gxcrawl.errors import WrongUse
from gxcrawl.model import Agency, Failure
from gxcrawl.simulation.agencies import JICHUAN, SHUYU
from gxcrawl.simulation.writers.docx import write_docx
from gxcrawl.storage import open_database
from gxcrawl.text.dates import minute_of

SUMS = truth(2022, "wrong_sum", "counter_words")
REPORTS = (SUMS, truth(2021), truth(2020, "blank_cells", agency=SHUYU[1]), truth(2016, agency=JICHUAN[3]))


@pytest.fixture(scope="module")
def uri(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with four reports, one of them from a Word document, and a body without any."""
    uri = f"sqlite:///{tmp_path_factory.mktemp('looking') / 'test.db'}"
    with open_database(uri) as database:
        for report in REPORTS:
            body = write_docx(report) if report.year == 2021 else None
            database.agencies.meet(agency_of(report), SEEN)
            database.raw_documents.keep(kept(report, body))
            database.reports.put(stored(report, body))
        database.agencies.meet(Agency("jichuan-shuiwu", "霁川县水务局", "jichuan", ("教育局",)), SEEN)
        database.agencies.meet(Agency("shuyu-jiaoyu", "漱玉区教育局", "shuyu", ("教育局",)), SEEN)
    return uri


@pytest.fixture(autouse=True)
def _surroundings(uri: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GXCRAWL_DATABASE", uri)
    monkeypatch.setenv("COLUMNS", "100")


def run(*arguments: str, code: int = 0) -> str:
    """What the command prints."""
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == code, result.output
    return result.stdout


def refused(*arguments: str) -> str:
    """The one line that a wrong use leaves."""
    result = CliRunner().invoke(app, list(arguments))
    assert isinstance(result.exception, WrongUse), result.output
    assert result.stdout == ""
    return str(result.exception)


def test_check_lists_failing_checks_and_how_many_were_assessed() -> None:
    output = run("check", code=1)
    assert "applications.row_total" in output
    assert "checks fail, in 1 of 4 reports" in output
    assert run("check", "--year", "2021").startswith("0 of ")
    assert "in 1 of 4 reports" in run("check", "--level", "county", code=1)
    assert "0 of 1 checks fail" in run("check", "--agency", "县教育局", "--year", "2022", "--id", "published")


def test_check_takes_several_agencies_and_years() -> None:
    agencies = ("--agency", "县教育局", "--agency", SHUYU[1].id)
    assert "in 1 of 3 reports" in run("check", *agencies, code=1)
    assert "in 1 of 2 reports" in run("check", *agencies, "--year", "2022", "--year", "2020", code=1)
    assert "in 0 of 2 reports" in run("check", "--year", "2016", "--year", "2021")


def test_names_checks_and_addresses_are_whole_on_a_narrow_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    head = next(line for line in run("check", code=1).splitlines() if "applications.row_total" in line)
    assert head.startswith("霁川县教育局 2022  applications.row_total.")
    lines = run("portals", "list").splitlines()
    assert "lishui  丽水市人民政府  hanweb, never verified" in lines
    assert "  http://122.137.242.24:8080/pub/ltqxxgkw/" in lines
    assert "  wulong-tongjiju  重庆市武隆区统计局" in lines


@pytest.mark.parametrize(
    ("count", "listed", "rest"), [(1, 1, ""), (6, 6, ""), (9, 6, "另有3项无法核对，全部见 --json。")]
)
def test_show_lists_the_first_checks_that_cannot_be_assessed(count: int, listed: int, rest: str) -> None:
    messages = [f"第{number}项无法核对。" for number in range(count)]
    checks = [
        {"id": f"prose.{number}", "status": "not_assessable", "left": None, "right": None, "message": message}
        for number, message in enumerate(messages)
    ]
    console = Console(file=StringIO(), width=100)
    print_report({**stored(truth(2021)), "checks": checks}, console, prose=False)
    assert isinstance(console.file, StringIO)
    lines = console.file.getvalue().splitlines()
    shown = [line.strip() for line in lines if line.startswith("○")]
    expected = [f"○ {message} [prose.{number}]" for number, message in enumerate(messages[:listed])]
    assert shown == [*expected, *([f"○ {rest}"] if rest else [])]


def test_check_as_json_contains_the_suggested_corrections() -> None:
    found = json.loads(run("check", "--portal", "jichuan", "--json", code=1))
    assert {one["agency_id"] for one in found["failing"]} == {"jichuan-jiaoyu"}
    assert found["failing"][0]["guesses"][0][0].keys() == {"path", "printed", "would_be"}
    assert found["checks"]["fail"] == len(found["failing"])


@pytest.mark.parametrize("columns", [60, 80, 120, 200])
def test_show_fits_the_terminal_and_loses_no_number(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    output = run("show", "县教育局", "2022", "--no-prose")
    assert max(map(cell_len, output.splitlines())) <= columns
    [line] = [line for line in output.splitlines() if line.startswith("  （七）总计")]
    assert len(line.split()) == 8
    assert "总体情况" not in output


def test_show_marks_doubtful_numbers_and_says_why() -> None:
    output = run("show", "jichuan-jiaoyu", "2022")
    assert SUMS.title in output
    assert "数字后带有单位或量词" in output
    assert "ᵃ" in output
    assert "!" in output
    assert "核对" in output
    assert "“无法提供·本机关不掌握相关政府信息”行" in output.replace("\n", "").replace(" ", "")
    assert "六、其他需要报告的事项" in output
    assert "三、收到和处理政府信息公开申请情况\n  （表格之外没有文字）" in output


def test_show_prints_the_form_of_2014() -> None:
    output = run("show", "霁川县自规局", "2016", "--no-prose")
    assert "政府信息公开情况统计表" in output
    assert "统计数" in output


def test_show_as_json_contains_the_report_and_its_notes() -> None:
    shown = json.loads(run("show", "县教育局", "2022", "--json"))
    assert shown["report"]["_id"] == "jichuan-jiaoyu/2022"
    notes = [one for one in shown["doubtful"] if one["reason"] == "unit"]
    assert len(notes) == sum(note["reason"] == "unit" for note in shown["report"]["notes"])
    assert any(one["standing"] == "suspect" for one in shown["doubtful"])


def test_explain_gives_the_markup_of_a_value() -> None:
    output = run("explain", "县教育局", "2022", "applications.result_total.total")
    for part in ("（七）总计·总计", "原文行", "【", "<tr>", "http://jichuan.example/jichuan-jiaoyu/2022", "核对 ✓"):
        assert part in output
    [one] = json.loads(run("explain", "县教育局", "2022", "applications.result_total.total", "--json"))["values"]
    assert f"<td>{one['printed']}</td>" in one["fragment"]
    assert one["source"]["role"] == "primary"


def test_explain_gives_the_hash_of_the_bytes_and_when_they_were_fetched() -> None:
    asked = ("explain", "县教育局", "2022", "applications.result_total.total")
    [one] = json.loads(run(*asked, "--json"))["values"]
    with open_database(os.environ["GXCRAWL_DATABASE"], read_only=True) as database:
        raw = database.raw_documents.get(one["source"]["raw_id"])
    assert raw is not None
    assert one["source"]["bytes_sha256"] == hashlib.sha256(raw.content).hexdigest() == raw.bytes_sha256
    assert datetime.fromisoformat(one["source"]["fetched_at"]) == raw.fetched_at
    output = run(*asked)
    assert raw.bytes_sha256 in "".join(output.split())
    assert f"{minute_of(raw.fetched_at)}抓取" in output
    assert output.startswith("霁川县教育局 2022  jichuan-jiaoyu/2022\n")


def test_explain_names_each_failing_check_of_a_row_once() -> None:
    output = run("explain", "县教育局", "2022", "applications.unavailable.not_held")
    [row] = [line for line in output.splitlines() if line.startswith("business")]
    assert row.split()[-2:] == ["✗1", "✗2"]
    assert output.count("[applications.row_total.unavailable.not_held]") == 1


def test_explain_a_check_that_compares_no_numbers_says_what_it_found() -> None:
    assert run("explain", "县教育局", "2022", "form.sections").endswith(" [form.sections]\n")
    found = json.loads(run("explain", "县教育局", "2022", "form.sections", "--json"))
    assert (found["report"], found["check"]["id"], found["values"]) == ("jichuan-jiaoyu/2022", "form.sections", [])
    assert found["check"]["message"]


def test_explain_finds_a_row_of_a_word_document() -> None:
    output = run("explain", "县教育局", "2021", "review_litigation.review")
    assert output.count("表3第4行第") == 5
    assert "第3个表格" in output
    assert "<tr>" not in output
    assert len(json.loads(run("explain", "县教育局", "2021", "review_litigation.review", "--json"))["values"]) == 5


def test_status_narrows_and_sums_up() -> None:
    output = run("status")
    assert "By portal" in output
    grid = json.loads(run("status", "--portal", "jichuan", "--year", "2022", "--json"))
    assert grid["expected"] == 3
    assert [(group["name"], group["counts"]["found"]) for group in grid["portals"]] == [("jichuan", 1)]
    assert "not known" in run("status", "--portal", "jichuan")
    assert "漱玉区教育局" not in run("status", "--level", "county")
    alone = json.loads(run("status", "--agency", "县教育局", "--agency", SHUYU[1].name, "--json"))
    assert {one["id"] for one in alone["agencies"]} == {JICHUAN[2].id, SHUYU[1].id}


def test_status_of_many_agencies_is_summed_up_unless_asked(tmp_path: Path) -> None:
    uri = f"sqlite:///{tmp_path / 'many.db'}"
    with open_database(uri) as database:
        for number in range(70):
            database.agencies.meet(Agency(f"p-{number}", f"第{number}局", "p"), SEEN)
    assert "第7局" not in run("status", "--database", uri)
    assert "第7局" in run("status", "--database", uri, "--agencies")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("show", "县教育居", "2022"), "did you mean"),
        (("show", "教育局", "2022"), "jichuan-shuiwu (霁川县水务局), shuyu-jiaoyu (漱玉区教育局)"),
        (("show", "县教育局", "1999"), "there are those of 2021, 2022"),
        (("show", "霁川县水务局", "2022"), "gxcrawl crawl --agency jichuan-shuiwu"),
        (("explain", "县教育局", "2022", "applications.result_total.totl"), "applications.result_total.total"),
        (("explain", "县教育局", "2022", "完全不相干"), "gxcrawl show --json"),
        (("check", "--year", "2003"), "no report fits"),
        (("check", "--year", "2022", "--year", "1999"), "year 1999 is no year of a report; give one from 2003 on"),
        (("check", "--portal", "jichun"), "did you mean jichuan"),
        (("check", "--id", "nonsense"), "'nonsense'"),
        (("check", "--level", "village"), "choose from state, province, city, county, township"),
        (("check", "--level", "township"), "no report fits"),
        (("check", "--agency", "12345"), "`gxcrawl status --agencies` shows what there is"),
        (("status", "--level", "village"), "township"),
        (("status", "--level", "state"), "no agency that is known fits"),
        (("status", "--year", "20220"), "year 20220 is no year of a report"),
        (("status", "--portal", "nowhere"), "unknown portal 'nowhere'"),
    ],
)
def test_a_report_that_does_not_exist_is_one_line(arguments: tuple[str, ...], says: str) -> None:
    assert says in refused(*arguments)


def test_a_part_of_a_name_finds_the_only_agency_that_has_it() -> None:
    whole = json.loads(run("show", "霁川县教育局", "2022", "--json"))
    assert json.loads(run("show", "jichuan-jiao", "2022", "--json")) == whole
    assert "ambiguous; give one of the ids: jichuan-" in refused("show", "霁川", "2022")


def test_an_empty_database_gives_advice(tmp_path: Path) -> None:
    uri = f"sqlite:///{tmp_path / 'empty.db'}"
    with open_database(uri):
        pass
    assert "gxcrawl crawl" in refused("check", "--database", uri)
    assert "Nothing stored yet. Start with: gxcrawl crawl" in run("status", "--database", uri)
    with open_database(uri) as database:
        database.failures.record(Failure("http://p.example/", "fetch", "no answer", portal_id="p"), SEEN)
    assert "Nothing stored yet. What failed and why: gxcrawl failures" in run("status", "--database", uri)


@pytest.mark.parametrize("columns", [50, 80, 120])
def test_status_shows_every_year_on_any_terminal(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = run("status", "--portal", "jichuan").splitlines()
    assert all(cell_len(line) <= columns for line in lines if "┃" in line)
    headings = [word for line in lines if line.startswith("portal") for word in line.split() if word.isdecimal()]
    assert headings == [str(year) for year in range(2016, 2023)]
    assert "…" not in "".join(lines)
