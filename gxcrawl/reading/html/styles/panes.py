"""Parts of a report that a page hides until a person opens them: panes of tabs, tables shown only without scripts.

A hidden copy, of this year or another, repeats a table that the page shows anyway, and stays hidden.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from lxml import etree

from gxcrawl.reading.html.texts import squeezed_text, text_of

# Words found in one table of a form only: sections 2, 3, 4, the form of 2014
_KINDS = re.compile(
    "(第二十条第|信息内容)|(申请人情况|不予公开|结转下年度|申請人情況|結轉下年度)|(结果维持|結果維持)|(统计指标|統計指標)"
)
_TITLED = re.compile(r"(20\d\d)年?度?政府信息公开(?:工作)?(?:情况)?(?:的?年度)?(?:报告|年报)")
_WHOLE = re.compile("总体情况|總體情況")  # the heading of section 1


def kinds_of(squeezed: str) -> frozenset[int]:
    """The tables of a form (as numbers) whose words occur in a text without blanks."""
    return frozenset(found.lastindex or 0 for found in _KINDS.finditer(squeezed))


def panes_among(hidden: Sequence[etree._Element], tables: Mapping[etree._Element, str]) -> set[etree._Element]:
    """Hidden tab panes whose content appears nowhere else on the page.

    They stand beside a shown pane, or one alone is the whole report, which a script then opens. tables: the report's
    tables in the page, with their text. Panes of prose beside panes of tables are returned too.
    """
    boxes = frozenset(hidden)
    outer = {table: _outermost(table, boxes) for table in tables}
    inside: dict[etree._Element, set[int]] = {}
    for table, box in outer.items():
        if box is not None:
            inside.setdefault(box, set()).update(kinds_of(tables[table]))
    printed = Counter(kind for kinds in inside.values() for kind in kinds)
    shown = {kind for table, box in outer.items() if box is None for kind in kinds_of(tables[table])}
    alone = not shown and len(inside) == 1
    opened = {
        box
        for box, kinds in inside.items()
        if kinds
        and kinds.isdisjoint(shown)
        and all(printed[kind] == 1 for kind in kinds)
        and (
            (alone and _WHOLE.search(squeezed_text(box)))
            or any(one not in boxes and text_of(one).strip() for one in _beside(box))
        )
        and not _is_of_another_year(box, boxes)
    }
    return opened | {one for box in opened for one in _beside(box) if one in boxes and one not in inside}


def _outermost(table: etree._Element, hidden: Collection[etree._Element]) -> etree._Element | None:
    boxes = [element for element in (table, *table.iterancestors()) if element in hidden]
    return boxes[-1] if boxes else None


def _beside(box: etree._Element) -> Iterable[etree._Element]:
    parent = box.getparent()
    return () if parent is None else (one for one in parent.iterchildren(str(box.tag)) if one is not box)


def _is_of_another_year(box: etree._Element, hidden: Collection[etree._Element]) -> bool:
    """True if the title in a pane names another year than the pane shown beside it, or, without one, than the page."""
    years = _years_titled([box])
    shown = _years_titled([one for one in _beside(box) if one not in hidden])
    return bool(years) and years[0] not in (shown or _years_titled([box.getroottree().getroot()]))[:1]


def _years_titled(elements: Iterable[etree._Element]) -> list[str]:
    return [year for element in elements for year in _TITLED.findall(squeezed_text(element))]


def show_without_scripts(root: etree._Element) -> None:
    """Shows `noscript` content if it is a table that the page prints nowhere else."""
    holders = [element for element in root.iter("noscript") if next(element.iter("table"), None) is not None]
    tables = {table: squeezed_text(table) for table in root.iter("table")} if holders else {}
    held = {table for holder in holders for table in holder.iter("table")}
    printed = {kind for table, text in tables.items() if table not in held for kind in kinds_of(text)}
    for holder in holders:
        kinds = {kind for table in holder.iter("table") for kind in kinds_of(tables[table])}
        if kinds and kinds.isdisjoint(printed):
            holder.tag = "div"
