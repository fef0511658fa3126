"""Where in the prose a wording was met: what stands around it."""

import re
from dataclasses import dataclass

from gxcrawl.forms.claim_body import Whose

_BREAK = re.compile(r"[，,；;：:()、。]")
_CLAUSE_END = re.compile(r"[，,；;。]")
_STATEMENT_END = re.compile(r"[；;。]")


@dataclass(frozen=True, slots=True)
class Setting:
    """What is the same for all sentences of a section: its heading, normalised; the year and the body, where known."""

    heading: str
    year: int | None
    own: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a wording was met.

    before: the sentence up to it, with the sentence before that in front; sentence: where in `before` its own sentence
    begins, be it in the line above; words: the wording; after: the rest of its sentence. told: whose the numbers of
    the paragraph were said to be so far.
    """

    before: str
    sentence: int
    words: str
    after: str
    setting: Setting
    told: Whose

    @property
    def lead(self) -> str:
        """The sentence up to the wording."""
        return self.before[self.sentence :]

    @property
    def clause(self) -> str:
        """The clause up to the wording."""
        return _BREAK.split(self.lead)[-1]

    @property
    def statement(self) -> str:
        """The sentence up to the wording, from its last semicolon on."""
        return _STATEMENT_END.split(self.lead)[-1]

    @property
    def rest(self) -> str:
        """The rest of the clause after the wording."""
        return _CLAUSE_END.split(self.after, maxsplit=1)[0]
