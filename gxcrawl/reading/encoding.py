"""Bytes of a text kind → text, and the encoding actually used.

Order: byte order mark, valid UTF-8, the declared encoding, GB18030, Big5. Headers and meta elements of portals
contradict each other often, so a declaration is used only if the bytes agree with it.
"""

import codecs
import re
from dataclasses import dataclass

_WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with the one of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GB18030 = frozenset({"gb2312", "gbk", "gb18030", "euc-cn", "hz"})  # Python's names; all are subsets of GB18030
_BIG5 = frozenset({"big5", "big5hkscs", "cp950"})
# Declared by unadapted templates; they decode any bytes, so bytes can never contradict them.
_DECODE_ANYTHING = frozenset({"iso8859-1", "cp1252", "ascii", "iso8859-15"})
_GUESSED = ("gb18030", "big5", "big5hkscs")

# The commonest characters of official prose, simplified and traditional: a wrong decoding has almost none of them.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "政府信息公开度告报情况总数机关部门申请处理结果本单位其他第条项规章文件月日第务实制建设加强管理平台依"
    "為個國來這們對會發動過說產種後學經開報況總數機關門請處結單條項規務實設強臺"
)
_CJK = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_HEAD = 4096
_ZEROS_SHARE = 0.02  # prose with no more ASCII than its digits
_LIKE_CHINESE = 0.1  # a wrong decoding has a likeness of 0
_DAMAGED_SHARE = 0.01  # a page cut or filtered in the middle of a character is still UTF-8


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the name of the codec that made it."""

    text: str
    encoding: str


def decode(body: bytes, declared: str | None = None) -> Decoded:
    """The text of a body of a text kind. Never fails: bytes that fit no encoding are decoded with replacements.

    declared: the charset of the Content-Type header, if any; the meta element of the body is found here.
    """
    marked = wide_codec(body) or ("utf-8-sig" if body.startswith(codecs.BOM_UTF8) else None)
    if marked is not None:
        return Decoded(body.decode(marked, "replace"), marked.removesuffix("-sig"))
    try:
        return Decoded(body.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _damaged_utf8(body) or _best_decoding(body, _candidates(body, declared))


def wide_codec(body: bytes) -> str | None:
    """UTF-16 or UTF-32, recognised by its byte order mark or by zero bytes beside ASCII characters; otherwise None."""
    for mark, codec in _WIDE_MARKS:
        if body.startswith(mark):
            return codec
    head = body[:_HEAD]
    if len(body) % 2 or head.count(0) < len(head) * _ZEROS_SHARE:
        return None
    codec = "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
    text = head.decode(codec, "replace")
    return codec if "\x00" not in text and _likeness(text) >= _LIKE_CHINESE else None


def _damaged_utf8(body: bytes) -> Decoded | None:
    text = body.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    sound = len(_CJK.findall(text))
    return Decoded(text, "utf-8") if damaged <= sound * _DAMAGED_SHARE + 1 and sound > damaged else None


def _candidates(body: bytes, declared: str | None) -> list[str]:
    """Codecs to try, the declared ones first, without repetition."""
    from bs4.dammit import EncodingDetector  # its import takes a tenth of a second and is not needed for UTF-8

    names = [declared, EncodingDetector.find_declared_encoding(body, is_html=True, search_entire_document=False)]
    found = [codec for name in names if name and (codec := _codec(name))]
    return list(dict.fromkeys([*found, *_GUESSED]))


def _codec(name: str) -> str | None:
    """The codec for a declared charset; None if it is unknown or cannot be correct."""
    try:
        canonical = codecs.lookup(name.strip().strip("\"'")).name
        b"\x80".decode(canonical, "replace")  # Python also has codecs that are no charset: undefined, hex, idna
    except (LookupError, ValueError):
        return None
    if canonical in _GB18030:
        return "gb18030"
    if canonical in _BIG5:
        return "big5"
    if canonical in _DECODE_ANYTHING or canonical.startswith("utf"):  # utf-8 was tried; utf-16 has a mark
        return None
    return canonical


def _best_decoding(body: bytes, candidates: list[str]) -> Decoded:
    """The decoding that looks most like Chinese; the earlier candidate if two are equal."""
    decodings = [Decoded(body.decode(codec, "replace"), codec) for codec in candidates]
    return max(decodings, key=lambda decoded: _likeness(decoded.text))


def _likeness(text: str) -> float:
    """Common characters minus damage, as a share of the characters that are not ASCII."""
    foreign = [character for character in text if character > "\x7f"]
    if not foreign:
        return 0.0
    common = sum(character in _COMMON for character in foreign)
    damaged = sum(character == "\ufffd" or "\ue000" <= character <= "\uf8ff" for character in foreign)
    return round((common - 3 * damaged) / len(foreign), 2)
