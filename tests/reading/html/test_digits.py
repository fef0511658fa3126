"""Digits of a cell: which form one number, and which are hidden, struck out or formatted differently."""

import pytest
from reading.builders import cell, own_rows, tables

from gxcrawl.forms.cells.numbers import Reading, parse_amount, parse_count
from gxcrawl.reading import read_document


@pytest.mark.parametrize(
    "inside",
    [
        "<span style='text-decoration:line-through'>77</span>12",
        "<span style='color:red;text-decoration: underline line-through'><b style='color:red'>77</b></span>12",
        "12<span style='text-decoration-line:line-through'>0</span>",
        "<ruby>12<rp>(</rp><rt>77</rt><rp>)</rp></ruby>",
    ],
)
def test_struck_out_text_and_ruby_readings_are_left_out_of_a_cell(inside: str) -> None:
    assert cell(inside) == "12"


def test_a_struck_out_cell_is_empty_and_keeps_its_column() -> None:
    rows = "<tr><td>规章</td><td style='text-decoration:line-through'>7</td><td>8</td></tr>" * 2
    (table,) = read_document(f"<html><body><table>{rows}</table></body></html>".encode()).tables
    assert table.rows[0] == ("规章", "", "8")


def test_a_superscript_alone_is_not_a_number() -> None:
    assert parse_count(cell("<p><sup>1</sup></p>")) == Reading(None, "text")


@pytest.mark.parametrize("mark", ["<sup>1</sup>", "<span><sup><span>1</span></sup></span>", "<sup> 1</sup>"])
def test_a_number_followed_by_a_superscript_is_not_parsed(mark: str) -> None:
    assert parse_count(cell(f"<p>939{mark}</p>")) == Reading(None, "text")


@pytest.mark.parametrize(
    "sheet",
    [
        ".h{visibility:hidden}", "span.h { font-size: 0 }", "SPAN{opacity:0}", ".h{opacity:0}",
        "table .x .h{display:none}",
        "#zoom > table td span:first-child{display:none}", "td [data-h]{position:absolute;left:-9999px}",
        "@media screen and (min-width:768px){.a,.h.x{display:none}}", ".h{color:#eee;background:#eee}",
        "/* a */ .h /* b */ {color:rgba(0,0,0,0)}", "td *{color:rgb(255, 255, 255)}", ".h{font:0/0 a}",
        ".h{display:inline-block;max-height:0;overflow:hidden}", ".h{color:hsl(0 0% 100%)}",
        ":root{--paper:#fff}.h{color:var(--paper, #000)}", "td .h::after{content:'1'}", ".n:before{content:'约1'}",
    ],
)  # fmt: skip
def test_digits_hidden_or_set_apart_by_css_are_not_joined_to_a_number(sheet: str) -> None:
    # by an attribute, which alone tells nobody that they are no one number
    by_attribute = sheet.replace(".h", "[data-h]").replace(".n", "b")
    row = "<tr><td>规章</td><td class=x><span class=x data-h>9</span><b class=x>12</b></td></tr>"
    markup = f"<style>{by_attribute}</style><div id=zoom><table class=x>{row * 2}</table></div>"
    assert parse_count(own_rows(tables(markup)[0])[0][1]) == Reading(None, "text")
    by_class = markup.replace(by_attribute, sheet).replace("class=x data-h", "class='h x' data-h")
    assert parse_count(own_rows(tables(by_class)[0])[0][1]) == Reading(None, "text")


@pytest.mark.parametrize(
    "sheet", ["td::before{content:'1'}", ".n:after{content:'0'}", "tr td:last-child::before{content:'约1'}"]
)
def test_a_number_with_digits_added_by_css_content_is_not_parsed(sheet: str) -> None:
    row = "<tr><td>规章</td><td class=n>12</td></tr>"
    assert parse_count(own_rows(tables(f"<style>{sheet}</style><table>{row * 2}</table>")[0])[0][1]) == Reading(
        None, "text"
    )


@pytest.mark.parametrize(
    "sheet",
    [
        ".menu .h{display:none}", "div span.h{display:none}", ".h:hover{opacity:0}", ".h::before{display:none}",
        ".h::before{content:'\\e601'}.n:after{content:'件'}", ":root{--ink:#333}.h{color:var(--ink)}",
        ".h{color:#333;font-size:.9em;line-height:0}", "td{display:block;color:#fff}", "@keyframes a{from{opacity:0}}",
        ".h{color:#000;background:#eee}.h{", "]{}.h[{display:none}", ".k.h, h{display:none}",
    ],
)  # fmt: skip
def test_digits_in_two_spans_are_joined_if_no_css_rule_sets_them_apart(sheet: str) -> None:
    row = "<tr><td>规章</td><td><span class='h n'>9</span><span class='n h'>12</span></td></tr>"
    assert own_rows(tables(f"<style>{sheet}</style><table>{row * 2}</table>")[0])[0] == ["规章", "912"]


