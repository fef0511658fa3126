"""Finds the title in a document's first lines. `gxcrawl.text.titles` reads what a title says."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from gxcrawl.text.bodies import agency_in_title
from gxcrawl.text.characters import normalise
from gxcrawl.text.numerals import CHINESE_YEAR, ZEROS, in_figures
from gxcrawl.text.titles import FILE_ENDING, VARIANT, names_the_report
from gxcrawl.text.years import year_in_title

_MAX_LINE = 60
_MAX_TITLE = 90
_MAX_LINES = 4  # 武汉市汉阳区… / 2020年度 / 政府信息公开 / 工作年度报告
_HEAD = 24  # lines; breadcrumbs and a metadata table may stand before the title
NAME_END = (
    r"(?:政府|委|局|厅|署|办公室|(?<![交督经承协转主自代补申待])办|中心|部|院|处|所|镇|乡|街道|会|社|馆|站|[支大总中]队|调查队|兵团|林场|农场|牧场|监狱|苏木|集团|公司|分行|支行|银行|海关"
    r"|学校|大学|中学|小学|幼儿园|厂|气象台|地震台|电视台|广播电台|(?:[残妇文侨]|工商)联|科协|(?:研究|督查)室"
    r"|开发区|高新区|新区|园区|示范区|经济区|保税区|度假区|风景区|管理区|实验区)"
)
"""How names of reporting bodies end."""
_BODY = re.compile(rf"(?:{NAME_END}|队|[省市县州旗盟]|(?<!专)区|[)])$")
_REGION = re.compile(r"\w{2,8}[省市县州旗盟区]")
_BEGINS_NAME = re.compile(rf"{_REGION.pattern}|国家|中国")
# 青岚县住房和城 / 乡建设局2023年…: a body's name broken at the end of a line
_CUT_NAME = re.compile(
    rf"(?:{_BEGINS_NAME.pattern})(?!.*(?:公开|信息|网|栏|首页|概况|简介|要闻|新闻|动态|导航|文件|通知|公告|公示))(?:[^\W\d_]|[(]){{1,18}}"
)
NATIONAL = re.compile(r"(?:国家|中国)(\w{2,6}?)(?:总局|局|总署|署)")
"""国家税务总局, above 霁川县税务局."""
_BROKEN_OFF = re.compile(r"(?:信息公开|年度|工作|年|20\d{0,2}|政府?|关于|的|和|、|[(])$")
# 现将我局2022年政府信息公开工作情况报告如下: · 现公布某局2022年度政府信息公开工作年度报告。 · 编制2022年年报。
_ANNOUNCED = re.compile(
    r"(?:现(?:将|公布|发布|予以)|特?编制|公布|发布)[^。;:]{0,40}?(20\d{2})年度?(?=[政信工年])[^。;:]{0,16}?"
    r"(?:报告|年报|情况)[^。;:]{0,12}[。:]"
)
_SENTENCE = re.compile(r"[。；;!?]|,.*,|:$|^现将")  # …年度报告，内容如下：
# 首页>政府信息公开>… · 关于印发…的通知 · 《…年度报告》 · 来源：… · 〔2019〕1号: around a title, but not part of it
_NO_TITLE = re.compile(
    r"[>›»]|当前位置|^(?:来源|作者|浏览|点击|上一篇|下一篇|附件|索引号)|《.*》|〔\d{4}〕\d+号$|(?:时间|日期|来源|机构|作者|文号|字[号体]):"
)
_LETTER = re.compile(r"(?:通知|公告|公示|函)$")
_LABEL = re.compile(r"^\s*(?:标\s*题|名\s*称|信息名称)\s*[:：]\s*")
# 2022年度霁川经济技术开 / 发区管委会政府信息公开年度报告: a year and a name broken at the end of a line
_CUT_AFTER_YEAR = re.compile(
    r"(?:关于)?(?:19|20)\d{2}年度?(?!.*(?:公开|信息|报告|年报|工作|网|栏|动态|文件|通知|公告|公示|计划|要点))(?:[^\W\d_]|[(]){2,30}"
)
# 2020年… · ——2020年… · 22年…, whose 20 stands above · 度政府信息公开… and 府信息公开…, cut in a word
_NAMES_NO_BODY = re.compile(
    rf"(?:关于)?(?:(?:19|20)\d{{2}}|[一二][{ZEROS}九]|\d{{1,3}}年|[-—]|年?度?政?府?信息公开|年?度?政务公开|年度)"
)
_SPACED = re.compile(r"(?:(?:\d{4}|\S)\s+){3,}\S")
_VARIANT_END = re.compile(rf"(?:{VARIANT.pattern})$", re.IGNORECASE)  # …报告（图片版）
# …工作年度报告 2024-01-12 · …年报[2024-01-12]
_DAY_BEHIND = re.compile(r"(?<=[告报])\s*[\[(（【]?20\d\d[-年./]\d{1,2}[-月./]\d{1,2}日?[\])）】]?$")
_LAST_BRACKET = re.compile(r"[（(][^（()）]*[)）]$")
_YEAR = re.compile(rf"(?:20\d\d|{CHINESE_YEAR})年")
_YEAR_LINE = re.compile(rf"[(〔\[]?(?:\d{{4}}|{CHINESE_YEAR})年度?[)〕\]]?|[(〔\[]?20\d\d[)〕\]]?")


@lru_cache(maxsize=1024)  # called for each line alone and joined with others
def is_title(text: str) -> bool:
    """True if a line names an annual report on information disclosure."""
    return names_the_report(normalise(text))


def title_in(lines: Sequence[str], year: int | None = None) -> str | None:
    """The title in the first lines of a document, joined if it is broken over several lines; None if there is none.

    lines: the paragraphs before the first section. year: the year in the page's own name. The line of the issuing body
    above a title that begins with its year is part of the title (临淄区人民政府稷下街道办事处 /
    2020年政府信息公开工作年度报告); so is a year below a title without one (…年度报告 / （2020年度）). If titles name
    several years, as links to earlier reports do, the one of `year` is returned, otherwise the last. The name of a
    column (政府信息公开年报) counts only if there is no better title.
    """
    head = [_closed_up(_LABEL.sub("", line.strip())) for line in lines[:_HEAD]]
    found: dict[int, str] = {}  # the last line of a title -> the title
    for size in range(1, _MAX_LINES + 1):
        found |= {
            end: title
            for end, title in _titles_of(head, size)
            if found.keys().isdisjoint(range(end - size + 1, end + 1))
        }
        telling = {title: year_in_title(title) for title in found.values() if says_which(title)}
        years = set(telling.values()) - {None}
        if telling and (not years or years == {year} or (year is None and len(years) == 1)):
            return next((title for title, named in telling.items() if named is not None), next(iter(telling)))
    dated = [found[end] for end in sorted(found) if year_in_title(found[end]) is not None]
    dated = [title for title in dated if agency_in_title(title) is not None] or dated
    if not dated:
        return next(iter(found.values()), None)  # 政府信息公开年报: a column's name, if nothing else
    return next((title for title in dated if year_in_title(title) == year), dated[-1])


def says_which(title: str) -> bool:
    """True if a title names the body or the year; 政府信息公开工作年度报告 names neither."""
    return agency_in_title(title) is not None or year_in_title(title) is not None


def _titles_of(head: Sequence[str], size: int) -> Iterator[tuple[int, str]]:
    """The titles made of `size` lines, each with the index of its last line."""
    for start in range(len(head) - size + 1):
        window = head[start : start + size]
        title = "".join(window)
        if _could_be_title(window, title):
            title, above = _with_body(head, start, title)
            yield start + size - 1, _with_year(title, above, head[start + size : start + size + 2])


def nearly_title_in(lines: Sequence[str]) -> str | None:
    """The first line of the head that names disclosure and a year: …信息公开工作告年度报, 关于报送…年度报告的函."""
    near = (line.strip() for line in lines[:_HEAD] if len(line) <= _MAX_LINE and "信息公开" in line)
    return next((line for line in near if year_in_title(line) is not None and not _is_said_around(line)), None)


def _closed_up(line: str) -> str:
    """A line without blanks between letters (青 岚 县 水 务 局), and 《…年度报告》 without its marks."""
    if line.startswith("《") and line.find("》") == len(line) - 1:
        line = line[1:-1]
    return "".join(line.split()) if _SPACED.fullmatch(line) else line


def _could_be_title(window: Sequence[str], title: str) -> bool:
    if len(title) > _MAX_TITLE or any(len(line) > _MAX_LINE or _is_of_the_page(line) for line in window):
        return False
    return is_title(title) and (len(window) == 1 or not any(is_title(line) for line in window))


@lru_cache(maxsize=1024)
def _is_of_the_page(line: str) -> bool:
    """True for a sentence, and for a line of the page or letter around the report."""
    return _is_said_around(line) or _LETTER.search(normalise(line)) is not None


def _is_said_around(line: str) -> bool:
    text = normalise(line)
    return bool(_SENTENCE.search(text) or _NO_TITLE.search(text))


def _with_body(head: Sequence[str], start: int, title: str) -> tuple[str, Sequence[str]]:
    """The title joined with the lines above that belong to it, and the line above those."""
    while start > 0 and len(title) < _MAX_TITLE:
        above = head[start - 1]
        if is_title(above) or _is_of_the_page(above) or not above or len(above) > _MAX_LINE:
            break
        if not _belongs_above(normalise(above), title):
            break
        title, start = above + title, start - 1
    return title, head[max(start - 1, 0) : start]


def _belongs_above(line: str, title: str) -> bool:
    """True if the title continues the line above: a body's name, or its first half, 洛川县 above 水利局2022年…."""
    if _CUT_AFTER_YEAR.fullmatch(line) and year_in_title(title) is None:
        return True
    if any(year.start() < len(line) < year.end() for year in _YEAR.finditer(line + normalise(title))):
        return True  # …局二〇二 / 二年政府信息公开…
    if _begins_without_body(title):
        return bool(_BODY.search(line) or _BROKEN_OFF.search(line))
    national = NATIONAL.fullmatch(line)
    if national and national[1] in title:
        return True
    begins_it = _BEGINS_NAME.match(line) and (_BODY.search(line) or _CUT_NAME.fullmatch(line))
    return bool(begins_it) and _REGION.match(normalise(title)) is None and not _is_said_again(line, normalise(title))


