"""Markup around the numbers of a whole report, in pages and Word files: none costs a number, none adds a digit."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from support.official import values

from gxcrawl.model import Amount
from gxcrawl.reports.reading import read_report
from gxcrawl.simulation.agencies import JICHUAN
from gxcrawl.simulation.figures import SimulatedReport, invent_report
from gxcrawl.simulation.irregularities import make_irregular
from gxcrawl.simulation.publishing.postings import write_file
from gxcrawl.simulation.writers.html import write_page

REPORTS = [invent_report(JICHUAN[2], year, year) for year in (2020, 2023)]
_RUN = r'<w:r><w:t xml:space="preserve">(\d+)</w:t></w:r>'
_LONG_RUN = r'<w:r><w:t xml:space="preserve">(\d)(\d+)</w:t></w:r>'
_FIELD = (
    r'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>=SUM(LEFT)</w:instrText></w:r>'
    r'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>\1</w:t></w:r>'
    r'<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)

PAGES: dict[str, tuple[str, str]] = {
    "hidden cells": (r"<td>(\d+)</td>", r'<td style="DISPLAY: none">999</td><td>\1</td>'),
    "hidden spans": (r"<td>(\d+)</td>", r'<td><span style="display:none">9</span>\1<span hidden>7</span></td>'),
    "spans of no size": (r"<td>(\d+)</td>", r'<td>\1<span style="font-size: 0pt">9</span></td>'),
    "hidden by a class": (r"<td>(\d+)</td>", r'<td class="old">999</td><td>\1<style>td.old{display:none}</style></td>'),
    "hidden fields": (r"<td>(\d+)</td>", r'<td><input type=hidden value=5><input value="\1"></td>'),
    "text areas": (r"<td>(\d+)</td>", r"<td><textarea>\1</textarea></td>"),
    "a table in each cell": (r"<td>(\d+)</td>", r"<td><table><tr><td>\1</td></tr></table></td>"),
    "comments in numbers": (r"<td>(\d)(\d+)</td>", r"<td>\1<!-- 9 -->\2</td>"),
    "numbers in two fonts": (r"<td>(\d)(\d+)</td>", r"<td><font>\1</font><wbr><font>\2</font></td>"),
    "scripts in cells": (r"<td>", '<td><script>document.write("9")</script>'),
    "Word's islands": (r"<td>", "<!--[if gte mso 9]><xml>1</xml><![endif]--><td>"),
    "unseen characters": (r"<td>", "<td>&nbsp;&#8203;"),
    "a body for each row": (r"<tr>(.*?)</tr>", r"<tbody><tr>\1</tr></tbody>"),
    "spans with a semicolon": (r'span="(\d+)"', r'span="\1;"'),
    "no end tags": (r"</t[dhr]>|</p>", ""),
    "no ends of tables": (r"</table>", ""),
    "capitals": (r"<(/?)td", r"<\1TD"),
    "figures as headers": (r"<td>(\d*[02468])</td>", r"<th>\1</th>"),
}
WORD: dict[str, tuple[str, str]] = {
    "tracked corrections": (
        _RUN,
        r'<w:del w:id="1" w:author="a"><w:r><w:delText>99</w:delText></w:r></w:del>'
        r'<w:ins w:id="2" w:author="a"><w:r><w:t>\1</w:t></w:r></w:ins>',
    ),
    "moved text": (
        _RUN,
        r'<w:moveFrom w:id="1" w:author="a"><w:r><w:t>88</w:t></w:r></w:moveFrom>'
        r'<w:moveTo w:id="2" w:author="a"><w:r><w:t>\1</w:t></w:r></w:moveTo>',
    ),
    "numbers in two runs": (_LONG_RUN, r"<w:r><w:t>\1</w:t></w:r><w:proofErr/><w:r><w:t>\2</w:t></w:r>"),
    "content controls": (_RUN, r"<w:sdt><w:sdtContent><w:r><w:t>\1</w:t></w:r></w:sdtContent></w:sdt>"),
    "computed sums": (_RUN, _FIELD),
    "hidden text": (_RUN, r"<w:r><w:rPr><w:vanish/></w:rPr><w:t>7</w:t></w:r><w:r><w:t>\1</w:t></w:r>"),
}


def expected(truth: SimulatedReport) -> dict[str, object]:
    return {path: value.value if isinstance(value, Amount) else value for path, value in truth.values.items()}


def with_body(package: bytes, change: Callable[[str], str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content.decode()).encode() if name == "word/document.xml" else content)
    return packed.getvalue()


@pytest.mark.parametrize("truth", REPORTS, ids=lambda truth: str(truth.year))
@pytest.mark.parametrize("name", PAGES)
def test_html_markup_around_numbers_changes_no_value(name: str, truth: SimulatedReport) -> None:
    pattern, written = PAGES[name]
    page, times = re.subn(pattern, written, write_page(truth, "plain").decode())
    assert times
    assert values(read_report(page.encode())) == expected(truth)


@pytest.mark.parametrize("truth", REPORTS, ids=lambda truth: str(truth.year))
@pytest.mark.parametrize("name", WORD)
def test_word_markup_around_numbers_changes_no_value(name: str, truth: SimulatedReport) -> None:
    pattern, written = WORD[name]
    body = with_body(write_file(truth, "docx"), lambda text: re.sub(pattern, written, text))
    assert values(read_report(body)) == expected(truth)


def test_word_footnote_marks_are_never_read_as_digits() -> None:
    mark = r'<w:r><w:t>\1</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>'
    report = read_report(with_body(write_file(REPORTS[0], "docx"), lambda text: re.sub(_RUN, mark, text)))
    wanted, noted = expected(REPORTS[0]), {note.path for note in report.notes}
    assert all(value == wanted[path] or (value is None and path in noted) for path, value in values(report).items())


@pytest.mark.parametrize("kind", ["pdf", "docx", "txt"])
@pytest.mark.parametrize("year", [2019, 2022])
def test_a_missing_cell_in_a_row_is_noted_and_shifts_no_number(kind: str, year: int) -> None:
    whole = invent_report(JICHUAN[2], year, 1)
    truth = make_irregular(whole, ["short_row"])
    report = read_report(write_file(truth, kind))
    lost = {path for path, value in expected(truth).items() if value is None and expected(whole)[path] is not None}
    assert lost
    assert values(report) == expected(truth)
    assert {note.reason for note in report.notes if note.path in lost} == {"unreadable"}
