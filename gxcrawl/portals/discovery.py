"""Selects the links of a page that lead to reports: from a home page to the column, and inside it to every report."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal
from urllib.parse import urlsplit

from gxcrawl.model.queued import restore
from gxcrawl.portals.addresses import COLUMN_PATH, is_article_address, is_list_address
from gxcrawl.portals.bodies.words import agency_like, inside_region, is_other_matter, is_regions_at_large
from gxcrawl.portals.pages.articles.attachments import FILE_NAME, is_file_address
from gxcrawl.portals.pages.markup.shapes import ListEntry
from gxcrawl.portals.pages.rows.headings import SERIAL
from gxcrawl.portals.titles import judge_title, names_another_kind, report_year, title_is_cut
from gxcrawl.text.bodies import agency_in_title
from gxcrawl.text.spacing import compact

Place = Literal["home", "gateway", "column"]
Step = Literal["detail", "list"]

_MOST_BODIES = 80  # departments and towns of a county
DEEPEST = 8  # home, 政务公开, 政府信息公开, 部门, 市直部门, agency, 年报, 2015年及以前, year: the deepest portal seen

# "2020年", "2020年度(部门)", "2020", "二〇二〇年", "2020年年报": columns of one year
_YEAR_COLUMN = re.compile(
    r"(?:(?:19|20)\d{2}|[一二][〇零○九][〇零○一二三四五六七八九]{2}(?=年))年?度?"
    r"(?:年报|年度报告|(?:政府)?信息公开(?:工作)?(?:年度报告|年报))?(?:\([^()]{1,10}\))?"
)
# "2019年及以前", "2020年之前年报(旧版网站)", "2008-2018年", "更早年份": columns of several years
_YEARS_COLUMN = re.compile(
    r"(?:(?:(?:19|20)\d{2}年?度?\(?(?:含|及)?\)?(?:之|以)?前|(?:19|20)\d{2}年?度?[-—–~至到](?:19|20)\d{2}年?度?|更早|历年|往年|以往)"
    r"(?:年份|年度)?)(?:的?(?:政府)?(?:信息公开)?(?:工作)?(?:年报|年度报告))?(?:\([^()]{1,12}\))?"
)
# "区级部门", "县直单位", "乡镇(街道)", "镇街", "市政府部门", "经济管理部门": columns of a group of agencies
_GROUP = re.compile(
    r"(?:[区县市省州]?(?:级|直|属|政府)?(?:各)?(?:部门|单位|机关|委办局|工作部门|直属(?:部门|单位|机构))"
    r"|(?:各)?(?:乡镇|镇街|街镇|镇乡|街道|乡镇\(?街道\)?|镇\(?街道\)?|街道\(?乡?镇\)?|镇、?街道|街道、?乡?镇|开发区|园区|功能区|[区县市省州]?本级)"
    r"|[区县市省州]?(?:人民)?(?:政府)?(?:派出|特设|办事|所属|双重管理|驻[\u4e00-\u9fff]{1,4})(?:部门|单位|机构)|群团组织|人民团体"
    r"|(?!内设|组织|发布|重点)[\u4e00-\u9fff、]{2,8}部门"
    r"|(?:其[他它]|垂直(?:管理)?|垂管|双管|驻[区县市]|[省市]属|国有)(?:部门|单位|机构|企业)"
    r"|[区县市省政府直属其他]{0,6}(?:事业|企事业|机关)单位|(?:区政府|县政府|市政府|政府)?(?:议事协调|其他|直属|派出)机构|[区县市省]属(?:国有)?企业"
    r"|[区县市省]?(?:政府)?(?:部门|街道|乡镇|镇街)?(?:信息公开)?年报)(?:信息公开|年报|年度报告|单位)?"
)
# "政府信息公开", "政务公开专栏", "部门街镇政府信息公开", "乡镇街道信息公开目录"
_GATEWAY = re.compile(
    r"(?:[\u4e00-\u9fff、()]{0,14}?(?:政府)?(?:信息|政务)公开(?:工作)?(?:专栏|平台|目录|网|栏目|专区|频道|主动公开)?"
    r"|公开(?:专栏|平台|专区)?|政务|(?:法定)?主动公开(?:内容|目录)?)"
)
_ARCHIVE = re.compile(r"\.(?:zip|rar|7z)$", re.IGNORECASE)  # "打包下载.zip": only its contents show what it is
_OF_DISCLOSURE = re.compile(r"(?:政府)?(?:信息|政务)公开.*$")
_OF_VISITORS = re.compile(r"依申请|意见|投诉|申请|检索|搜索|打印|收藏|分享|返回")
_LATIN = re.compile(r"[A-Za-z]{3,}")  # menus in two languages: "政务公开 Open Government"
_NO_GATEWAY = re.compile(
    r"按[年月日]|查看|检索|搜索|重点领域|事业单位|企业|财政|环境|环保|教育领域|依申请|意见|投诉|试点|申请"
)
# "本栏目已迁移至新网站", "点击进入新版年报栏目"
_MOVED = re.compile(r"迁移|(?:进入|访问|跳转|前往).{0,6}新(?:版|栏目|网站|平台|地址)|新(?:版|栏目)(?:年报|网站|平台)?$")
_LONGEST_MOVED = 24
_SHORT_NAME = 8
_NO_WAY = re.compile(r".{12}|指南|制度|依申请|意见|投诉|信箱|财政|预决算|新闻|动态|领导|人事|招考|采购")
_INDEX = re.compile(r"(?:^|/)(?:(?:index|default|list)(?:_\d+)?\.\w+)?$")
_PAGER = re.compile(r"[\W\d]*|[首尾末上下前后][一1]?[页頁]|第.{1,3}页|.*页.*")
_MARKS = "·•●■◆★☆>»【】[]:→-—"
_LETTERS = re.compile(r"[A-Za-z](?:[-—~至][A-Za-z])?组?")  # of bodies' names: "A-J"
_CALL = re.compile(r"(?:的?请?(?:点击|点)?(?:此处|这里|进入|查看|打开|链接))+$")  # "2019年及以前年报请点击此处"
_MAP = re.compile(r"(?:网站|站点|本站)(?:地图|导航)")
# "点击进入网站", "网站首页", "中文版": the link of a mere welcome page
_ENTRANCE = re.compile(r"(?:点击|请)?进入.{0,8}|网站首页|首页|主页|(?:简体)?中文(?:版|网站)?|简体版?")


@dataclass(frozen=True, slots=True)
class Trail:
    """The position of a request: its distance from home, and the agency and year named on the way there.

    root: the folder of the column, if it has its own; everything below belongs to the column.
    """

    portal_id: str
    place: Place
    depth: int = 0
    agency: str | None = None
    year: int | None = None
    root: str | None = None

    __setstate__ = restore

    @property
    def in_column(self) -> bool:
        """True inside an annual-report column, where titles need not repeat the kind of report."""
        return self.place == "column"

    def into_column(self) -> "Trail":
        """The trail after a page turned out to be an annual-report column."""
        return replace(self, place="column")


@dataclass(frozen=True, slots=True)
class Choice:
    """A link to follow, as a detail (article or file) or as a list, with its trail."""

    step: Step
    entry: ListEntry
    trail: Trail


def choose(entries: Iterable[ListEntry], trail: Trail) -> list[Choice]:
    """The links of a page worth following, in page order; the others were rejected by their titles."""
    entries = list(entries)
    chosen = [choice for entry in entries if (choice := _choice(entry, trail)) is not None]
    if not chosen and trail.place == "home" and trail.depth == 0:
        inside = replace(trail, depth=1)
        chosen = [Choice("list", entry, inside) for entry in entries if _ENTRANCE.fullmatch(compact(entry.title))]
    return [choice for choice in chosen if choice.step == "detail" or trail.depth < DEEPEST]


def sites_of_bodies(entries: Iterable[ListEntry]) -> list[ListEntry]:
    """The links of a home page to sites of public bodies, judging by their names (部门网站), up to a limit.

    The home page's own site map (网站地图) comes first.
    """
    entries = list(entries)
    maps = [replace(entry, title="") for entry in entries if _MAP.fullmatch(compact(entry.title))]
    named = (entry for entry in entries if agency_like(entry.title) and is_list_address(entry.url))
    return [*maps[:1], *islice(named, _MOST_BODIES)]


def ways_inside(entries: Iterable[ListEntry], url: str, trail: Trail) -> list[ListEntry]:
    """The links below a page to which a body's name in a column led, if the page shows no report: a site's home.

    Only links below it: the menus around lead to the column of all bodies.
    """
    entries = list(entries)
    shows_reports = any(judge_title(entry.title) == "report" for entry in entries)
    if not (trail.in_column and trail.agency) or trail.year or shows_reports:
        return []
    folder = f"{url.partition('?')[0].rpartition('/')[0]}/"
    return [entry for entry in entries if entry.url.startswith(folder)]


def below_gateway(entries: Iterable[ListEntry], url: str) -> list[ListEntry]:
    """The lists below a gateway's own folder whose names are unknown: one of them may contain the column."""
    folder = own_folder(url)
    if folder is None:
        return []
    lists = (one for one in entries if one.url.startswith(folder) and own_folder(one.url) not in (None, folder))
    return [one for one in lists if one.published_on is None and not _NO_WAY.search(compact(one.title))]


