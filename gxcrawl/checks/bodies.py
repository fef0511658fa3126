"""What kind of body reports: its deadline, and whether the government's rules apply to it at all."""

import re
from datetime import date

from gxcrawl.model import Report
from gxcrawl.text.bodies import agency_in_title
from gxcrawl.text.characters import normalise

# …县人民政府 · …市 · …区 · …市人民政府(市人民政府办公厅) · …县人民政府及其办公室: a government, which sums up its
# departments; …区教育局 and …区人民政府办公室 are none
_GOVERNMENT = re.compile(
    r"(?:政府|人民|公署|行署|[省市区县州盟旗]|第[一二三四五六七八九十]{1,3}师|建设兵团)(?:本级|系统)?(?:[及和、][^()]{0,8}办公[厅室])?(?:\((?:[^()]{0,3}汇总|本级|含[^()]+|全[省市州盟县区旗]|[^()]*(?:办公[厅室]|府办))\))?$"
)
# 霁川经开区: run by a committee, no government
_ZONE = re.compile(
    r"(?:开发|经开|高新|园|经济|示范|保税|保税港|综保|自贸|贸易|度假|旅游|景|名胜|空港|商务|管理|实验|试验|工业|集聚|合作|保护|功能|片|社|关)区$"
)
# 霁川大学, 霁川供水公司: report by rules of their own (教育部令第29号), which print no table of the government's form
_NO_ADMINISTRATION = re.compile(
    r"(?:大学|学院|学校|[中小]学|[一二三四五六七八九十]中|幼儿园|医院|卫生院|保健院|公司|集团|水厂|电厂)$"
)
_IN_BRACKETS = re.compile(r"\([^()]*\)$")  # (含部门、乡镇)
_TOWNSHIP = re.compile(r"(?:镇|乡|街道|苏木)(?:人民政府|政府|人民)?$")


def reports_by_other_rules(report: Report) -> bool:
    """True if the body is a school or a company."""
    return _NO_ADMINISTRATION.search(_IN_BRACKETS.sub("", _body(report))) is not None


def due_day(report: Report, year: int) -> date:
    """31 March if a government reports (county, district, city, province: it sums up others); otherwise 31 January."""
    body = _body(report)
    name = _IN_BRACKETS.sub("", body)
    summary = _GOVERNMENT.search(body) and not _TOWNSHIP.search(name) and not _ZONE.search(name)
    return date(year + 1, 3, 31) if summary else date(year + 1, 1, 31)


def _body(report: Report) -> str:
    """The reporting body named by the title, otherwise the publisher."""
    return normalise(agency_in_title(normalise(report.title)) or report.publisher or "")
