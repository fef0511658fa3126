"""The header of 政府信息公开情况统计表: which of its columns hold labels, units and numbers."""

import re
from collections.abc import Sequence

from gxcrawl.forms.cells.labels import bare
from gxcrawl.forms.cells.numbers import parse_count
from gxcrawl.forms.rows.lines import Line

LABEL, UNIT, VALUE = "统计指标", "单位", "统计数"
_ROLES = {
    LABEL: LABEL,
    "指标": LABEL,
    "指标名称": LABEL,
    UNIT: UNIT,
    "计量单位": UNIT,
    VALUE: VALUE,
    "统计数据": VALUE,
}
_VALUE_NAMES = frozenset(
    map(bare, ("数量", "数值", "数据", "统计数值", "统计数量", "合计", "总计", "总数", "本年统计数", "本年数"))
)
_LABEL_NAMES = frozenset((*(name for name, role in _ROLES.items() if role == LABEL), "项目", "统计项目"))

# 本年度 beside 历年累计; not 本年累计, which may be the year's beside those of a quarter
_EVER = re.compile("历年|(?<!年)(?<!年度)累计")
_OF_YEAR = re.compile("(?:20[0-9][0-9]|本|当)年度?|年度")


def roles_of(line: Line) -> tuple[str, ...]:
    """The role of each cell of a header line, however it words them; empty for any other line."""
    return exact_roles(line) or _loose_roles(line)


def exact_roles(line: Line) -> tuple[str, ...]:
    """The same, only if the header uses the form's own words."""
    roles = tuple(_ROLES.get(bare(text), "") for text in line.texts)
    return roles if LABEL in roles and VALUE in roles else ()


def _loose_roles(line: Line) -> tuple[str, ...]:
    """The same for other wordings of the header: 指标 · 单位 · 数量, or one column of numbers headed by the year.

    If there are several columns of numbers, none is taken unless its label is the form's, or the year's beside those of
    all years.
    """
    texts = tuple(map(bare, line.texts))
    if not _LABEL_NAMES & set(texts) or any(parse_count(text).value for text in line.texts):
        return ()
    roles = [LABEL if text in _LABEL_NAMES else _ROLES.get(text, "") for text in texts]
    label = roles.index(LABEL)
    named = [place for place, text in enumerate(texts) if text in _VALUE_NAMES]
    others = [place for place, role in enumerate(roles) if not role and place > label]
    ever = [place for place in others if _EVER.search(texts[place])]
    of_year = [place for place in others if _OF_YEAR.fullmatch(texts[place])]
    value = of_year if ever and len(of_year) + len(ever) == len(others) else named if len(named) == 1 else others
    if len(value) == 1:
        roles[value[0]] = VALUE
    return tuple(roles) if others else ()


def groups_of(roles: Sequence[str]) -> list[tuple[int, tuple[str, ...]]]:
    """The halves of a table printed side by side, each as the index of its first cell and the roles of its cells."""
    starts = [index for index, role in enumerate(roles) if role == LABEL]
    ends = [*starts[1:], len(roles)] if starts else []
    return [(start, tuple(roles[start:end])) for start, end in zip(starts, ends, strict=True)]