def is_beside(entry: ListEntry, url: str) -> bool:
    """True if a link of a column page with a report leads to another report: by its title, or by year and place."""
    of_year = _YEAR_COLUMN.fullmatch(compact(entry.title)) and entry.url.startswith(url.rpartition("/")[0])
    return bool(of_year) or judge_title(entry.title) == "report"


def _choice(entry: ListEntry, trail: Trail) -> Choice | None:
    if entry.year and judge_title(entry.title) == "report":
        return Choice("detail", entry, replace(trail, depth=trail.depth + 1, year=entry.year))
    judgement = judge_title(entry.title, in_column=trail.in_column)
    deeper = replace(trail, depth=trail.depth + 1)
    leaf = entry.posted is not None or is_article_address(entry.url) or is_file_address(entry.url)
    if trail.in_column and not leaf and _YEARS_COLUMN.fullmatch(_CALL.sub("", compact(entry.title))):
        return Choice("list", entry, deeper)  # its name begins with a year, but its reports are about others
    if judgement == "report":
        if leaf:
            return Choice("detail", entry, deeper)
        step: Step = "list" if is_list_address(entry.url) else "detail"
        return Choice(step, entry, _told_by_title(entry, deeper))
    if judgement == "hub":
        place_and_year = replace(deeper, place="column", year=report_year(entry.title) or trail.year)
        return Choice("detail" if leaf else "list", entry, place_and_year)
    if judgement == "column":
        told = entry.year is not None and entry.agency is not None and not is_list_address(entry.url)
        of_row = replace(deeper, year=entry.year or trail.year, agency=entry.agency or trail.agency)
        as_article = trail.in_column and (leaf or told)
        root = trail.root if trail.in_column else own_folder(entry.url)
        return Choice("detail" if as_article else "list", entry, replace(of_row, place="column", root=root))
    return _sub_column(entry, trail, deeper, leaf=leaf)


