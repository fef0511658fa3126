"""Tables drawn with signs: bars between cells, rules between rows, as Markdown and terminals print them."""

import re

BARS = "|│┃║｜"
_AS_BAR = str.maketrans(dict.fromkeys(BARS, "|"))
_RULE = re.compile(r"[-—─━═=+:|├┼┤┌┬┐└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝\s]{5,}")  # +-----+-----+ between rows


def with_plain_bars(line: str) -> str:
    """The line with one sign for all of them."""
    return line.translate(_AS_BAR)


def is_rule(line: str) -> bool:
    """Whether a line is nothing but what is drawn between rows."""
    return _RULE.fullmatch(line.strip()) is not None


def cells_between(line: str) -> list[str]:
    """What stands between the bars of a row, the bars at its ends aside."""
    return with_plain_bars(line).strip().removeprefix("|").removesuffix("|").split("|")
