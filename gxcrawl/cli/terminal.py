"""The terminal as commands write to it: what portals and paths say is shown, never obeyed."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from typing_extensions import override

from gxcrawl.presenting.letters import LETTERS

# What a terminal obeys instead of showing it, such as ESC ] 0 ; … BEL, which names its window; not a tab and line ends.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

# Marks of ours → what says the same where an encoding has no such character: GBK has neither ✓ nor ᵃ. No wider than
# the mark, since a cell that is laid out is not made wider.
_STAND_INS: Mapping[str, tuple[str, ...]] = {
    "✓": ("√", "v"),
    "✗": ("×", "x"),
    "–": ("-",),
    "≈": ("~",),
    **{letter: (unicodedata.normalize("NFKC", letter),) for letter in LETTERS},
}


@cache
def _stand_ins(encoding: str) -> Mapping[int, str]:
    """As `str.translate` takes them; empty for UTF-8."""
    found = {mark: next(one for one in (mark, *others) if _fits(one, encoding)) for mark, others in _STAND_INS.items()}
    return {ord(mark): one for mark, one in found.items() if one != mark}


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


class _Terminal(Console):
    """Shows control characters as the mark of what is none, and our marks as its encoding can."""

    @override
    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        stand_ins = _stand_ins(self.encoding)
        for segment in super().render(renderable, options):
            shown = segment.control or not (stand_ins or _CONTROL.search(segment.text))
            text = segment.text if shown else _CONTROL.sub("\ufffd", segment.text.translate(stand_ins))
            yield segment if shown else Segment(text, segment.style)


def terminal(**options: Any) -> Console:
    """Prints words as they are: what names and paths hold may look like rich's marks, `[/]`, `[x]` or `:apple:`."""
    return _Terminal(highlight=False, markup=False, emoji=False, **options)
