"""The sections that the official form gives a report, as marks of its body."""

import re
from collections.abc import Iterable

from gxcrawl.portals.bodies.words import agency_like
from gxcrawl.text.bodies import agency_in_title, may_be_one_body

_SECTIONS = (
    "总体情况",
    "主动公开政府信息情况",
    "政府信息公开申请情况",
    "行政复议",
    "存在的主要问题",
    "其他需要报告的事项",
)
_SECTIONS_OF_A_REPORT = 3
_TITLE = re.compile(r"[\u4e00-\u9fff()（）\d]{2,40}?(?:年度报告|年报|工作报告)")
_BETWEEN = 600  # characters between a title and the first section


def is_report_body(text: str) -> bool:
    """True if a text has the sections of a report, so that the page is an article whatever its address."""
    return sum(section in text for section in _SECTIONS) >= _SECTIONS_OF_A_REPORT


def holds_several_reports(text: str) -> bool:
    """True if a text has most sections more than once, as when tabs show one report after the other."""
    return sum(text.count(section) > 1 for section in _SECTIONS) > _SECTIONS_OF_A_REPORT


def bodies_of_several_reports(text: str) -> tuple[str, ...]:
    """The bodies whose reports follow each other in a text, each below its title; empty if there is only one."""
    if not holds_several_reports(text):
        return ()
    named: list[str] = []
    for before in text.split(_SECTIONS[0])[:-1]:
        title = next(reversed(_TITLE.findall(before[-_BETWEEN:])), None)
        body = agency_in_title(title) if title else None
        if body and agency_like(body) and not any(may_be_one_body(body, other) for other in named):
            named.append(body)
    return tuple(named) if len(named) > 1 else ()


def section_in(words: str) -> str | None:
    """The section of a report with this heading: 一、总体情况; None if they name none."""
    return next((section for section in _SECTIONS if section in words), None)


def without_chapters(text: str, linked: Iterable[str]) -> str:
    """The text without link texts that are its sections. text: without blanks."""
    chapters = [words for one in linked if any(section in (words := "".join(one.split())) for section in _SECTIONS)]
    for words in chapters if len(chapters) >= _SECTIONS_OF_A_REPORT else ():
        text = text.replace(words, "", 1)
    return text


def begins_report(text: str) -> bool:
    """True if a text may be the first page of a report that spans several."""
    return any(section in text for section in _SECTIONS[:2])
