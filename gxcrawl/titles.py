"""What titles of annual reports say: the year, the reporting body, the name of the report.

Used both for link texts (`portals.titles`) and for the first lines of documents (`forms.prose.titles`).
"""

import re
from functools import lru_cache

from gxcrawl.numerals import dates_in_figures, years_in_figures
from gxcrawl.spacing import compact

# "信息公开工作年度报告", "信息公开年报", "政务公开年度报告", "年度报告(信息公开)": the name in its wordings
_REPORT_NAME = re.compile(
    r"信息(?:主[动動])?公[开開].{0,8}(?:[报報]告|年[报報])|政[务務]公[开開].{0,6}年?度?[报報]告|年度[报報]告.{0,6}信息公[开開]"
)

# "2020年", "2020年度", "2020政府", "(2020)": a year; not "2021年1月25日", "2021-01-25", "〔2019〕60号", "2021年修订"
_YEAR = re.compile(
    r"(?<!\d)(?<!\d[./-])((?:19|20)\d{2})"
    r"(?!\d|[-/.]\d|年[\d一二三四五六七八九十元]{1,3}月|年?(?:更正|修订|修正|订正|更新|修改|重新发布)|[)〕\]】]第?\d+[号號])(年度|年)?"
)
# "2019-2020年度", "2018年至2020年", "2019和2020年度": a span of years, so not one year; "2020-2021-01" is none
_SPAN = re.compile(r"(?:19|20)\d{2}年?度?(?:[-—–~―]+|[至到和与及、])(?:19|20)\d{2}(?![-/.\d])")

# "2020年1月1日起至2020年12月31日", "2020年元月～12月", "2020.1.1-2020.12.31", "2020年1至12月": the figures' period
_PERIOD = re.compile(
    r"((?:19|20)\d{2})(?:年度?|[./-])(?:0?1|元)(?:月|[./-]|(?=[至~—–―-]))(?:0?1日?)?(?!\d)[^。;]{0,6}?(?:至|到|[-~—–―])+"
    r"(?:((?:19|20)\d{2})(?:年度?|[./-])|同年|当年|本年)?12[月./-]"
)
# "统计期限自2008年5月1日起至2008年12月31日": the first year that the Regulation was in force for
_FIRST_PERIOD = re.compile(
    r"统计[^。;]{0,12}?(2008)年0?5月0?1日[^。;]{0,4}?(?:至|到|[-~—–―])+(?:2008年|同年|当年)?12月"
)
# "统计期限自2019年1月1日起": a period whose end goes without saying; not "自2021年1月1日起施行"
_PERIOD_BEGINS = re.compile(r"统计[^。;]{0,12}?((?:19|20)\d{2})年0?1月0?1日起(?!施行|实施|执行)")
# "所列数据截止日期为2022年12月31日", "数据截至2022年12月底", "统计截止2022年12月31日"
_UP_TO = re.compile(r"(?:数据[^。;]{0,14}?|统计)(?:截[至止]|时间点)[^。;\d]{0,6}((?:19|20)\d{2})年12月(?:31日|底|末)")
# "上年度报告已公布,统计期限为…", "与2021年1月1日至12月31日相比": another report's period
_OF_ANOTHER = re.compile(r"(?:上一?年度?|去年|前一年)(?:(?!本报告|本年|今年)[^。;])*$|[与较比]$")
# "报告年度：2022年", "统计期限为2022年全年", "时间范围：2022年度"
_STATED = re.compile(
    r"(?:报告|统计)年度:((?:19|20)\d{2})年?|(?:统计(?:期限|时限|期间|时间)|时间范围)(?:为|是|:)((?:19|20)\d{2})年(?:度|全年)(?!第|[上下]半)"
)

_BEFORE_PERIOD = 60  # characters
# "2021年上半年", "第一季度", "1-6月", "6月份": less than a year; "2008年5-12月" is all there is of that one
_PART_OF_YEAR = re.compile(
    r"[上下]半年|半年(?=度?(?:政府|政务|信息|工作|报告|情况|总结))|季度|月份|(?<!年)月报"
    r"|(?<!\d)(?:0?[1-9]|1[0-2])月?(?:\d{1,2}日)?[-—–~至到]+(?:0?[1-9]|1[01])月"
)

