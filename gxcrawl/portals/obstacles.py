"""Pages delivered in place of another: challenges, blocks, logins, errors with status 200.

They are recognised and reported, never circumvented.
"""

import re
import unicodedata
from urllib.parse import urlsplit

from scrapy.http import Response, TextResponse

from gxcrawl.portals.copies import find_conversion, find_damage
from gxcrawl.portals.marks import Marks
from gxcrawl.portals.pages.markup.shapes import DetailPage
from gxcrawl.portals.sites import site_of
from gxcrawl.portals.titles import judge_title

ANOTHER_PAGE = "portal answered another page (its index?) instead of the article"

_ERROR_PAGE = "error page served as status 200"
_PAGE_IS_GONE = "page is gone"
_DELETED = "error page served as status 200: the page was deleted or does not exist"
_TITLE_START = 8  # first characters of a title, enough to find it in its page even if the title is cut
_NO_MORE_THAN_A_TITLE = 20
_LEADS_ON = re.compile(r"<(?:a|i?frame|area)\s|http-equiv", re.IGNORECASE)
_SHORT_PAGE = 6000  # a page with more words is more than a notice
_SCRIPT_CHALLENGE = re.compile(r"__jsl_clearance|__jsluid|document\.cookie\s*=\s*['\"]?__jsl")
_COOKIE_CHALLENGE = Marks(
    r"document\.cookie\s*=|\bacw_sc__v\d|\bsetCookie\b", "document.cookie", "acw_sc__", "setCookie"
)
_EDGE_CHALLENGE = Marks(r"EO_Bot_Ssid|__tst_status", "EO_Bot_Ssid", "__tst_status")
_TS_CHALLENGE = Marks(r"\$_ts\s*[=.\[]|window\[['\"]\$_ts", "$_ts")
_REGION = re.compile(
    r"境外|海外|国外|区域限制|地域|地区限制|所在的?(?:地区|区域|位置)|geograph|your (?:country|region)|geo-?block",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"csrf|xsrf|\btoken\b|令牌|签名(?:错误|无效|失败)|验签", re.IGNORECASE)
