"""A number as its cell's number format shows it: rounded, with literal text of the format, or not at all."""

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

_LONGEST = 255  # characters of a format, in Excel
_PARTED = "\0"  # a character that XML cannot contain
_WHITE = re.compile(r"\[(?:White|白色|(?:Color|颜色) ?2)\]", re.IGNORECASE)
_CONDITION = re.compile(r"\[[<>=]")  # [<5]"少于5";0
# "件" · \件 · !. · [$¥-804] are literal text; _) leaves a blank, `* ` fills with blanks; [红色] · [DBNum1]
_PART = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|\[\$(?P<money>[^\]-]*)[^\]]*\]|(?P<blank>_.|\* |\[[^\]]*\])'
    r"|(?P<own>General|(?:G/)?通用格式|@)|(?P<other>[^\"])",
    re.IGNORECASE,
)
_PLACES = re.compile(r"[#0?]+(?:,[#0?]+)*(?:\.(?P<decimals>[#0?]*))?|\.(?P<only>[#0?]+)")
_KEPT_WITH_DECIMALS = re.compile(r"-?\d{1,16}\.\d{1,20}")
_PLACE = "#0?.,"
_AS_KEPT = "@"
_COUNTERS = frozenset(["", *"个件项条次份篇宗起例人家部类"])  # any other text may change the value: 12万元, 12余
_MONEY = "¥￥$"
_BESIDE = "()（）〔〕[]、"  # brackets around a unit
_BEFORE = {"", "+"}  # before a number above zero
_LESS = {"-", "－", "−", "("}


def as_printed(text: str, form: str) -> str:
    """A number as its format shows it; number and format if these may be two numbers; in brackets if it is not shown.

    0 stays 0 even if the format shows nothing for it.

    >>> as_printed("46.378", '0.00"万元"'), as_printed("12", '"第"0"件"'), as_printed("12", ";;;")
    ('46.38万元', '12 ["第"0"件"]', '[12]')
    """
    if form == "General":
        return text
    sections = _sections(form)
    place = 1 if text.startswith("-") else (2 if text == "0" else 0)
    own = sections[place] if place < len(sections) else sections[0]
    if _WHITE.search(own) or (text != "0" and not own.strip()):
        return f"[{text}]"
    before, places, behind = _taken_apart(own)
    if len(form) > _LONGEST or _CONDITION.search(form):
        return f"{text} [{form}]"
    if text == "0":
        return f"{text} [{form}]" if re.search("[1-9]", before + places + behind) else text
    signs = _LESS if place == 1 and len(sections) > 1 else _BEFORE
    number = _rounded(text, places)
    if number is None or before not in signs or not all(char.isalpha() or char in _BESIDE for char in behind):
        return f"{text} [{form}]"
    unit = behind.strip(_BESIDE)
    return number if unit in _COUNTERS else number + unit


def text_as_printed(text: str, form: str) -> str:
    """The same for a number stored as text: the fourth section of a format, or one with @, applies to text."""
    sections = _sections(form)
    own = sections[3] if len(sections) > 3 else sections[-1]
    if len(sections) <= 3 and "@" not in own:
        return text
    before, places, behind = _taken_apart(own)
    if places != _AS_KEPT:
        return f"[{text}]"
    return f"{text} [{form}]" if re.search(r"[\d.+-]", before + behind) else text


@lru_cache(maxsize=256)
def _taken_apart(section: str) -> tuple[str, str, str]:
    """Splits a section of a format into the text before the number, the digit places and the text after; no blanks."""
    before = places = behind = ""
    for part in _PART.finditer(section[:_LONGEST]):
        written = part["quoted"] or part["escaped"] or part["money"] or ""
        if part["own"]:
            places += _AS_KEPT
        elif part["other"] and part["other"] in _PLACE:
            places += (behind and _PARTED) + part["other"]  # literal text between the digits
        elif part["other"]:
            written = part["other"]
        if places:
            behind += written.strip()
        else:
            before += written.strip().strip(_MONEY)
    return before, places, behind


def _rounded(text: str, places: str) -> str | None:
    """The number with as many decimals as there are places; None if the places show it in another way."""
    if places == _AS_KEPT:
        return text
    found = _PLACES.fullmatch(places)
    if found is None:
        return None
    decimals = len(found["decimals"] or found["only"] or "")
    if not _KEPT_WITH_DECIMALS.fullmatch(text):
        return text if text.lstrip("-").isdecimal() else None
    rounded = Decimal(text).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return f"{rounded.normalize() + 0:f}"


def _sections(form: str) -> list[str]:
    """The sections of a format: for positive, negative, zero, text. Linear in time, because files can be hostile."""
    parts = form.split('"')
    parts[::-2] = [part.replace(";", _PARTED) for part in parts[::-2]]  # every quote is closed after these
    return '"'.join(parts).split(_PARTED)
