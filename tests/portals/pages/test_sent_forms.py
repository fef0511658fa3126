"""Forms and menus: what a page sends, and what can be chosen in it."""

import pytest
from scrapy.http import HtmlResponse

from gxcrawl.portals.pages.lists.choices import body_shown, not_asked
from gxcrawl.portals.pages.lists.menus import menu_columns
from gxcrawl.portals.pages.lists.scripted_lists import called_columns
from gxcrawl.portals.pages.markup.javascript.placeholders import PAGE
from gxcrawl.portals.pages.markup.shapes import ListEntry, ListRequest
from gxcrawl.portals.pages.scripts.submitted import posted_columns, submitted

_HOST = "http://127.0.0.1:8001"
_BODIES = (("区教育局", 7), ("区水利局", 8))
_TITLE = "霁川县教育局2020年政府信息公开年报"


def _page(markup: str, url: str = f"{_HOST}/nb/list.do?cid=9") -> HtmlResponse:
    return HtmlResponse(url, body=f"<html>{markup}</html>".encode(), encoding="utf-8")


_FORM = (
    "<form name='f' action='/s.jsp'><input name='c' value='7'><input name='p' id='no' value='1'>"
    "<input value='8'><input type='submit' name='b'><select name='y' onchange='this.form.submit()'>"
    "<option value='2021' selected>2021年</option><option>2020年</option>"
    "<option value='2019'>2019年</option></select><a id='a'>下一页</a></form>"
)


def _sent(handler: str, markup: str = _FORM) -> ListRequest | None:
    page = _page(markup)
    return submitted(page, page.xpath("//*[@id='a']")[0].root, handler)


def test_forms_are_sent_as_browsers_send_them() -> None:
    functions = "<script>function go(n, x){ $('#no').val(n); document.forms[0].submit(); }</script>"
    sent = _sent("javascript:go(3, 'x')", _FORM + functions)
    assert sent == ListRequest(f"{_HOST}/s.jsp?c=7&p=3&y=2021")
    assert _sent("go(n)", _FORM + functions.replace("val(n)", "val(m)")) is None
    assert _sent("open(3)", _FORM) is None
    assert _sent("document.f.submit()", _FORM.replace("name='c'", "type='password'")) is None
    posted = _sent("javascript:__doPostBack('pager$1','2')", _FORM.replace("<form", "<form method='POST'"))
    assert posted is not None
    assert (posted.method, posted.body) == ("POST", "c=7&p=1&y=2021&__EVENTTARGET=pager%241&__EVENTARGUMENT=2")
    assert _sent("__doPostBack('a','')", "<a id='a'>") is None


def test_a_menu_that_sends_its_form_leads_to_what_can_be_chosen() -> None:
    found = [(column.name, column.request.url) for column in posted_columns(_page(_FORM))]
    assert found == [("2019年", f"{_HOST}/s.jsp?c=7&p=1&y=2019")]


def test_a_menu_whose_choice_a_function_joins_under_its_own_name_leads_to_each_year() -> None:
    menu = "<select id='nf' onchange='cx()'><option selected>2021</option><option>2020</option></select>"
    script = "function cx(){ var nf = document.getElementById('nf').value; location.href = 's.jsp?nf=' + nf; }"
    found = menu_columns(_page(f"{menu}<script>{script}</script>"))
    assert [(one.name, one.request.url) for one in found] == [("2020", f"{_HOST}/nb/s.jsp?nf=2020")]


def test_a_link_that_passes_the_first_page_to_a_function_leads_to_the_further_ones_too() -> None:
    link = "<a onclick=\"show('nb7', '1')\">政府信息公开年报</a>"
    script = "function show(id, page){ $.post('/list', {channel: id, page: page}, draw) }"
    [column] = called_columns(_page(f"{link}<script>{script}</script>"))
    assert column.request.body == "channel=nb7&page=1"
    assert column.request.state["body"] == f"channel=nb7&page={PAGE}"


def test_menus_of_years_and_agencies_are_combined_unless_one_shows_all() -> None:
    years = "<select name='y'><option>2020</option><option>2019</option></select>"
    bodies = "".join(f"<option value='{code}'>{name}</option>" for name, code in _BODIES)
    form = "<form action='s.jsp'>{}<select name='d'>{}</select><input type='submit'></form>"

    def found(options: str) -> list[tuple[str, str]]:
        columns = menu_columns(_page(form.format(years, options)))
        return [(one.name, one.request.url.partition("?")[2]) for one in columns]

    each = [(f"{name}{year}年年报", f"y={year}&d={code}") for year in (2020, 2019) for name, code in _BODIES]
    assert found(bodies) == each
    assert found(f"<option value=''>全部</option>{bodies}") == [("2020", "y=2020&d="), ("2019", "y=2019&d=")]
    shown = [_page(form.format("", bodies.replace("'8'", f"'8'{mark}"))) for mark in (" selected", "")]
    assert [body_shown(page) for page in shown] == ["区水利局", ""]
    assert body_shown(_page(form.format("", bodies.replace("7", "/jyj/")))) is None


@pytest.mark.parametrize(
    "menu",
    [
        "<ul><!-- --><li>2020</li><li>2019</li></ul><script>$('li').click(function(){ load($(this).text()) })</script>",
        "<label><input type='radio' name='y'>2020年</label><label><input type='radio' name='y'>2019年</label>",
    ],
)
def test_unreachable_years_are_reported(menu: str) -> None:
    row = ListEntry(f"{_HOST}/1.html", _TITLE)
    assert "1 years more" in str(not_asked(_page(menu), [row], without_body=False))
    of_another_year = ListEntry(f"{_HOST}/2.html", _TITLE.replace("2020", "2019"))
    assert not_asked(_page(menu), [row, of_another_year], without_body=False) is None


def test_a_long_body_is_named_by_a_hash() -> None:
    long = ListRequest(_HOST, "POST", "__VIEWSTATE=" + "x" * 9000)
    assert len(long.address) < 100
    assert long.address != ListRequest(_HOST, "POST", "__VIEWSTATE=" + "x" * 9001).address
