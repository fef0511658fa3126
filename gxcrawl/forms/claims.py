"""Numbers that the prose states about what the tables also state. Precision comes before recall.

`wordings` says how a number is worded, `claim_scope` whether it is about what the tables count.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from gxcrawl.forms.claim_scope import Place, judge
from gxcrawl.forms.labels import normalise
from gxcrawl.forms.wordings import WORDINGS, Wording
from gxcrawl.model import Claim, Section
from gxcrawl.titles import year_in_prose

# what a sentence must hold before any wording is tried on it; traditional characters stay as they are until then
_TELLING = re.compile(
    r"申[请請]|复议|[復複]議|[诉訴][讼訟]|[结結][转轉]|[转轉][下次入至到]|[办辦][结結]|主[动動]公|予以公|同意公|新收"
)
_COUNTED = re.compile(
    r"[\d零〇一二三四五六七八九十百两兩]\s*(?:件|宗|起|份|例|[条條]|[项項]|[个個]|次)|[为為是:：]\s*[0０零]"
)
_DENIED = re.compile(r"未|[没沒]有|[无無]|零")
_SENTENCE = re.compile(r"[^。！？!?\n]+")
_PLANS = re.compile(r"问题|不足|打算|思路|措施")  # sections that look ahead
_TRADITIONAL = re.compile(r"[請訴復複議訟開結轉發產無沒條個兩數總計區縣]")
_WIDE = str.maketrans(
    {chr(0xFF10 + digit): str(digit) for digit in range(10)} | {"（": "(", "）": ")", '"': "”", "＂": "”"}
)
_NUMERALS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100}


@dataclass(frozen=True, slots=True)
class _Text:
    """A sentence as the wordings expect it, with the one before it, and where its characters stand in the section.

    start: where its own first character is in `plain`.
    """

    plain: str
    start: int
    positions: Sequence[int]

    @classmethod
    def of(cls, printed: str, before: int, start: int, end: int) -> "_Text":
        text = printed[before:end].translate(_WIDE)
        if _TRADITIONAL.search(text):
            text = "".join(map(_simplified, text))
        kept = [at for at, char in enumerate(text) if char == "\n" or not char.isspace()]
        plain = text if len(kept) == len(text) else "".join(text[at] for at in kept)
        return cls(plain, bisect_left(kept, start - before), [before + at for at in kept])

    def span(self, match: re.Match[str]) -> slice:
        """Where a match stands in the section as printed."""
        return slice(self.positions[match.start()], self.positions[match.end() - 1] + 1)


def find_claims(sections: Iterable[Section], year: int | None = None) -> tuple[Claim, ...]:
    """Every claim of the prose, in its order, except of the section that tells of problems and plans.

    year: the report's; where it is not given, that of the period which the prose names.
    """
    told = [section for section in sections if not _PLANS.search(normalise(section.heading))]
    if year is None:
        year = year_in_prose("\n".join(section.text for section in told))
    found = [claim for section in told for claim in _claims_in(section, year)]
    return tuple(sorted(found, key=lambda claim: (claim.section, claim.start)))


def _claims_in(section: Section, year: int | None) -> Iterator[Claim]:
    heading = normalise(section.heading)
    before = 0
    for sentence in _SENTENCE.finditer(section.text):
        said = sentence.group()
        if _TELLING.search(said) and (_COUNTED.search(said) or _DENIED.search(said)):
            text = _Text.of(section.text, before, *sentence.span())
            yield from _of_one_body(list(_claims_of(text, section, heading, year)))
        before = sentence.start()


def _claims_of(text: _Text, section: Section, heading: str, year: int | None) -> Iterator[Claim]:
    """The claims of one sentence."""
    for wording, match, value in _worded(text):
        place = Place(
            before=text.plain[: match.start()],
            sentence=text.start,
            words=match.group(),
            after=text.plain[match.end() :],
            heading=heading,
            year=year,
        )
        verdict = judge(wording, place, _years(match))
        if verdict != "none":
            span = text.span(match)
            quote, certain = section.text[span], verdict == "certain"
            yield Claim(wording.what, value, quote, section.number, span.start, wording.paths, certain)


def _of_one_body(claims: Sequence[Claim]) -> Iterator[Claim]:
    """The claims; none certain where a sentence gives several numbers of one kind: 教育局收到…，民政局收到…."""
    values: defaultdict[str, set[int]] = defaultdict(set)
    for claim in claims:
        if claim.certain:
            values[claim.what].add(claim.value)
    for claim in claims:
        yield replace(claim, certain=False) if claim.certain and len(values[claim.what]) > 1 else claim


def _worded(text: _Text) -> Iterator[tuple[Wording, re.Match[str], int]]:
    """The wordings met in a sentence, none overlapping another of its kind, with the number each states."""
    counted = _COUNTED.search(text.plain, text.start) is not None
    taken: list[tuple[str, int, int]] = []
    for wording in WORDINGS:
        if (wording.value is None and not counted) or text.plain.find(wording.keyword, text.start) < 0:
            continue
        for match in wording.pattern.finditer(text.plain, text.start):
            start, end = match.span()
            if any(what == wording.what and start < last and end > first for what, first, last in taken):
                continue
            taken.append((wording.what, start, end))
            value = _value(wording, match)
            if value is not None:
                yield wording, match, value


def _value(wording: Wording, match: re.Match[str]) -> int | None:
    """The number; None where one number is said of two things together, so that neither is known."""
    if wording.value is not None:
        return wording.value
    named = match.groupdict()
    value = parse_numeral(named.get("n") or named.get("bare") or "")
    return None if wording.joint and value != 0 and "各" not in match.group() else value


def parse_numeral(text: str) -> int | None:
    """12 · 1,046 · 十二 · 一百零五; None for what is no number, such as 十百.

    >>> parse_numeral("二十"), parse_numeral("1,046"), parse_numeral("两")
    (20, 1046, 2)
    """
    digits = text.replace(",", "")
    if digits.isascii():
        return int(digits) if digits.isdigit() else None
    total, digit = 0, None
    for char in digits:
        if char in _TENS:
            total, digit = total + (1 if digit is None else digit) * _TENS[char], None
        elif digit:
            return None  # 二三件: about two or three
        else:
            digit = _NUMERALS[char]
    return total + (digit or 0)


def _years(match: re.Match[str]) -> dict[str, int]:
    return {name: int(match[name]) for name in ("last", "next") if match.groupdict().get(name)}


def _simplified(char: str) -> str:
    plain = normalise(char)
    return plain if len(plain) == 1 else char
