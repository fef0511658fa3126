"""Every cell of every edition of the official form, in its order, with the labels that it prints."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gxcrawl.forms.editions import applications, disclosure_2019, disclosure_2021, review, statistics_2014
from gxcrawl.forms.editions.shape import ColumnType, FormBlock

TABLES: Mapping[str, str] = {
    "proactive_disclosure": "主动公开政府信息情况",
    "applications": "收到和处理政府信息公开申请情况",
    "review_litigation": "政府信息公开行政复议、行政诉讼情况",
    "statistics": "政府信息公开情况统计表",
}
"""Key and title of each table."""


@dataclass(frozen=True, slots=True)
class FormCell:
    """A cell: `table`, `row` and `column` make its path in a report; the labels are the form's, groups included."""

    table: str
    row: str
    column: str
    row_label: str
    column_label: str
    type: ColumnType

    @property
    def path(self) -> str:
        """As in `notes` and `cells` of a report."""
        return f"{self.table}.{self.row}.{self.column}"


def cells_of(edition: str) -> tuple[FormCell, ...]:
    """The cells of an edition, without the statistics of 2014; for an edition without tables those of the latest."""
    return _BY_EDITION.get(edition, _BY_EDITION["2021"])


def statistics() -> Iterator[tuple[str, str, str]]:
    """Key, label and unit of every indicator of the edition of 2014."""
    for part in statistics_2014.PARTS:
        for indicator in part.indicators:
            # what is counted as a whole prints its part's label
            label = indicator.label if indicator.label == part.label else f"{part.label} {indicator.label}"
            yield indicator.key, label, indicator.unit


def _of_blocks(table: str, blocks: tuple[FormBlock, ...]) -> Iterator[FormCell]:
    for block in blocks:
        for row in block.rows:
            label = f"{row.group} {row.label}" if row.group else row.label
            for column in block.columns:
                yield FormCell(table, row.key, column.key, label, column.label, column.type)


def _of_review() -> Iterator[FormCell]:
    for key, label in review.BLOCKS:
        for column in review.RESULTS:
            yield FormCell("review_litigation", key, column.key, label, column.label, column.type)


def _edition(disclosure: tuple[FormBlock, ...]) -> tuple[FormCell, ...]:
    return (
        *_of_blocks("proactive_disclosure", disclosure),
        *_of_blocks("applications", (applications.BLOCK,)),
        *_of_review(),
    )


_BY_EDITION = {"2019": _edition(disclosure_2019.BLOCKS), "2021": _edition(disclosure_2021.BLOCKS)}
ALL_CELLS: tuple[FormCell, ...] = tuple(
    {cell.path: cell for edition in ("2019", "2021") for cell in cells_of(edition)}.values()
)
"""The cells of all editions; a cell that several print has the labels of the latest."""
