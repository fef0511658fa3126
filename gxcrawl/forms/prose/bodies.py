"""Pages that print the reports of several bodies one after another: finds the part that the page is named for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gxcrawl.errors import NotAReport
from gxcrawl.forms.prose.heading_lines import section_number
from gxcrawl.forms.prose.titles import clean_title, is_title, title_in
from gxcrawl.model import Block, Paragraph, Table
from gxcrawl.text.bodies import agency_in_title, may_be_one_body
from gxcrawl.text.characters import normalise
from gxcrawl.text.numerals import CHINESE_YEAR
from gxcrawl.text.years import year_in_title

_YEAR = re.compile(rf"20\d\d|{CHINESE_YEAR}")
_NUMBERED = re.compile("\\s*([一二三四五六七八九])、")
_HEADINGS_OF_A_REPORT = 5
_LEAST_PROSE = 250  # characters in a whole report; its headings alone have about 100
_LONGEST_TITLE = 60
_MOST_COMPARED = 200  # each with each other


@dataclass(frozen=True, slots=True)
class OwnPart:
    """The blocks without the reports of other bodies, and the indexes of the tables that belong to those."""

    blocks: tuple[Block, ...]
    others: frozenset[int] = frozenset()


def own_part(blocks: Sequence[Block], named: str | None, year: int | None = None) -> OwnPart:
    """The document without whole reports that are not the one it is named for: of other bodies, or of other years.

    named: the title that the page or the link gives. year: the year that the link asks for. Everything is kept if there
    are fewer than two whole reports, or if not exactly one has that title: then it is unknown whose numbers are meant,
    and the engine rejects those that conflict. Raises NotAReport if all are of one body and the year meant is unknown.
    """
    titled = _whole_reports(blocks, named or "")
    titles = [title for _, title in titled]
    years = _years_of_one_body(titles)
    wanted = titles[years.index(year)] if year in years else _comparable(named or "")
    if len(titles) < 2 or not wanted or titles.count(wanted) != 1:
        if len(years) > 1:
            raise NotAReport("the reports of several years on one page, and nothing says which is meant")
        return OwnPart(tuple(blocks))
    left_out = {index for part, title in titled if title != wanted for index in part}
    tables = [index for index, block in enumerate(blocks) if isinstance(block, Table)]
    return OwnPart(
        tuple(block for index, block in enumerate(blocks) if index not in left_out),
        frozenset(number for number, index in enumerate(tables) if index in left_out),
    )


def _whole_reports(blocks: Sequence[Block], named: str) -> list[tuple[range, str]]:
    """The parts that are whole reports, with titles; one without tables only if no other can be the same report.

    Prose, followed by the same report with its tables, is one report.
    """
    whole = [part for part in _parts(blocks) if _is_whole(blocks[part.start : part.stop])]
    titled = [(part, _title_at(blocks, part.start) or _comparable(named)) for part in whole]
    named_by = [(agency_in_title(title), year_in_title(title)) for _, title in titled]
    return [
        one
        for one, own in zip(titled, named_by, strict=True)
        if any(isinstance(blocks[index], Table) for index in one[0])
        or (len(titled) <= _MOST_COMPARED and sum(_may_be_one_report(own, other) for other in named_by) == 1)
    ]


def _may_be_one_report(one: tuple[str | None, int | None], other: tuple[str | None, int | None]) -> bool:
    """True if two titles can belong to one report, judging by the bodies and years they name."""
    (body, year), (other_body, other_year) = one, other
    same_year = year is None or other_year is None or year == other_year
    return same_year and (body is None or other_body is None or may_be_one_body(body, other_body))


def _years_of_one_body(titles: Sequence[str]) -> list[int]:
    """The years in titles, if all name one body and each another year; empty otherwise."""
    years = [year for title in titles if (year := year_in_title(title)) is not None]
    bodies = {_YEAR.sub("", title) for title in titles}
    return years if len(set(years)) == len(titles) and len(bodies) == 1 else []


def _parts(blocks: Sequence[Block]) -> list[range]:
    """The blocks from each title to the next; the part before the first title is headed by the page's own title."""
    starts = [index for index in range(1, len(blocks)) if _title_at(blocks, index) is not None]
    return [range(start, end) for start, end in zip([0, *starts], [*starts, len(blocks)], strict=True)]


def _title_at(blocks: Sequence[Block], index: int) -> str | None:
    """The title of a report in a paragraph, with the body's name if that is the line above; None if there is no title.

    A sentence that names the report is no title.
    """
    block = blocks[index]
    if not isinstance(block, Paragraph) or len(block.text) > _LONGEST_TITLE or not is_title(block.text):
        return None
    if title_in([block.text]) is None:
        return None
    above = [before.text for before in blocks[max(index - 1, 0) : index] if isinstance(before, Paragraph)]
    above = [text for text in above if title_in([text]) is None]
    return _comparable(title_in([*above, block.text]) or block.text)


def _comparable(title: str) -> str:
    return normalise(clean_title(title))


def _is_whole(part: Sequence[Block]) -> bool:
    """True if there are enough headings, with text besides them: a report, and no table of contents."""
    lines = [block.text for block in part if isinstance(block, Paragraph)]
    headings = {section_number(line) for line in lines} - {None}
    numbered = {found[1] for line in lines if (found := _NUMBERED.match(line))}
    has_body = any(isinstance(block, Table) for block in part) or sum(map(len, lines)) >= _LEAST_PROSE
    return max(len(headings), len(numbered)) >= _HEADINGS_OF_A_REPORT and has_body