_REGION = re.compile(r"(?:[省市县区州旗盟]|(?<![镇乡])政府)$")
_REGION_ALONE = re.compile(r"[\u4e00-\u9fff]{1,10}[省市县区州旗盟]")
_BELOW = re.compile(r"[\u4e00-\u9fff]{1,20}(?:[局委厅镇乡区县]|委员会|街道(?:办事处|办)?|(?<!信息)中心)")
_SHORTEST_BODY = 3
# "云岭市云溪县", "县": what may stand before a body's name or not
_REGIONS = re.compile(r"^.{0,12}(?:[省县州旗盟]|市(?![场政容民属域])|区(?!域))(?=.{2})")

# "(更正版)", "修订后", "关于更正《…》的公告", "第二次修改稿"; 更新 is a word of bodies' names too (城市更新局)
_CORRECTED = r"(?:更正|修订|修正|勘误|订正|重新发布)"
_CORRECTED_OR_NEWER = rf"(?:第[一二三]次)?(?:{_CORRECTED}|更新|修改)(?:[后版稿件本]|说明|公告)?"
_CORRECTION = re.compile(rf"{_CORRECTED}|[(【\[]{_CORRECTED_OR_NEWER}[)】\]]|[告报]{_CORRECTED_OR_NEWER}$")

FILE_ENDING = re.compile(
    r"\.(?:pdf|docx?|wps|xlsx?|ofd|zip|rar|s?html?)(?:[(\[]\d[\d.,]{0,8}[KM]?B?[)\]])?$", re.IGNORECASE
)
VARIANT = re.compile(
    r"\((?:图文(?:版|并茂)?|图片版|超链版|文字版|公开版|word版|pdf版|新版|终稿|定稿|送审稿|公示稿|盖章版|全文"
    rf"|(?:20\d\d年(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?)?{_CORRECTED_OR_NEWER})\)",
    re.IGNORECASE,
)

