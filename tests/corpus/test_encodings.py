"""The same report in the encodings that portals use, declared rightly, wrongly or not at all."""

import pytest
from opencc import OpenCC

from gxcrawl.reports.reading import read_report
from gxcrawl.simulation.agencies import JICHUAN
from gxcrawl.simulation.figures import invent_report
from gxcrawl.simulation.writers.html import write_page

TRUTH = invent_report(JICHUAN[1], 2022, 3)
PAGE = write_page(TRUTH).decode()


def found(body: bytes, declared: str | None = None) -> dict[str, object]:
    report = read_report(body, declared_encoding=declared)
    assert report.year == TRUTH.year
    return {path: cell.value for path, cell in report.cells.items()}


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("in_page", ["utf-8", "gb2312", "iso-8859-1", None])
@pytest.mark.parametrize("in_header", ["utf-8", "gbk", None])
def test_simplified_pages_are_read_in_any_encoding_despite_wrong_declarations(
    codec: str, in_page: str | None, in_header: str | None
) -> None:
    meta = "" if in_page is None else f'<meta charset="{in_page}">'
    page = PAGE.replace('<meta charset="utf-8">', meta)
    assert found(page.encode(codec, "xmlcharrefreplace"), in_header) == TRUTH.values


@pytest.mark.parametrize("codec", ["utf-8", "big5", "big5hkscs"])
@pytest.mark.parametrize("in_page", ["utf-8", "big5", None])
def test_traditional_pages_are_read_in_any_encoding_despite_wrong_declarations(codec: str, in_page: str | None) -> None:
    meta = "" if in_page is None else f'<meta charset="{in_page}">'
    page = OpenCC("s2t").convert(PAGE).replace('<meta charset="utf-8">', meta)
    assert found(page.encode(codec, "xmlcharrefreplace")) == TRUTH.values
