"""The terminal as commands write to it: what portals and paths say is shown, never obeyed."""

import re
from collections.abc import Iterable
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from typing_extensions import override

# What a terminal obeys instead of showing it, such as ESC ] 0 ; … BEL, which names its window; not a tab and line ends.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class _Terminal(Console):
    """Shows control characters as the mark of what is none."""

    @override
    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        for segment in super().render(renderable, options):
            shown = segment.control or not _CONTROL.search(segment.text)
            yield segment if shown else Segment(_CONTROL.sub("\ufffd", segment.text), segment.style)


def terminal(**options: Any) -> Console:
    """Prints words as they are: what names and paths hold may look like rich's marks, `[/]`, `[x]` or `:apple:`."""
    return _Terminal(highlight=False, markup=False, emoji=False, **options)
