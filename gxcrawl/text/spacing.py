"""Printed text → one width and no white space, so that different layouts compare equal."""

import re
import unicodedata

# soft hyphens, zero widths, direction marks, byte order marks: characters without width, which \s is not
_WITHOUT_WIDTH = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]+")


def compact(text: str) -> str:
    r"""NFKC without white space and characters that have no width; full-width digits become plain.

    >>> compact("２０２３ 年\u200b度")
    '2023年度'
    """
    return _WITHOUT_WIDTH.sub("", "".join(unicodedata.normalize("NFKC", text).split()))
