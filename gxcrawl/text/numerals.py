"""Converts Chinese numerals to numbers and numbers to Chinese numerals."""

import re

ZEROS = "〇○◯零0OoОоΟο"
"""What stands for 〇 in years: circles of every kind, and letters of three alphabets."""
TYPED_ZERO = re.compile(rf"(?<=\d)[{ZEROS}](?=\d)")
"""One of them among figures: 2О23年."""
FIGURE = re.compile(r"[-—－]?\d[\d,.]*")
"""A whole cell or word that is a number in digits."""
CHINESE_YEAR = rf"[一二][{ZEROS}一二三四五六七八九]{{3}}"

_YEAR = re.compile(rf"[一二][{ZEROS}九][{ZEROS}一二三四五六七八九]{{2}}(?=年)")  # 二〇二〇年, 二OO八年
_DAY = re.compile(r"(?<![一二三四五六七八九十])([一二三四五六七八九十]{1,2})月(?:([一二三四五六七八九十]{1,3})日)?")

DIGITS = "〇一二三四五六七八九"
_FIGURES = str.maketrans(
    dict.fromkeys(ZEROS, "0")
    | dict(zip(DIGITS[1:] + "壹贰叁肆伍陆柒捌玖", "123456789" * 2, strict=True))
    | {"两": "2", "拾": "十", "佰": "百", "仟": "千", "廿": "2十", "卅": "3十"}
)
# 一千二百零六 · 二十五 · 十; not 一百二, which is colloquial for 120
_SPOKEN = re.compile(r"(?:(\d)千(?=\d百|0|$))?(?:(\d)百(?=\d?十|0|$))?(?:0?(\d?)(十))?0?(\d?)")


def in_figures(text: str) -> str:
    """A text with each Chinese digit replaced by an Arabic one: 二〇二三 → 2023, 二十五 → 2十5."""
    return text.translate(_FIGURES)


def years_in_figures(text: str) -> str:
    """A text with its years in Arabic digits: 二〇二〇年, and 2О20年 with a letter for the zero → 2020年."""
    return TYPED_ZERO.sub("0", _YEAR.sub(lambda year: in_figures(year.group()), text))


def dates_in_figures(text: str) -> str:
    """As `years_in_figures`; also converts months and days if the text contains 十二月, the end of a report's period.

    >>> dates_in_figures("二〇二〇年一月一日至十二月三十一日")
    '2020年1月1日至12月31日'
    """
    plain = years_in_figures(text)
    return _DAY.sub(_day_in_figures, plain) if "十二月" in plain else plain


def _day_in_figures(day: re.Match[str]) -> str:
    month, day_of_it = (parse_chinese(numeral or "") for numeral in day.groups())
    return f"{month}月" if day_of_it is None else f"{month}月{day_of_it}日"


def parse_chinese(text: str) -> int | None:
    """The value of a Chinese numeral, read digit by digit or, below 10,000, with 十百千; None if it is not a numeral.

    >>> parse_chinese("二〇二三"), parse_chinese("廿五"), parse_chinese("一千二百零六"), parse_chinese("贰拾叁")
    (2023, 25, 1206, 23)
    >>> parse_chinese("十百") is None
    True
    """
    plain = in_figures(text)
    if plain.isdecimal():
        return int(plain)
    spoken = _SPOKEN.fullmatch(plain) if plain else None
    if spoken is None:
        return None
    thousands, hundreds, tens, ten, ones = spoken.groups()
    places = {1000: thousands, 100: hundreds, 10: tens or ("1" if ten else None), 1: ones}
    return sum(place * int(digit or 0) for place, digit in places.items())


def in_chinese(number: int) -> str:
    """A number from 1 to 99 as a Chinese numeral, any other in Arabic digits.

    >>> in_chinese(2), in_chinese(10), in_chinese(25)
    ('二', '十', '二十五')
    """
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return (DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (DIGITS[ones] if ones else "")
