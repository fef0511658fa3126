"""Terminal output: control characters in text from portals and paths are shown, never sent to the terminal."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from typing_extensions import override

from gxcrawl.presenting.doubts.letters import LETTERS

# Control characters, as in ESC ] 0 ; … BEL, which renames the terminal's window; not tabs and line ends.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

# gxcrawl's marks → replacements for encodings without them (GBK has neither ✓ nor ᵃ). A replacement is never wider than
# its mark, because it is put in after the table is laid out.
_STAND_INS: Mapping[str, tuple[str, ...]] = {
    "✓": ("√", "v"),
    "✗": ("×", "x"),
    "–": ("-",),
    "≈": ("~",),
    **{letter: (unicodedata.normalize("NFKC", letter),) for letter in LETTERS},
}


@cache
def _stand_ins(encoding: str) -> Mapping[int, str]:
    """The replacements that an encoding needs, for `str.translate`; empty for UTF-8."""
    found = {mark: next(one for one in (mark, *others) if _fits(one, encoding)) for mark, others in _STAND_INS.items()}
    return {ord(mark): one for mark, one in found.items() if one != mark}


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


class _Terminal(Console):
    """A console that prints control characters as U+FFFD and replaces marks that its encoding lacks."""

    @override
    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        stand_ins = _stand_ins(self.encoding)
        for segment in super().render(renderable, options):
            shown = segment.control or not (stand_ins or _CONTROL.search(segment.text))
            text = segment.text if shown else _CONTROL.sub("\ufffd", segment.text.translate(stand_ins))
            yield segment if shown else Segment(text, segment.style)


def terminal(**options: Any) -> Console:
    """A console that prints text as it is, because names and paths may look like rich's markup (`[x]`, `:apple:`)."""
    return _Terminal(highlight=False, markup=False, emoji=False, **options)
