"""A whole report for people: head, tables, doubtful numbers, prose."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from typing import Any

from gxcrawl.model.reports import Status
from gxcrawl.presenting.doubts.label_notes import in_words
from gxcrawl.presenting.doubts.numbers import Doubts, Footnote, doubts_of
from gxcrawl.presenting.labels import label_of, with_labels
from gxcrawl.presenting.prose import Passage, passages_of
from gxcrawl.presenting.tables.sheet import Sheet
from gxcrawl.presenting.tables.sheets import sheets_of
from gxcrawl.presenting.values import cells_of, text_of
from gxcrawl.text.dates import day_of

FORMS: Mapping[str, str] = {
    "2021": "2021年版格式",
    "2019": "2019年版格式",
    "2014": "2014年版统计表",
    "narrative": "无统计表",
}
ROLES: Mapping[str, str] = {"primary": "主件", "copy": "副本", "attachment": "附件", "older": "旧版"}
_DIGITS_OF_AN_ID = 12


@dataclass(frozen=True, slots=True)
class CheckInWords:
    """A check in words; `id` allows looking it up."""

    id: str
    message: str


@dataclass(frozen=True, slots=True)
class ProseSection:
    """The prose of a section. contested: start and end of words that contradict the tables."""

    heading: str
    text: str
    contested: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ReportPage:
    """Everything to be shown. remarks: labels recognised by similarity, and rows that no edition has.

    open: the checks that could not be assessed.
    """

    title: str
    head: tuple[tuple[str, str], ...]
    sheets: tuple[Sheet, ...]
    footnotes: tuple[Footnote, ...]
    remarks: tuple[str, ...]
    verdict: str
    failing: tuple[CheckInWords, ...]
    open: tuple[CheckInWords, ...]
    prose: tuple[ProseSection, ...]


def page_of(document: Mapping[str, Any]) -> ReportPage:
    """The page of a stored report, or of a report just read from a file, which lacks the fields added on storing."""
    cells = cells_of(document)
    doubts = doubts_of(document, cells)
    return ReportPage(
        title=document["title"] or "（无标题）",
        head=tuple(_head(document)),
        sheets=sheets_of(document, cells, doubts),
        footnotes=doubts.footnotes,
        remarks=tuple(remarks_of(document)),
        verdict=verdict_of(document),
        failing=checks_in_words(document, "fail"),
        open=checks_in_words(document, "not_assessable"),
        prose=tuple(map(_section, passages_of(document, cells))),
    )


def doubtful_of(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The doubtful numbers one by one, for programs.

    Each has path, label, value, note, its suspicion, and the damaged text of labels that identify it.
    """
    cells = cells_of(document)
    doubts: Doubts = doubts_of(document, cells)
    notes = {note["path"]: note for note in document.get("notes") or ()}
    return [
        {
            "path": path,
            "label": label_of(path, document),
            "value": None if cell.value is None else text_of(cell.value),
            "reason": notes[path]["reason"] if path in notes else None,
            "printed": notes[path]["raw"] if path in notes else None,
            "standing": doubts.standing(path),
            "damaged_labels": [note["printed"] for note in doubts.labels.get(path, ())],
        }
        for path, cell in cells.items()
        if cell.value is None or path in notes or path in doubts.standings or path in doubts.labels
    ]


def checks_in_words(document: Mapping[str, Any], status: Status) -> tuple[CheckInWords, ...]:
    """The checks with this status, in the order of the report."""
    checks = (check for check in document.get("checks") or () if check["status"] == status)
    return tuple(CheckInWords(check["id"], with_labels(check["message"], document)) for check in checks)


def verdict_of(document: Mapping[str, Any]) -> str:
    """The number of checks and of each result, in words."""
    statuses = [check["status"] for check in document.get("checks") or ()]
    passed, failed, open_ = (statuses.count(status) for status in ("pass", "fail", "not_assessable"))
    return f"核对{len(statuses)}项：相符{passed}项，不符{failed}项，无法核对{open_}项"


def _head(document: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    agency = document.get("agency")
    if agency is not None:
        yield "机关", f"{agency['name']}（{agency['id']}）"
    yield "年度", "不明" if document["year"] is None else f"{document['year']}年"
    yield "发布机构", document["publisher"] or "不明"
    yield "发布日期", document["published_on"] or "不明"
    yield "格式", FORMS.get(document["form"], document["form"])
    if "revision" in document:
        yield "版次", f"第{document['revision']}版{_gone(document.get('gone_since'))}"
    for source in document.get("sources") or ():
        role = ROLES.get(source["role"], source["role"])
        yield "来源", f"{role} {source['kind']} {source['url']}（{source['raw_id'][:_DIGITS_OF_AN_ID]}）"


def _gone(since: datetime | None) -> str:
    return "" if since is None else f"，{day_of(since)}起原处已不再发布"


def remarks_of(document: Mapping[str, Any]) -> Iterator[str]:
    """Sentences on labels recognised by similarity, and on rows that no edition of the form has."""
    for note in document.get("label_notes") or ():
        yield in_words(note)
    for row in document.get("unknown_rows") or ():
        printed = " │ ".join(cell or "（空）" for cell in row["cells"])
        yield f"表{row['table'] + 1}第{row['row'] + 1}行不是格式中的行，未读取：{printed}"


def _section(passage: Passage) -> ProseSection:
    ends = list(accumulate(len(words.text) for words in passage.words))
    contested = tuple(
        (end - len(words.text), end)
        for words, end in zip(passage.words, ends, strict=True)
        if words.agreement == "contradicts"
    )
    return ProseSection(passage.heading, "".join(words.text for words in passage.words), contested)
