"""Tables whose cells stand one below the other, as programs that take the text out of pages print them."""

from collections.abc import Callable, Sequence

import docx
import pytest
from reading.builders import outline, saved
from support.official import HEADINGS, TABLES, values
from support.official import TRUTH as OF_SECTIONS

from gxcrawl.reading import read_document
from gxcrawl.reading.unruled import spaced
from gxcrawl.reports.reading import read_report

TITLE = "汀州县水务局2023年政府信息公开工作年度报告"
TRUTH = {path: value for section in OF_SECTIONS.values() for path, value in section.items()}

Texts = Sequence[Sequence[str]]
WRITTEN: dict[str, Callable[[Texts], str]] = {
    "lines": lambda rows: "\n".join(text for row in rows for text in row),
    "lines apart by blank ones": lambda rows: "\n\n".join(text for row in rows for text in row),
    "lines that end with a bar": lambda rows: "\n".join(f"{text} |" for row in rows for text in row),
    "a bar and a break before each": lambda rows: "\n".join("".join(f"| \n {text}  " for text in row) for row in rows),
    "rows with semicolons": lambda rows: "\n".join("；".join(row) for row in rows),
    "rows filled up with bars": lambda rows: "\n".join(" | ".join(row) + " |" + "|" * (10 - len(row)) for row in rows),
}


def texts() -> dict[int, list[list[str]]]:
    return {number: [[cell.text for cell in row] for row in rows] for number, rows in TABLES.items()}


def written(write: Callable[[Texts], str], tables: dict[int, list[list[str]]]) -> str:
    printed = (write(tables[number]) if number in tables else "无。" for number in range(1, len(HEADINGS) + 1))
    return "\n".join([TITLE, *(f"{heading}\n{text}" for heading, text in zip(HEADINGS, printed, strict=True))])


@pytest.mark.parametrize("write", WRITTEN.values(), ids=WRITTEN.keys())
def test_every_number_of_a_stacked_table_is_read(write: Callable[[Texts], str]) -> None:
    assert values(read_report(written(write, texts()).encode())) == TRUTH


@pytest.mark.parametrize("lost", ["101", "400", "8", "本年废止件数", "商业企业", "结果纠正", "行政许可"])
@pytest.mark.parametrize("write", WRITTEN.values(), ids=WRITTEN.keys())
def test_a_missing_line_never_shifts_numbers_to_other_cells(write: Callable[[Texts], str], lost: str) -> None:
    tables = texts()
    next(row for rows in tables.values() for row in rows if lost in row).remove(lost)
    found = values(read_report(written(write, tables).encode()))
    assert {path: value for path, value in found.items() if value not in (None, TRUTH[path])} == {}


@pytest.mark.parametrize("write", WRITTEN.values(), ids=WRITTEN.keys())
def test_figures_above_their_labels_are_not_assigned_to_the_previous_label(write: Callable[[Texts], str]) -> None:
    """As programs print a page whose labels stand a little lower than their figures."""
    rows = {
        number: [sorted(row, key=lambda text: not text.isdigit()) for row in table] for number, table in texts().items()
    }
    found = values(read_report(written(write, rows).encode()))
    assert {path: value for path, value in found.items() if value not in (None, TRUTH[path])} == {}


def test_labels_broken_into_lines_and_digits_apart() -> None:
    text = written(WRITTEN["lines"], texts())
    for label, broken in {
        "商业企业": "商业\n企业",
        "（三）不予公开": "（三）\n不予公开",
        "1100": "1 100",
        "自然人": "自 然 人",
        "三、本年度办理结果": "三、本年度\n办理结果",
    }.items():
        text = text.replace(f"\n{label}\n", f"\n{broken}\n")
    assert values(read_report(text.encode())) == TRUTH


def test_stacked_cells_in_word_paragraphs_are_read() -> None:
    document = docx.Document()
    for line in written(WRITTEN["lines"], texts()).splitlines():
        document.add_paragraph(line)
    assert values(read_report(saved(document))) == TRUTH


def test_prose_between_lone_numbers_is_unchanged() -> None:
    lines = ["目录", "1", "总计", "2", "3", "无；4；无", "5", "信息内容", "详见附件", "6"]
    assert outline(read_document("\n".join(lines).encode())) == lines


def test_a_row_without_its_number_does_not_take_the_next_rows_number() -> None:
    tables = texts()
    next(row for row in tables[2] if "行政处罚" in row)[1:] = []
    report = read_report(written(WRITTEN["lines"], tables).encode())
    lost = {f"proactive_disclosure.administrative_{name}.decisions" for name in ("penalty", "coercion")}
    assert values(report) == {path: value for path, value in TRUTH.items() if path not in lost}
    assert [row.label for row in report.unknown_rows] == ["行政处罚行政强制"]


def test_lines_that_form_no_report_table_are_tried_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[int] = []
    read = spaced.read_spaced
    monkeypatch.setattr(spaced, "read_spaced", lambda lines, at: looked_at.append(at) or read(lines, at))
    lines = ["总计", "其他", "1", "2"] * 50
    assert outline(read_document("\n".join(lines).encode())) == lines
    assert looked_at == [0]
