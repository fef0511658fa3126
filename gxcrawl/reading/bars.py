"""Tables drawn with characters: bars between cells, rules between rows, as in Markdown and on terminals."""

import re
from collections.abc import Iterable, Sequence

BARS = "|│┃║｜"
_AS_BAR = str.maketrans(dict.fromkeys(BARS, "|"))
_FILLED_UP = re.compile(r"\|\|\s*$")  # a row with spanning cells ends with extra bars: 行政许可 | 3 | ||
_RULE = re.compile(r"[-—─━═=+:|├┼┤┌┬┐└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝\s]{5,}")  # +-----+-----+ between rows


def with_plain_bars(line: str) -> str:
    """The line with all kinds of bars replaced by one."""
    return line.translate(_AS_BAR)


def is_rule(line: str) -> bool:
    """True if a line consists only of a rule between rows."""
    return _RULE.fullmatch(with_plain_bars(line).strip()) is not None


def cells_between(line: str) -> list[str]:
    """The texts between the bars of a row, without bars at its ends."""
    return with_plain_bars(line).strip().removeprefix("|").removesuffix("|").split("|")


def as_printed(rows: Sequence[list[str]], lines: Iterable[str]) -> list[list[str]]:
    """The rows without blank cells added at their ends by bars."""
    return [_without_end(row) for row in rows] if rows and any(map(_FILLED_UP.search, lines)) else list(rows)


def _without_end(row: Sequence[str]) -> list[str]:
    return list(row[: max((number for number, cell in enumerate(row, 1) if cell), default=0)])
