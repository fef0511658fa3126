"""Decides whether a document is an annual report, and not a budget, a plan or a notice about reports."""

import re
from collections.abc import Iterable
from itertools import islice

from gxcrawl.errors import NotAReport, Unreadable
from gxcrawl.forms.prose.headings import Prose
from gxcrawl.forms.prose.titles import is_title, says_which
from gxcrawl.forms.rows.found import Found
from gxcrawl.model import NO_REPORT, Document, Form, Table
from gxcrawl.text.characters import normalise
from gxcrawl.text.numerals import FIGURE
from gxcrawl.text.titles import names_another_report
from gxcrawl.text.years import names_part_of_year

# 关于做好2023年…年度报告编制工作的通知, with the form or without it
_ORDER = re.compile("(?:做好|报送|编制|编报)[^,。]{0,60}通知")
# …年度报告（范本）, …年度报告格式, …编写模板, ××局20XX年…年度报告, （单位名称）2022年…: templates of reports
_TEMPLATE = re.compile(
    r"[模范样][板本文表](?:[)\]】]|$)|[告报](?:的?(?:基本|统一|参考))?(?:格式|参考文本|示范文本)"
    r"|(?:填写|编写|填报|编制)(?:说明|指南|要求|格式)|(?<![×xX*])[×xX*]{2,}+(?:年|[省市县区州镇乡局委办厅院]|街道|单位|部门)"
    r"|__年|(?:单位|机关|部门)名称\)?(?=20|[×xX*_年])"
)
_FEWEST_ROWS = 3  # of the form: a budget has 行政事业性收费 too, a statistic 结转 and 总计
_FEWEST_SECTIONS = 5  # of a report that is prose alone and has no title
_FEWEST_HEADINGS = 2
_FEWEST_FIGURES = 5  # of tables that somebody filled in; empty ones may count their columns or name the year
_MIN_PROSE = 150  # characters; a shorter page without table only refers to its attachment
_PER_MENTION = 1000  # at least one mention of disclosure per so many characters; reports have about ten
_HEADING = re.compile("信息公开|主动公开|公开(?:的|政府)*信息|申请|复议")  # not 政务公开, which any plan may have
_DISCLOSURE = re.compile("信息公开|政务公开|依申请公开|主动公开")
# 文字解读：某局2023年…年度报告; a page that only prints a report's title is not one
_ABOUT_REPORTS = re.compile("解读|图解|读懂|情况的?通报|培训[会班]|评议公告")


def refuse_what_is_none(title: str, form: Form, found: Found, prose: Prose, document: Document) -> None:
    """Raises NotAReport, with the reason, if the document is no report, and Unreadable if it consists only of pictures.

    found: from its tables.
    """
    pictures = document.pictures
    if names_part_of_year(title) or _ORDER.search(normalise(title)):
        raise NotAReport(NO_REPORT)  # 上半年, 第一季度: some portals publish the same tables every few months
    if _TEMPLATE.search(normalise(title)):
        raise NotAReport("no annual report: its title is that of a form to be filled in")
    titled, headed = is_title(title), _is_headed(prose)
    text = "".join((*prose.before, *(section.text for section in prose.sections)))
    if _is_empty(form, found, document.tables) and not (titled and says_which(title)) and len(text) < _MIN_PROSE:
        raise NotAReport("no annual report: a form that nobody filled in")
    if form != "narrative" and (titled or headed or found.rows >= _FEWEST_ROWS):
        return
    if _ABOUT_REPORTS.search(normalise(title)) or names_another_report(title):
        raise NotAReport(NO_REPORT)
    if headed and len(prose.sections) >= _FEWEST_SECTIONS:
        return
    if pictures and len(text) < _MIN_PROSE and (titled or not text):
        raise Unreadable(f"needs OCR: the report consists of pictures ({pictures}) and hardly any text")
    if not titled:
        raise NotAReport("no annual report: neither its tables nor its six sections nor its title are there")
    if len(text) < _MIN_PROSE:
        raise NotAReport("no annual report: the title of one, but no table and hardly any text")
    if len(_DISCLOSURE.findall(normalise(text))) < max(1, len(text) // _PER_MENTION):
        raise NotAReport("no annual report: the title of one, but no table, and its text is about something else")


def _is_empty(form: Form, found: Found, tables: Iterable[Table]) -> bool:
    """True if there are official tables without any figure; figures that could not be read do not make them empty."""
    if form == "narrative" or any(cell.value is not None for cell in found.cells.values()):
        return False
    cells = (cell for table in tables for row in range(len(table.rows)) for cell in table.own_cells(row))
    figures = (column for column, text in cells if column and FIGURE.fullmatch(text.strip()))
    return len(list(islice(figures, _FEWEST_FIGURES))) < _FEWEST_FIGURES


def _is_headed(prose: Prose) -> bool:
    """True if the headings are those of a disclosure report; budgets and plans have numbered sections too."""
    headings = [section.heading for section in prose.sections if _HEADING.search(normalise(section.heading))]
    return len(headings) >= _FEWEST_HEADINGS