def own_folder(url: str) -> str | None:
    """The folder of a column whose address is the folder or its index: /zwgk/nb/, /zwgk/nb/index.html; None
    otherwise.
    """
    path = urlsplit(url).path
    return url.partition("?")[0].rpartition("/")[0] + "/" if _INDEX.search(path) and path.count("/") > 1 else None


def _is_part(entry: ListEntry, trail: Trail) -> bool:
    """True if a link's address is below its column, whatever its name: A-J, 历史数据."""
    if not trail.root or not entry.url.startswith(trail.root) or entry.published_on:
        return False
    name, rest = compact(entry.title), entry.url.removeprefix(trail.root).partition("?")[0]
    of_pager = _PAGER.fullmatch(name) or ("/" not in rest and _INDEX.fullmatch(rest) and not _LETTERS.fullmatch(name))
    other = is_other_matter(name) or _OF_VISITORS.search(name)
    longest = _LONGEST_MOVED if is_list_address(entry.url) else _SHORT_NAME
    return not (of_pager or other or len(name) > longest or (names_another_kind(name) and not name.endswith("单位")))


def _told_by_title(entry: ListEntry, trail: Trail) -> Trail:
    """The trail through a page that is named like a report but may be a column; keeps what the name says."""
    named = None if title_is_cut(entry.title) else agency_in_title(entry.title)
    year = report_year(entry.title) or trail.year
    return replace(
        trail, place="column", year=year, agency=inside_region(trail.agency, named) if named else trail.agency
    )


