"""What the form of an address shows, and which parts of it are permanent."""

import re
from collections import defaultdict
from collections.abc import Collection
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

NO_ADDRESS = ("#", "javascript:")  # beginnings of an `href` that leads to no other page by itself
# The shapes of article addresses, one per line with one that it matches. See docs/portals.
_ARTICLE = re.compile(
    "|".join(
        (
            r"/t\d{8}_\d+(?:_\w+)?\.s?html?$",  # /202101/t20210125_123.html
            r"/art_(?:\d+_\d+|[0-9a-f]{32})\.html$",  # /art/2021/1/25/art_12_345.html
            r"/(?:content|c|c\d+|i)_?\d{4,}\.s?html?$",  # /2021-01/25/content_123456.htm
            r"/m?post_\d+\.html$",  # /content/post_1234567.html
            r"/c?[0-9a-f]{32}\.s?html?$",  # /202101/0f235d56ca894d5d9a95a53676d05733.shtml
            r"/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.html$",  # /20210125/<uuid>.html
            r"/(?:\d{5,9}|\d{12,})/index\.s?html?$",  # /zwgk/1234567/index.html
            r"/c\d+/content\.s?html$",  # /n1/n2/c1234/content.html
            r"/(?:19|20)\d{2}[-/]?\d{2}[-/]?(?:\d{2})?/\w*\d+\.s?html?$",  # /20210125/1234.html
            r"/info/\d+/\d+\.htm$",  # /info/1037/6799.htm
            r"/info/egovinfo/.+\.htm$",  # /info/egovinfo/zwgk/zwgk-nry/01606072-9-30/2020-1117005.htm
            r"/public/\d+/\d+\.html$",  # /public/21981/23672221.html
            r"/(?:Branch)?OpennessContent/show/\d+\.html$",  # /OpennessContent/show/1234.html
            r"/doc_[0-9a-f]{24}\.html$",  # /gongkai/channel_c_…/doc_5f….html
            r"/art/\d+/\w+\.html$",  # /col/4039_446643/art/17356608/17364738729029ffO7DUB.html
            r"/c\d+_\d+\.s?html$",  # /c112289c/202602/c01_1108994.shtml
            r"/pnidpv\d+\.html$",  # /pnidpv123.html
            r"/\d{7,}\.s?html?$",  # /cms/html/npszf/2013-01-25/1779102018.html
        )
    ),
    re.IGNORECASE,
)
# /zwgk/nb/ · /zwgk/nb · /nb/index_2.html · /c11/xxgk_list.shtml · /module/xxgk/tree.jsp
_LIST = re.compile(
    r"/[^/.]*$|/(?:index|default|\w*list\w*)(?:[_-]\d+)?\.\w+$|\.(?:jsp|do|aspx?|php|action)$", re.IGNORECASE
)
_ARTICLE_QUERY = re.compile(r"xxgkAnnualReport\.jsp\?.*fbtime=\d{4}|wbnewsid=\d+", re.IGNORECASE)
# Words in the paths of annual-report columns and of pages that lead there: /zwgk/zfxxgknb_98951/, /xxgk/
COLUMN_PATH = re.compile(
    r"xxgkAnnualReport\.jsp|/(?:s?z?f?xxgk(?:gz)?(?:nd)?(?:nb|bg|ndbg)|zfxxgkgznb|gknb|gknd(?:bg)?|ndxxgkbg|xxgkndbg|wzxxgknb|ndbg|xxgknb|nb)(?:_?\d+)?(?=/|\.|$)",
    re.IGNORECASE,
)
_GATEWAY_PATH = re.compile(r"/(?:zwgk|zfxxgk|xxgk|zfxxgkzl|zfxxgkpt)(?:/|/index\.\w+|\.s?html?)?$", re.IGNORECASE)
_END_OF_COLUMN = re.compile(r"(?:/|/(?:index|default|list)\.\w+|\.\w+)?$")
# Addresses with a session id or a time differ on each visit but name the same page
_SESSION_FIELD = re.compile(
    r"^(?:jsessionid|phpsessid|aspsessionid\w*|sess(?:ion)?_?(?:id)?|cfid|cftoken|_?t(?:s|ime_?stamp)?|_(?:r|dc)?|_?ra?nd(?:om|num)?"
    r"|no_?cache)$",
    re.IGNORECASE,
)
# "sid" is a site's number too; "v=0.5437217712" is what `Math.random()` made, "v=1674550800123" what `Date.now()` did
_SESSION_VALUE = re.compile(
    r"^(?:s(?:id)?=(?=\d*[a-f])[0-9a-f]{12,}|\w+=0\.\d{8,}|_?v(?:er(?:sion)?)?=1\d{9}(?:\d{3})?)$", re.IGNORECASE
)
# /list.do;jsessionid=…, and ASP.NET's /(S(bgv3mkye0rzq3j55xbxkjw45))/list.aspx
_SESSION_PATH = re.compile(r";jsessionid=[^/?#]*|(?<=/)\(S\(\w{24}\)\)/", re.IGNORECASE)
# JPAAS: …/document/download?fileUrl=<encrypted anew for each answer>&fileName=<name>; others: /file/down?id=7&token=…
_DOWNLOAD = re.compile(r"down(?:load|file)?\b|/file|attach", re.IGNORECASE)
_ENCRYPTED = re.compile(r"/document/download$")
_TICKET = re.compile(r"ticket|(?:access_?)?token|sign(?:ature)?|expires?|auth_?key|nonce", re.IGNORECASE)
_NAMES_FILE = re.compile(
    r"(?:(?:file|f|att|attach(?:ment)?|annex|doc(?:ument)?|res(?:ource)?|down(?:load)?|uu|gu)_?)?(?:id|name)",
    re.IGNORECASE,
)
_INDEX_FILE = re.compile(r"/(?:index|default)\.\w+$")


