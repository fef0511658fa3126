"""Normalises Chinese characters to one width and one script, so that different spellings compare equal."""

import unicodedata
from functools import cache, lru_cache

from opencc import OpenCC


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=8192)
def normalise(text: str) -> str:
    """A text in NFKC, with simplified characters and without white space."""
    compact = "".join(unicodedata.normalize("NFKC", text).split())
    if compact.isascii():
        return compact
    try:
        return str(_converter().convert(compact))
    except UnicodeEncodeError:  # half a surrogate pair, for example of an emoji that a list cut off
        return str(_converter().convert(compact.encode("utf-16", "surrogatepass").decode("utf-16", "replace")))
