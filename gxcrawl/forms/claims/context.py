"""The text around a phrase, and what its section and its body are."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from gxcrawl.forms.claims.owner import Owner
from gxcrawl.forms.claims.vocabulary import IN_ALL, THIS_YEAR

Verdict = Literal["certain", "uncertain", "none"]
"""Whether what a wording counts is what the tables count."""
APPLICATIONS = re.compile(
    r"依申请(?!类|[^，。；、公\d]{0,8}(?:政务服务|行政权力|权力事项|服务事项|行政许可))|公开的?申请|申请公开|信息申请|的申请|结转申请"
)
"""Words that speak of applications for information; not 依申请类政务服务事项."""

NOTHING_ELSE = re.compile(
    rf"(?>20\d\d年度?|本学年度?|{THIS_YEAR}|{IN_ALL}"
    r"|(?![处办答回完超逾延])[^，。\d其中类]{1,14}?(?:办事处|办公室|委员会|街道|中心|单位|机关|政府|部门|[局委办厅院校镇乡])+)*"
)
"""What stands before words that count nothing but a time and a body: 2021年，区住建局依申请公开受理…."""

_BREAKS = "，,；;：:()、。"
_STATEMENT_ENDS = "；;。"
CLAUSE_END = re.compile(r"[，,；;。]")


@dataclass(frozen=True, slots=True)
class Setting:
    """What all sentences of a section share: its normalised heading, and the year and body of the report if known."""

    heading: str
    year: int | None
    own: str | None


@dataclass(frozen=True)  # no slots: cached properties need a __dict__
class Context:
    """The text around a phrase; all texts are normalised."""

    before: str  # text up to the phrase: its sentence, and the sentence before that
    sentence: int  # offset in `before` where this sentence starts; it may start in the line above
    words: str  # the phrase
    after: str  # the rest of its sentence
    setting: Setting
    topic: str  # the last numbered lines above, which name the topic of the text
    last_owner: Owner  # of the number before in the paragraph

    @cached_property
    def headed(self) -> str:
        """The headings above the paragraph: that of the section and the numbered lines."""
        return f"{self.setting.heading}。{self.topic}"

    @cached_property
    def under_applications(self) -> bool:
        """True if these headings mention applications."""
        return APPLICATIONS.search(self.headed) is not None

    @cached_property
    def stands_alone(self) -> bool:
        """True if nothing but a time and a body stands before the words in their clause."""
        return NOTHING_ELSE.fullmatch(self.clause) is not None

    @cached_property
    def lead(self) -> str:
        """The sentence up to the phrase."""
        return self.before[self.sentence :]

    @cached_property
    def clause(self) -> str:
        """The clause up to the phrase."""
        return self._from_last(_BREAKS)

    @cached_property
    def statement(self) -> str:
        """The sentence up to the phrase, from its last semicolon on."""
        return self._from_last(_STATEMENT_ENDS)

    @cached_property
    def rest(self) -> str:
        """The rest of the clause after the phrase."""
        return CLAUSE_END.split(self.after, maxsplit=1)[0]

    def _from_last(self, marks: str) -> str:
        """The sentence up to the phrase, from the last of these marks on, line breaks removed."""
        last = max(self.before.rfind(mark, self.sentence) for mark in marks)
        return self.before[max(last + 1, self.sentence) :].replace("\n", "")
