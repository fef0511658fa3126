"""Reports embedded in a script or a hidden field are read like page content."""

import html
import json
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import quote

import pytest

from gxcrawl.model import Document, Origin, Table
from gxcrawl.reading import read_document
from gxcrawl.reading.html import parse_page
from gxcrawl.simulation.agencies import JICHUAN
from gxcrawl.simulation.figures import invent_report
from gxcrawl.simulation.writers.html import write_page

PAGE = write_page(invent_report(JICHUAN[2], 2022, 5)).decode()
_HEAD, _, _REST = PAGE.partition("<body")
ARTICLE = _REST.partition('<div id="zoom">')[2].partition("</div>")[0]
LITERAL = json.dumps(ARTICLE, ensure_ascii=False)
HOLDERS: dict[str, str] = {
    "a string": f'<script>var d = {{id: "7", content: {LITERAL}}}; show(d);</script>',
    "escaped tags": f"<script>window.__DATA__ = {{a: {LITERAL}}}</script>".replace("<t", r"\u003ct").replace(
        "</p", r"<\/p"
    ),
    "single quotes": "<script>var c = '{}';</script>".format(ARTICLE.replace("'", r"\'").replace("\n", r"\n")),
    "a template string": f"<script>const c = `{ARTICLE}`;</script>",
    "strings added up": "<script>var c = {};</script>".format(" +\n".join(map(json.dumps, ARTICLE.splitlines()))),
    "strings written one after another": "<script>{}</script>".format(
        "\n".join(f"document.writeln({json.dumps(line)}) ;" for line in ARTICLE.splitlines())
    ),
    "strings added to one": "<script>var c = '';{}</script>".format(
        "".join(f"\nc += {json.dumps(line)};" for line in ARTICLE.splitlines())
    ),
    "an encoded string": f'<script>document.write(decodeURIComponent("{quote(ARTICLE)}"))</script>',
    "a string in code units": '<script>document.write(unescape("{}"))</script>'.format(
        "".join(f"%u{ord(one):04X}" if ord(one) > 255 else quote(one, encoding="latin-1") for one in ARTICLE)
    ),
    "an escaped string": f"<script>var c = {json.dumps(html.escape(ARTICLE))};</script>",
    "a script of text": f'<script type="text/plain">{ARTICLE}</script>',
    "a text area": f'<textarea style="display:none">{html.escape(ARTICLE)}</textarea>',
    "a text area of markup": f"<textarea hidden>{ARTICLE}</textarea>",
    "a hidden part": f'<div id="c" style="display:none">{ARTICLE}</div><script>$("#c").show()</script>',
    "a part hidden by an attribute": f"<section hidden>{ARTICLE}</section>",
    "a hidden field": f'<input type="hidden" value="{html.escape(ARTICLE)}">',
}


def holding(holder: str) -> bytes:
    menu = '<div class="menu"><a href="/">首页</a></div>'
    return f'{_HEAD}<body>{menu}<div class="article_content">{holder}</div></body></html>'.encode()


def contents(document: Document) -> list[object]:
    """The blocks, wherever in the page they stand."""
    return [replace(block, origin=Origin()) if isinstance(block, Table) else block for block in document.blocks]


@pytest.mark.parametrize("holder", HOLDERS.values(), ids=HOLDERS.keys())
def test_a_report_in_a_script_or_hidden_field_is_read_like_page_content(holder: str) -> None:
    body = holding(holder)
    document = read_document(body)
    assert contents(document) == contents(read_document(holding(ARTICLE)))
    root = parse_page(body).root
    assert all(root.xpath(table.origin.xpath or "") for table in document.tables)


def test_hidden_tables_without_the_prose_of_a_report_stay_hidden() -> None:
    tables = ARTICLE[ARTICLE.index("<table") : ARTICLE.rindex("</table>")]
    assert not read_document(holding(f"<p>请下载附件。</p><div hidden>{tables}</table></div>")).tables


@pytest.mark.parametrize(
    "other",
    [
        lambda article: f"{article}<script>var old = {LITERAL.replace('2022', '2021')};</script>",
        lambda article: f"{article}<textarea hidden>{html.escape(article)}</textarea>",
        lambda article: f"{article}<script>var row = '<td>规章</td><td>1</td>';</script>",
    ],
)
def test_markup_in_scripts_of_a_page_with_tables_is_ignored(other: Callable[[str], str]) -> None:
    tables = [table for table in contents(read_document(holding(other(ARTICLE)))) if isinstance(table, Table)]
    assert tables == [table for table in contents(read_document(holding(ARTICLE))) if isinstance(table, Table)]


@pytest.mark.parametrize("script", ['"', "'`\"\\", '"<td>' * 30, "'<td>规范性文件" * 21, "`" + r"\u12<td>\x" * 25])
def test_scripts_without_a_report_give_no_table(script: str) -> None:
    document = read_document(f"<html><body><p>一、总体情况</p><script>{script}</script></body></html>".encode())
    assert not document.tables


def test_a_report_held_twice_is_read_and_two_different_ones_are_ignored() -> None:
    page = write_page(invent_report(JICHUAN[3], 2022, 6)).decode()
    other = json.dumps(page.partition('<div id="zoom">')[2].partition("</div>")[0])
    nested = json.dumps(json.dumps({"content": ARTICLE}, ensure_ascii=False), ensure_ascii=False)
    assert read_document(holding(f"<script>var a = {LITERAL}, b = {nested};</script>")).tables
    assert not read_document(holding(f"<script>var s = {{detail: {LITERAL}, next: {other}}};</script>")).tables
