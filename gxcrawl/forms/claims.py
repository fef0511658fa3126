"""Numbers that the prose states about what the tables also state. Precision comes before recall.

A pattern names what is counted and matches the whole wording; a sentence about another year, another body's
share or a percentage is not a claim about the table.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gxcrawl.model import Claim, Section

_RECEIVED = "applications.new_received.total"
_CARRIED_OVER = "applications.carried_over.total"
_CARRIED_FORWARD = "applications.carried_forward.total"
_GRANTED = "applications.granted.total"
_PARTIALLY = "applications.partially_granted.total"
_REVIEW = "review_litigation.review.total"
_DIRECT = "review_litigation.litigation_direct.total"
_AFTER = "review_litigation.litigation_after_review.total"

_N = r"(?P<n>\d{1,7}|[零一二两三四五六七八九十])"
_UNIT = r"\s*(?:余)?(?:件|条|宗|起|份|例|个|人次|次|项)"
_COUNT = rf"(?:共|共计|总计|合计|计|为|有|数量为|总数为|数为|数|量为)?\s*{_N}{_UNIT}"
_APPLICATION = (
    r"(?:公民、?法人(?:和|或|及|以及)其他组织)?(?:提出|提交|递交)?(?:的)?(?:各类|有效|书面)?"
    r"(?:依申请公开(?:的)?(?:政府)?信息(?:的)?申请|依申请公开(?:的)?(?:政府)?信息|(?:政府)?信息(?:依申请)?公开(?:的)?申请"
    r"|依申请公开(?:的)?申请|依申请(?:信息)?公开|申请公开(?:政府)?信息)(?:件|事项|案件|数量|表)?"
)
_TOOK = r"(?:新收到|新收|收到|受理|接收到|接收|接到|收悉|共收)(?:和(?:受理|处理|办理)|并(?:受理|处理|办理)|、受理)?(?:的)?"
_NONE = r"(?:未|没有|无|尚未|均未|暂未|从未|零|未曾)(?:发生|出现|收到|接到|受理|有|涉及|产生|存在)?(?:过)?(?:任何|一起|一件)?"
_CAUSED = r"(?:因|由)?[^。；;，,]{0,30}?(?:引起的?|引发的?|导致的?|产生的?|提起的?|被申请|被提起|申请|有关的?|方面的?)?"
_LAST = r"(?:上一?年度?|去年)"
_NEXT = r"(?:下一?年度?|次年|明年|20\d\d年度?)"


@dataclass(frozen=True, slots=True)
class _Wording:
    """A way to state a number. `value` is set where the words themselves say it (没有, 零)."""

    what: str
    pattern: re.Pattern[str]
    paths: tuple[tuple[str, ...], ...]
    value: int | None = None


def _wording(what: str, pattern: str, *paths: tuple[str, ...], value: int | None = None) -> _Wording:
    return _Wording(what, re.compile(pattern), paths, value)


_TAKEN_IN = ((_RECEIVED,), (_RECEIVED, _CARRIED_OVER))
_LAWSUITS = ((_DIRECT, _AFTER),)
_WORDINGS: tuple[_Wording, ...] = (
    # 全年共收到依申请公开政府信息29件 · 接收政府信息公开申请1件
    _wording("received", rf"{_TOOK}{_APPLICATION}\s*{_COUNT}", *_TAKEN_IN),
    # 2020年共受理1件政府信息公开申请
    _wording("received", rf"{_TOOK}(?:了)?{_COUNT}(?:的)?{_APPLICATION}", *_TAKEN_IN),
    # 政府信息公开申请收到3件
    _wording("received", rf"(?:政府信息公开申请|依申请公开)[，,：:]?(?:共|全年共?|本年共?)?(?:收到|受理){_COUNT}", *_TAKEN_IN),
    # 全年未收到政府信息公开申请 · 政府信息公开零申请
    _wording("received", rf"(?:未|没有|无|未曾)(?:收到|接到|受理)(?:过)?(?:任何)?{_APPLICATION}", *_TAKEN_IN, value=0),
    # 其中结转上年度0件 · 上年结转2件
    _wording("carried_over", rf"结转{_LAST}(?:的)?(?:申请)?{_COUNT}", (_CARRIED_OVER,)),
    _wording("carried_over", rf"{_LAST}(?:度)?结转(?:的|至今年|至本年度?)?(?:政府信息公开)?(?:申请|件)?{_COUNT}", (_CARRIED_OVER,)),
    # 结转下年回复3件 · 结转至2022年办理1件
    _wording(
        "carried_forward",
        rf"结转(?:至|到|入)?{_NEXT}(?:度)?(?:继续)?(?:办理|处理|回复|答复)?(?:的)?(?:申请)?{_COUNT}",
        (_CARRIED_FORWARD,),
    ),
    # 答复予以公开的10件: by kind of answer some count what was granted in part
    _wording("granted", rf"(?<!不)予以公开(?:的)?(?:有|申请)?{_COUNT}", (_GRANTED,), (_GRANTED, _PARTIALLY)),
    # 没有发生因…引起的行政复议和提起行政诉讼 · 无行政复议、行政诉讼
    _wording(
        "review", rf"{_NONE}{_CAUSED}行政复议", (_REVIEW,), value=0
    ),
    _wording(
        "litigation",
        rf"{_NONE}{_CAUSED}(?:行政复议(?:案件|申请|情况)?(?:、|和|及|或|或者|以及|与|，|,)?)?(?:被|提起|引起)?(?:的)?行政诉讼",
        *_LAWSUITS,
        value=0,
    ),
    # 行政复议案件2件 · 被申请行政复议1起
    _wording("review", rf"行政复议(?:案件|申请|案|情况|数量)?(?:的)?{_COUNT}", (_REVIEW,)),
    _wording("litigation", rf"行政诉讼(?:案件|案|情况|数量)?(?:的)?{_COUNT}", *_LAWSUITS),
    # 有0起因政府信息公开工作被提起行政诉讼
    _wording("review", rf"{_N}{_UNIT}(?:因|由)[^。；;，,]{{0,25}}(?:被申请|申请|引起的?|引发的?)行政复议", (_REVIEW,)),
    _wording("litigation", rf"{_N}{_UNIT}(?:因|由)[^。；;，,]{{0,25}}(?:被提起|提起|引起的?|引发的?)行政诉讼", *_LAWSUITS),
)

_CONTEXT = 40
# 较之去年的66件 · 同比: about another year
_OTHER_YEAR = re.compile(r"(?:较|比|去年同期|上年同期|同比|与去年|与上年|历年|以来|自20\d\d年)[^。；;，,]{0,12}$")
# 2023年全区受理… · 各镇街收到…: perhaps more, perhaps less than what the table counts
_OTHER_BODIES = re.compile(r"(?:全市|全区|全县|全州|各部门|各单位|各镇|各街道|各乡镇|区直|下属|所属)[^。；;]{0,20}$")
_NUMERALS = {char: value for value, char in enumerate("零一二三四五六七八九十")} | {"两": 2}
_WIDE = str.maketrans({chr(0xFF10 + digit): str(digit) for digit in range(10)})


def find_claims(sections: Iterable[Section]) -> tuple[Claim, ...]:
    """Every claim of sections 1, 3 and 4, in the order of the prose."""
    found = [claim for section in sections if section.number in (1, 3, 4) for claim in _claims_in(section)]
    return tuple(sorted(found, key=lambda claim: (claim.section, claim.start)))


def _claims_in(section: Section) -> Iterator[Claim]:
    text = section.text.translate(_WIDE)
    taken: dict[str, list[tuple[int, int]]] = {}
    for wording in _WORDINGS:
        for match in wording.pattern.finditer(text):
            overlaps = any(match.start() < end and match.end() > start for start, end in taken.get(wording.what, []))
            before = text[max(0, match.start() - _CONTEXT) : match.start()]
            if overlaps or _OTHER_YEAR.search(before):
                continue
            taken.setdefault(wording.what, []).append(match.span())
            value = _value(match) if wording.value is None else wording.value
            quote = section.text[match.start() : match.end()]
            certain = _OTHER_BODIES.search(before) is None
            yield Claim(wording.what, value, quote, section.number, match.start(), wording.paths, certain)


def _value(match: re.Match[str]) -> int:
    text = match.group("n")
    return int(text) if text.isdigit() else _NUMERALS[text]