_EDGES = " ★☆◆◇●○■□▲△※▪-—–_·:：,，、.。《》“”\"'[]【】〔〕|/的"
# "【年报】", but not "【县教育局】"
_BEFORE_NAME = re.compile(
    rf"^(?:关于|(?:公布|发布|印发|公示|转发)(?=[《\u4e00-\u9fff]{{3}})|[对就](?=《|{_CORRECTED})|{_CORRECTED}(?:后的|:)?|[(\[](?:图解|{_CORRECTED_OR_NEWER})[)\]]"
    r"|附件\d*[:、.]?|[【\[][^】\]]*(?<![局委办厅院会室镇乡区县市])(?<!街道|政府|中心)[】\]]|[A-Za-z!]{1,8}(?=[\u4e00-\u9fff])"
    r"|置顶|\d{1,2}[-/.月]\d{1,2}日?(?=[\u4e00-\u9fff])|\([一二三四五六七八九十]{1,3}\)、?|[一二三四五六七八九十]{1,3}、|\(\)"
    r"|[\u4e00-\u9fff]{1,8}[〔\[(【](?:19|20)\d{2}[〕\])】]第?\d{1,4}[号號]|\d{1,3}[.、_-]|0\d{1,2}(?=[\u4e00-\u9fff]))+"
)
# "…年度报告_政府信息公开年报_某县人民政府门户网站", "某县政府网|县教育局2021年…": the site, and no part of the title
_SITE_NAME = r"[^-_|—]{0,40}(?:门户网站|政府网站?|信息网|网站)"
_SITE = re.compile(rf"^{_SITE_NAME}[-_|—]+|(?<![-_|—])[-_|—]++{_SITE_NAME}$")
# "2021年公布:县教育局"
_BEFORE_COLON = re.compile(r"^(?:(?:公|发)布|公开|转发|(?:填报|报送|发布|公开)?单位):")
# "县政府办公室转发县发改局": the body behind is the one that reports; "县政府关于公布": there is none behind
_PASSED_ON = re.compile(
    r"^(.{4,30}?)(?:关于)?(?<!信息|新闻|预警)(?:转发|印发|发布|公布|公示|报送|上报)(?:的?公告)?((?:.{4,})?)$"
)
# "2022-01-20发布", "(5月-12月)", "20210120"
_PRINTED_DAY = re.compile(
    r"(?<!\d)(?:(?:19|20)\d{2}年)?\d{1,2}月?(?:\d{1,2}日)?[-—–~至到]+12月(?:31日)?|"
    r"(?<!\d)(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?!\d)|"
    r"(?:19|20)\d{2}[-年./]\d{1,2}(?:[-月./]\d{1,2}日?|月)(?:发布|公布|公开)?"
    r"|\(?(?<!\d)\d{1,2}月?(?:\d{1,2}日)?[-—–~至到]+12月(?:31日)?\)?"
)
_BRACKETED_DAY = re.compile(r"[(\[【](?:19|20)\d{2}[-年./]\d{1,2}[-月./]\d{1,2}日?[)\]】]")
_CIRCLED = "".join(map(chr, range(0x2460, 0x2474)))  # ①, which compact() makes a digit of the name
_YEAR_WORDS = re.compile(r"[(〔【\[]?(?:19|20)\d{2}(?:年度?)?[)〕】\]]?(?=\D|$)")
_NAMED = r"(?:年度)?(?:工作)?(?:情[况況])?(?:的)?(?:年度)?(?:工作)?(?:年度)?(?:情[况況])?(?:[报報]告|年[报報])?"
_FIXED_WORDS = re.compile(
    rf"(?:政府|政[务務])?信息(?:公[开開]|主[动動]|依申[请請])?公[开開]{_NAMED}"
    r"|(?:政府信息[与與和及、])?政[务務]公[开開](?!办|[科处股室]|中心|领导)(?:年度)?(?:工作)?(?:情[况況])?(?:的)?(?:年度)?(?:[报報]告|年[报報])?"
    r"|年度?工作[报報]告|年度[报報]告|工作年[报報]|年[报報]|工作[报報]告"
)
_EMPTY_WORDS = re.compile(
    r"(?:年度|工作|报告|年|版|政府|关于|公布|公开|情况|全文|首页|正文|附件|word|pdf|[省市州区县][级直]|汇总|历年|往年|各|部门|单位|乡镇|镇街|街镇)+",
    re.IGNORECASE,
)


# "(公开稿)", "及附表", "(已盖章)", "公示", "- 副本": what is said of the paper names nobody, and no body ends so
_OF_PAPER = re.compile(
    r".{0,8}(?:版|稿|件|表|本|本级|图解?|格式|下载|查看|公示|公告|公开|盖章|挂网|正式|最终|红头|全文|转载|图文|最新|信息|第?\d{1,3}号|v\d)\d{0,2}",
    re.IGNORECASE,
)
# 政府信息公开保密审查工作报告, 政务公开第三方评估报告: on one part of disclosure, or by others on how well it is done
_ANOTHER_REPORT = re.compile(
    "保密审查|重点领域|第三方|满意度|(?:评估|评议|测评|自评|考评|考核)(?:结果|情况|报告)|(?:编写|填报)说明"
)


def names_another_report(text: str) -> bool:
    """True if a text contains the name of another report on disclosure than the annual one.

    >>> names_another_report("某县2023年重点领域信息公开工作报告"), names_another_report("某县2023年信息公开工作报告")
    (True, False)
    """
    return _ANOTHER_REPORT.search(compact(text)) is not None


def names_the_report(text: str) -> bool:
    """True if a text contains the name of an annual report on information disclosure."""
    return _REPORT_NAME.search(compact(text)) is not None


