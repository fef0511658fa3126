"""One way in which reports state a number that their tables also state."""

import re
from dataclasses import dataclass

Paths = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """A way to state a number.

    keyword: what a text must contain for the pattern to match. paths: the values the number can mean, each
    alternative a tuple whose sum it may equal. value: set where the words themselves say it (没有, 零). joint: one
    number for two things, of each only where it is 0 or says 各. in_context: it does not itself say what is counted.
    after_topic: it does not at all, and follows 依申请公开情况：. alone: only where its clause counts nothing else.
    weak: the same, and even then it may count something close by.
    """

    what: str
    keyword: str
    pattern: re.Pattern[str]
    paths: Paths
    value: int | None = None
    joint: bool = False
    in_context: bool = False
    after_topic: bool = False
    alone: bool = False
    weak: bool = False


def wording(
    what: str,
    keyword: str,
    pattern: str,
    paths: Paths,
    value: int | None = None,
    **flags: bool,
) -> Wording:
    """A wording of a regular expression; flags: the last fields of Wording."""
    return Wording(what, keyword, re.compile(pattern), paths, value, **flags)
