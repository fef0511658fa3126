"""Whether the report follows the form required for its year, and is complete."""

import re
from collections.abc import Iterator, Sequence

from gxcrawl.checks.bodies import reports_by_other_rules
from gxcrawl.model import Check, Form, Report, Section
from gxcrawl.reading.bars import with_plain_bars
from gxcrawl.text.numerals import FIGURE, in_chinese
from gxcrawl.text.statements import STATEMENT
from gxcrawl.text.years import year_in_prose, year_in_title

# first and last year of each edition: 国办公开办函〔2019〕60号, 〔2021〕30号; 国办发〔2014〕32号
_YEARS: dict[Form, tuple[int, int]] = {"2014": (2013, 2018), "2019": (2019, 2020), "2021": (2021, 9999)}
_LONGEST_BEGINNING = 800  # characters; periods mentioned later are about other things
# 数据的统计期限自…; not 2020年1月1日至12月31日收到申请9件, which a report may compare its year with
_OF_PERIOD = re.compile(r"统\s*计|期\s*限|时\s*限|时\s*间|期\s*间|涵\s*盖|所\s*列|統|時|範")
_WHOLE_YEAR = re.compile(r"12|１２|十二月|全年")
_SECTIONS = range(1, 7)
_FEWEST_NUMBERS = 4
# Not of a date, a document or an article.
_NUMBER = re.compile(r"(?<![\d.〔(（第])\d+(?:,\d{3})*(?:\.\d+)?(?![\d年月日号条])")
_FIGURES_OF_A_ROW = 3
_STATES = re.compile(f"{STATEMENT}|零|见")
_TABLES = {2: "proactive_disclosure.", 3: "applications.", 4: "review_litigation."}
_ROWS_OF_ALL = {
    "new_received": "本年新收",
    "carried_over": "上年结转",
    "result_total": "办理结果总计",
    "carried_forward": "结转下年度",
}


def check_edition(report: Report) -> Check:
    """The tables follow the edition in force for the report's year. left: the year; right: the edition."""
    if report.year is None:
        return Check("form.edition", "not_assessable", None, None, "年度不明，无法判断所用格式是否适用。")
    if report.form == "narrative":
        return _narrative(report, report.year)
    first, last = _YEARS[report.form]
    if first <= report.year <= last:
        return Check(
            "form.edition", "pass", report.year, int(report.form), f"{report.year}年报告使用{report.form}年版格式。"
        )
    stated = year_of_period(report)
    if stated is not None and first <= stated <= last:
        fits = f"{report.form}年版格式适用于正文统计期限的{stated}年，不适用于报告年度{report.year}年"
        return Check("form.edition", "not_assessable", report.year, int(report.form), f"{fits}，无法判断。")
    due = next((form for form, (begin, end) in _YEARS.items() if begin <= report.year <= end), None)
    asked = f"该年度应使用{due}年版" if due else "该年度尚无此格式"
    message = f"{report.year}年报告使用了{report.form}年版格式，{asked}，请核对表格栏目。"
    return Check("form.edition", "fail", report.year, int(report.form), message)


def _narrative(report: Report, year: int) -> Check:
    if year < _YEARS["2019"][0]:
        return Check("form.edition", "not_assessable", year, None, f"{year}年报告没有统计表，当年格式无法核对。")
    if reports_by_other_rules(report):
        message = "报告没有统计表；学校、公共企事业单位另有规定，无法核对格式。"
        return Check("form.edition", "not_assessable", year, None, message)
    return Check("form.edition", "fail", year, None, f"{year}年报告中没有找到规定的统计表格，请查看附件或原文。")


def check_year(report: Report) -> Iterator[Check]:
    """One check, if the prose begins by saying that its figures cover another year than the title names.

    Authors who start from last year's report may change one and forget the other.
    """
    named, stated = year_in_title(report.title), year_of_period(report)
    if named is not None and stated is not None and named != stated:
        message = f"标题所称年度为{named}年，正文所列数据的统计期限却是{stated}年，请核对报告属于哪一年。"
        yield Check("form.year", "fail", named, stated, message)


def year_of_period(report: Report) -> int | None:
    """The year that the prose names as the period of the figures; None if it names none."""
    return year_in_prose(_beginning(report))


