"""The reporting body that a title names, and whether two names can belong to one body."""

import re
from functools import lru_cache

from gxcrawl.text.numerals import years_in_figures
from gxcrawl.text.spacing import compact
from gxcrawl.text.titles import CORRECTED, CORRECTED_OR_NEWER, DISCLOSED_INFORMATION, FILE_ENDING, VARIANT

_REGION = re.compile(r"(?:[省市县区州旗盟]|(?<![镇乡])政府)$")
_REGION_ALONE = re.compile(r"[\u4e00-\u9fff]{1,10}[省市县区州旗盟]")
_BELOW = re.compile(r"[\u4e00-\u9fff]{1,20}(?:[局委厅镇乡区县]|委员会|街道(?:办事处|办)?|(?<!信息)中心)")
_SHORTEST_BODY = 3

# "云岭市云溪县", "县": region before a body's name, which may be left out
_REGIONS = re.compile(r"^.{0,12}(?:[省县州旗盟]|市(?![场政容民属域])|区(?!域))(?=.{2})")
_EDGES = " ★☆◆◇●○■□▲△※▪-—–_·:：,，、.。《》“”\"'[]【】〔〕|/的"

# "【年报】", but not "【县教育局】"
_BEFORE_NAME = re.compile(
    rf"^(?:关于|(?:公布|发布|印发|公示|转发)(?=[《\u4e00-\u9fff]{{3}})|[对就](?=《|{CORRECTED})|{CORRECTED}(?:后的|:)?|[(\[](?:图解|{CORRECTED_OR_NEWER})[)\]]"
    r"|附件\d*[:、.]?|[【\[][^】\]]*(?<![局委办厅院会室镇乡区县市])(?<!街道|政府|中心)[】\]]|[A-Za-z!]{1,8}(?=[\u4e00-\u9fff])"
    r"|置顶|\d{1,2}[-/.月]\d{1,2}日?(?=[\u4e00-\u9fff])|\([一二三四五六七八九十]{1,3}\)、?|[一二三四五六七八九十]{1,3}、|\(\)"
    r"|[\u4e00-\u9fff]{1,8}[〔\[(【](?:19|20)\d{2}[〕\])】]第?\d{1,4}[号號]|\d{1,3}[.、_-]|0\d{1,2}(?=[\u4e00-\u9fff]))+"
)

# "…年度报告_政府信息公开年报_某县人民政府门户网站", "某县政府网|县教育局2021年…": the site's name, not the title's
_SITE_NAME = r"[^-_|—]{0,40}(?:门户网站|政府网站?|信息网|网站)"
_SITE = re.compile(rf"^{_SITE_NAME}[-_|—]+|(?<![-_|—])[-_|—]++{_SITE_NAME}$")

# "2021年公布:县教育局"
_BEFORE_COLON = re.compile(r"^(?:(?:公|发)布|公开|转发|(?:填报|报送|发布|公开)?单位):")

# "县政府办公室转发县发改局": the second body is the reporting one; "县政府关于公布": there is no second body
_PASSED_ON = re.compile(
    r"^(.{4,30}?)(?:关于)?(?<!信息|新闻|预警|主动|申请|[政党厂院校村居县]务)(?:转发|印发|发布|公布|公开|公示|报送|上报)(?:的?公告)?((?:.{4,})?)$"
)

# "2022-01-20发布", "(5月-12月)", "20210120"
_PRINTED_DAY = re.compile(
    r"(?<!\d)(?:(?:19|20)\d{2}年)?\d{1,2}月?(?:\d{1,2}日)?[-—–~至到]+12月(?:31日)?|"
    r"(?<!\d)(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?!\d)|"
    r"(?:19|20)\d{2}[-年./]\d{1,2}(?:[-月./]\d{1,2}日?|月)(?:发布|公布|公开)?"
    r"|\(?(?<!\d)\d{1,2}月?(?:\d{1,2}日)?[-—–~至到]+12月(?:31日)?\)?"
)
_BRACKETED_DAY = re.compile(r"[(\[【](?:19|20)\d{2}[-年./]\d{1,2}[-月./]\d{1,2}日?[)\]】]")
_CIRCLED = "".join(map(chr, range(0x2460, 0x2474)))  # ①, which compact() would turn into a digit
_YEAR_WORDS = re.compile(r"[(〔【\[]?(?:19|20)\d{2}(?:年度(?:工作)?报告|年度?)?[)〕】\]]?(?=\D|$)")
_NAMED = r"(?:年度)?(?:工作)?(?:情[况況])?(?:的)?(?:年度)?(?:工作)?(?:年度)?(?:情[况況])?(?:[报報]告|年[报報])?"
_FIXED_WORDS = re.compile(
    rf"(?:(?:政府|政[务務])?信息(?:公[开開]|主[动動]|依申[请請])?公[开開]|{DISCLOSED_INFORMATION}){_NAMED}"
    r"|(?:政府信息[与與和及、])?政[务務]公[开開](?!办|[科处股室]|中心|领导)(?:年度)?(?:工作)?(?:情[况況])?(?:的)?(?:年度)?(?:[报報]告|年[报報])?"
    r"|年度?工作[报報]告|年度[报報]告|工作年[报報]|年[报報]|工作[报報]告"
)
_EMPTY_WORDS = re.compile(
    r"(?:年度|工作|报告|年|版|政府|关于|公布|公开|情况|全文|首页|正文|附件|word|pdf|[省市州区县][级直]|汇总|历年|往年|各|部门|单位|乡镇|镇街|街镇)+",
    re.IGNORECASE,
)

