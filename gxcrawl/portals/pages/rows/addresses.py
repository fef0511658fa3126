"""The address that a page's scripts build for a row with a number but no address: `/detail?id={id}`."""

import re
from functools import lru_cache
from html import unescape

from gxcrawl.portals.pages.scripts.calls import openers_in

_WRITTEN = (
    r"\b[^;\n]{0,14}?[\"'`]{1,2}([^\"'`$<>\s]*)(?:\\?[\"'`]\s*\+\s*|\$\{)(?!this\b)(?:\w{1,30}(?:\[\w{1,9}\])?\.){1,5}"
)
# "location.href = node._url + '?node=' + node.id": the address itself is a field of the row
_FROM_FIELD = re.compile(
    r"(?:location|href|url|src[\"']?)\s?[=,(]\s?\w{1,30}\.(\w*url\w*)\s?\+\s?[\"']([?&]\w+=)[\"']\s?\+\s?\w{1,30}\.(\w+)",
    re.IGNORECASE,
)
_REST = r"(?:\s*\+\s*[\"'`]|\}|)([\w./?&=-]*)"
# "href='/detail?id=' + item.id + '.html'", "… + d.data.list[i].id", "`/detail/${row.id}`"
_ROW_ADDRESS = re.compile(rf"(?:href|open|location|push|url|to|src){_WRITTEN}(\w+){_REST}")
# "axios.get('/api/detail?id='+row.id)"
_ASKED_FOR = re.compile(rf"(?:get|post|ajax){_WRITTEN}(\w*(?:[iI]d|ID|[cC]ode|[kK]ey)){_REST}")
# "… + '/' + item.id + '.html'", "…/${row.id}": a further field of the row behind the first
_FURTHER = re.compile(
    r"(?:[\"'`]{0,2}\s*\+\s*|\$\{)(?:\w{1,30}(?:\[\w{1,9}\])?\.){1,5}(\w+)(?:\s*\+\s*[\"'`]|\}|)([\w./?&=-]*)"
)
# "toDetail(item.id)", "onclick=\"toDetail(' + item.id + ')\""
_OPENS_ROW = re.compile(r"\b(\w+)\((?:\\?[\"']{1,2}\s?\+)?\s?\w+\.(\w+)\s?(?:\+\s?\\?[\"']{1,2})?\)")
# the same in markup that a script writes: "onclick=toDetail('"+d.id+"')"
_CALLED_IN_MARKUP = re.compile(r"\bonclick\s?=[\s\\\"']{0,4}(\w{1,40})\(\\?[\"']{1,2}\s?\+\s?\w+\.\w+\s?\+")
_SCRIPT = re.compile(r"<script\b[^>]{0,300}>", re.IGNORECASE)
# "$router.push({path: '/detail', query: {id: item.id}})"
_PUSHED = re.compile(r"\bpath\s?:\s?[\"']([\w/-]+)[\"'],\s?query\s?:\s?\{\s?(\w+)\s?:\s?\w+\.(\w+)\s?\}")
# "ng-href='ItemDetail.html?docId={{x.docId}}&itemId=930'", "href='/show/<%= row.id %>.html'": a hole in a template
_HOLED = re.compile(
    r"href\s?=\s?\\?[\"']([^\"'{}<>\s]{1,200})(?:\{\{|<%=)\s?(?:\w{1,30}\.){0,3}(\w{1,40})\s?(?:\}\}|%>)([^\"'{}<>\s]{0,200})\\?[\"']"
)


@lru_cache(maxsize=2)  # called for each request of a page's scripts
def row_address(text: str) -> str:
    """The address, with the names of the row's fields in place of their values; "" if the page does not show it."""
    if found := _FROM_FIELD.search(text):
        return f"{{{found[1]}}}{found[2]}{{{found[3]}}}"
    if found := _ROW_ADDRESS.search(text) or _ASKED_FOR.search(text):
        address = f"{found[1]}{{{found[2]}}}{found[3]}"
        while found := _FURTHER.match(text, found.end()):
            address += f"{{{found[1]}}}{found[2]}"
        return address
    if pushed := _PUSHED.search(text):
        return f"{pushed[1]}?{pushed[2]}={{{pushed[3]}}}"
    called = [f"{name}('{{{field}}}')" for name, field in dict.fromkeys(_OPENS_ROW.findall(text))]
    parts = _SCRIPT.split(text)
    openers = openers_in("\n".join(one.partition("</script")[0] for one in parts[1:]) or text)
    if address := next(
        filter(None, (*(openers.address(one, {}) for one in called), *map(openers.returned, called))), ""
    ):
        return address
    found = _HOLED.search(text)  # last: a menu beside the rows may be a template too
    return unescape(f"{found[1]}{{{found[2]}}}{found[3]}") if found else ""


def calls_of_rows(text: str) -> list[tuple[str, str]]:
    """The functions that rows call with one of their fields: `loadList('+one.id+')` → loadList, id."""
    return _OPENS_ROW.findall(text)


def opens_elsewhere(text: str) -> bool:
    """True if rows call a function that the page does not define, since it is in one of its script files."""
    called = _CALLED_IN_MARKUP.findall(text)
    return any(not re.search(rf"\b{name}\s*(?:=|\()[^;{{}}]{{0,60}}\{{", text) for name in called) and not row_address(
        text
    )
