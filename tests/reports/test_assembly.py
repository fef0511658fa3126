"""Many documents, one report: which is primary, what completes it, what they dispute, whatever the order."""

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from gxcrawl.checks import checked
from gxcrawl.forms.report import Hint
from gxcrawl.model import Agency, Report
from gxcrawl.reports.assembly import Candidate, assemble
from gxcrawl.reports.reading import read_report
from gxcrawl.simulation.agencies import JICHUAN
from gxcrawl.simulation.figures import invent_report
from gxcrawl.simulation.writers.docx import write_docx
from gxcrawl.simulation.writers.html import write_page
from gxcrawl.simulation.writers.xlsx import write_xlsx

AGENCY = Agency("jichuan-jiaoyu", "霁川县教育局", "jichuan")
DAY = datetime(2022, 1, 20, 8, 0, tzinfo=UTC)
TRUTH = invent_report(JICHUAN[1], 2021, seed=5)
HINT = Hint(title=TRUTH.title, year=2021)
PAGE = read_report(write_page(TRUTH, "plain"))


def candidate(raw_id: str, url: str, report: Report, *, day: int = 0, parent_url: str | None = None) -> Candidate:
    seen = DAY + timedelta(days=day)
    return Candidate(raw_id, url, report, seen, seen, parent_url)


def test_page_and_file_are_one_report_with_the_page_first() -> None:
    page = candidate("a" * 64, "http://x/1.html", PAGE)
    file = candidate("b" * 64, "http://x/1.docx", read_report(write_docx(TRUTH)), parent_url="http://x/1.html")
    document = assemble(AGENCY, 2021, [file, page])
    assert document["_id"] == "jichuan-jiaoyu/2021"
    assert [(source["role"], source["kind"]) for source in document["sources"]] == [
        ("primary", "html"),
        ("attachment", "docx"),
    ]
    [agreement] = [check for check in document["checks"] if check["id"] == "copies.agreement"]
    assert agreement["status"] == "pass"


def test_the_order_of_arrival_does_not_matter() -> None:
    copies = [
        candidate("a" * 64, "http://x/1.html", PAGE),
        candidate("b" * 64, "http://x/1.docx", read_report(write_docx(TRUTH)), parent_url="http://x/1.html"),
        candidate("c" * 64, "http://y/2.html", read_report(write_page(TRUTH, "wps"))),
    ]
    first, *others = [assemble(AGENCY, 2021, order) for order in itertools.permutations(copies)]
    assert all(other == first for other in others)


def test_prose_of_the_page_and_tables_of_the_workbook_make_one_report() -> None:
    prose_only = write_page(TRUTH, "plain").decode()
    start, end = prose_only.index("<table"), prose_only.rindex("</table>") + len("</table>")
    headings = "<p>三、收到和处理政府信息公开申请情况</p><p>四、政府信息公开行政复议、行政诉讼情况</p>"
    page = read_report((prose_only[:start] + headings + prose_only[end:]).encode())
    workbook = read_report(write_xlsx(TRUTH), HINT)
    assert page.form == "narrative"
    document = assemble(
        AGENCY,
        2021,
        [
            candidate("a" * 64, "http://x/1.html", page),
            candidate("b" * 64, "http://x/1.xlsx", workbook, parent_url="http://x/1.html"),
        ],
    )
    assert document["form"] == "2021"
    assert len(document["sections"]) == 6
    assert document["applications"]["new_received"]["total"] == TRUTH.values["applications.new_received.total"]
    for path, (table, row, column) in document["cells"].items():
        assert document["tables"][table]["raw_id"] == "b" * 64, path
        assert document["tables"][table]["rows"][row][column], path


