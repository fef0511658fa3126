"""Chinese characters → one width and one script, so that what is printed either way compares."""

import unicodedata
from functools import cache, lru_cache

from opencc import OpenCC


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=8192)
def normalise(text: str) -> str:
    """NFKC, simplified characters, no white space."""
    compact = "".join(unicodedata.normalize("NFKC", text).split())
    return compact if compact.isascii() else str(_converter().convert(compact))
