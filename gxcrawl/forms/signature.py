"""Who signed a report, and when: the lines after its last sentence."""

import re
from dataclasses import dataclass
from datetime import date

from gxcrawl.dates import lone_date
from gxcrawl.forms.labels import normalise

_BODY_LINE = re.compile(
    r".{2,38}(?:政府|办事处|委员会|管委会|局|厅|办公室|中心|部|院|处|所|镇|乡|街道|会|社|馆|站|支队|大队|总队|[)])"
)
_SIGNED_BY = re.compile(r"^(?:发布机构|单位|签发单位|报告单位|落款)?[:]?")


@dataclass(frozen=True, slots=True)
class Signed:
    """A text without its signature, and what the signature says."""

    text: str
    publisher: str | None
    signed_on: date | None


def take_signature(text: str) -> Signed:
    """Splits the last lines off a report's last section where they are an issuing body's name or a date."""
    lines = text.split("\n")
    publisher, signed_on = None, None
    while lines:
        line = normalise(lines[-1])
        if signed_on is None and publisher is None and (day := lone_date(line)) is not None:
            signed_on = day
        elif publisher is None and _BODY_LINE.fullmatch(line) and not re.search(r"[。:;]|^无", line):
            publisher = _SIGNED_BY.sub("", "".join(lines[-1].split()))
        else:
            break
        lines.pop()
    return Signed("\n".join(lines), publisher, signed_on)
