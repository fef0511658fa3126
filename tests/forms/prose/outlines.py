"""Outlines of reports as tests write them down, and as they are read."""

from gxcrawl.forms.prose.headings import Prose, split_sections
from gxcrawl.model import Paragraph

SIX = (
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况",
    "其他需要报告的事项",
)


NUMERALS = "一二三四五六"


def split(*lines: str) -> Prose:
    return split_sections([Paragraph(line) for line in lines])


def outline(prose: Prose) -> list[tuple[int, str]]:
    return [(section.number, section.text) for section in prose.sections]


OLDER = (
    "概述",
    "主动公开政府信息情况",
    "回应解读情况",
    "依申请公开政府信息情况",
    "政府信息公开的收费及减免情况",
    "因政府信息公开申请行政复议、提起行政诉讼情况",
    "机构建设和保障经费情况",
    "存在的主要问题和改进措施",
)
