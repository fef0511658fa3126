"""Normalises printed text to one width without white space, so that different layouts compare equal."""

import re
import unicodedata

# soft hyphens, zero-width characters, direction marks, byte order marks: without width, and not matched by \s
_WITHOUT_WIDTH = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]+")


def compact(text: str) -> str:
    r"""A text in NFKC without white space and characters of no width; full-width digits become ASCII digits.

    >>> compact("２０２３ 年\u200b度")
    '2023年度'
    """
    return _WITHOUT_WIDTH.sub("", "".join(unicodedata.normalize("NFKC", text).split()))
