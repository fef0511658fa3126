"""A workbook with tables of several years, in sheets → only the sheets of the requested year."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from gxcrawl.model import Block, Document, Table
from gxcrawl.text.spacing import compact
from gxcrawl.text.years import year_in_title

_KINDS = ("xlsx", "xls", "archive")
# 2021年度, 2021年报表: a sheet's name that gives only its year
_YEAR_ONLY = re.compile(r"\D?\d{4}\D?年?度?(?:年报|报告|报表|统计表|数据|表)?")
# 某局2021年报, 政府信息公开情况统计表（2017年度）; not (上年即2021年结转数据见附注)
_TITLE = re.compile(r"[^(。;,:][^。;,:]*(?:报告|年报|报表|统计表|情况表)(?:\([^()]*\))?")
_NAMED = "公开"  # in the title of a report
_WORD = re.compile(r"[^\W\d_]")


class _Year(NamedTuple):
    """The year named by a sheet; certain if it is in a report's title, or is the whole name of the sheet."""

    year: int
    certain: bool


def of_year(document: Document, year: int | None) -> Document:
    """The document without the sheets of other years; unchanged if no sheet names this year.

    A sheet's year is in its name or in a title on it; sheets without a year stay. A sheet that may only mention another
    year is removed if a sheet of the requested year has one of its tables too.
    """
    if document.kind not in _KINDS or year is None:
        return document
    years = _years(document)
    wanted = [sheet for sheet, own in years.items() if own.year == year]
    if not wanted:
        return document
    known = frozenset[str]().union(*(labels for sheet in wanted for labels in _labels(document, sheet)))
    others = {
        sheet
        for sheet, own in years.items()
        if own.year != year and (own.certain or _repeats(_labels(document, sheet), known))
    }
    return replace(document, blocks=tuple(block for block in document.blocks if _sheet(block) not in others))


def _repeats(tables: Sequence[frozenset[str]], known: frozenset[str]) -> bool:
    """True if most words of some table, figures aside, are in `known`, or if there is no table."""
    return not tables or any(2 * len(labels & known) > len(labels) for labels in tables)


def _labels(document: Document, sheet: str) -> list[frozenset[str]]:
    """The words of each table on a sheet."""
    tables = (table for table in document.tables if _sheet(table) == sheet)
    return [frozenset(compact(text) for row in one.rows for text in row if _WORD.search(text)) for one in tables]


def _years(document: Document) -> dict[str, _Year]:
    """The year of each sheet that names one; a certain year has priority."""
    found: dict[str, _Year] = {}
    for block in document.blocks:
        sheet = _sheet(block)
        if sheet is None:
            continue
        for own in _named(block, sheet, document.kind == "archive"):
            if sheet not in found or (own.certain and not found[sheet].certain):
                found[sheet] = own
    return found


def _named(block: Block, sheet: str, packed: bool) -> Iterator[_Year]:
    """The years in the name of a block's sheet (without the file name in an archive) and in a title."""
    name = compact(sheet.partition("#")[2] if packed else sheet)
    title = "" if isinstance(block, Table) else compact(block.text)
    if (year := year_in_title(name)) is not None:
        yield _Year(year, _YEAR_ONLY.fullmatch(name) is not None)
    if _TITLE.fullmatch(title) and (year := year_in_title(title)) is not None:
        yield _Year(year, _NAMED in title)


def _sheet(block: Block) -> str | None:
    """The sheet, prefixed by its file in an archive; for a file that is no workbook, the file."""
    return block.origin.member if isinstance(block, Table) else block.member
