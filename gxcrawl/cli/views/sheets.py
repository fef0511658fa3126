"""A `Sheet` as a table that fits the terminal's width; doubtful numbers are marked by signs and by colour."""

from collections.abc import Sequence

from rich import box
from rich.cells import cell_len
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from gxcrawl.presenting.doubts.numbers import Suspicion
from gxcrawl.presenting.tables.sheet import Sheet, SheetRow, Shown

LEGEND = "? 数字不明 · ! 使核对不符的数字 · ≈ 标签残缺，按相似识别"

_STYLES: dict[Suspicion, str] = {"plain": "", "involved": "yellow", "suspect": "bold red"}
_UNKNOWN = "bold magenta"
_INDENT = 2
_GAP = 2  # between two columns
_TITLE_WIDTHS = (16, 12, 8, 6, 4)  # column labels are folded to the first width that leaves room for the row labels
_ENOUGH_FOR_LABELS = 32
_NARROWEST_LABEL = 8


def sheet_table(sheet: Sheet, width: int) -> Table:
    """A table with labels at the left and numbers at the right, in as many columns as the widest row has.

    width: of the terminal, in characters. Columns are as wide as their numbers; only labels are folded.
    """
    numbers = _number_widths(sheet, width)
    longest = max(cell_len(row.label) + row.depth * _INDENT + 2 for row in sheet.rows)
    table = Table(
        box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False, show_header=bool(sheet.columns)
    )
    table.add_column("", overflow="fold", width=max(min(longest, _room(width, numbers)), _NARROWEST_LABEL))
    for position, column_width in enumerate(numbers):
        title = sheet.columns[position] if sheet.columns else ""
        table.add_column(title, justify="right", overflow="fold", width=column_width)
    for row in sheet.rows:
        table.add_row(_label(row), *_cells(row), *[""] * (len(numbers) - len(row.cells or row.titles)))
    return table


def _number_widths(sheet: Sheet, width: int) -> list[int]:
    """The width of each column of numbers."""
    titles = [row.titles for row in sheet.rows if row.titles] or [sheet.columns]
    count = max(map(len, titles))
    content = [max(_widest(row.cells, position) for row in sheet.rows) for position in range(count)]
    named = [max(cell_len(one[position]) if position < len(one) else 0 for one in titles) for position in range(count)]
    widths: list[int] = []
    for folded in _TITLE_WIDTHS:
        widths = [max(number, min(title, folded)) for number, title in zip(content, named, strict=True)]
        if _room(width, widths) >= _ENOUGH_FOR_LABELS:
            break
    return widths


def _widest(cells: Sequence[Shown], position: int) -> int:
    return shown_text(cells[position]).cell_len if position < len(cells) else 0


def _room(width: int, numbers: Sequence[int]) -> int:
    """The width left for the row labels."""
    return width - sum(numbers) - _GAP * len(numbers) - 1


def shown_text(cell: Shown) -> Text:
    """A number with its marks: 12, 12ᵃ, ?ᵇ, 12!, 12≈."""
    mark = f"{'!' if cell.standing == 'suspect' else ''}{'≈' if cell.bridged else ''}"
    style = _STYLES[cell.standing] or ("" if cell.known else _UNKNOWN)
    return Text(f"{cell.text}{cell.letter}{mark}", style=style)


def _label(row: SheetRow) -> Padding:
    label = Text(f"{row.label}{' ≈' if row.bridged else ''}", style="" if row.cells else "bold")
    return Padding(label, (0, 0, 0, row.depth * _INDENT))


def _cells(row: SheetRow) -> list[Text]:
    return [*map(shown_text, row.cells)] or [Text(title, style="dim") for title in row.titles]