# "(公开稿)", "及附表", "(已盖章)", "公示", "- 副本": describes the document, not a body; no body's name ends so
_OF_PAPER = re.compile(
    r"本级|.{0,8}(?:版|稿|件|表|本|图解?|格式|下载|查看|公示|公告|公开|盖章|挂网|正式|最终|红头|全文|转载|图文|最新|信息|第?\d{1,3}号|v\d)\d{0,2}",
    re.IGNORECASE,
)


@lru_cache(maxsize=1024)  # several callers ask for the same title
def agency_in_title(title: str) -> str | None:
    """The reporting body as the title prints it; None if the title names no body.

    >>> agency_in_title("2020年富阳区鹿山街道信息公开工作年度报告")
    '富阳区鹿山街道'
    """
    text = _SITE.sub("", FILE_ENDING.sub("", compact(title.lstrip(_CIRCLED))))
    text = _BEFORE_NAME.sub("", _BRACKETED_DAY.sub("", text))
    text = _PRINTED_DAY.sub("", years_in_figures(VARIANT.sub("", text)))
    text = _FIXED_WORDS.sub("\n", _YEAR_WORDS.sub("\n", text))
    pieces = [_trim(piece) for piece in text.split("\n")]
    empty = (_EMPTY_WORDS, _OF_PAPER)
    named = [piece for piece in pieces if len(piece) >= 2 and not any(one.fullmatch(piece) for one in empty)]
    return _below_region(named) or (max(named, key=len) if named else None)


def _below_region(named: list[str]) -> str | None:
    """The body that a title names after its region: 云溪县2022年民政局…, 云溪县2022年…年度报告(清河镇); otherwise None.

    Offices (办公室) do not count, because an office may only have published the government's report.
    """
    body = next((name for name in named[1:] if _BELOW.fullmatch(name)), None)
    if body is None or not _REGION_ALONE.fullmatch(named[0]):
        return None
    lone = body.startswith(named[0][-1]) and len(body) > _SHORTEST_BODY
    return body if body.startswith(named[0]) else f"{named[0]}{body[1:] if lone else body}"


def names_region(name: str) -> bool:
    """True if a name is that of a region or its government, which may stand on pages of any of its bodies."""
    return _REGION.search(compact(name)) is not None


def may_be_one_body(name: str, other: str) -> bool:
    """True if two names can be of one body: without regions, one contains all characters of the other, in order.

    >>> may_be_one_body("县教体局", "云溪县教育和体育局"), may_be_one_body("县教育局", "县水利局")
    (True, False)
    """
    whole = (compact(name), compact(other))
    return _is_within(*whole) or _is_within(*(_REGIONS.sub("", one) for one in whole))


def _is_within(name: str, other: str) -> bool:
    return occurs_in_order(*sorted((name, other), key=len))


def occurs_in_order(letters: str, text: str) -> bool:
    """True if all letters occur in the text in this order, with any others between them."""
    rest = iter(text)
    return all(letter in rest for letter in letters)


def _trim(piece: str) -> str:
    """A piece of a title without surrounding marks and fixed words; brackets are removed only if unpaired."""
    piece = _BEFORE_COLON.sub("", piece.strip(_EDGES))
    piece = _PASSED_ON.sub(lambda said: said[2] or said[1], piece)
    piece = re.sub(
        rf"^(?:关于|历年|往年)+|(?:关于|历年|往年|(?<!\d)\d\d年度?|[对就]?{CORRECTED}[后版]?)+$", "", piece
    ).strip(_EDGES)
    if piece.count("(") != piece.count(")"):
        piece = piece.strip("()").strip(_EDGES)
    whole = re.fullmatch(r"\(([^()]*)\)", piece)
    plain = whole[1].strip(_EDGES) if whole else piece
    return f"{plain}政府" if plain.endswith("人民") else plain  # in 县人民政府信息公开, _FIXED_WORDS matched 政府 too