def _sub_column(entry: ListEntry, trail: Trail, deeper: Trail, *, leaf: bool) -> Choice | None:
    """Years, groups and agencies inside a column; outside, the way to the column."""
    is_file = is_file_address(entry.url)
    named_as_file = is_file or FILE_NAME.search(entry.title)
    plain = SERIAL.sub("", compact(entry.title)).strip(_MARKS)
    name = (named_as_file and agency_in_title(entry.title)) or plain  # "1.县教育局.docx", "2、县水利局"
    year = entry.year or trail.year
    step: Step = "detail" if leaf else "list"
    by_place = entry.year is not None and entry.agency == name  # a table's 单位 and its year: 县妇联
    is_row = bool(year or is_file or entry.published_on)  # and no menu of bodies, which may lead to articles on them
    if trail.in_column and (agency_like(name) or by_place) and (not leaf or is_row):
        told = entry.year is not None and not is_list_address(entry.url)  # by its place it is the report of a year
        return Choice(
            "detail" if told else step,
            entry,
            replace(deeper, agency=inside_region(trail.agency, entry.agency or name), year=year),
        )
    if trail.in_column and _YEAR_COLUMN.fullmatch(name):
        return Choice(step, entry, replace(deeper, year=report_year(name), agency=entry.agency or trail.agency))
    if trail.in_column and _ARCHIVE.search(entry.url) and judge_title(name) == "other" and not names_another_kind(name):
        return Choice("detail", entry, deeper)
    if leaf:
        return None
    if trail.in_column and (_GROUP.fullmatch(name) or is_regions_at_large(name.removesuffix("年报"))):
        return Choice("list", entry, deeper)
    if trail.in_column:
        moved = _MOVED.search(name) is not None and len(name) < _LONGEST_MOVED
        leads_on = moved or _is_part(entry, trail)
        return Choice("list", entry if moved else replace(entry, by_chance=True), deeper) if leads_on else None
    if COLUMN_PATH.search(entry.url) and len(name) < 20 and not (is_other_matter(name) or names_another_kind(name)):
        return Choice("list", entry, replace(deeper, place="column", root=own_folder(entry.url)))
    if _GATEWAY.fullmatch(_LATIN.sub("", name)) and not _NO_GATEWAY.search(name):
        body = _OF_DISCLOSURE.sub("", name)
        agency = body if trail.place == "gateway" and agency_like(body) else trail.agency
        return Choice("list", entry, replace(deeper, place="gateway", agency=agency))
    if trail.place == "gateway" and (_GROUP.fullmatch(name) or agency_like(name)):
        agency = None if _GROUP.fullmatch(name) else name
        return Choice("list", entry, replace(deeper, agency=agency or trail.agency))
    return None