_LOGIN = re.compile(
    r"<title>[^<]*(?:系统提示|登录|login)[^<]*</title>|type=[\"']?password|(?:没有|无)权限?(?:访问|浏览|查看|阅读)",
    re.IGNORECASE,
)
_CAPTCHA = re.compile(r"createimage\.jsp|name=[\"']?codeValue|请输入验证码|captcha", re.IGNORECASE)
# "您的请求已被云防护拦截", "访问过于频繁,请稍后再试"
_FIREWALL = re.compile(
    r"(?:请求|访问|操作)[^。<]{0,20}(?:被[^。<]{0,12}(?:拦截|阻断|禁止)|过于频繁|存在风险)|云防护|防火墙|创宇盾|网站安全狗|安全威胁"
)
_GONE = re.compile(
    r"(?:页面|网页|文章|内容|信息|栏目)(?:已(?:经)?(?:被)?(?:删除|撤销|撤稿|撤回|过期|下线|下架|移除)|不存在|没有找到|找不到|未找到|已失效|走丢)|文件已(?:被)?(?:删除|下线)|(?:找不到|无法找到)(?:该|您?(?:要|所)?访?问?的?)?(?:页|网页|文件)"
    r"|404\s*not\s*found|<title>[^<]*404[^<]*</title>|您(?:访问|请求|查看)的(?:页面|网页|内容|信息|资源)",
    re.IGNORECASE,
)
_ERROR = re.compile(r"<title>[^<]*(?:出错|错误|error|服务器繁忙|维护|\b50[0-4]\b)[^<]*</title>", re.IGNORECASE)
_LEADS_TO_MORE = re.compile(r"年报|年度报告|<i?frame\b|\.(?:pdf|docx?|wps|xlsx?|zip|rar)\b", re.IGNORECASE)
_NOTICE = 160  # characters: a shorter page consists of one notice
_OF_NOTICES = (
    (
        re.compile(
            r"(?:javascript|脚本)[^<]{0,10}(?:刷新|refresh|reload)|(?:安全|人机|滑块)(?:验证|校验|检查)|拖动滑块"
            r"|checking your browser",
            re.IGNORECASE,
        ),
        "challenge page instead of what was asked for (status 200): a browser, or a person, must pass a check",
    ),
    (
        re.compile(
            r"(?:网页|页面|网址)(?:已经?)?(?:被)?(?:不见|转移|移走|无法(?:显示|访问))|(?:网页|页面|文章|信息|内容)(?:还|尚)?未(?:发布|审核)"
            r"|没有找到您|no input file specified|explicit mapping for|http status 404",
            re.IGNORECASE,
        ),
        _DELETED,
    ),
    (
        re.compile(r"(?:系统|网站|平台)正在(?:进行)?(?:升级|维护|改版|建设)|service unavailable", re.IGNORECASE),
        "maintenance notice instead of what was asked for (status 200)",
    ),
    (
        re.compile(
            r"(?:ip|地址)不在[^<]{0,6}范围|仅限[^<]{0,8}(?:内网|网内|内部)|非法(?:访问|请求)"
            r"|n(?:o|['’])t have permission|blocked by|access denied|没有[^。<]{0,12}权限",
            re.IGNORECASE,
        ),
        "refused (status 200): the portal does not serve this crawler or this address",
    ),
)
# the same words are in the templates of pages that a script fills
_NOTICE_OF_ERROR = re.compile(
    r"(?:系统|服务器?|程序|网络|数据库)[^。<]{0,6}(?:异常|错误|繁忙|出错|失败|未响应)|(?:稍后|稍候)(?:再试|重试|访问)"
    r"|fatal error|internal server error|bad gateway|gateway time-?out|nullpointerexception|sqlstate",
    re.IGNORECASE,
)
# an unclosed script, comment or tag extends to the end of the page, as in browsers
_WORDS = re.compile(
    r"(?si)<(?P<unseen>script|style)\b.*?(?:</(?P=unseen)>|\Z)|<!--.*?(?:-->|\Z)|<[^>]+(?:>|\Z)|\s+|(?P<words>[^<\s]+|<)"
)


def find_obstacle(page: Response) -> str | None:
    """One line naming the obstacle if a page is not the requested content; None if it is.

    page: any response, of any status; binary bodies are never judged by words.
    """
    text = page.text if isinstance(page, TextResponse) else ""
    by_status = _by_status(page.status, text)
    if by_status:
        return by_status
    if not page.body.strip() and not page.headers.get("Refresh"):
        return f"empty answer (status {page.status})"
    if len(text) < _SHORT_PAGE and _SCRIPT_CHALLENGE.search(text):
        return "JavaScript challenge (加速乐, as on status 521): the page is only for browsers"
    if len(text) < _SHORT_PAGE and _EDGE_CHALLENGE.search(text):
        return "JavaScript challenge (EdgeOne): the page is only for browsers"
    if _TS_CHALLENGE.search(text):
        return "JavaScript challenge (瑞数, as on status 412): the page is only for browsers"
    if (_COOKIE_CHALLENGE.search(text) or _only_reloads(text)) and not (
        _LEADS_ON.search(text) or _words_of(text, _NO_MORE_THAN_A_TITLE) is None
    ):
        return "JavaScript challenge (a cookie that only a script sets): the page is only for browsers"
    return find_damage(text) or _by_words(text)


def is_another_page(response: TextResponse, page: DetailPage, row_title: str) -> str | None:
    """One line if the portal delivered a page other than the article of a row; None if it is the right one.

    Under many requests, some servers deliver their index page with status 200.
    """
    conversion = find_conversion(response.text, row_title)
    if conversion:
        return conversion
    asked = _squeezed(row_title)[:_TITLE_START]
    if not asked or page.attachments or page.text_is_body or judge_title(page.title) == "report":
        return None
    if asked in _squeezed("".join(response.xpath("//text()[not(parent::script or parent::style)]").getall())):
        return None
    return ANOTHER_PAGE