def test_copies_that_differ_in_a_number_fail_a_check_that_names_the_cell() -> None:
    path = "applications.new_received.total"
    page = write_page(TRUTH, "plain").decode()
    docx = read_report(write_docx(TRUTH))
    at = PAGE.cells[path]
    assert at.value is not None
    row = page.index("本年新收")
    old = f">{at.value}<"
    changed = page[:row] + page[row:].replace(old, f">{int(at.value) + 1}<")  # type: ignore[arg-type]
    document = assemble(
        AGENCY,
        2021,
        [
            candidate("a" * 64, "http://x/1.html", read_report(changed.encode())),
            candidate("b" * 64, "http://x/1.docx", docx, parent_url="http://x/1.html"),
        ],
    )
    [agreement] = [check for check in document["checks"] if check["id"] == "copies.agreement"]
    assert (agreement["status"], agreement["disputed"]) == ("fail", [path])
    assert f"“本年新收政府信息公开申请数量”行“总计”列（{int(at.value) + 1}与{at.value}）" in agreement["message"]  # type: ignore[arg-type]


def test_a_place_that_shows_a_new_content_makes_the_one_before_older() -> None:
    before = candidate("a" * 64, "http://x/1.html", PAGE)
    after = candidate("b" * 64, "http://x/1.html", read_report(write_page(TRUTH, "wps")), day=30)
    document = assemble(AGENCY, 2021, [before, after])
    assert [(source["raw_id"][0], source["role"]) for source in document["sources"]] == [
        ("b", "primary"),
        ("a", "older"),
    ]
    assert document["content_hash"] == "b" * 64
    assert document["first_seen"] == DAY


def test_a_corrected_version_replaces_the_first_which_was_in_time() -> None:
    other = replace(invent_report(JICHUAN[1], 2021, seed=6), published_on=date(2022, 3, 20))
    page, file = (read_report(write(other), HINT) for write in (write_page, write_docx))
    shortened = replace(page, sections=(*page.sections[:5], replace(page.sections[5], text="无。")))
    first = candidate("a" * 64, "http://x/1.html", replace(PAGE, published_on=date(2022, 1, 20)))
    title = f"关于更正《{TRUTH.title}》的公告"
    corrected = replace(candidate("b" * 64, "http://x/2.html", shortened), title=title)
    copy = replace(candidate("c" * 64, "http://x/2.docx", file, parent_url="http://x/2.html"), title=title)
    document = assemble(AGENCY, 2021, [first, corrected, copy])
    roles = [("b", "primary"), ("c", "attachment"), ("a", "older")]
    assert sorted((one["raw_id"][0], one["role"]) for one in document["sources"]) == sorted(roles)
    assert document["published_on"] == "2022-03-20"
    checks = {check["id"]: check["status"] for check in document["checks"]}
    assert (checks["copies.agreement"], checks["published.deadline"]) == ("pass", "pass")
    notice = replace(corrected, report=replace(shortened, cells={}, sections=()))
    assert assemble(AGENCY, 2021, [first, notice])["content_hash"] == "a" * 64


def test_a_report_whose_title_names_another_body_is_doubtful() -> None:
    named = replace(AGENCY, name=JICHUAN[1].name, portal_name="霁川县人民政府")
    for agency, fails in ((named, False), (replace(named, name="霁川县人民政府"), True)):
        checks = assemble(agency, 2021, [candidate("a" * 64, "http://x/1.html", PAGE)])["checks"]
        found = [check["message"] for check in checks if check["id"] == "form.agency"]
        assert [JICHUAN[1].name in message and agency.name in message for message in found] == [True] * fails


def test_the_signature_of_an_attachment_tells_that_its_page_moved() -> None:
    page, file = (checked(replace(PAGE, published_on=day)) for day in (date(2026, 5, 6), None))
    copies = [
        candidate("a" * 64, "http://x/1.html", page),
        candidate(
            "b" * 64, "http://x/1.docx", replace(file, signed_on=date(2022, 1, 20)), parent_url="http://x/1.html"
        ),
    ]
    statuses = [
        next(check["status"] for check in assemble(AGENCY, 2021, read)["checks"] if check["id"] == "published.deadline")
        for read in (copies[:1], copies)
    ]
    assert statuses == ["fail", "not_assessable"]