def joined(page_url: str, address: str) -> str:
    """An address from a page, made absolute; the page's own address if it is invalid, as `http://[` or port 99999."""
    try:
        whole = urljoin(page_url, address)
        urlsplit(whole).port  # noqa: B018  raises for an invalid port
    except ValueError:
        return page_url
    return whole


def is_article_address(url: str) -> bool:
    """Whether an address has the shape of one article rather than of a list."""
    return bool(_ARTICLE.search(urlsplit(url).path) or _ARTICLE_QUERY.search(url))


def is_list_address(url: str) -> bool:
    """True if an address is that of a folder, an index or a program, not of one static page."""
    return bool(_LIST.search(urlsplit(url).path))


def name_in_path(url: str) -> str:
    """A name for a link without words, from its address: 政府信息公开年报, 政府信息公开, or ""."""
    path = urlsplit(url).path
    if is_column_address(url):
        return "政府信息公开年报"
    return "政府信息公开" if _GATEWAY_PATH.search(path) else ""


def is_column_address(url: str) -> bool:
    """True if the words in an address are those of an annual-report column, and not of a page inside it."""
    path = urlsplit(url).path
    named = list(COLUMN_PATH.finditer(path))
    return bool(named and _END_OF_COLUMN.fullmatch(path, named[-1].end()))


def column_of(url: str) -> str | None:
    """The annual-report column to which an address belongs, judging by its words; None for any other."""
    if is_column_address(url):
        return url
    parts = urlsplit(url)
    named = next(COLUMN_PATH.finditer(parts.path), None)
    return urlunsplit((*parts[:2], parts.path[: named.end()] + "/", "", "")) if named else None


def without_session(url: str) -> str:
    """The address without session ids and random or time-stamp fields, which would make one page look like many."""
    parts = urlsplit(url)
    fields = parse_qsl(parts.query, keep_blank_values=True)
    kept = [field for field in fields if not (_SESSION_FIELD.match(field[0]) or _SESSION_VALUE.match("=".join(field)))]
    query = parts.query if len(kept) == len(fields) else urlencode(kept)
    return urlunsplit(parts._replace(path=_SESSION_PATH.sub("", parts.path), query=query))


def lasting_address(url: str, page: str) -> str:
    """The part of an address that identifies a document on every visit, without parts that expire.

    page: address of the page with the link; its path and query are added as a fragment to distinguish files of one
    name.
    """
    parts, shown = urlsplit(without_session(url)), urlsplit(without_session(page))
    tickets = _tickets(parts.path, parts.query)
    if not tickets or parts.fragment:
        return urlunsplit(parts)
    fields = parse_qsl(parts.query, keep_blank_values=True)
    lasting = urlencode([(name, value) for name, value in fields if name not in tickets])
    return urlunsplit(parts._replace(query=lasting, fragment=urlunsplit(("", "", *shown[2:4], ""))))


def lasting_addresses(urls: Collection[str], page: str) -> dict[str, str]:
    """Address → its lasting form, for documents linked by one page; unchanged if two would become equal."""
    names = {url: lasting_address(url, page) for url in urls}
    alike = defaultdict(set)
    for url, name in names.items():
        alike[name].add(without_session(url))
    return {url: name if len(alike[name]) == 1 else without_session(url) for url, name in names.items()}


def can_be_asked(url: str) -> bool:
    """True if an address can be requested by itself; False if only its page supplies what must be sent with it.

    Such parts are a ticket that may have expired, or a form; both are marked by the fragment.
    """
    parts = urlsplit(url)
    return not parts.fragment and not _tickets(parts.path, parts.query)


def _tickets(path: str, query: str) -> set[str]:
    """The fields of a download's address that differ for each visitor; empty if nothing else identifies the file."""
    if not _DOWNLOAD.search(path):
        return set()
    names = {name for name, _ in parse_qsl(query)}
    encrypted = _ENCRYPTED.search(path)
    tickets = names & {"fileUrl"} if encrypted else {name for name in names if _TICKET.fullmatch(name)}
    return tickets if any(map(_NAMES_FILE.fullmatch, names - tickets)) else set()


def is_same_page(url: str, other: str) -> bool:
    """Whether two addresses name one page, such as a folder and its index file."""
    return without_index(url) == without_index(other)


def without_index(url: str) -> str:
    """The address; for an index file, that of its folder."""
    return _INDEX_FILE.sub("/", url)
