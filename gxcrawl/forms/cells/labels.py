"""Printed labels → comparable labels: one width, one script, no white space, no numbering, no explanations."""

import re
from functools import lru_cache

from rapidfuzz import fuzz

from gxcrawl.text.characters import normalise

# 一、 · （三） · 三. · 1. · （1） · 2、 · a. · （b） · III、: numbering before a label, after NFKC
_NUMBERING = re.compile(
    r"(?:[(\[〔【]?(?:[一二三四五六七八九十]{1,3}|\d{1,2}|[A-Za-z])[)\]〕】][、.,:;]?"
    r"|(?:[一二三四五六七八九十]{1,3}|[A-Za-z]|[IVX]{2,4})[、.,:;]|\d{1,2}[、.,:;]?(?!\d))"
)
_FOOTNOTE_MARK = re.compile(r"(?<=\w)(?<![①-⑳])[①-⑳]++\s*$")  # 予以公开②, before NFKC makes a 2 of it
_EXPLANATION = re.compile(r"[(\[〔][^()\[\]〔〕]*[)\]〕]")  # （区分处理的，只计这一情形）
_DEEPEST = 3  # levels of nested explanations: 总计（=（一）+（二））
_YEAR = re.compile("(?<=[本上下])一?年度?")  # 本年度 · 上一年 · 下一年度
_OTHER = ("其它", "其他")
_NOT = re.compile("[不未无没非]")
# words of labels that resemble the form's but are not its own: 本年修订件数, 属于工作秘密, 党内规范性文件
_OF_ANOTHER = re.compile("修订|修改|废止|撤销|允许|减免|工作秘密|商业秘密|党内")
_NOW = "now"
_TIMES = {
    _NOW: ("本年", "今年", "当年"),
    "before": ("上年", "去年", "往年", "前年", "以前年"),
    "after": ("下年", "次年", "明年", "来年"),
    "ever": ("累计", "历年"),
}
_UNCLOSED = re.compile(r"[(\[〔][^()\[\]〔〕]*")
_PUNCTUATION = re.compile(r"[\"'“”‘’「」『』《》、.,:;·*﹒。,\-_]")
_FIGURE_BEHIND = re.compile(r"[;；:：|]\s*[-－—]?\d")
# icons of fonts, which have no characters of their own, and bullets: ● ■ ▍ ★ ➤
_ORNAMENT = re.compile(r"[\ue000-\uf8ff•‣▪\u2580-\u25ff\u2600-\u2775\u2794-\u27bf]+")
# the other half of bilingual labels: Arabic letters, Tibetan, Mongolian, Yi, Hangul
_OTHER_SCRIPTS = re.compile(r"[\u0600-\u06ff\u0f00-\u0fff\u1100-\u11ff\u1800-\u18af\ua000-\ua4cf\uac00-\ud7af]+")


@lru_cache(maxsize=8192)
def whole(text: str) -> str:
    """The label without numbering and punctuation, explanations kept.

    >>> whole("（二）部分公开（区分处理的，只计这一情形）")
    '部分公开(区分处理的只计这一情形)'
    """
    return _PUNCTUATION.sub("", _without_numbering(text))


@lru_cache(maxsize=8192)
def bare(text: str) -> str:
    """The label alone: without numbering, punctuation and bracketed explanations.

    >>> bare("2．其他法律行政法规禁止公开"), bare("上一年项目数量（指2019年事项数）")
    ('其他法律行政法规禁止公开', '上年项目数量')
    """
    plain = _without_numbering(text)
    for _ in range(_DEEPEST):
        plain = _EXPLANATION.sub("", plain)
    plain = plain.partition("=")[0]  # （七）总计=（一）+（二）
    return _PUNCTUATION.sub("", _UNCLOSED.sub("", plain))


def counts_itself(text: str) -> bool:
    """True if a label is followed by numbers in the same cell, explanations aside: 行政许可;11;-4;2266."""
    if not _FIGURE_BEHIND.search(text):
        return False
    plain = _without_numbering(text)
    for _ in range(_DEEPEST):
        plain = _EXPLANATION.sub("", plain)
    return _FIGURE_BEHIND.search(_UNCLOSED.sub("", plain)) is not None


def _without_numbering(text: str) -> str:
    """The Chinese half of a bilingual label, normalised, without the number before it, ornaments and footnote marks.

    Variants become one: 本年度 → 本年, 上一年 → 上年, 其它 → 其他.
    """
    plain = normalise(_FOOTNOTE_MARK.sub("", _ORNAMENT.sub("", text))).replace(*_OTHER)
    return _YEAR.sub("年", strip_numbering(_OTHER_SCRIPTS.sub("", plain)))


def strip_numbering(text: str) -> str:
    """A normalised label without the numbers before it, even several in a row of different styles."""
    while match := _NUMBERING.match(text):
        if match.end() == len(text):
            break
        text = text[match.end() :]
    return text


def similarity(printed: str, label: str) -> float:
    """How alike two labels are, from 0 to 1, ignoring numbering and explanations."""
    return fuzz.ratio(bare(printed), bare(label)) / 100


def contradicts(printed: str, label: str) -> bool:
    """True if `printed` cannot be a damaged form of `label`: it means the opposite, or another thing or time.

    Damage can delete characters (even 不) but never adds any. A `label` without a time means this year: another time in
    `printed` (上年, 下年, 累计) contradicts it. A `printed` without a time contradicts no time.

    >>> contradicts("不予公开", "予以公开"), contradicts("本机关掌握相关信息", "本机关不掌握相关信息")
    (True, False)
    >>> contradicts("上年制发件数", "本年制发件数"), contradicts("去年结转", "上年结转")
    (True, False)
    """
    said, meant = bare(printed), bare(label)
    if any(word not in meant for word in _OF_ANOTHER.findall(said)) or (_NOT.search(said) and not _NOT.search(meant)):
        return True
    times, own = _times(said), _times(meant)
    return bool(times) and not times & (own or {_NOW})


def _times(label: str) -> set[str]:
    return {time for time, words in _TIMES.items() if any(word in label for word in words)}
