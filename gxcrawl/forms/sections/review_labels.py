"""What the labels of section 4 name: one of its three blocks, one of the five results, or both in one label."""

from collections.abc import Sequence
from itertools import pairwise

from gxcrawl.forms.cells.labels import bare, whole
from gxcrawl.forms.cells.vocabulary import Vocabulary
from gxcrawl.forms.editions import review as form
from gxcrawl.forms.rows.crossed import Names
from gxcrawl.model import Block, Paragraph, Table

PREFIX = "review_litigation"
SECTION = 4
RESULTS = Vocabulary(form.RESULTS)
BLOCK_BY_LABEL = {**{bare(label): key for key, label in form.BLOCKS}, **form.ALIASES}
TITLES = {*BLOCK_BY_LABEL, bare(form.LITIGATION)}
COLUMNS = {f"{key}.{column.key}": column for key, _ in form.BLOCKS for column in form.RESULTS}
"""Every value of the section by its path below `PREFIX`, in the order of the form."""
PATHS = tuple(tuple(f"{PREFIX}.{key}.{column.key}" for column in form.RESULTS) for key, _ in form.BLOCKS)
"""The paths of the values of each block."""


def block_of(text: str) -> str | None:
    """The block that a label names, or None; 行政诉讼 alone does not say which of its two blocks it is."""
    return BLOCK_BY_LABEL.get(bare(text))


def result_of(text: str) -> str | None:
    """The result that a label names, or None."""
    return RESULTS.key_of(text)


NAMES = Names(
    PREFIX,
    SECTION,
    block_of,
    result_of,
    BLOCK_BY_LABEL,
    COLUMNS,
    around=frozenset((bare(form.LITIGATION),)),
    fewest=(3, 2),
)


def captions_of(blocks: Sequence[Block]) -> dict[int, str]:
    """Table index → the block named by the paragraph right above that table: （一）行政复议情况."""
    above = [None, *blocks]
    placed = [(before, block) for before, block in pairwise(above) if isinstance(block, Table)]
    return {
        number: block
        for number, (before, _) in enumerate(placed)
        if isinstance(before, Paragraph) and (block := _block_in(before.text))
    }


def _block_in(caption: str) -> str | None:
    """The block that a caption names, or None; one of lawsuits may be named behind: 行政诉讼（复议后起诉）."""
    named = bare(caption).removesuffix("情况")
    if not named.startswith(bare(form.LITIGATION)):
        return block_of(named)
    lawsuits = [key for key, label in form.BLOCKS[1:] if bare(label) in whole(caption)]
    return lawsuits[0] if len(lawsuits) == 1 else None
