"""A table as shown on the terminal or a page: rows and cells, each number with what makes it doubtful."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gxcrawl.forms.editions.shape import Column
from gxcrawl.model import Cell
from gxcrawl.presenting.doubts.numbers import Doubts, Suspicion
from gxcrawl.presenting.labels import HEADINGS
from gxcrawl.presenting.values import text_of


@dataclass(frozen=True, slots=True)
class Shown:
    """A value as shown.

    letter: of its footnote, or "". bridged: a label above it is damaged and was recognised by similarity.
    """

    path: str
    text: str
    known: bool
    letter: str
    standing: Suspicion
    bridged: bool = False


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of values, or of labels for the columns below it (`titles`), or a heading with neither.

    depth: level of indentation. bridged: its label is damaged and was recognised by similarity.
    """

    label: str
    depth: int = 0
    cells: tuple[Shown, ...] = ()
    titles: tuple[str, ...] = ()
    bridged: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table.

    key: the field of the report. columns: the labels above all rows; empty if rows bring their own `titles`. missing:
    labels of the form's rows that the report does not print.
    """

    key: str
    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    missing: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """The heading as printed on the form."""
        return HEADINGS[self.key]


class Values:
    """The values of one report, ready to be shown."""

    def __init__(self, document: Mapping[str, Any], cells: Mapping[str, Cell], doubts: Doubts) -> None:
        self.document = document
        self.cells = cells
        self._doubts = doubts
        self.bridged = {note["path"] for note in document.get("label_notes") or ()}

    def row(self, path: str, label: str, columns: Sequence[Column], *, depth: int = 0) -> SheetRow | None:
        """The row with this path; None if the report does not print it."""
        paths = [f"{path}.{column.key}" for column in columns]
        if not any(one in self.cells for one in paths):
            return None
        return SheetRow(label, depth, tuple(map(self.shown, paths)), bridged=path in self.bridged)

    def shown(self, path: str) -> Shown:
        """One value with its marks."""
        cell = self.cells.get(path)
        value = None if cell is None else cell.value
        letter = self._doubts.letters.get(path, "")
        bridged = path in self._doubts.labels and path.rpartition(".")[0] not in self.bridged  # else its row says so
        return Shown(path, text_of(value), value is not None, letter, self._doubts.standing(path), bridged)
