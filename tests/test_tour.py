"""A tour: one page of a portal, step by step, until the database holds its report. Begin reading the tests here."""

from datetime import UTC, datetime
from pathlib import Path

from gxcrawl.forms.report import Hint
from gxcrawl.model import Agency, FetchedDocument
from gxcrawl.presenting.explaining import explain
from gxcrawl.reading import read_document
from gxcrawl.reading.content import to_raw
from gxcrawl.reports.assembly import Candidate, assemble
from gxcrawl.reports.reading import report_of
from gxcrawl.storage import open_database

AGENCY = Agency("yunling-education", "云岭县教育局", "yunling", level="county")
SEEN = datetime(2024, 1, 25, 3, 0, tzinfo=UTC)
PAGE = """<title>云岭县教育局2023年政府信息公开工作年度报告</title><h1>云岭县教育局2023年政府信息公开工作年度报告</h1>
<p>发布时间：2024-01-25</p><h3>四、政府信息公开行政复议、行政诉讼情况</h3><p>收到行政复议3件。</p>
<table><tr><td colspan=5>行政复议<td colspan=10>行政诉讼</tr>
<tr>{results}<td colspan=5>未经复议直接起诉<td colspan=5>复议后起诉</tr><tr>{labels}{labels}</tr>
<tr><td>2<td>—<td><td>0<td>3<td>0<td>0<td>0<td>0<td>0<td>0<td>0<td>0<td>0<td>0</tr></table>""".format(
    results="".join(f"<td rowspan=2>{label}" for label in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")),
    labels="".join(f"<td>{label}" for label in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")),
)


def test_a_page_becomes_a_report_that_leads_back_to_its_cells(tmp_path: Path) -> None:
    # The spider hands over bytes and where they came from; what is kept goes by the hash of its content.
    fetched = FetchedDocument("http://a.example/1.html", PAGE.encode(), "yunling", AGENCY.id, SEEN, year=2023)
    raw = to_raw(fetched, run_id="run-1")
    assert raw.kind == "html"

    # A reader makes paragraphs and grids of them, without knowing the form.
    document = read_document(raw.content)
    (table,) = document.tables
    assert (len(table.rows), len(table.rows[0])) == (4, 15)

    # The form finds its numbers in the grids; what cannot be read is not known, and noted.
    report = report_of(document, Hint(title=document.title, year=2023))
    assert (report.title, report.year) == ("云岭县教育局2023年政府信息公开工作年度报告", 2023)
    assert report.cells["review_litigation.review.upheld"].value == 2
    assert {(note.path, note.raw, note.reason) for note in report.notes} == {
        ("review_litigation.review.corrected", "—", "dash"),
        ("review_litigation.review.other", "", "blank"),
    }

    # The checks say what does not add up: 2 of 3 reviews have a result. The prose agrees with the table.
    verdicts = {check.id: check.status for check in report.checks}
    assert verdicts["review_litigation.total.review"] == "fail"
    assert verdicts["prose.review"] == "pass"

    # All that prints the report of one agency and year becomes one document of the database.
    stored = assemble(AGENCY, 2023, [Candidate(raw.content_hash, fetched.url, report, SEEN, SEEN)])
    with open_database(f"sqlite:///{tmp_path}/tour.db") as database:
        database.raw_documents.keep(raw)
        assert database.reports.put(stored) == "new"
        kept = database.reports.get("yunling-education/2023")

    # And every value leads back to the cell it came from.
    assert kept is not None
    (upheld,) = explain(kept, "review_litigation.review.upheld")
    assert upheld.place is not None
    assert (upheld.place.row, upheld.text, upheld.source and upheld.source["raw_id"]) == (3, "2", raw.content_hash)
