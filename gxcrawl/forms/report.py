"""`Document` → `Report`: title, year, prose, tables. The checks come after, in `gxcrawl.checks`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from gxcrawl.forms.claims import find_claims
from gxcrawl.forms.prose.bodies import own_part
from gxcrawl.forms.prose.headings import Prose, split_numbered, split_sections
from gxcrawl.forms.prose.signature import signed_in_head, take_signature
from gxcrawl.forms.prose.stray_labels import without_labels
from gxcrawl.forms.prose.titles import announced_year, clean_title, is_title, nearly_title_in, says_which, title_in
from gxcrawl.forms.refusal import refuse_what_is_none
from gxcrawl.forms.tables import read_tables
from gxcrawl.forms.tables.listed_statistics import with_listed_statistics
from gxcrawl.model import Document, Report, Section
from gxcrawl.text.bodies import agency_in_title
from gxcrawl.text.spacing import compact
from gxcrawl.text.years import year_in_prose, year_in_title

_LINES_OF_A_HEAD = 12


@dataclass(frozen=True, slots=True)
class Hint:
    """Facts about a document from the page or link where it was found. Used only if the document itself lacks them."""

    title: str | None = None
    year: int | None = None
    publisher: str | None = None
    published_on: date | None = None

    @property
    def named_year(self) -> int | None:
        """The year in its title, otherwise its own year."""
        return year_in_title(self.title or "") or self.year


def report_from(document: Document, hint: Hint) -> Report:
    """The report in a document.

    Raises NotAReport if the document has neither an official table nor the prose of a report; Unreadable, with a reason
    that begins "needs OCR", if the report consists only of pictures.
    """
    document = with_listed_statistics(document)
    own = own_part(document.blocks, document.title or hint.title, hint.named_year)
    prose = split_sections(own.blocks)
    title, year = _title_and_year(document, prose, hint)
    form, found = read_tables(document.tables, document.blocks, own.others, year)
    if form in ("2014", "narrative") and len(prose.sections) < 3:
        prose = split_numbered(own.blocks)
        title, year = _title_and_year(document, prose, hint)
    refuse_what_is_none(title, form, found, prose, document)
    before = tuple(line for line in prose.before if line not in title)
    sections, signed_by, signed_on = _without_signature(prose.sections)
    sections = without_labels(sections) if form in ("2019", "2021") else sections
    named, dated = signed_in_head(prose.before)
    return Report(
        kind=document.kind,
        title=title,
        year=year,
        form=form,
        publisher=document.publisher or signed_by or named or hint.publisher,
        published_on=document.published_on or signed_on or dated or hint.published_on,
        signed_on=signed_on or dated,
        preface="\n".join(before),
        sections=sections,
        cells=found.cells,
        statistics=tuple(found.statistics),
        notes=tuple(found.notes),
        label_notes=tuple(found.label_notes),
        unknown_rows=tuple(found.unknown_rows),
        claims=find_claims(sections, year, agency_in_title(title) or document.publisher or signed_by),
        tables=tuple((found.sections.get(index), table) for index, table in enumerate(document.tables)),
        pictures=document.pictures,
    )


def _title_and_year(document: Document, prose: Prose, hint: Hint) -> tuple[str, int | None]:
    title = _title(document, prose, hint)
    return title, _year(title, document, prose, hint)


def _title(document: Document, prose: Prose, hint: Hint) -> str:
    """The title printed in the body, otherwise the page's, otherwise the link's.

    Of several printed titles, as with links to other bodies' reports above, it is the one that is also the page's.
    """
    head = prose.before or tuple(paragraph.text for paragraph in document.paragraphs[:_LINES_OF_A_HEAD])
    printed = title_in(head, year_in_title(document.title or ""))
    if document.title and printed and _is_printed_elsewhere(document.title, head, printed):
        printed = document.title
    named = [name for name in (document.title, hint.title) if name and is_title(name)]
    if printed is None or not says_which(printed):
        printed = next(filter(says_which, named), named[0] if named else printed)
    return clean_title(printed or document.title or hint.title or nearly_title_in(head) or "")


def _is_printed_elsewhere(title: str, head: Sequence[str], printed: str) -> bool:
    """Whether a title that names body and year is printed in the head, on one line or several, outside of `printed`."""
    if not is_title(title) or agency_in_title(title) is None or year_in_title(title) is None:
        return False
    named = compact(title)
    return named not in compact(printed) and named in compact("".join(head))


def _year(title: str, document: Document, prose: Prose, hint: Hint) -> int | None:
    """The year in the title, otherwise of the period in the prose, otherwise from the page or link; never a guess."""
    named = year_in_title(title) or year_in_title(document.title or "")
    if named is not None:
        return named
    preface = "\n".join(prose.before)
    stated = year_in_prose("\n".join((preface, *(section.text for section in prose.sections))))
    return stated or announced_year(preface) or hint.named_year


def _without_signature(sections: Sequence[Section]) -> tuple[tuple[Section, ...], str | None, date | None]:
    if not sections:
        return (), None, None
    signed = take_signature(sections[-1].text)
    return (*sections[:-1], replace(sections[-1], text=signed.text)), signed.publisher, signed.signed_on
