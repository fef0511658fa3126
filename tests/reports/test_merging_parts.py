"""One report of several readings: each part of the form whole from the first that prints it, prose from the fullest."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from gxcrawl.model import Cell, LabelNote, Note, Report, Section, Statistic, UnknownRow
from gxcrawl.reading.spans import plain
from gxcrawl.reports.document import TABLES
from gxcrawl.reports.merging import Merged, merge

PARTS = (*TABLES, "statistics")


def reading(number: int, parts: list[str], texts: int) -> Report:
    """A reading whose every number, table, note and sentence says which reading it is of; other tables between."""
    tables, cells, notes, label_notes, unknown = [], {}, [], [], []
    for part in parts:
        path = f"{part}.0.value"
        tables += [(None, plain([["目录"]])), (1, plain([["标签", str(number)]]))]
        at = len(tables) - 1
        cells |= {path: Cell(number, (at, 0, 1)), f"{part}.1.value": Cell(None, None)}
        notes.append(Note(path, f"{number}", "not_a_number"))
        label_notes.append(LabelNote(path, f"{number}", "标签", 0.9))
        unknown.append(UnknownRow(1, f"{number}", (), at, 0))
    return Report(
        "html", f"第{number}份", 2022, "2021" if parts else "narrative", preface=f"前言{number}",
        sections=tuple(Section(n, f"第{n}部分", f"正文{number}" if n <= texts else "") for n in range(1, 7)),
        cells=cells, tables=tuple(tables),
        notes=tuple(notes), label_notes=tuple(label_notes), unknown_rows=tuple(unknown),
        statistics=(Statistic("complaints", "举报", "件", number),) if "statistics" in parts else (),
    )  # fmt: skip


readings = st.lists(
    st.tuples(st.lists(st.sampled_from(PARTS), unique=True), st.integers(0, 6)), min_size=1, max_size=4
).map(lambda made: [reading(number, *one) for number, one in enumerate(made)])


def owner(given_readings: list[Report], part: str) -> int | None:
    """The first reading that prints a part."""
    return next((n for n, one in enumerate(given_readings) if f"{part}.0.value" in one.cells), None)


@given(readings)
def test_each_part_is_whole_from_the_first_reading_that_prints_it(copies: list[Report]) -> None:
    merged = merge(copies).report
    owners = {part: number for part in PARTS if (number := owner(copies, part)) is not None}
    assert {path: cell.value for path, cell in merged.cells.items()} == {
        f"{part}.{row}.value": number if row == 0 else None for part, number in owners.items() for row in (0, 1)
    }
    for notes in (merged.notes, merged.label_notes):
        assert {note.path: getattr(note, "raw", "") or note.printed for note in notes} == {
            f"{part}.0.value": str(number) for part, number in owners.items()
        }
    assert sorted(row.label for row in merged.unknown_rows) == sorted(map(str, owners.values()))
    assert [one.value for one in merged.statistics] == [owners[part] for part in ("statistics",) if part in owners]


@given(readings)
def test_every_cell_leads_to_the_place_that_prints_it_and_each_table_to_its_reading(copies: list[Report]) -> None:
    found = merge(copies)
    places = [cell.at for cell in found.report.cells.values() if cell.at is not None]
    places += [(row.table, row.row, 1) for row in found.report.unknown_rows]
    assert len(found.table_owners) == len(found.report.tables)
    for table, row, column in places:
        assert found.report.tables[table][1].rows[row][column] == str(found.table_owners[table])
    for path, cell in found.report.cells.items():
        assert cell.at is None or found.table_owners[cell.at[0]] == owner(copies, path.split(".")[0])


@given(readings)
def test_the_form_is_that_of_the_tables_and_the_prose_that_of_the_most_sections(copies: list[Report]) -> None:
    found = merge(copies).report
    assert found.form == ("2021" if any(one.tables for one in copies) else "narrative")
    texts = [sum(bool(section.text) for section in one.sections) for one in copies]
    fullest = copies[texts.index(max(texts))]
    assert (found.preface, found.sections) == (fullest.preface, fullest.sections)
    assert found.title == copies[0].title


@given(readings)
def test_a_reading_alone_and_a_copy_of_it_change_nothing(copies: list[Report]) -> None:
    first = copies[0]
    alone = Merged(first, (0,) * len(first.tables))
    assert merge([first]) == merge([first, replace(first, title="另一份")]) == alone
