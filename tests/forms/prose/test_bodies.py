"""Reports of several bodies on one page: the one the page is named for is read, the others' rows are reported."""

import pytest
from support.official import HEADINGS, TABLES, with_larger_numbers

from gxcrawl.errors import NotAReport
from gxcrawl.forms.report import Hint, report_from
from gxcrawl.model import Block, Document, Paragraph, Report
from gxcrawl.reading.spans import expand

OWN, OTHER = "霁川县教育局2023年政府信息公开工作年度报告", "霁川县体育局2023年政府信息公开工作年度报告"


def whole(title: str | None, more: int = 0) -> list[Block]:
    """A whole report, each number larger by `more`."""
    blocks: list[Block] = [Paragraph(title)] if title else []
    for number, heading in enumerate(HEADINGS, start=1):
        blocks += [Paragraph(heading), Paragraph(f"第{number}部分，加{more}。")]
        if number in TABLES:
            blocks.append(expand(with_larger_numbers(TABLES[number], more)))
    return blocks


def read(*reports: list[Block], title: str | None = OWN, hint: Hint = Hint()) -> Report:  # noqa: B008
    blocks = tuple(block for report in reports for block in report)
    return report_from(Document("html", blocks, title=title), hint)


def values(report: Report) -> dict[str, object]:
    return {path: cell.value for path, cell in report.cells.items()}


ALONE = read(whole(OWN))


@pytest.mark.parametrize(
    "reports",
    [
        [whole(OWN), whole(OTHER, 5)],
        [whole(OTHER, 5), whole(OWN)],
        [whole(None), whole(OTHER, 5)],
        [whole(OTHER, 5), whole(OWN), whole("霁川县档案局2023年政府信息公开工作年度报告", 9)],
    ],
    ids=["own first", "own last", "own titled by the page", "own between"],
)
def test_the_report_with_the_pages_title_is_read(reports: list[list[Block]]) -> None:
    report = read(*reports)
    assert (values(report), report.sections) == (values(ALONE), ALONE.sections)
    assert report.title == OWN
    assert {row.section for row in report.unknown_rows} == {2, 3, 4}


@pytest.mark.parametrize(
    ("reports", "title"),
    [
        ([whole(OWN), whole(OTHER, 5)], None),
        ([whole(OWN), whole(OTHER, 5)], "霁川县2023年各部门政府信息公开工作年度报告"),
        ([whole(OWN), whole(OWN, 5)], OWN),
    ],
    ids=["a page without a title", "a page named for neither", "both named alike"],
)
def test_without_a_title_conflicting_numbers_are_unknown(reports: list[list[Block]], title: str | None) -> None:
    report = read(*reports, title=title)
    assert all(report.cells[path].value != value for path, value in values(ALONE).items() if value is not None)
    assert {note.reason for note in report.notes} >= {"unreadable"}


def test_provenance_points_to_the_cells_of_the_selected_report() -> None:
    report = read(whole(OTHER, 5), whole(OWN))
    tables = [table for _, table in report.tables]
    for path, cell in report.cells.items():
        if isinstance(cell.value, int) and cell.at is not None:
            table, row, column = cell.at
            assert tables[table].rows[row][column] == str(cell.value), path


def test_a_sentence_that_names_a_report_does_not_begin_one() -> None:
    preface = Paragraph("根据《中华人民共和国政府信息公开条例》要求编制本报告。")
    first, second = whole(OWN), whole(OTHER, 5)
    report = read([first[0], preface, *first[1:]], [second[0], preface, *second[1:]])
    assert values(report) == values(ALONE)


def test_titles_over_two_lines_differ_by_their_first_line() -> None:
    def below(body: str, more: int) -> list[Block]:
        return [Paragraph(body), Paragraph("2023年政府信息公开工作年度报告"), *whole(None, more)]

    report = read(below("霁川县体育局", 5), below("霁川县教育局", 0))
    assert values(report) == values(ALONE)


OLDER, OLDEST = OWN.replace("2023", "2022"), OWN.replace("2023", "2021")


@pytest.mark.parametrize("hint", [Hint(OLDER), Hint(year=2022), Hint("2022年报", 2023)])
@pytest.mark.parametrize("title", [OWN, OLDEST, "霁川县教育局政府信息公开工作年度报告"])
def test_of_several_years_on_a_page_the_year_of_the_link_is_read(hint: Hint, title: str) -> None:
    report = read(whole(OWN, 5), whole(OLDER), whole(OLDEST, 9), title=title, hint=hint)
    assert (report.title, report.year) == (OLDER, 2022)
    assert values(report) == values(ALONE)


def test_another_bodys_report_is_left_out() -> None:
    other = OTHER.replace("2023", "2022")
    assert read(whole(OWN), whole(other, 5), hint=Hint(year=2022)).title == OWN


def narrative(title: str, year: int) -> list[Block]:
    """A report without tables, under headings of the agency's own."""
    headings = ("概述", "主动公开情况", "依申请公开情况", "收费情况", "问题和措施")
    numbered = (f"{number}、{heading}" for number, heading in zip("一二三四五", headings, strict=True))
    told = [Paragraph(line) for heading in numbered for line in (heading, f"{year}年做好政府信息公开工作。" * 5)]
    return [Paragraph(title), *told]


@pytest.mark.parametrize(("hint", "year"), [(Hint(year=2022), 2022), (Hint(OLDEST), 2021), (Hint(), 2023)])
def test_prose_of_several_years_is_not_mixed(hint: Hint, year: int) -> None:
    report = read(narrative(OWN, 2023), narrative(OLDER, 2022), narrative(OLDEST, 2021), hint=hint)
    assert report.year == year
    assert all(f"{year}年" in section.text for section in report.sections)


@pytest.mark.parametrize("order", [1, -1])
def test_prose_of_several_bodies_is_not_mixed(order: int) -> None:
    both = [narrative(OWN, 2023), [Paragraph(OTHER), *narrative("", 2099)[1:]]]
    report = read(*both[::order])
    assert report.title == OWN
    assert all("2023年" in section.text for section in report.sections)


def test_prose_above_the_same_report_with_tables_is_part_of_it() -> None:
    report = read(narrative(OWN, 2023), whole(OWN.replace("2023年", "2023年度")), hint=Hint(year=2023))
    assert values(report) == values(ALONE)


@pytest.mark.parametrize("hint", [Hint(), Hint(year=2019)])
def test_several_years_without_a_wanted_year_are_refused(hint: Hint) -> None:
    for reports in ([narrative(OLDER, 2022), narrative(OLDEST, 2021)], [whole(OLDER), whole(OLDEST, 5)]):
        with pytest.raises(NotAReport, match="several years on one page"):
            read(*reports, title="霁川县教育局历年政府信息公开年报", hint=hint)
        with pytest.raises(NotAReport, match="several years on one page"):
            read(*reports, title=None, hint=hint)
