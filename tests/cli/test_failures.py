"""`gxcrawl failures` as its user meets it."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from gxcrawl.cli.arguments.options import on_same
from gxcrawl.cli.main import app
from gxcrawl.model import Agency, Failure
from gxcrawl.storage import open_database

_DAY = datetime(2026, 3, 1, tzinfo=UTC)
_MINE = Agency("jc-jiaoyuju", "霁川县教育局", "jc", aliases=("教育局",))
_OTHER = Agency("shuyu-jiaoyuju", "漱玉区教育局", "shuyu")
_LONG = "http://a.example/" + "/".join(["xxgk"] * 40) + "/t20210126_400101.html"


@pytest.fixture
def uri(tmp_path: Path) -> str:
    """A database with a page that was missed twice, and a document that could not be read."""
    uri = f"sqlite:///{tmp_path / 'test.db'}"
    missed = Failure(_LONG, "fetch", "page is gone (status 404)", agency_id=_MINE.id, portal_id="jc", year=2020)
    unread = Failure("http://b.example/1.doc", "read", "soffice is missing", agency_id=_OTHER.id, portal_id="shuyu")
    with open_database(uri) as database:
        for agency in (_MINE, _OTHER):
            database.agencies.meet(agency, _DAY)
        database.failures.record(missed, _DAY)
        database.failures.record(missed, _DAY + timedelta(days=7))
        database.failures.record(unread, _DAY)
    return uri


def run(*arguments: str, uri: str, code: int = 1) -> list[str]:
    result = CliRunner().invoke(app, ["failures", "--database", uri, *arguments])
    assert (result.exit_code, "Traceback" in result.output) == (code, False), result.output
    return result.stdout.splitlines()


def test_failures_are_printed_in_whole_lines_with_advice_at_the_end(uri: str) -> None:
    same = f"--database {uri}"
    assert run(uri=uri) == [
        "fetch  jc-jiaoyuju 2020  2 times, 2026-03-01 – 2026-03-08",
        "  page is gone (status 404)",
        f"  {_LONG}",
        "",
        "read  shuyu-jiaoyuju  once, 2026-03-01",
        "  soffice is missing",
        "  http://b.example/1.doc",
        "",
        f"1 to be fetched again: gxcrawl retry --portals FILE {same} (FILE: your registry); "
        f"1 kept and not read: gxcrawl reparse {same}",
    ]


def test_an_advised_command_is_for_the_same_database(monkeypatch: pytest.MonkeyPatch) -> None:
    assert on_same(None, "gxcrawl retry") == on_same("sqlite:///gxcrawl.db", "gxcrawl retry") == "gxcrawl retry"
    assert on_same("sqlite:///mine/my x.db", "gxcrawl retry") == "gxcrawl retry --database 'sqlite:///mine/my x.db'"
    assert on_same("mongodb://me:pw@db/x", "gxcrawl retry") == "gxcrawl retry"
    monkeypatch.setenv("GXCRAWL_DATABASE", "sqlite:///mine.db")
    assert on_same("sqlite:///mine.db", "gxcrawl retry") == "gxcrawl retry"
    assert on_same("sqlite:///gxcrawl.db", "gxcrawl retry").endswith(" --database sqlite:///gxcrawl.db")


def test_a_portal_of_the_shipped_registry_needs_no_file_to_be_named(tmp_path: Path) -> None:
    uri = f"sqlite:///{tmp_path / 'test.db'}"
    with open_database(uri) as database:
        database.failures.record(Failure("http://a.example/", "fetch", "no answer", portal_id="fuyang"), _DAY)
    assert run(uri=uri)[-1] == f"1 to be fetched again: gxcrawl retry --database {uri}"


def test_failures_with_the_same_reason_are_grouped(uri: str) -> None:
    with open_database(uri) as database:
        for n in range(4):
            one = Failure(f"http://c.example/{n}", "fetch", "stands on c.example", portal_id="jc", year=2020 + n)
            database.failures.record(one, _DAY)
    assert run("--portal", "jc", uri=uri)[4:10] == [
        "4 of jc: stands on c.example",
        *(f"  fetch  jc {2020 + n}  once, 2026-03-01  http://c.example/{n}" for n in range(4)),
        "",
    ]


@pytest.mark.parametrize("who", [_MINE.id, _MINE.name, "教育局"])
def test_failures_of_an_agency_are_found_by_any_of_its_names(who: str, uri: str) -> None:
    (found,) = json.loads(run("--agency", who, "--json", uri=uri)[0])
    assert (found["url"], found["count"]) == (_LONG, 2)


def test_failures_of_one_portal_are_selected(uri: str) -> None:
    (found,) = json.loads(run("--portal", "shuyu", "--json", uri=uri)[0])
    assert found["stage"] == "read"


def test_a_portal_that_could_not_be_reached_is_listed(uri: str) -> None:
    with open_database(uri) as database:
        database.failures.record(
            Failure("http://c.example/", "fetch", "refuses the connection", portal_id="mine"), _DAY
        )
    (found,) = json.loads(run("--portal", "mine", "--json", uri=uri)[0])
    assert found["url"] == "http://c.example/"


def test_days_are_given_in_chinese_time(uri: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    night = datetime(2026, 3, 31, 18, 30, tzinfo=UTC)  # half past two in the morning of the day after
    with open_database(uri) as database:
        database.failures.record(Failure("http://d.example/", "fetch", "refused", portal_id="jc"), night)
    [head, *_] = run("--since", "2026-04-01", uri=uri)
    assert head == "fetch  jc  once, 2026-04-01"


def test_everything_is_printed_in_chinese_with_lang_zh(uri: str) -> None:
    with open_database(uri) as database:
        for n in range(4):
            failure = Failure(f"http://c.example/{n}", "fetch", "page is gone", portal_id="mine")
            database.failures.record(failure, _DAY)
    assert run("--lang", "zh", uri=uri) == [
        "抓取  jc-jiaoyuju 2020  2次，2026-03-01 – 2026-03-08",
        "  页面已不存在（状态码404）",
        f"  {_LONG}",
        "",
        "4项，mine：页面已不存在",
        *(f"  抓取  mine  1次，2026-03-01  http://c.example/{n}" for n in range(4)),
        "",
        "读取  shuyu-jiaoyuju  1次，2026-03-01",
        "  soffice is missing",
        "  http://b.example/1.doc",
        "",
        f"5项可再次抓取：gxcrawl retry --portals FILE --database {uri}（FILE：自己的登记文件）；"
        f"1项已保存而未能读取：gxcrawl reparse --database {uri}",
    ]


def test_no_failures_are_said_to_be_none(uri: str) -> None:
    assert run("--since", "2026-06-01", uri=uri, code=0) == ["No failures."]
    assert run("--since", "2026-06-01", "--lang", "zh", uri=uri, code=0) == ["没有失败。"]


def test_an_unknown_agency_is_an_error_not_an_empty_list(uri: str) -> None:
    result = CliRunner().invoke(app, ["failures", "--database", uri, "--agency", "某个没有的局"])
    assert "unknown agency '某个没有的局'" in str(result.exception)


def test_a_retry_names_the_portals_that_its_registry_lacks(uri: str) -> None:
    result = CliRunner().invoke(app, ["retry", "--database", uri])
    assert (result.exit_code, result.output.splitlines()) == (
        1,
        ["Not tried, as no registry names their portals (jc): give one with --portals FILE"],
    )
