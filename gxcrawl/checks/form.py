"""Whether the report follows the form that its year asks for, whole and in time."""

import re
from collections.abc import Sequence
from datetime import date

from gxcrawl.characters import normalise
from gxcrawl.model import Check, Form, Report
from gxcrawl.titles import agency_in_title

# first and last year that an edition is for: 国办公开办函〔2019〕60号, 〔2021〕30号; 国办发〔2014〕32号
_YEARS: dict[Form, tuple[int, int]] = {"2014": (2013, 2018), "2019": (2019, 2020), "2021": (2021, 9999)}
_SECTIONS = range(1, 7)
_TABLES = {2: "proactive_disclosure.", 3: "applications.", 4: "review_litigation."}
# …县人民政府 · …市 · …区: a government, which sums up its departments; …区教育局 and …区人民政府办公室 are none
_GOVERNMENT = re.compile(r"(?:政府|人民|[省市区县州盟旗])$")
_ZONE = re.compile(r"(?:开发|高新|园|经济|示范|保税|度假|风景|管理|实验)区$")  # run by a committee, no government
_TOWNSHIP = re.compile(r"(?:镇|乡|街道|苏木)(?:人民政府|政府|人民)?$")


def check_edition(report: Report) -> Check:
    """The tables are those of the edition in force for the report's year. left: the year; right: the edition."""
    if report.year is None:
        return Check("form.edition", "not_assessable", None, None, "年度不明，无法判断所用格式是否适用。")
    if report.form == "narrative":
        return _narrative(report.year)
    first, last = _YEARS[report.form]
    if first <= report.year <= last:
        return Check(
            "form.edition", "pass", report.year, int(report.form), f"{report.year}年报告使用{report.form}年版格式。"
        )
    message = f"{report.year}年报告使用了{report.form}年版格式，与该年度应使用的格式不符，请核对表格栏目。"
    return Check("form.edition", "fail", report.year, int(report.form), message)


def _narrative(year: int) -> Check:
    if year < _YEARS["2019"][0]:
        return Check("form.edition", "not_assessable", year, None, f"{year}年报告没有统计表，当年格式无法核对。")
    return Check("form.edition", "fail", year, None, f"{year}年报告中没有找到规定的统计表格，请查看附件或原文。")


def check_sections(report: Report) -> Check:
    """All six sections are there, those of the tables with values or prose. left: how many are; right: 6."""
    there = {section.number for section in report.sections}
    missing = [number for number in _SECTIONS if number not in there]
    empty = [section.number for section in report.sections if not section.text and _lacks_table(report, section.number)]
    found = len(_SECTIONS) - len(missing) - len(empty)
    if report.form in ("2014", "narrative") and (report.year is None or report.year < _YEARS["2019"][0]):
        return Check("form.sections", "not_assessable", found, None, "该年度的报告没有规定六个部分。")
    if found == len(_SECTIONS):
        return Check("form.sections", "pass", 6, 6, "报告的六个部分齐全。")
    absent = f"没有找到报告的第{_names(missing)}部分" if missing else ""
    hollow = f"第{_names(empty)}部分有标题，但没有找到表格，也没有文字" if empty else ""
    message = f"{'；'.join(filter(None, (absent, hollow)))}，请核对原文。"
    return Check("form.sections", "fail", found, 6, message)


def _lacks_table(report: Report, section: int) -> bool:
    """Whether a section whose content is a table has none of its values."""
    table = _TABLES.get(section)
    return table is not None and not any(path.startswith(table) for path in report.cells)


def _names(sections: Sequence[int]) -> str:
    return "、".join("一二三四五六"[number - 1] for number in sections)


def check_deadline(report: Report) -> Check:
    """Published by 31 January of the next year, a government's own report by 31 March.

    A county, district, city or province that the title names, or else the publisher is, sums up its departments and
    has two months more; a township reports like a department. A date within the year itself is not judged. left: days
    late, 0 in time.
    """
    if report.published_on is None or report.year is None:
        return Check("published.deadline", "not_assessable", None, None, "发布日期不明，无法判断是否按期发布。")
    day, due = report.published_on.isoformat(), _due(report, report.year)
    if report.published_on < date(report.year, 12, 1):
        message = f"发布日期{day}早于{report.year}年度结束，发布日期或报告年度可能有误，请核对原文。"
        return Check("published.deadline", "not_assessable", None, None, message)
    late = max((report.published_on - due).days, 0)
    if late == 0:
        return Check("published.deadline", "pass", 0, 0, f"{day}发布，未超过{due.isoformat()}的期限。")
    return Check("published.deadline", "fail", late, 0, f"{day}发布，超过{due.isoformat()}的期限{late}天。")


def _due(report: Report, year: int) -> date:
    body = normalise(agency_in_title(normalise(report.title)) or report.publisher or "")
    summary = _GOVERNMENT.search(body) and not _TOWNSHIP.search(body) and not _ZONE.search(body)
    return date(year + 1, 3, 31) if summary else date(year + 1, 1, 31)
