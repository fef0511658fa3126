"""Every cell of sections 2 to 4, edition by edition in the order of the form, with the labels that it prints."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gxcrawl.forms.editions import applications, disclosure_2019, disclosure_2021, review
from gxcrawl.forms.editions.shape import ColumnType, FormBlock

TITLES: Mapping[str, str] = {
    "proactive_disclosure": "主动公开政府信息情况",
    "applications": "收到和处理政府信息公开申请情况",
    "review_litigation": "政府信息公开行政复议、行政诉讼情况",
    "statistics": "政府信息公开情况统计表",
}
"""Key and title of each table, that of the edition of 2014 last."""


@dataclass(frozen=True, slots=True)
class FormCell:
    """A cell of the form: `table`, `row` and `column` make its path in a report; labels as the form prints them.

    column_label: of an amount without its unit, because the report prints its own unit or none.
    group: the label of the group that its row stands in, None outside groups.
    """

    table: str
    row: str
    column: str
    group: str | None
    row_label: str
    column_label: str
    type: ColumnType

    @property
    def row_path(self) -> str:
        """The path of its row, as in `label_notes` of a report."""
        return f"{self.table}.{self.row}"

    @property
    def path(self) -> str:
        """Its own path, as in `notes` and `cells` of a report."""
        return f"{self.row_path}.{self.column}"

    @property
    def row_labels(self) -> tuple[str, ...]:
        """The labels of the row: that of its group, if any, then its own."""
        return (self.row_label,) if self.group is None else (self.group, self.row_label)


def disclosure_blocks(edition: str) -> tuple[FormBlock, ...]:
    """Section 2 in this edition; in the edition of 2021 if the given one has no section 2."""
    return disclosure_2019.BLOCKS if edition == "2019" else disclosure_2021.BLOCKS


def cells_of_edition(edition: str) -> tuple[FormCell, ...]:
    """The cells of an edition; those of the latest edition if it does not have these sections."""
    return _BY_EDITION.get(edition, _BY_EDITION["2021"])


def _of_edition(edition: str) -> tuple[FormCell, ...]:
    return (
        *_of_blocks("proactive_disclosure", disclosure_blocks(edition)),
        *_of_blocks("applications", (applications.BLOCK,)),
        *_of_review(),
    )


def _of_blocks(table: str, blocks: tuple[FormBlock, ...]) -> Iterator[FormCell]:
    for block in blocks:
        for row in block.rows:
            for column in block.columns:
                label = column.label.partition("（单位")[0] if column.type == "amount" else column.label
                yield FormCell(table, row.key, column.key, row.group, row.label, label, column.type)


def _of_review() -> Iterator[FormCell]:
    for key, label in review.BLOCKS:
        for column in review.RESULTS:
            yield FormCell("review_litigation", key, column.key, None, label, column.label, column.type)


_BY_EDITION = {edition: _of_edition(edition) for edition in ("2019", "2021")}
ALL_CELLS: tuple[FormCell, ...] = tuple(
    {cell.path: cell for edition in ("2019", "2021") for cell in cells_of_edition(edition)}.values()
)
"""The cells of all editions; a cell that several print has the labels of the latest."""
