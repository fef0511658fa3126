"""Other ways to print the same values: labels, numbering, headings, page breaks, titles."""

from collections.abc import Mapping
from dataclasses import replace
from random import Random

from gxcrawl.simulation.figures import SimulatedReport


def other_numbering(report: SimulatedReport, rng: Random) -> SimulatedReport:
    """Labels numbered `1．` or `1、`, headings `四．`."""
    mark = rng.choice(("1．", "1、"))
    headings = {"1．": "．", "1、": "、"}[mark]
    sections = tuple(replace(s, heading=s.heading.replace("、", headings, 1)) for s in report.sections)
    return replace(report, sections=sections, style=replace(report.style, numbering="1．" if mark == "1．" else "1、"))


def heading_variants(report: SimulatedReport, _: Random) -> SimulatedReport:
    """Headings of sections 2 to 5 in other wordings that agencies use."""
    wordings = {
        2: "二、行政机关主动公开政府信息情况",
        3: "三、行政机关收到和处理政府信息公开申请情况",
        4: "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        5: "五、政府信息公开工作存在的主要问题及改进情况",
    }
    sections = tuple(replace(s, heading=wordings.get(s.number, s.heading)) for s in report.sections)
    return replace(report, sections=sections)


def unnumbered_headings(report: SimulatedReport, _: Random) -> SimulatedReport:
    """Headings without their numbers."""
    sections = tuple(replace(s, heading=s.heading[2:]) for s in report.sections)
    return replace(report, sections=sections)


def listed_headings(report: SimulatedReport, _: Random) -> SimulatedReport:
    """A preface that lists the six headings, so that each heading occurs twice on the page."""
    opening = f"{report.agency.name}现公布{report.year}年政府信息公开工作年度报告，内容如下："
    return replace(report, preface="\n".join((opening, *(section.heading for section in report.sections))))


def explained_labels(report: SimulatedReport, _: Random) -> SimulatedReport:
    """Long explanations inside labels; they contain digits that are not values."""
    labels = {
        "上一年项目数量": f"上一年项目数量（指{report.year - 1}年事项数）",
        "本年增/减": f"本年增/减（指{report.year}年增加或减少的事项数，减用负值表示，如-8）",
        "normative_documents": "规范性文件（本机关制定发布、标题为“办法”“细则”等的公文）"
        if report.form == "2019"
        else "行政规范性文件（以本机关名义制发的）",
    }
    return _relabel(report, labels)


def damaged_label(report: SimulatedReport, _: Random) -> SimulatedReport:
    """A label with some characters missing."""
    return _relabel(report, {"denied.prohibited_by_law": "2.其他法律行政止公开"})


def broken_labels(report: SimulatedReport, _: Random) -> SimulatedReport:
    """Labels that contain line breaks and spaces."""
    labels = {"自然人": "自 然 人", "总计": "总  计", "（三）不予公开": "（三）\n不予公开", "商业企业": "商业\n企业"}
    return _relabel(report, labels)


def _relabel(report: SimulatedReport, labels: Mapping[str, str]) -> SimulatedReport:
    return replace(report, style=replace(report.style, labels={**report.style.labels, **labels}))


def page_break(report: SimulatedReport, rng: Random) -> SimulatedReport:
    """The applications table split in two inside 不予处理, with the group labels repeated."""
    return replace(report, style=replace(report.style, breaks=(rng.randint(15, 18),), repeats_groups=True))


def page_break_with_header(report: SimulatedReport, rng: Random) -> SimulatedReport:
    """The same split with the header rows repeated and the group labels left empty."""
    style = replace(report.style, breaks=(rng.randint(6, 18),), repeats_header=True, repeats_groups=False)
    return replace(report, style=style)


def split_disclosure(report: SimulatedReport, _: Random) -> SimulatedReport:
    """Section 2 as one table per block."""
    return replace(report, style=replace(report.style, split_disclosure=True))


def title_variant(report: SimulatedReport, rng: Random) -> SimulatedReport:
    """Another accepted wording of the title."""
    name, year = report.agency.name, report.year
    wordings = (
        f"{year}年{name}政府信息公开工作年度报告",
        f"{name}{year}年度政府信息公开工作年度报告",
        f"{name}{year}年政府信息公开年度报告",
        f"{name}{year}年度信息公开工作年度报告",
        f"{name}{year}年政府信息公开工作报告",
    )
    return replace(report, title=rng.choice(wordings))