@lru_cache(maxsize=1024)  # of one title several ask
def years_in(title: str) -> frozenset[int]:
    """The years in a title; one marked 年度 overrides others, a span of years counts as two.

    A date (2021年1月25日) and a document number (〔2019〕60号) name no year.

    >>> sorted(years_in("2021年发布的二〇二〇年度报告")), sorted(years_in("2019-2020年"))
    ([2020], [2019, 2020])
    """
    plain = years_in_figures(compact(title))
    if _SPAN.search(plain):
        return frozenset(int(year) for year in re.findall(r"(?:19|20)\d{2}", plain))
    found = [(int(match[1]), match[2]) for match in _YEAR.finditer(plain)]
    of_year = frozenset(year for year, word in found if word == "年度")
    return of_year if len(of_year) == 1 else frozenset(year for year, _ in found)


def year_in_title(title: str) -> int | None:
    """The one year that a title names; None where it names none or several.

    >>> year_in_title("某局二〇二〇年度政府信息公开工作年度报告"), year_in_title("2021年1月25日发布")
    (2020, None)
    """
    return _only(years_in(title))


def is_correction(title: str) -> bool:
    """Whether a title is that of a report's later version, which takes the place of the one published before.

    >>> is_correction("某局2020年政府信息公开年报（更正版）"), is_correction("某市城市更新局2020年政府信息公开年报")
    (True, False)
    """
    return _CORRECTION.search(FILE_ENDING.sub("", compact(title))) is not None


def names_part_of_year(title: str) -> bool:
    """Whether a title is that of a report on less than a year, which no annual report is.

    >>> names_part_of_year("某局2021年上半年政府信息公开工作报告"), names_part_of_year("某局2021年年报")
    (True, False)
    """
    return _PART_OF_YEAR.search(compact(title)) is not None


def years_in_prose(text: str) -> frozenset[int]:
    """The years of the periods that the prose gives for its figures."""
    plain = dates_in_figures(compact(text))
    stated = frozenset(int(year) for found in _STATED.findall(plain) for year in found if year)
    periods = frozenset(
        int(year)
        for period in _PERIOD.finditer(plain)
        if not _OF_ANOTHER.search(plain, max(period.start() - _BEFORE_PERIOD, 0), period.start())
        for year in period.groups()
        if year
    )
    told = (_FIRST_PERIOD, _PERIOD_BEGINS, _UP_TO)
    return stated | (periods or frozenset(int(year) for pattern in told for year in pattern.findall(plain)))


def year_in_prose(text: str) -> int | None:
    """The year of the period in the prose; None if it names none or several."""
    return _only(years_in_prose(text))


@lru_cache(maxsize=1024)  # likewise
def agency_in_title(title: str) -> str | None:
    """The reporting body as the title prints it; None where the title names none.

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
    """The body that a title names behind its region: 云溪县2022年民政局…, 云溪县2022年…年度报告(清河镇).

    None of an office, which may only have put the government's report online.
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
    longer, shorter = sorted((name, other), key=len, reverse=True)
    left = iter(longer)
    return all(character in left for character in shorter)


def _only(years: frozenset[int]) -> int | None:
    return next(iter(years)) if len(years) == 1 else None


def _trim(piece: str) -> str:
    """A piece of a title without the marks and words around it; a bracket goes only where its partner is missing."""
    piece = _BEFORE_COLON.sub("", piece.strip(_EDGES))
    piece = _PASSED_ON.sub(lambda said: said[2] or said[1], piece)
    piece = re.sub(
        rf"^(?:关于|历年|往年)+|(?:关于|历年|往年|(?<!\d)\d\d年度?|[对就]?{_CORRECTED}[后版]?)+$", "", piece
    ).strip(_EDGES)
    if piece.count("(") != piece.count(")"):
        piece = piece.strip("()").strip(_EDGES)
    whole = re.fullmatch(r"\(([^()]*)\)", piece)
    plain = whole[1].strip(_EDGES) if whole else piece
    return f"{plain}政府" if plain.endswith("人民") else plain  # of 县人民政府信息公开 the fixed words took 政府 along
