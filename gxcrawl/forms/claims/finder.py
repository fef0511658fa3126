"""Finds the claims: numbers in the prose that the tables also print. Precision comes before recall.

The modules of wordings hold the phrases; `scope` decides whether a number is about what the tables count.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from gxcrawl.forms.claims.application_wordings import APPLICATIONS
from gxcrawl.forms.claims.context import Context, Setting
from gxcrawl.forms.claims.dispute_wordings import DISPUTES
from gxcrawl.forms.claims.owner import Owner
from gxcrawl.forms.claims.scope import judge
from gxcrawl.forms.claims.text import Text, parse_numeral
from gxcrawl.forms.claims.vocabulary import CHINESE_DIGITS
from gxcrawl.forms.claims.wording import Wording
from gxcrawl.model import Claim, Section
from gxcrawl.text.characters import normalise
from gxcrawl.text.years import year_in_prose

_COUNTED = re.compile(
    rf"[\d{CHINESE_DIGITS}兩參貳陸]\s*[件宗起份例条條项項个個次封]|[为為是:：]\s*[0０零]|[数數量][为為是:：]\s*\d"
)
_DENIED = re.compile(r"未|[没沒]有|[无無]|零|不存在|不曾")
_DISPUTES = re.compile(r"复议.{0,12}诉讼.{0,8}$")
_SUBJECT = re.compile(r"(?:依申请公开|信息公开申请)[^，。:：\n]{0,8}[，。:：\n]")
# topics, widest first: where a line begins （二）聚焦便民，规范依申请公开 and 2.依申请公开情况;
# where a sentence begins 二是依申请公开方面，…
_MARKS = tuple(
    re.compile(rf"\s*(?:{mark})\s*([^。：:；;\n]{{0,24}})")
    for mark in (
        r"[（(][一二三四五六七八九十]{1,2}[)）]",
        r"[（(]\d{1,2}[)）]|\d{1,2}[.．、]",
        r"[一二三四五六七八九十]是",
    )
)
_OF_SENTENCES = len(_MARKS) - 1
_LONGEST_HEADING = 40  # characters of a line
_NEXT = re.compile(r"\s*[二三四五六七八九十]是")  # the first statement does not determine what the second counts
_MOST_PHRASES = 100  # in a sentence; a text with more is a table's text in one line
_LONGEST_CONTEXT = 500  # characters before and after a phrase; text further away is not about it
_SHORTEST_WRAPPED = 20  # characters; （二）依申请公开情况 and other headings are shorter
_ENDS = "。！？；：!?;:"
_SENTENCE = re.compile(r"[^。！？!?\n]+")
_WORDINGS = (*DISPUTES, *APPLICATIONS)
_KEYWORDS = {wording.keyword: re.compile(wording.keyword) for wording in _WORDINGS}
_PLANS = re.compile(r"问题|不足|打算|思路|思考|措施|下一步")  # sections that look ahead


def find_claims(sections: Iterable[Section], year: int | None = None, own: str | None = None) -> tuple[Claim, ...]:
    """All claims of the prose in their order, without the sections about problems and plans.

    year: of the report; if None, the year of the period that the prose names. own: the reporting body, None if unknown.
    """
    reporting = [section for section in sections if not _PLANS.search(normalise(section.heading))]
    if year is None:
        year = year_in_prose("\n".join(section.text for section in reporting))
    found = [claim for section in reporting for claim in _claims_in(section, year, own)]
    return tuple(sorted(found, key=lambda claim: (claim.section, claim.start)))


def _claims_in(section: Section, year: int | None, own: str | None) -> Iterator[Claim]:
    setting = Setting(normalise(section.heading), year, own)
    before = looked = 0
    owner: Owner = "unknown"
    topics: tuple[str, ...] = ()
    for sentence in _SENTENCE.finditer(section.text):
        start, goes_on = sentence.start(), _goes_on(section.text, sentence.start())
        if section.text.find("\n", looked, start) >= 0:
            owner = owner if goes_on else "unknown"  # every paragraph names its own body
        looked = start
        topics = _topics_at(section.text, start, topics, goes_on=goes_on)
        before = start if _NEXT.match(section.text, start) else before
        if _COUNTED.search(sentence.group()) or _DENIED.search(sentence.group()):
            text = Text.of(section.text, before, *sentence.span(), goes_on=goes_on)
            claims, owner = _claims_of(text, section, setting, "。".join(topics), owner)
            yield from _of_one_body(claims)
        before = before if goes_on and start - before < _LONGEST_CONTEXT else start


def _topics_at(text: str, start: int, topics: tuple[str, ...], *, goes_on: bool) -> tuple[str, ...]:
    """The topics of the text at `start`, named by numbered headings, widest first.

    A heading replaces the last one of its style and all narrower ones: 二是规范办理 below （二）依申请公开情况 is still
    about applications. A topic named at the beginning of a paragraph ends with the paragraph.
    """
    in_line = start > 0 and text[start - 1] != "\n"
    for style, mark in enumerate(_MARKS):
        heading = None if in_line and style < _OF_SENTENCES else mark.match(text, start)
        if heading:
            wider = (*topics, *[""] * len(_MARKS))[:style]
            return (*wider, normalise(heading[1]))
    same = goes_on or in_line or start - 1 - text.rfind("\n", 0, max(start - 1, 0)) < _LONGEST_HEADING
    return topics if same else topics[:_OF_SENTENCES]


def _goes_on(text: str, start: int) -> bool:
    """True if the text at `start` continues a sentence across a line break: 全区各部门共 / 收到…."""
    if start == 0 or text[start - 1] != "\n":
        return False
    line = text[text.rfind("\n", 0, start - 1) + 1 : start - 1].rstrip()
    return len(line) >= _SHORTEST_WRAPPED and line[-1] not in _ENDS


def _claims_of(text: Text, section: Section, setting: Setting, topic: str, owner: Owner) -> tuple[list[Claim], Owner]:
    """The claims of one sentence, and the owner of its last number.

    owner: of the last number before in the paragraph.
    """
    claims, last, last_owner = [], 0, owner
    found = list(islice(_phrases_in(text, _topics(text, setting.heading)), _MOST_PHRASES + 1))
    for wording, match, value in found if len(found) <= _MOST_PHRASES else ():
        cut = max(match.start() - _LONGEST_CONTEXT, 0)
        context = Context(
            before=text.plain[cut : match.start()],
            sentence=max(text.lead - cut, 0),
            words=match.group(),
            after=text.plain[match.end() : match.end() + _LONGEST_CONTEXT],
            setting=setting,
            topic=topic,
            last_owner=owner,
        )
        verdict, own_or_not = judge(wording, context, _years(match))
        if verdict != "none":
            span = text.span(match)
            quote, certain = section.text[span], verdict == "certain"
            claims.append(Claim(wording.what, value, quote, section.number, span.start, wording.paths, certain))
            if match.start() >= last:
                last, last_owner = match.start(), own_or_not
    return claims, last_owner


def _topics(text: Text, heading: str) -> tuple[str, ...]:
    """The kinds of number that a bare number or denial may mean, as just named: 依申请公开情况。2021年共收到5件."""
    if _SUBJECT.search(text.plain) or (not text.start and _SUBJECT.search(f"{heading}。")):
        return ("received",)
    return ("review", "litigation") if not text.start and _DISPUTES.search(heading) else ()


def _of_one_body(claims: Sequence[Claim]) -> Iterator[Claim]:
    """The claims, made uncertain if one sentence gives several numbers of one kind: 教育局收到…，民政局收到….

    受理18件，其中新收16件、上年结转2件 states a single number in two ways, so both stay certain.
    """
    values: defaultdict[str, set[int]] = defaultdict(set)
    for claim in claims:
        if claim.certain:
            values[claim.what].add(claim.value)
    carried_over = values["carried_over"]
    for claim in claims:
        stated = values[claim.what]
        in_two_ways = (
            claim.what == "received"
            and len(stated) == 2
            and len(carried_over) == 1
            and max(stated) - min(stated) == min(carried_over)
        )
        several = claim.certain and len(stated) > 1 and not in_two_ways
        yield replace(claim, certain=False) if several else claim


def _phrases_in(text: Text, topics: Sequence[str]) -> Iterator[tuple[Wording, re.Match[str], int]]:
    """The phrases found in a sentence, each with its match and number; those of one kind do not overlap.

    topics: kinds that a phrase may mean if it does not itself name what it counts.
    """
    counted = _COUNTED.search(text.plain, text.lead) is not None
    keywords = {keyword for keyword, pattern in _KEYWORDS.items() if pattern.search(text.plain, text.lead)}
    taken: defaultdict[str, set[int]] = defaultdict(set)  # kind -> offsets already covered by one of its phrases
    for wording in _WORDINGS:
        if (wording.value is None and not counted) or (wording.after_topic and wording.what not in topics):
            continue
        for match in wording.pattern.finditer(text.plain, text.lead) if wording.keyword in keywords else ():
            span = range(*match.span())
            if match.end() <= text.start or not taken[wording.what].isdisjoint(span):
                continue
            taken[wording.what].update(span)
            value = _value(wording, match)
            if value is not None:
                yield wording, match, value


def _value(wording: Wording, match: re.Match[str]) -> int | None:
    """The number; None if one number is given for two things together, so that neither is known."""
    if wording.value is not None:
        return wording.value
    named = match.groupdict()
    value = parse_numeral(named.get("n") or named.get("bare") or "")
    return None if wording.joint and value != 0 and "各" not in match.group() else value


def _years(match: re.Match[str]) -> dict[str, int]:
    return {name: int(match[name]) for name in ("last", "next") if match.groupdict().get(name)}
