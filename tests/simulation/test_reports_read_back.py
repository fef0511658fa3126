"""What the writers print is read back cell by cell: values, notes, failing checks, title, year, form and sections.

Every irregularity is read from HTML, in a layout that changes from one to the next, and a few from every other kind.
"""

from datetime import date

import pytest

from gxcrawl.forms.report import Hint
from gxcrawl.model import Report
from gxcrawl.reports.reading import read_report
from gxcrawl.simulation.agencies import JICHUAN, SHUYU
from gxcrawl.simulation.expectations import failing_checks
from gxcrawl.simulation.figures import SimulatedReport, invent_report
from gxcrawl.simulation.irregularities import IRREGULARITIES, make_irregular
from gxcrawl.simulation.publishing.postings import write_file
from gxcrawl.simulation.writers.html import LAYOUTS, LayoutName, write_page

REPORTS = {"2019": invent_report(JICHUAN[1], 2020, 5), "2021": invent_report(SHUYU[1], 2022, 5)}
ROTATED = [(name, tuple(LAYOUTS)[n % len(LAYOUTS)]) for n, name in enumerate(IRREGULARITIES)]
OF_FILES = {
    "docx": ("dashes", "page_break", "broken_labels", "one_row_other_handling", "wrong_sum"),
    "txt": ("counter_words", "sign_words", "short_row", "explained_labels", "contradicting_prose"),
    "xlsx": ("thousands", "fullwidth_digits", "split_disclosure", "blank_row", "lost_totals"),
    "pdf": ("amounts_with_unit", "damaged_label"),
}
FILES = [(ending, name) for ending, names in OF_FILES.items() for name in names]
editions = pytest.mark.parametrize("edition", REPORTS)


def differences(report: SimulatedReport, found: Report) -> dict[str, object]:
    """The cells and notes that are not as they should be: path -> value and note expected, found."""
    values = {path: cell.value for path, cell in found.cells.items()}
    notes = {note.path: note.reason for note in found.notes}
    paths = sorted({*values, *report.values, *notes})
    pairs = {p: ((report.values.get(p), report.notes.get(p)), (values.get(p), notes.get(p))) for p in paths}
    return {
        path: pair for path, pair in pairs.items() if pair[0] != pair[1] or (path in report.values) != (path in values)
    }


def failing(found: Report) -> set[str]:
    return {check.id for check in found.checks if check.status == "fail"}


@editions
@pytest.mark.parametrize(("name", "layout"), ROTATED)
def test_reports_written_as_html_are_read_back_unchanged(name: str, layout: LayoutName, edition: str) -> None:
    report = make_irregular(REPORTS[edition], [name])
    found = read_report(write_page(report, layout))
    assert differences(report, found) == {}
    assert failing(found) == failing_checks(report)
    assert (found.title, found.year, found.form) == (report.title, report.year, report.form)
    assert found.published_on == report.published_on
    assert found.sections == report.sections


@editions
@pytest.mark.parametrize(("ending", "name"), FILES)
def test_reports_written_as_files_are_read_back_unchanged(ending: str, name: str, edition: str) -> None:
    report = make_irregular(REPORTS[edition], [name])
    found = read_report(write_file(report, ending), Hint(published_on=report.published_on))
    assert differences(report, found) == {}
    assert (found.year, found.form, found.kind) == (report.year, report.form, ending)
    if ending == "xlsx":  # holds the tables only
        assert "form.sections" in failing(found)
    else:
        assert failing(found) == failing_checks(report)
        assert found.sections == report.sections


@pytest.mark.parametrize("layout", LAYOUTS)
def test_2014_statistics_written_as_html_are_read_back_unchanged(layout: LayoutName) -> None:
    report = invent_report(JICHUAN[1], 2016, 5)
    found = read_report(write_page(report, layout))
    assert found.form == "2014"
    assert found.statistics == report.statistics


def test_a_2021_report_on_the_2019_form_fails_only_the_form_edition_check() -> None:
    report = invent_report(SHUYU[1], 2021, 5, form="2019", published_on=date(2022, 1, 20))
    found = read_report(write_page(report))
    assert differences(report, found) == {}
    assert failing(found) == failing_checks(report) == {"form.edition"}
