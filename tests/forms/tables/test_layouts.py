"""A layout met before gives the same as one that is new: every value, note and place, whatever the numbers are."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random

import pytest
from support.official import applications_table, disclosure_table, review_table

from gxcrawl.forms import tables as engine
from gxcrawl.forms.rows.found import Found
from gxcrawl.forms.tables import read_tables
from gxcrawl.forms.tables.layouts import layout_of
from gxcrawl.model import Form, Table
from gxcrawl.reading import read_document
from gxcrawl.reading.spans import expand
from gxcrawl.simulation.agencies import JICHUAN
from gxcrawl.simulation.figures import invent_report
from gxcrawl.simulation.writers.html import LAYOUTS, LayoutName, write_page

OFFICIAL = tuple(map(expand, (disclosure_table(), applications_table(), review_table())))


def other_numbers(tables: Sequence[Table], seed: int, numbers: Sequence[str] = ("0", "7", "4012")) -> list[Table]:
    """The same tables, every plain number another one, as long or not."""
    rng = Random(seed)
    changed: dict[str, str] = {}
    for table in tables:
        for text in {text for row in table.rows for text in row if text.isdecimal() and text.isascii()}:
            changed[text] = text if text.startswith("0") and text != "0" else rng.choice(numbers)
    return [
        replace(table, rows=tuple(tuple(changed.get(text, text) for text in row) for row in table.rows))
        for table in tables
    ]


def anew(tables: Sequence[Table]) -> tuple[Form, Found]:
    engine.LAYOUTS.forget()
    return read_tables(tables)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("layout", LAYOUTS)
def test_remembered_or_not_is_the_same(layout: LayoutName, seed: int) -> None:
    report = invent_report(JICHUAN[seed % len(JICHUAN)], 2019 + seed % 4, seed)
    tables = read_document(write_page(report, layout)).tables
    others = other_numbers(tables, seed)
    expected = anew(others)
    anew(tables)
    assert read_tables(others) == expected


@pytest.mark.parametrize("seed", range(40))
def test_numbers_below_zero_and_with_decimals_are_read_as_the_engine_does(seed: int) -> None:
    """Wherever they stand: in columns of changes and amounts, which the layout knows, and where none belongs."""
    report = invent_report(JICHUAN[0], 2019 + seed % 4, seed)
    tables = read_document(write_page(report, "plain")).tables
    others = other_numbers(tables, seed, (*["5"] * (seed * 4), "-3", "12.50", "0.07"))
    expected = anew(others)
    anew(tables)
    assert read_tables(others) == expected


def test_reports_of_one_portal_share_a_layout() -> None:
    engine.LAYOUTS.forget()
    for seed in range(12):
        report = invent_report(JICHUAN[seed % len(JICHUAN)], 2021, seed)
        tables = read_document(write_page(report, "word")).tables
        remembered = engine.LAYOUTS.recall(layout_of(tables))
        assert (remembered is not None) == (seed > 0)
        assert read_tables(tables) == (remembered or anew(tables))


def test_a_layout_is_remembered_and_gives_other_numbers() -> None:
    others = other_numbers(OFFICIAL, 1)
    assert layout_of(OFFICIAL) == layout_of(others)
    expected = anew(others)
    first = anew(OFFICIAL)
    assert engine.LAYOUTS.recall(layout_of(others)) == expected
    assert first != expected


@pytest.mark.parametrize(
    ("old", "new"), [("1", "01"), ("1", "１"), ("1", ""), ("1", "-"), ("1", "1件"), ("1", "9" * 9)]
)
def test_what_is_no_plain_number_makes_another_layout(old: str, new: str) -> None:
    assert layout_of(_with(OFFICIAL, {old: new})) != layout_of(OFFICIAL)


def test_what_is_remembered_is_not_shared() -> None:
    anew(OFFICIAL)
    once = read_tables(OFFICIAL)[1]
    once.cells.clear()
    once.sections.clear()
    assert read_tables(OFFICIAL) == anew(OFFICIAL)


def test_tables_too_large_are_not_remembered() -> None:
    assert layout_of([expand([["1"] * 100] * 100)]) is None


def _with(tables: Sequence[Table], texts: Mapping[str, str]) -> list[Table]:
    return [
        replace(table, rows=tuple(tuple(texts.get(text, text) for text in row) for row in table.rows))
        for table in tables
    ]


def test_a_text_with_the_mark_between_texts_makes_no_layout() -> None:
    """It could be taken for two texts, and what follows for cells further on."""
    table = OFFICIAL[0]
    odd = replace(table, rows=(("1\x1f2", *table.rows[0][1:]), *table.rows[1:]))
    assert layout_of([odd]) is None
    assert layout_of([table]) is not None


def test_no_table_is_a_layout_too() -> None:
    assert layout_of([]) == layout_of([])