@pytest.mark.parametrize("tag", ["bdo dir=rtl", "span style='direction:rtl;unicode-bidi:bidi-override'"])
def test_digits_displayed_right_to_left_are_not_parsed(tag: str) -> None:
    assert parse_count(cell(f"<p><{tag}>21</{tag.split()[0]}></p>")) == Reading(None, "text")
    assert parse_count(cell("<bdo dir=ltr>21</bdo>")) == Reading(21)


@pytest.mark.parametrize(
    "mark",
    ["<font color=#FFFFFF>{}</font>", "<span style='color:rgb(255,255,255)'>{}</span>",
     "<span style='font-size:.1em'>{}</span>", "<i style='color:#eee;background-color:#EEE'>{}</i>",
     "<i style='max-height:0;overflow:hidden'>{}</i>", "<i style='transform:scale(0)'>{}</i>",
     "<i style='color:hsl(0, 0%, 100%)'>{}</i>", "<span class='layui-badge'>{}</span>", "<i class=sr-only>{}</i>"],
)  # fmt: skip
def test_invisible_digits_beside_a_number_make_it_unparsable(mark: str) -> None:
    assert parse_count(cell(mark.format(9) + "12")) == Reading(None, "text")
    assert parse_count(cell(mark.format(912))) == Reading(912)


@pytest.mark.parametrize(
    "beside",
    ["<span class=before>{}</span>", "<span id=n7>{}</span>", "<em>{}</em>", "<old-count>{}</old-count>",
     "<span class=MsoFootnoteReference>{}</span>", "<span style='position:relative;top:-4.0pt'>{}</span>",
     "<span style='mso-text-raise:4.0pt'>{}</span>", "<span style='vertical-align:4pt'>{}</span>",
     "<span style='margin-left:12px'>{}</span>", "<font size=1>{}</font>", "<span style='font-size:7.5pt'>{}</span>",
     "<font color=red>{}</font>", "<b style='color: rgb(255, 0, 0)'>{}</b>", "<span style='color:#C00'>{}</span>",
     "<span style='font-size:50%'>{}</span>", "<b style='font-size:.5em'>{}</b>", "<font color=ff0000>{}</font>"],
)  # fmt: skip
@pytest.mark.parametrize("number", ["12", "-2", "46.3", "12 "])
def test_differently_formatted_figures_in_one_cell_are_not_joined(beside: str, number: str) -> None:
    assert parse_amount(cell(f"<p><span>{number}</span>{beside.format(7)}</p>")) == Reading(None, "text")
    assert parse_count(cell(f"<p>{beside.format(7)}</p>")) == Reading(7)


@pytest.mark.parametrize(
    "parts",
    ["<span class=GramE>12</span><span style='font-family:Arial;font-size:9pt'>7</span>", "<b>12</b>7",
     "<a name=OLE_LINK1>12</a>7", "<span class=ne-text>12</span><span class='ne-text'>7</span>",
     "<span style='top:1pt'>12</span><span style='top:1pt'>7</span>", "<st1:chmetcnv><span>12</span></st1:chmetcnv>7",
     "<span class=n>127</span><span class=unit>件</span>", "<i class=n>127</i>项",
     "<span style='color:#333;font-size:10.5pt'>12</span><span style='color: rgb(51,51,51);font-size:14px'>7</span>",
     "<font color=red size=1><span style='font-size:12.0pt'>12</span><b style='font-size:16px'>7</b></font>",
     "<span style='color:windowtext'>12</span><font color=#000000>7</font>", "<font color=000000>12</font>7",
     "<font color=red>12</font><span style='color:#F00'>7</span>", "<span style='color:#000000ff'>12</span>7",
     "<font color=red><i style='color:#ff0000'></i><b style='color:inherit'>12</b>7</font>",
     "<span style='color:rgb(0 0 0 / 85%)'>12</span>7", "<span style='color:var(--ink)'>12</span>7",
     "<span style='font-size:24px'><span style='font-size:1em'>12</span><b style='font-size:100%'>7</b></span>",
     "<span style='font-size:16pt'>12</span>7", "<span style='font-size:1.1em'>12</span>7"],
)  # fmt: skip
def test_equally_formatted_digits_are_joined_to_one_number(parts: str) -> None:
    assert parse_count(cell(f"<p class=MsoNormal>{parts}</p>")).value == 127


@pytest.mark.parametrize(
    "twice",
    ["<span class=pc>{0}</span><span class=mobile>{0}</span>", "<p><b class=hidden-xs>{0}</b><b class=xs>{0}</b></p>",
     "{0}<em class=print-only>{0}</em>", "{0}<span aria-hidden=true>{0}</span>"],
)  # fmt: skip
@pytest.mark.parametrize("number", ["7", "12", "1205660"])
def test_a_number_repeated_for_another_medium_is_not_joined(twice: str, number: str) -> None:
    assert parse_count(cell(twice.format(number))) == Reading(None, "text")


@pytest.mark.parametrize("parts", ["<b>7</b><b>7</b>", "<i class=n>7</i><i class=n>7</i>", "<p class=p1>77</p>"])
def test_two_equal_digits_are_one_number(parts: str) -> None:
    assert parse_count(cell(parts)) == Reading(77)
