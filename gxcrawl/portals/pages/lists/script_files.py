"""A page's own script files, requested one after the other if the page itself has no request for its rows."""

import re
from urllib.parse import urlsplit

from scrapy.http import HtmlResponse, TextResponse

from gxcrawl.portals.pages.lists.closed import needs_browser
from gxcrawl.portals.pages.markup.links import absolute, base_address
from gxcrawl.portals.pages.markup.shapes import ListRequest, State
from gxcrawl.portals.pages.rows.objects import may_list_reports

_MOST = 4
_MOST_BESIDE = 20_000  # characters
_READ_BY_SCRIPTS = (
    "//*[self::script and not(@src) or self::input and @type='hidden' or @v-for or @ng-repeat"
    " or (@id or @class) and not(*) and @*[starts-with(name(), 'data-')]]"
)
_OPENED_BY_SCRIPTS = (
    "//*[self::a and (@onclick or not(@href) or starts-with(@href, 'javascript:')) or @onclick and not(.//a)]"
)
_LIBRARY = re.compile(
    r"\bmin\.js|jquery|vue|react|angular|bootstrap|layui|swiper|slick|chart|axios|polyfill|require|html5|respond|share|baidu"
    r"|cnzz|analy|stat(?!ics?/)|gray|aria|barrier|wza|video|player|md5|crypto|base64|cookie|placeholder|\bie\d|login|search|code",
    re.IGNORECASE,
)
# "var publicUrl_2 = '/gateway/gov';": constants used by functions of another file
_CONSTANT = re.compile(
    r"\b(?:var|let|const)\s+[\w$]{1,40}\s*=\s*(?:\"[^\"\\\n]{0,200}\"|'[^'\\\n]{0,200}')(?=[ \t]*(?:[;,\r\n]|$))"
)
_MOST_CONSTANTS = 60


def script_files(page: TextResponse) -> list[ListRequest]:
    """The request for the first of the page's own script files, without libraries; each leads to the next.

    With them go the values that scripts read from the page, and the trouble if no file contains the request for rows.
    """
    base, sources = base_address(page), page.xpath("//script/@src").getall()
    own = [url for url in (absolute(base, one) for one in sources if not _is_library(one, page.url)) if url]
    if not own:
        return []
    rows = [one for one in page.xpath(_OPENED_BY_SCRIPTS).getall() if may_list_reports(one)]
    beside = "".join([*page.xpath(_READ_BY_SCRIPTS).getall(), *rows])[:_MOST_BESIDE]
    closed = needs_browser(page) or ""
    first = _chained([*dict.fromkeys(own)][:_MOST], {"script_of": base, "beside": beside, "closed": closed})
    return [first] if first else []


def part_of_page(file: TextResponse, state: State) -> HtmlResponse:
    """A script file, treated as part of the page that names it."""
    markup = f"{state['beside']}<script>{file.text}</script>"
    return HtmlResponse(str(state["script_of"]), body=markup.encode(), encoding="utf-8")


def next_file(file: TextResponse, state: State, *, found: bool) -> ListRequest | None:
    """The request for the file after this one, with the constants found so far; None after the last."""
    constants = ";".join(_CONSTANT.findall(file.text)[:_MOST_CONSTANTS])
    beside = f"{state['beside']}<script>{constants}</script>" if constants else state["beside"]
    known = {**state, "beside": beside, "closed": "" if found else state["closed"]}
    return _chained(str(state.get("files") or "").split(), known)


def _chained(files: list[str], state: State) -> ListRequest | None:
    """The request for the first of some files; the files after it are alternatives if it fails."""
    if not files:
        return None
    return ListRequest(files[0], state={**state, "files": " ".join(files[1:])}, otherwise=_chained(files[1:], state))


def _is_library(source: str, page_url: str) -> bool:
    """Whether a script file is called like a library, and not like its page (`statistics.html`, `js/statistics.js`)."""
    name, page_name = (urlsplit(one).path.rpartition("/")[2].partition(".")[0] for one in (source, page_url))
    return _LIBRARY.search(source) is not None and not (name and name == page_name)
