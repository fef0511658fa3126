"""Where a value comes from: its cell in every kind of document, and its row where it could not be read."""

from collections.abc import Callable

import pytest
from presenting.stored import stored, truth

from gxcrawl.presenting.explaining import Explanation, explain, near_paths
from gxcrawl.presenting.labels import label_of, with_labels
from gxcrawl.presenting.places import Place
from gxcrawl.presenting.values import cells_of
from gxcrawl.simulation.figures import SimulatedReport
from gxcrawl.simulation.writers.docx import write_docx
from gxcrawl.simulation.writers.html import write_page
from gxcrawl.simulation.writers.text import write_text
from gxcrawl.simulation.writers.xlsx import write_xlsx

WRITERS = (write_page, write_docx, write_xlsx, write_text)


def marked(one: Explanation) -> str:
    """The text of the cell that the explanation points at."""
    assert one.place is not None
    column = one.place.column
    assert column is not None
    return max((cell for cell in one.place.cells if cell.column <= column), key=lambda cell: cell.column).text


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("year", [2016, 2020, 2022])
def test_every_value_leads_to_the_cell_that_prints_it(year: int, write: Callable[[SimulatedReport], bytes]) -> None:
    report = truth(year)
    document = stored(report, write(report))
    cells = cells_of(document)
    assert cells
    for path, cell in cells.items():
        if cell.value is None:
            continue
        [one] = explain(document, path)
        assert one.text.startswith(marked(one).removesuffix(".0")), path
        assert one.source == document["sources"][0]


def test_the_title_above_the_cell_is_its_column() -> None:
    document = stored(truth(2022))
    [one] = explain(document, "applications.result_total.legal_service")
    assert one.place is not None
    assert one.place.title == "法律服务机构"
    assert one.label == "（七）总计·法律服务机构"


@pytest.mark.parametrize(
    ("origin", "words"),
    [
        ({"xpath": "/html/body/table[1]"}, "/html/body/table[1]"),
        ({"page": 3}, "第3页"),
        ({"table": 0}, "第1个表格"),
        ({"member": "附件.docx", "table": 1}, "附件.docx 第2个表格"),
        ({}, ""),
    ],
)
def test_where_a_table_stands_in_words(origin: dict[str, object], words: str) -> None:
    assert Place(0, 0, None, 1, (), "", origin, "").origin_words == words


def test_a_row_explains_its_values_and_a_table_all_of_them() -> None:
    document = stored(truth(2022))
    assert len(explain(document, "applications.denied.state_secret")) == 7
    assert len(explain(document, "review_litigation")) == 15
    assert explain(document, "applications.denied.state") == ()
    assert explain(document, "") == ()


def test_a_check_explains_the_values_that_it_compares() -> None:
    document = stored(truth(2022))
    explained = explain(document, "applications.balance.total")
    rows = ("new_received", "carried_over", "result_total", "carried_forward")
    assert {one.path for one in explained} == {f"applications.{row}.total" for row in rows}


def test_an_indicator_goes_by_its_key_too() -> None:
    document = stored(truth(2016))
    [by_key] = explain(document, "statistics.complaints")
    assert explain(document, by_key.path) == (by_key,)
    assert by_key.label == "六、举报投诉数量"


@pytest.mark.parametrize("irregularity", ["blank_cells", "text_cell", "short_row", "blank_row"])
def test_a_value_that_is_not_known_leads_to_the_row_it_should_be_in(irregularity: str) -> None:
    document = stored(truth(2022, irregularity))
    unknown = [path for path, cell in cells_of(document).items() if cell.value is None]
    assert unknown
    for path in unknown:
        [one] = explain(document, path)
        assert one.note is not None
        assert one.place is not None
        row_label = label_of(path.rpartition(".")[0], document).rpartition("·")[2]
        if not path.startswith("review_litigation."):
            assert any(row_label.startswith(cell.text) for cell in one.place.cells if cell.text), path


def test_a_wrong_path_has_near_ones() -> None:
    document = stored(truth(2022))
    assert "applications.result_total.total" in near_paths(document, "aplications.result_total.totl")
    assert near_paths(document, "完全不相干") == []


def test_paths_in_messages_become_labels() -> None:
    document = stored(truth(2022))
    message = "如果applications.denied.state_secret.total由4改为1，就能相符。"
    assert with_labels(message, document) == "如果“（三）不予公开·1.属于国家秘密·总计”由4改为1，就能相符。"
    assert with_labels("applications.no_such_row.total", document) == "“applications.no_such_row.total”"
