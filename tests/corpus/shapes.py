"""Shapes that a table can come in without saying anything else, one function each, to be combined at random.

`of_cells` change what is printed in cells, `of_rows` how cells stand in rows, `of_markup` how rows are written as HTML.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from random import Random

from opencc import OpenCC
from support.official import Rows

from gxcrawl.reading.spans import SpanCell

Change = Callable[[Random, list[Rows]], list[Rows]]
_TRADITIONAL = OpenCC("s2t")
_BLANKS = (" ", "　", "\u00a0", "\u200b", "\n", "  ")
_NUMBERINGS = ("{}.", "{}．", "{}、", "（{}）", "{} .", "({})", "{}")


def is_number(text: str) -> bool:
    return "".join(text.split()).strip("\u200b").isdigit()


def _labels(rows: Rows) -> list[tuple[int, int]]:
    return [
        (r, c) for r, row in enumerate(rows) for c, cell in enumerate(row) if cell.text and not is_number(cell.text)
    ]


def _each_label(tables: list[Rows], change: Callable[[str], str]) -> list[Rows]:
    return [
        [[cell if is_number(cell.text) else cell._replace(text=change(cell.text)) for cell in row] for row in rows]
        for rows in tables
    ]


def _each_number(tables: list[Rows], change: Callable[[str], str]) -> list[Rows]:
    return [
        [[cell._replace(text=change(cell.text)) if is_number(cell.text) else cell for cell in row] for row in rows]
        for rows in tables
    ]


def spaced_labels(rng: Random, tables: list[Rows]) -> list[Rows]:
    def spaced(text: str) -> str:
        return "".join(char + (rng.choice(_BLANKS) if rng.random() < 0.2 else "") for char in text)

    return _each_label(tables, spaced)


def other_numbering(rng: Random, tables: list[Rows]) -> list[Rows]:
    style = rng.choice(_NUMBERINGS)

    def renumbered(text: str) -> str:
        return style.format(text[0]) + text[2:] if text[:1].isdigit() and text[1:2] == "." else text

    return _each_label(tables, renumbered)


def traditional(rng: Random, tables: list[Rows]) -> list[Rows]:
    return _each_label(tables, _TRADITIONAL.convert)


def halfwidth_brackets(rng: Random, tables: list[Rows]) -> list[Rows]:
    return _each_label(tables, lambda text: text.replace("（", "(").replace("）", ")").replace("、", ","))


def lost_character(rng: Random, tables: list[Rows]) -> list[Rows]:
    """One label of one table lacks one of its characters."""
    chosen = rng.randrange(len(tables))
    r, c = rng.choice(_labels(tables[chosen]))
    text = tables[chosen][r][c].text
    at = rng.randrange(len(text))
    return [
        rows if t != chosen else _with_text(rows, r, c, text[:at] + text[at + 1 :]) for t, rows in enumerate(tables)
    ]


def _with_text(rows: Rows, r: int, c: int, text: str) -> Rows:
    return [
        [cell._replace(text=text) if (i, j) == (r, c) else cell for j, cell in enumerate(row)]
        for i, row in enumerate(rows)
    ]


def padded_numbers(rng: Random, tables: list[Rows]) -> list[Rows]:
    return _each_number(tables, lambda text: rng.choice(_BLANKS) + text + rng.choice(_BLANKS))


def blank_rows(rng: Random, tables: list[Rows]) -> list[Rows]:
    """Rows of empty cells between rows that no cell reaches over."""
    return [_with_blank_rows(rng, rows) for rows in tables]


def _with_blank_rows(rng: Random, rows: Rows) -> Rows:
    width = _width(rows)
    spaced: Rows = []
    reached = 0
    for r, row in enumerate(rows):
        if r >= reached and rng.random() < 0.3:
            spaced.append([SpanCell("") for _ in range(width)])
        spaced.append(row)
        reached = max(reached, *(r + cell.rowspan for cell in row)) if row else reached
    return spaced


def _width(rows: Rows) -> int:
    return sum(cell.colspan for cell in rows[0])


def _is_applications(rows: Rows) -> bool:
    return any(cell.text.startswith("一、本年新收") for row in rows for cell in row)


def spacer_column(rng: Random, tables: list[Rows]) -> list[Rows]:
    """An empty column in the middle of the numbers, each header above one wider."""
    return [_with_spacer(rng, rows) if _width(rows) in (10, 15) else rows for rows in tables]


def _with_spacer(rng: Random, rows: Rows) -> Rows:
    at = rng.randrange(_width(rows) - 4, _width(rows))
    filled: dict[tuple[int, int], int] = {}
    widened: Rows = []
    for r, row in enumerate(rows):
        line: list[SpanCell] = []
        column = 0
        spacer = False
        for cell in row:
            while (r, column) in filled:
                column += filled[r, column]
            if column == at:
                line.append(SpanCell(""))
                spacer = True
            end = column + cell.colspan
            inside = column < at < end
            line.append(cell._replace(colspan=cell.colspan + 1) if inside else cell)
            for down in range(1, cell.rowspan):
                filled[r + down, column] = cell.colspan
            spacer = spacer or inside
            column = end
        widened.append(line)
        if not spacer and not any(place == r and start <= at for place, start in filled):
            line.append(SpanCell(""))
    return widened


def edge_column(rng: Random, tables: list[Rows]) -> list[Rows]:
    """A column at the left or right edge of every table in which nothing is printed."""
    right = rng.random() < 0.5
    return [[[*row, SpanCell("")] if right else [SpanCell(""), *row] for row in rows] for rows in tables]


def header_again(rng: Random, tables: list[Rows]) -> list[Rows]:
    """The header of section 3 printed again where no label reaches over."""
    return [_with_header_again(rng, rows) if _is_applications(rows) else rows for rows in tables]


def _with_header_again(rng: Random, rows: Rows) -> Rows:
    at = rng.choice([4, 5, len(rows) - 1])
    return [*rows[:at], *rows[:3], *rows[at:]] if at in (4, 5, len(rows) - 1) and not _reached(rows, at) else rows


def _reached(rows: Rows, at: int) -> bool:
    return any(r + cell.rowspan > at for r, row in enumerate(rows[:at]) for cell in row)


def cut_in_two(rng: Random, tables: list[Rows]) -> list[Rows]:
    """Section 3 as two tables, the second with the header again; labels that cross the cut end there."""
    pieces: list[Rows] = []
    for rows in tables:
        if not _is_applications(rows):
            pieces.append(rows)
            continue
        at = rng.randrange(4, len(rows))
        upper = [[cell._replace(rowspan=min(cell.rowspan, at - r)) for cell in row] for r, row in enumerate(rows[:at])]
        crossing = [
            cell._replace(rowspan=r + cell.rowspan - at, text=rng.choice((cell.text, "")))
            for r, row in enumerate(rows[:at])
            for cell in row
            if r + cell.rowspan > at
        ]
        pieces += [upper, [*rows[:3], [*crossing, *rows[at]], *rows[at + 1 :]]]
    return pieces


def left_and_right(rng: Random, tables: list[Rows]) -> list[Rows]:
    """Section 4 as two tables: reviews, lawsuits."""
    pieces: list[Rows] = []
    for rows in tables:
        if _width(rows) != 15:
            pieces.append(rows)
            continue
        first, second, third, numbers = rows
        pieces.append([[first[0]], second[:5], [], numbers[:5]])
        pieces.append([[first[1]], second[5:], third, numbers[5:]])
    return pieces


def no_spans(rng: Random, tables: list[Rows]) -> list[Rows]:
    return [[[cell._replace(rowspan=1, colspan=1) for cell in row] for row in rows] for rows in tables]


def wrong_span(rng: Random, tables: list[Rows]) -> list[Rows]:
    """One span of one cell is off."""
    chosen = rng.randrange(len(tables))
    r = rng.randrange(len(tables[chosen]))
    if not tables[chosen][r]:
        return tables
    c = rng.randrange(len(tables[chosen][r]))
    side = rng.choice(("rowspan", "colspan"))
    rows = [list(row) for row in tables[chosen]]
    rows[r][c] = rows[r][c]._replace(**{side: max(1, getattr(rows[r][c], side) + rng.choice((-1, 1, 2)))})
    return [rows if t == chosen else other for t, other in enumerate(tables)]


def lost_cell(rng: Random, tables: list[Rows]) -> list[Rows]:
    """One number is not printed and its cell neither."""
    chosen = rng.randrange(len(tables))
    places = [
        (r, c) for r, row in enumerate(tables[chosen]) for c, cell in enumerate(row) if is_number(cell.text) and c > 1
    ]
    r, c = rng.choice(places)
    rows = [[cell for j, cell in enumerate(row) if (i, j) != (r, c)] for i, row in enumerate(tables[chosen])]
    return [rows if t == chosen else other for t, other in enumerate(tables)]


def merged_numbers(rng: Random, tables: list[Rows]) -> list[Rows]:
    """Two neighbouring numbers became one cell that holds the first."""
    chosen = rng.randrange(len(tables))
    places = [
        (r, c)
        for r, row in enumerate(tables[chosen])
        for c in range(len(row) - 1)
        if is_number(row[c].text) and is_number(row[c + 1].text)
    ]
    if not places:
        return tables
    r, c = rng.choice(places)
    rows = [list(row) for row in tables[chosen]]
    rows[r][c : c + 2] = [rows[r][c]._replace(colspan=rows[r][c].colspan + rows[r][c + 1].colspan)]
    return [rows if t == chosen else other for t, other in enumerate(tables)]


HARMLESS: Mapping[str, Change] = {
    change.__name__: change
    for change in (
        left_and_right, cut_in_two, header_again, spacer_column, edge_column, blank_rows, spaced_labels,
        other_numbering, traditional, halfwidth_brackets, padded_numbers, no_spans,
    )
}  # fmt: skip
"""What must cost no number, in the order in which it can be combined."""
HARMFUL: Mapping[str, Change] = {
    change.__name__: change for change in (lost_character, wrong_span, lost_cell, merged_numbers)
}
"""What may cost numbers, each with a note."""


@dataclass(frozen=True, slots=True)
class Markup:
    """How tables become HTML. wraps: around every text. caption, sections: thead, tbody, tfoot, the last first."""

    wrap: str = "{}"
    header_cells: bool = False
    end_tags: bool = True
    caption: str = ""
    sections: bool = False
    table: str = "<table>{}</table>"
    side_by_side: bool = False
    nested_numbers: bool = False
    spans: Callable[[int], str] = field(default=str)

    def page(self, tables: Sequence[Rows]) -> bytes:
        """The tables one below the other, or beside each other in the cells of a layout table."""
        written = [self.table.format(self.caption + self._rows(rows)) for rows in tables]
        if self.side_by_side:
            written = [f"<table><tr>{''.join(f'<td>{one}</td>' for one in written)}</tr></table>"]
        body = "\n".join(written)
        title = "某县某局2022年政府信息公开工作年度报告"
        page = (
            f"<html><head><meta charset=utf-8><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"
        )
        return page.encode()

    def _rows(self, rows: Rows) -> str:
        lines = ["<tr>" + "".join(map(self._cell, row)) + ("</tr>" if self.end_tags else "") for row in rows]
        if not self.sections:
            return "".join(lines)
        return f"<tfoot>{lines[-1]}</tfoot><thead>{lines[0]}</thead><tbody>{''.join(lines[1:-1])}</tbody>"

    def _cell(self, cell: SpanCell) -> str:
        number = is_number(cell.text)
        tag = "th" if self.header_cells and not number else "td"
        spans = "".join(
            f" {name}={self.spans(value)}"
            for name, value in (("rowspan", cell.rowspan), ("colspan", cell.colspan))
            if value != 1
        )
        text = self.wrap.format(escape(cell.text).replace("\n", "<br>"))
        if number and self.nested_numbers:
            text = f"<table><tr><td>{text}</td></tr></table>"
        return f"<{tag}{spans}>{text}" + (f"</{tag}>" if self.end_tags else "")


WRAPS = (
    "{}",
    "<span>{}</span>",
    '<p class="MsoNormal"><span lang="EN-US">{}<o:p></o:p></span></p>',
    "<div><font><b>{}</b></font></div>",
    "\n   {}\n  ",
    "<p>{}</p><p>&nbsp;</p>",
)
