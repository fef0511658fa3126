"""Detects altered copies of a report's page, by a copier or an intruder: words replaced, pronunciations inserted,
script converted.
"""

import re

# "報(bào)告", "政(zhèng)府": pronunciation with tone marks after the character
_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_TONE = re.compile(f"[{_TONES}]")
_READING = re.compile(rf"[\u4e00-\u9fff][(（][a-zü]*[{_TONES}][a-zü]*[)）]")
_READINGS_AT_LEAST = 3
_PAGE_TITLE = re.compile(r"<title[^<>]*>([^<]*)", re.IGNORECASE)
# Not 彩票 or 赌博 alone: 体育彩票管理中心 and 公安局 report too
_SPAM = re.compile(
    r"博彩|投注|下注|百家乐|老虎机|真人(?:视讯|娱乐|荷官)|娱乐(?:平台|城(?![市乡区管]))|棋牌(?:游戏|平台|官网)|威尼斯人|太阳城集团|澳门葡京"
    r"|成人(?:视频|电影|网站|影院)|情色|色情(?:视频|网站)|裸聊|六合彩|时时彩|开户送"
)
_SPAM_AT_LEAST = 3  # in a body; in the page's title one is enough
_SIMPLIFIED = re.compile(r"公开|报告|年报")
_CONVERTED = re.compile(r"公開|報告|年報")
_CONVERTED_AT_LEAST = 3
_BLANKS_FOR_ASCII = bytes.maketrans(bytes(range(128)), b" " * 128)


def find_damage(markup: str) -> str | None:
    """One line if a page is an altered copy; otherwise None."""
    written = _beyond_ascii(markup)
    if _TONE.search(written) and len(_READING.findall(markup)) >= _READINGS_AT_LEAST:
        return "hijacked or converted copy: readings are injected between the characters"
    title = _PAGE_TITLE.search(markup)
    if (title and _SPAM.search(title[1])) or len(_SPAM.findall(written)) >= _SPAM_AT_LEAST:
        return "hijacked page: words of advertising stand in the place of the report's own"
    return None


def find_conversion(markup: str, row_title: str) -> str | None:
    """One line if the script of a page (simplified, traditional) differs from its row's; None otherwise.

    row_title: the title in the list that led here; a portal in traditional characters uses them there too.
    """
    told_otherwise = _SIMPLIFIED.search(row_title) and not _SIMPLIFIED.search(markup)
    if told_otherwise and len(_CONVERTED.findall(markup)) >= _CONVERTED_AT_LEAST:
        return "converted copy: the characters are not those of the list that leads here"
    return None


def _beyond_ascii(markup: str) -> str:
    """The non-ASCII parts of a page, separated by blanks; a twentieth of a page made by Word."""
    return b" ".join(markup.encode(errors="ignore").translate(_BLANKS_FOR_ASCII).split()).decode()
