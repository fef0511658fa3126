"""Reads dates as reports, pages, lists and people write them; dates in addresses and file names are not read here."""

import re
import unicodedata
from datetime import date, datetime, timedelta, timezone
from typing import Any

from gxcrawl.text.numerals import CHINESE_YEAR, TYPED_ZERO, parse_chinese

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")  # China has had no summer time since 1991

# 2021-01-25 · 2021—1—25 · 2021/1/25 · 2021.1.25 · 2021年1月25日 · 2021年元月25日, blanks and line breaks anywhere
_NUMERIC = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s*(?:[-—–/.]|年+)\s*(\d{1,2}|元)\s*[-—–/.月]\s*(\d{1,2})(?!\d)\s*[日号]?"
)
# 2021-01-24T16:00:00.000Z · 2021-01-24T16:00:00+0000: midnight of the 25th in China
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)")
# 二〇二一年一月二十五日 · 2021年一月25日
_CHINESE = re.compile(
    rf"({CHINESE_YEAR}|20\d\d)\s*年"
    r"\s*(元|[一二三四五六七八九十]{1,2}|\d{1,2})\s*月\s*([一二三四五六七八九十廿卅]{1,3}|\d{1,2})\s*[日号]?"
)
# 20210125 · 20210125103000
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)([01]\d)([0-3]\d)(?:[0-2]\d[0-5]\d(?:[0-5]\d)?)?(?!\d)")
# Jan 25, 2021 · 25 January 2021, in meta elements of some systems; Mon Jan 25 10:22:33 CST 2021, printed by Java
_ENGLISH = re.compile(r"\b(?:[A-Z][a-z]{2,8}\.? \d{1,2},? (?:19|20)\d\d|\d{1,2} [A-Z][a-z]{2,8} (?:19|20)\d\d)\b")
_TIME_BEFORE_YEAR = re.compile(r" \d\d:\d\d:\d\d (?:CST|GMT\+08:00)(?= (?:19|20)\d\d\b)")
# 发布日期：2021-01-25 · 发文日期: 2021年1月25日 · 时间 2021/1/25; possessive `\s*+`, because pages contain thousands of
# blanks in a row; not 更新时间 and 访问时间, which are other dates
_OTHERS = "更新 修改 访问 浏览 打印 下载 当前 现在 系统 北京 截止 有效 生效 失效 废止 施行 实施 统计"
_NO_OTHER = "".join(f"(?<!{other})" for other in _OTHERS.split())
_LABELLED = re.compile(rf"{_NO_OTHER}(?:日\s*期|时\s*间)\s*+(?:[:】\]]\s*+)?(?=(?:19|20)\d{{2}})")
_AFTER_LABEL = 24
# "发布于 2024-01-20"; "2024-01-20来源:县政府办", "2024-01-20 10:22 字号"; not before 浏览 and 点击, which rows have too
_PUBLISHED = re.compile(r"(?:发布|发表|刊发|刊登)于\s*+(?=(?:19|20)\d{2})")
_BEFORE_FACTS = re.compile(
    r"(?<![\d/.-])(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s?\d{1,2}:\d\d(?::\d\d)?)?\s{0,8}"
    r"(?:信息来源|文章来源|来源|作者|字体|字号)"
)
_OF_OTHER_DAY = re.compile(rf"(?:{'|'.join(_OTHERS.split())}|[:于至到~—–―-])\s*$|[上下]一(?:篇|条|页)")
_PAST: dict[str, object] = {
    "PREFER_DATES_FROM": "past",
    "PREFER_DAY_OF_MONTH": "first",
    "PREFER_MONTH_OF_YEAR": "first",
    "DATE_ORDER": "YMD",
    "RETURN_TIME_AS_PERIOD": True,
}


def day_of(moment: datetime) -> date:
    """The date of a moment in China. Before eight in the morning there, when crawls run, the UTC date is a day earlier.

    >>> day_of(datetime.fromisoformat("2026-01-30T18:30:00Z"))
    datetime.date(2026, 1, 31)
    """
    return moment.astimezone(CHINA).date()


def minute_of(moment: datetime) -> str:
    """Date, hour and minute of a moment in China.

    >>> minute_of(datetime.fromisoformat("2026-01-30T18:30:00Z"))
    '2026-01-31 02:30'
    """
    return moment.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")


