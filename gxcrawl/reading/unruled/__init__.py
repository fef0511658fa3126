"""Tables without ruling lines: rows of text with their places → the cells of the official tables among them.

In: the text rows of a page or a file from top to bottom. Out: `Table`s with cells assigned by position, if all columns
of figures have a label of the official forms above them; everything else stays text.
"""

from gxcrawl.reading.unruled.doubt import APART, LooseTable, doubted
from gxcrawl.reading.unruled.finder import Finder
from gxcrawl.reading.unruled.rows import Segment, TextRow
from gxcrawl.reading.unruled.spaced import read_spaced, spaced_runs
from gxcrawl.reading.unruled.stacked import join_stacked
from gxcrawl.reading.unruled.words import is_block, words_of_header
from gxcrawl.reading.unruled.wrapped import join_cut_row, join_wrapped

__all__ = [
    "APART",
    "Finder",
    "LooseTable",
    "Segment",
    "TextRow",
    "doubted",
    "is_block",
    "join_cut_row",
    "join_stacked",
    "join_wrapped",
    "read_spaced",
    "spaced_runs",
    "words_of_header",
]
