"""Labels of section 2's tables among its paragraphs: header cells that lie outside the ruled lines of a PDF."""

from collections.abc import Sequence
from dataclasses import replace

from gxcrawl.forms.cells.labels import bare
from gxcrawl.forms.editions import disclosure_2019, disclosure_2021
from gxcrawl.forms.editions.shape import CONTENT
from gxcrawl.model import Section

_SECTION = 2
_BLOCKS = (*disclosure_2019.BLOCKS, *disclosure_2021.BLOCKS)
# without labels of rows: 行政许可 may head a paragraph
_LABELS = frozenset(
    map(
        bare,
        (
            CONTENT,
            *(block.header for block in _BLOCKS if block.header),
            *(column.label for block in _BLOCKS for column in block.columns),
        ),
    )
)


def without_labels(sections: Sequence[Section]) -> tuple[Section, ...]:
    """The sections; in the prose of the second, lines that only name a column or a block are removed."""
    return tuple(_without(section) if section.number == _SECTION else section for section in sections)


def _without(section: Section) -> Section:
    lines = section.text.split("\n")
    prose = [line for line in lines if not line.strip() or bare(line) not in _LABELS]
    return section if len(prose) == len(lines) else replace(section, text="\n".join(prose))