def find_date(text: str) -> date | None:
    """The first valid date in a text; None if there is none.

    >>> find_date("发布时间：2026-\\n01-\\n23"), find_date("二〇二一年一月二十五日"), find_date("编号2021-13-40")
    (datetime.date(2026, 1, 23), datetime.date(2021, 1, 25), None)
    """
    plain = TYPED_ZERO.sub("0", unicodedata.normalize("NFKC", text))
    for pattern in (_NUMERIC, _CHINESE, _COMPACT):
        for match in pattern.finditer(plain):
            found = _date(*map(_number, match.groups()))
            if found is not None:
                instant = _INSTANT.match(plain, match.start())
                return (instant and _day_in_china(instant.group())) or found
    english = _ENGLISH.search(_TIME_BEFORE_YEAR.sub("", plain))
    parsed = _parsed(english.group(), languages=["en"]) if english else None
    return None if parsed is None else parsed.date()


def find_labelled_date(text: str) -> date | None:
    """The first date after a label (发布日期, 时间 …), otherwise after 发布于 or before 来源, 字号 …; None if there is
    none.
    """
    plain = unicodedata.normalize("NFKC", text)
    for label in _LABELLED.finditer(plain):
        found = find_date(plain[label.end() : label.end() + _AFTER_LABEL])
        if found is not None:
            return found
    for match in (*_PUBLISHED.finditer(plain), *_BEFORE_FACTS.finditer(plain)):
        after = plain[match.end() : match.end() + _AFTER_LABEL] if match.re is _PUBLISHED else match[0]
        before = plain[max(match.start() - _AFTER_LABEL, 0) : match.start()]
        found = find_date(after)
        if found is not None and not _OF_OTHER_DAY.search(before):
            return found
    return None


def lone_date(line: str) -> date | None:
    """The date of a line that contains nothing else but brackets; None for any other line.

    >>> lone_date("（2 0 2 1 年 1 月 25 日）"), lone_date("2021年1月25日起施行")
    (datetime.date(2021, 1, 25), None)
    """
    plain = TYPED_ZERO.sub("0", unicodedata.normalize("NFKC", line)).strip().strip("()[]〔〕【】 ")
    if "年" in plain:
        plain = "".join(plain.split())
    whole = _NUMERIC.fullmatch(plain) or _CHINESE.fullmatch(plain)
    return find_date(plain) if whole else None


def moment_in_words(words: str, now: datetime) -> datetime | None:
    """The moment that a user typed: 2026-01-31, 昨天, 3天前, last monday. None for other words and future moments.

    A day means its midnight, a month its first day. now: an aware datetime; its time zone applies to words without one.
    """
    # figures are not given to dateparser: it would swap day and month of the invalid 2026-13-01
    in_words = any(map(str.isalpha, words))
    moment = _moment_of_words(words, now) if in_words else _moment_in_figures(words.strip())
    if moment is None:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo)
    return moment if moment <= now else None


def _moment_of_words(words: str, now: datetime) -> datetime | None:
    from dateparser.date import DateDataParser  # takes 0.1 s to import, and dates in figures do not need it

    settings = {**_PAST, "RELATIVE_BASE": now.replace(tzinfo=None)}
    found = DateDataParser(languages=["zh", "en"], settings=settings).get_date_data(words)
    if found.date_obj is None or found.period == "time":
        return found.date_obj
    return found.date_obj.replace(hour=0, minute=0, second=0, microsecond=0)


def _moment_in_figures(figures: str) -> datetime | None:
    if _NUMERIC.fullmatch(figures):  # 2026/1/31
        day = find_date(figures)
        return None if day is None else datetime(day.year, day.month, day.day)
    try:
        return datetime.fromisoformat(figures)
    except ValueError:
        return None


def _parsed(words: str, **how: Any) -> datetime | None:
    import dateparser  # as above

    return dateparser.parse(words, **how)


def _number(numeral: str) -> int | None:
    return 1 if numeral == "元" else parse_chinese(numeral)


def _day_in_china(instant: str) -> date | None:
    try:
        return day_of(datetime.fromisoformat(instant))
    except ValueError:
        return None


def _date(year: int | None, month: int | None, day: int | None) -> date | None:
    if year is None or month is None or day is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