def _beginning(report: Report) -> str:
    """The sentences of the preface and the first section about the period of the figures, if they name a whole year."""
    text = "\n".join((report.preface, *(section.text for section in report.sections[:1])))[:_LONGEST_BEGINNING]
    if not _WHOLE_YEAR.search(text):
        return ""
    return "。".join(sentence for sentence in text.split("。") if _OF_PERIOD.search(sentence))


def check_sections(report: Report) -> Check:
    """All six sections are present, those of the tables with values or prose. left: number present; right: 6."""
    there = {section.number for section in report.sections}
    missing = [number for number in _SECTIONS if number not in there]
    tabular = [section for section in report.sections if section.number in _TABLES]
    unread = [section.number for section in tabular if _prints_unread_table(report, section)]
    empty = [
        section.number
        for section in tabular
        if not section.text and section.number not in unread and _lacks_table(report, section.number)
    ]
    lost_rows = _missing_rows(report) if 3 not in (*missing, *empty, *unread) else ""
    found = len(_SECTIONS) - len(missing) - len(empty) - len(unread) - bool(lost_rows)
    if report.form in ("2014", "narrative") and (report.year is None or report.year < _YEARS["2019"][0]):
        return Check("form.sections", "not_assessable", found, None, "该年度的报告没有规定六个部分。")
    if found == len(_SECTIONS):
        return Check("form.sections", "pass", 6, 6, "报告的六个部分齐全。")
    if report.form == "narrative" and reports_by_other_rules(report):
        return Check("form.sections", "not_assessable", found, None, "学校、公共企事业单位的报告没有规定六个部分。")
    without_heading = f"没有找到报告的第{_names(missing)}部分" if missing else ""
    without_table = f"第{_names(empty)}部分有标题，但没有找到表格，也没有文字" if empty else ""
    unread_table = f"第{_names(unread)}部分没有读出表格或没有读全，原文却印有表格的数字或栏目" if unread else ""
    pictures = f"文件中有{report.pictures}张图片，缺少的内容可能在图片上" if report.pictures else ""
    message = (
        f"{'；'.join(filter(None, (without_heading, without_table, unread_table, lost_rows, pictures)))}，请核对原文。"
    )
    return Check("form.sections", "fail", found, 6, message)


def _lacks_table(report: Report, section: int) -> bool:
    """True if a section that should consist of a table has none of its values."""
    return not any(path.startswith(_TABLES[section]) for path in report.cells)


def _missing_rows(report: Report) -> str:
    """The words about missing rows of section 3 that every report prints; empty if none is missing.

    They may be on a scanned page.
    """
    there = {path.split(".")[1] for path in report.cells if path.startswith(_TABLES[3])}
    missing = [label for row, label in _ROWS_OF_ALL.items() if row not in there]
    return f"第三部分的表格没有读出{'、'.join(missing)}的行" if there and missing else ""


def _prints_unread_table(report: Report, section: Section) -> bool:
    """True if a section prints a table of which no value was recognised, or its prose is what remains of one.

    Signs in prose are lines of one number each, or a line that ends like a row; and, if none of the section's values is
    known, several numbers, or words that state nothing.
    """
    if _lacks_table(report, section.number) and _has_figures_in_cells(report, section.number):
        return True
    if not section.text:
        return False
    lines = section.text.split("\n")
    if sum(line.strip().isdigit() for line in lines) >= _FEWEST_NUMBERS or any(map(_is_row, lines)):
        return True
    has_numbers = len(_NUMBER.findall(section.text)) >= _FEWEST_NUMBERS
    return (has_numbers or not _STATES.search(section.text)) and _lacks_table(report, section.number)


def _has_figures_in_cells(report: Report, section: int) -> bool:
    rows = (row for number, table in report.tables if number == section for row in table.rows)
    return sum(bool(FIGURE.fullmatch(cell.strip())) for row in rows for cell in row) >= _FEWEST_NUMBERS


def _is_row(line: str) -> bool:
    """True if the line is a label and several numbers separated by blanks or bars: 行政许可 15 8 216."""
    cells = with_plain_bars(line).replace("|", " ").split()[1:]
    return len(cells) >= _FIGURES_OF_A_ROW and all(map(FIGURE.fullmatch, cells[-_FIGURES_OF_A_ROW:]))


def _names(sections: Sequence[int]) -> str:
    return "、".join(map(in_chinese, sections))
