"""A phrase by which reports state a number that their tables also print."""

import re
from dataclasses import dataclass

Paths = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """A phrase that states a number."""

    what: str  # kind of number
    keyword: str  # a short pattern; a text without it cannot match `pattern`
    pattern: re.Pattern[str]
    paths: Paths  # values of the report it can mean; each alternative is a tuple whose sum must equal the number
    value: int | None = None  # set if the phrase itself gives it (没有, 零)
    joint: bool = False  # one number for two things: known for each only if it is 0 or the phrase says 各
    in_context: bool = False  # does not itself say what is counted
    after_topic: bool = False  # likewise, and used only after a topic such as 依申请公开情况：
    alone: bool = False  # used only if its clause counts nothing else
    weak: bool = False  # likewise, and uncertain even then, because it may count something similar


def wording(what: str, keyword: str, pattern: str, paths: Paths, value: int | None = None, **flags: bool) -> Wording:
    """A `Wording` with its pattern compiled; flags: the boolean fields of `Wording`."""
    return Wording(what, keyword, re.compile(pattern), paths, value, **flags)
