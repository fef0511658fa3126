"""Other documents of the same portals, with numbered sections and tables, are refused."""

from contextlib import nullcontext

import pytest
from support.official import HEADINGS

from gxcrawl.errors import NotAReport, Unreadable
from gxcrawl.forms.report import Hint, report_from
from gxcrawl.model import Document, Paragraph, Report
from gxcrawl.reading.spans import expand

TITLE = "霁川县教育局2023年政府信息公开工作年度报告"
BUDGET = ("一、主要职能", "二、机构设置", "三、名词解释", "四、部门预算编制说明", "五、部门预算表", "六、绩效目标")
RULE_OF_LAW = (
    "霁川县教育局2023年法治政府建设年度报告",
    "一、加强组织领导",
    "二、规范行政决策",
    "三、全面推进政务公开",
    "四、依法化解行政复议案件",
    "五、加强普法宣传",
    "六、下一步打算",
)
BUDGET_TABLE = (("项目", "合计", "本年收入"), ("行政事业性收费", "307.82", "307.82"), ("总计", "307.82", "105.58"))
TEXT = "按照县里的安排完成了全年的各项任务，成效明显。"


def read(*lines: str, table: tuple[tuple[str, ...], ...] = (), hint: Hint = Hint()) -> Report:  # noqa: B008
    told = (part for line in lines for part in (line, TEXT))
    tables = (expand(table),) if table else ()
    return report_from(Document("docx", (*map(Paragraph, told), *tables)), hint)


@pytest.mark.parametrize("lines", [BUDGET, RULE_OF_LAW], ids=["budget", "rule of law"])
@pytest.mark.parametrize("table", [(), BUDGET_TABLE], ids=["prose", "table"])
def test_other_documents_with_numbered_sections_are_refused(
    lines: tuple[str, ...], table: tuple[tuple[str, ...], ...]
) -> None:
    with pytest.raises(NotAReport, match="neither its tables nor its six sections nor its title"):
        read(*lines, table=table, hint=Hint("2024年度部门预算"))


def test_a_table_row_that_budgets_have_too_is_not_enough() -> None:
    with pytest.raises(NotAReport, match="neither its tables"):
        read("霁川县教育局2023年部门决算", table=BUDGET_TABLE)


def test_another_document_at_a_reports_link_is_refused() -> None:
    with pytest.raises(NotAReport, match="its text is about something else"):
        read(*BUDGET, *["本部门预算按规定编制。"] * 10, hint=Hint(TITLE))


@pytest.mark.parametrize(
    "lines",
    [
        HEADINGS,
        ("一、概述", "二、主动公开情况", "三、依申请公开情况", "四、收费情况", "五、复议、诉讼情况", "六、存在的问题"),
        ("一、基本情况", "二、公开政府信息的情况", "三、公民申请情况", "四、收费及减免", "五、问题"),
    ],
    ids=["form", "older", "own"],
)
def test_headings_are_enough_without_a_title(lines: tuple[str, ...]) -> None:
    assert read(*lines).form == "narrative"


@pytest.mark.parametrize(
    "title",
    [
        "霁川县2023年重点领域信息公开工作报告",
        "霁川县2023年政务公开第三方评估报告",
        "图解：霁川县2023年政府信息公开工作年度报告",
    ],
)
def test_other_reports_on_disclosure_in_prose_are_refused(title: str) -> None:
    with pytest.raises(NotAReport, match="its own title names another kind"):
        read(title, *HEADINGS)


FORM_2021 = (
    ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
    ("规章", "", "", ""),
    ("行政规范性文件", "", "", ""),
)


@pytest.mark.parametrize(
    "title",
    [
        "2023年政府信息公开工作年度报告（范本）",
        "中华人民共和国政府信息公开工作年度报告格式",
        "××县××局2023年政府信息公开工作年度报告",
        "霁川县教育局20XX年政府信息公开工作年度报告",
        "（单位名称）2023年政府信息公开工作年度报告",
        "2023年政府信息公开工作年度报告编写说明",
    ],
)
def test_templates_of_reports_are_refused(title: str) -> None:
    filled = tuple(tuple(text or "0" for text in row) for row in FORM_2021)
    for table in (FORM_2021, filled):
        with pytest.raises(NotAReport, match="form to be filled in"):
            read(title, *HEADINGS, table=table)


def test_notices_about_reports_are_refused_even_with_the_form() -> None:
    with pytest.raises(NotAReport, match="its own title names another kind"):
        read("关于做好2023年政府信息公开工作年度报告编制和发布工作的通知", *HEADINGS, table=FORM_2021)


def test_an_empty_form_is_refused_unless_its_title_names_a_body_or_year() -> None:
    with pytest.raises(NotAReport, match="nobody filled in"):
        read("附件2", table=FORM_2021, hint=Hint("年报附表"))
    for title in (TITLE, "霁川县教育局政府信息公开工作年度报告", "2023年政府信息公开工作年度报告"):
        assert read(title, table=FORM_2021).form == "2021"


@pytest.mark.parametrize(("figures", "empty"), [(("3", "1", "12", "44", "-2"), False), (("2", "3", "4"), True)])
def test_a_form_whose_figures_cannot_be_read_is_not_empty(figures: tuple[str, ...], empty: bool) -> None:
    """As in a PDF of a sheet cut between its columns: the labels are on one page, the figures on another."""
    document = Document("pdf", (Paragraph("附件2"), expand(FORM_2021), expand((("列", *figures),))))
    with pytest.raises(NotAReport, match="nobody filled in") if empty else nullcontext():
        assert report_from(document, Hint("政府信息公开工作年度报告")).form == "2021"


def test_a_form_with_one_figure_is_a_report() -> None:
    header, rules, documents = FORM_2021
    assert read("政府信息公开工作年度报告", table=(header, (rules[0], "1", "0", "2"), documents)).form == "2021"


def test_prose_with_pictures_is_a_report_if_it_is_long_enough() -> None:
    def pictured(lines: int) -> Document:
        return Document("html", tuple(map(Paragraph, (TITLE, *["本局政府信息公开工作有序推进。"] * lines))), pictures=3)

    assert report_from(pictured(20), Hint()).form == "narrative"
    with pytest.raises(Unreadable, match="needs OCR"):
        report_from(pictured(2), Hint())


@pytest.mark.parametrize("title", [TITLE, "霁川县模范路街道2023年政府信息公开工作年度报告", f"{TITLE}__县教育局"])
def test_titles_that_do_not_belong_to_a_template(title: str) -> None:
    assert read(title, *HEADINGS).form == "narrative"
