"""Encoded markup in a page, written by its scripts: `unescape('%3Ca…')`, Base64 in an element."""

import re
from base64 import b64decode
from binascii import Error as NoBase64
from functools import lru_cache
from itertools import islice
from urllib.parse import unquote

from scrapy.http import TextResponse

_LITERAL = r"\s{0,9}\(\s{0,9}(?:\"([^\"\n]*)\"|'([^'\n]*)')"
_ESCAPED = re.compile(rf"\b(?:unescape|decodeURI(?:Component)?){_LITERAL}")
_BASE64 = re.compile(rf"\b(?:atob|[dD]ecode(?:64)?|parse){_LITERAL}")
_UNICODE = re.compile(r"%u([0-9a-fA-F]{4})")
_IS_BASE64 = re.compile(r"[A-Za-z0-9+/\s]{24,}={0,2}\s*")
# a page whose scripts decode anything contains one of these
_WORDS = ("unescape", "decodeURI", "atob", "ecode(", "ecode64", "ase64")
# a long word without spaces in an element of its own, a hidden field
_CARRIERS = (
    "//body//*[not(*)][not(self::script or self::style)]/text()[string-length(.) > 24]"
    " | //input[@type='hidden']/@value[string-length(.) > 24]"
)
_MOST = 500  # pieces; a hostile page may have more
_LONGEST = 500_000  # characters


def decoded_markup(page: TextResponse) -> str:
    """The decoded pieces of a page, concatenated, if they contain a link; otherwise ""."""
    if page.selector.type != "html" or not any(word in page.text for word in _WORDS):
        return ""
    return _decoded(page.text, tuple(islice(page.xpath(_CARRIERS).getall(), _MOST)))


@lru_cache(maxsize=2)  # called for the rows and the pager of one page
def _decoded(text: str, carried: tuple[str, ...]) -> str:
    escaped = (_unescaped(one[1] or one[2] or "") for one in islice(_ESCAPED.finditer(text), _MOST))
    given = (one[1] or one[2] or "" for one in islice(_BASE64.finditer(text), _MOST))
    markup = "".join((*escaped, *map(_from_base64, (*given, *carried))))
    return markup if "<a " in markup.lower() else ""


def _unescaped(text: str) -> str:
    return unquote(_UNICODE.sub(lambda sign: chr(int(sign[1], 16)), text))


def _from_base64(text: str) -> str:
    """The text of Base64-encoded UTF-8, possibly escaped before; "" for anything else."""
    if len(text) > _LONGEST or not _IS_BASE64.fullmatch(text):
        return ""
    try:
        plain = b64decode("".join(text.split())).decode()
    except (NoBase64, UnicodeDecodeError):
        return ""
    return _unescaped(plain) if plain.startswith("%") else plain