def _is_said_again(line: str, title: str) -> bool:
    """Whether a title begins with the end of a line: 某区青岚镇, a crumb of the page, above 青岚镇人民政府2020年…."""
    return any(title.startswith(line[start:]) for start in range(len(line) - 1))


def _with_year(title: str, above: Sequence[str], below: Sequence[str]) -> str:
    """The title with a year added if it has none: from the line above or below, or from below its body's line."""
    if year_in_title(title) is not None:
        return title
    if above and _YEAR_LINE.fullmatch(normalise(above[0])):
        return above[0] + title
    for line in below:
        if _YEAR_LINE.fullmatch(normalise(line)):
            return title + line
        if not _BODY.search(normalise(line)):
            break
    return title


def _begins_without_body(title: str) -> bool:
    """True for 关于… and 2020年…: no body is named before the year."""
    text = normalise(title)
    return _NAMES_NO_BODY.match(text) is not None


def clean_title(title: str) -> str:
    """A title without a portal's additions: file extension, （图片版）, the site's name after a dash."""
    text = _DAY_BEHIND.sub("", FILE_ENDING.sub("", title.strip()))
    if _VARIANT_END.search(normalise(text)):
        text = _LAST_BRACKET.sub("", text).strip()
    head, separator, tail = text.rpartition("-")
    return head.strip() if separator and is_title(head) and not is_title(tail) else text


def announced_year(preface: str) -> int | None:
    """The year of the report that a preface announces; None if it names none or several.

    >>> announced_year("现将我局2022年政府信息公开工作情况报告如下：")
    2022
    """
    plain = re.sub(CHINESE_YEAR, lambda year: in_figures(year.group()), normalise(preface))
    years = set(map(int, _ANNOUNCED.findall(plain)))
    return years.pop() if len(years) == 1 else None
