"""Chinese characters → one width and one script, so that different spellings compare equal."""

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
    if compact.isascii():
        return compact
    try:
        return str(_converter().convert(compact))
    except UnicodeEncodeError:  # half a character, as of an emoji that a list cut in two
        return str(_converter().convert(compact.encode("utf-16", "surrogatepass").decode("utf-16", "replace")))
