"""The official tables as grids of cells, each with a different number, for tests of reading tables."""

from collections.abc import Callable, Mapping, Sequence

from gxcrawl.forms.editions import applications, review
from gxcrawl.forms.editions.disclosure_2019 import BLOCKS as BLOCKS_2019
from gxcrawl.forms.editions.disclosure_2021 import BLOCKS as BLOCKS_2021
from gxcrawl.forms.editions.shape import FormBlock, Row
from gxcrawl.forms.rows.found import Found
from gxcrawl.forms.tables import read_tables
from gxcrawl.model import Amount, Report
from gxcrawl.reading.spans import SpanCell, expand

Rows = list[list[SpanCell]]
COLUMNS = [column.key for column in applications.COLUMNS]
APPLICANTS = [column.label for column in applications.COLUMNS]
HEADINGS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)


def number(row: int, column: int) -> int:
    """The number of one cell, different from all others, so that a value read from the wrong cell is noticed."""
    return (row + 1) * 100 + column


def application_rows(*, divided: bool) -> list[Row]:
    """The rows of section 3 with （六）其他处理 as three rows or as one."""
    left_out = "other_handling.undivided" if divided else None
    return [
        row
        for row in applications.ROWS
        if row.key != left_out and (divided or row.group != applications.OTHER_HANDLING)
    ]


def expected_applications(*, divided: bool) -> dict[str, int]:
    """Path → number of `applications_table`."""
    return {
        f"applications.{row.key}.{column}": number(r, c)
        for r, row in enumerate(application_rows(divided=divided))
        for c, column in enumerate(COLUMNS)
    }


def applications_table(*, divided: bool = True) -> Rows:
    """Section 3 as the official template prints it, with correct spans."""
    rows = application_rows(divided=divided)
    header = [
        [
            SpanCell("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3),
            SpanCell("申请人情况", 1, 7),
        ],
        [SpanCell("自然人", 2), SpanCell("法人或其他组织", 1, 5), SpanCell("总计", 2)],
        [SpanCell(label) for label in ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")],
    ]
    return header + [_labels(rows, r) + [SpanCell(str(number(r, c))) for c in range(7)] for r in range(len(rows))]


def _labels(rows: list[Row], r: int) -> list[SpanCell]:
    """The label cells that begin in this row: groups span the rows of their members."""
    row = rows[r]
    if row.key in ("new_received", "carried_over", "carried_forward"):
        return [SpanCell(row.label, 1, 3)]
    cells = [SpanCell(applications.RESULTS, len(rows) - 3)] if row.key == "granted" else []
    if row.group is None:
        return [*cells, SpanCell(row.label, 1, 2)]
    if rows[r - 1].group != row.group:
        cells.append(SpanCell(row.group, sum(other.group == row.group for other in rows)))
    return [*cells, SpanCell(row.label)]


def review_table() -> Rows:
    """Section 4 as the official template prints it; its numbers are 1 to 15."""
    labels = [SpanCell(column.label) for column in review.RESULTS]
    return [
        [SpanCell("行政复议", 1, 5), SpanCell("行政诉讼", 1, 10)],
        [SpanCell(column.label, 2) for column in review.RESULTS]
        + [SpanCell("未经复议直接起诉", 1, 5), SpanCell("复议后起诉", 1, 5)],
        labels + labels,
        [SpanCell(str(n)) for n in range(1, 16)],
    ]


def expected_review() -> dict[str, int]:
    """Path → number of `review_table`."""
    keys = [f"review_litigation.{block}.{column.key}" for block, _ in review.BLOCKS for column in review.RESULTS]
    return dict(zip(keys, range(1, 16), strict=True))


def disclosure_table(blocks: tuple[FormBlock, ...] = BLOCKS_2021) -> Rows:
    """Section 2 as one table of four columns; in a block with fewer columns the last ones span several."""
    rows: Rows = []
    for b, block in enumerate(blocks):
        rows.append([SpanCell(block.header or "", 1, 4)])
        widths = [1] * (len(block.columns) - 1) + [4 - len(block.columns)]
        rows.append(
            [SpanCell("信息内容")] + [SpanCell(c.label, 1, w) for c, w in zip(block.columns, widths, strict=True)]
        )
        for r, row in enumerate(block.rows):
            rows.append(
                [SpanCell(row.label)] + [SpanCell(str(number(10 * b + r, c)), 1, w) for c, w in enumerate(widths)]
            )
    return rows


def expected_disclosure(blocks: tuple[FormBlock, ...] = BLOCKS_2021) -> dict[str, int]:
    """Path → number of `disclosure_table`; amounts without their unit."""
    return {
        f"proactive_disclosure.{row.key}.{column.key}": number(10 * b + r, c)
        for b, block in enumerate(blocks)
        for r, row in enumerate(block.rows)
        for c, column in enumerate(block.columns)
    }


TABLES: dict[int, Rows] = {2: disclosure_table(), 3: applications_table(), 4: review_table()}
"""The tables of a report, by section."""
TRUTH = {2: expected_disclosure(), 3: expected_applications(divided=True), 4: expected_review()}
"""Path → number of those tables."""
EDITIONS = {"2019": (BLOCKS_2019, False), "2021": (BLOCKS_2021, True)}
"""Section 2 of each edition, and whether （六）其他处理 is three rows."""


def tables_of(edition: str) -> list[Rows]:
    """The tables of a report in an edition of the form, in order."""
    blocks, divided = EDITIONS[edition]
    return [disclosure_table(blocks), applications_table(divided=divided), review_table()]


def expected_of(edition: str) -> dict[str, int]:
    """Path → number of `tables_of`."""
    blocks, divided = EDITIONS[edition]
    return {**expected_disclosure(blocks), **expected_applications(divided=divided), **expected_review()}


def map_cells(rows: Rows, change: Callable[[int, int, SpanCell], SpanCell | None]) -> Rows:
    """The table with `change` applied to each cell; cells for which it returns None are dropped."""
    return [
        [new for c, cell in enumerate(row) if (new := change(r, c, cell)) is not None] for r, row in enumerate(rows)
    ]


def relabelled(rows: Rows, labels: Mapping[str, str]) -> Rows:
    """The table with some labels replaced: printed label → new label."""
    return map_cells(rows, lambda r, c, cell: cell._replace(text=labels.get(cell.text, cell.text)))


def spread(rows: Rows) -> Rows:
    """The table without spans: a cell's text is repeated at each position it covered."""
    return [[SpanCell(text) for text in row] for row in expand(rows).rows]


def with_larger_numbers(rows: Rows, more: int) -> Rows:
    """The table with `more` added to each number."""
    return map_cells(
        rows, lambda r, c, cell: cell._replace(text=str(int(cell.text) + more)) if cell.text.isdigit() else cell
    )


def read(*tables: Sequence[Sequence[SpanCell | str]]) -> Found:
    """What gxcrawl.forms reads in these tables."""
    return read_tables([expand(rows) for rows in tables])[1]


def values(found: Found | Report) -> dict[str, int | float | None]:
    """Path → number of every value read; amounts without their unit."""
    return {
        path: cell.value.value if isinstance(cell.value, Amount) else cell.value for path, cell in found.cells.items()
    }


__all__ = ["BLOCKS_2019", "BLOCKS_2021"]