def is_evidence(page: Response) -> bool:
    """True if an answer with an error status contains more than the error: a challenge or a block."""
    return page.status in (403, 412, 521) and bool(page.body)


def may_pass(obstacle: str) -> bool:
    """True if a request may succeed when it is repeated: its answer was an error, or the page of another request."""
    return obstacle in (ANOTHER_PAGE, _ERROR_PAGE)


def means_gone(reason: str) -> bool:
    """True if an obstacle's line says that the page was withdrawn, not merely unavailable."""
    return reason.startswith((_PAGE_IS_GONE, _DELETED))


def was_sent_home(response: Response, home: str) -> str | None:
    """One line if a missing page was redirected to the portal's home page; otherwise None."""
    redirected = bool(response.request and response.request.meta.get("redirect_urls"))
    at_home = site_of(response.url) == site_of(home) and urlsplit(response.url).path in ("", urlsplit(home).path)
    return f"{_PAGE_IS_GONE}: the portal redirects to its home page" if redirected and at_home else None


def was_sent_back(response: Response, first: str | None) -> str | None:
    """One line if a further page of a list was redirected to its first; otherwise None."""
    redirected = bool(response.request and response.request.meta.get("redirect_urls"))
    return "list is cut: a further page is redirected to the first" if redirected and response.url == first else None


def _only_reloads(text: str) -> bool:
    """True if a page's script only requests it again with a cookie from the headers, and no script file is needed."""
    return "location.reload(" in text and "src=" not in text


def _squeezed(text: str) -> str:
    return re.sub(r"\W+", "", unicodedata.normalize("NFKC", text))


def _by_status(status: int, text: str) -> str | None:
    if status == 521:
        return "JavaScript challenge (status 521, 加速乐): the page is only for browsers"
    if status == 412:
        return "JavaScript challenge (status 412, 瑞数): the page is only for browsers"
    if status in (401, 403, 419) and _TOKEN.search(text):
        return f"refused (status {status}): the request wants a token that only the page's scripts send along"
    if status == 403 and _REGION.search(text):
        return "geographic block (status 403): the portal refuses addresses from outside its region"
    if status == 403:
        return "refused (status 403): the portal does not serve this crawler or this address"
    if status in (404, 410) or (status == 400 and "invalid_page" in text):  # as WordPress answers behind the last
        return f"{_PAGE_IS_GONE} (status {status})"
    if status == 501:
        return "refused (status 501): the portal wants a Referer that it accepts"
    if status >= 400:
        return f"server answered status {status}"
    return None


def _by_words(text: str) -> str | None:
    words = _words_of(text, _SHORT_PAGE // 6)
    if words is None:
        return None  # a page with so much text is an article, whatever its words
    if _CAPTCHA.search(text):
        return "captcha page instead of what was asked for (status 200)"
    if _FIREWALL.search(text):
        return "blocked by a firewall (status 200): it refuses this crawler or asks it to be slower"
    if _LOGIN.search(text):
        return "login page instead of what was asked for (status 200)"
    if _GONE.search(text):
        return _DELETED
    if _ERROR.search(text):
        return _ERROR_PAGE
    if sum(map(len, words)) > _NOTICE or _LEADS_TO_MORE.search(text):
        return None  # more text than a notice, or links to reports
    shown = " ".join(words)
    named = next((said for pattern, said in _OF_NOTICES if pattern.search(shown)), None)
    is_error = named is None and _NOTICE_OF_ERROR.search(shown) and "<script" not in text.lower()
    return _ERROR_PAGE if is_error else named


def _words_of(markup: str, most: int) -> list[str] | None:
    """The words of a page, without scripts and comments; None if they have more than `most` characters.

    Stops as soon as that is known.
    """
    words, length = [], 0
    for found in _WORDS.finditer(markup):
        if word := found["words"]:
            words.append(word)
            length += len(word)
        if length > most:
            return None
    return words
