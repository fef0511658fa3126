"""Copies of one report: what they dispute is said, cell by cell."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gxcrawl.model import Amount, Cell, Report, Statistic, Value
from gxcrawl.reports.merging import check_copies

GRANTED = "applications.granted.total"
RULES = "proactive_disclosure.rules.issued"
FEES = "proactive_disclosure.administrative_fees.amount"


def copy(values: dict[str, Value]) -> Report:
    return Report(
        "html", "某局2022年报告", 2022, "2021", cells={path: Cell(v, (0, 0, 0)) for path, v in values.items()}
    )


def older(*rows: tuple[str | None, int]) -> Report:
    cells = {f"statistics.{place}.value": Cell(value, (0, place, 2)) for place, (_, value) in enumerate(rows)}
    statistics = tuple(Statistic(key, key or "其他", "件", value) for key, value in rows)
    return Report("html", "某局2016年报告", 2016, "2014", cells=cells, statistics=statistics)


def test_copies_that_agree() -> None:
    (check,) = check_copies([copy({GRANTED: 3, RULES: 0}), copy({GRANTED: 3})])
    assert (check.status, check.left, check.right, check.disputed) == ("pass", 1, 1, ())


def test_copies_that_differ_name_the_cell_and_both_numbers() -> None:
    (check,) = check_copies([copy({GRANTED: 3, RULES: 0}), copy({GRANTED: 4, RULES: 0})])
    assert (check.status, check.left, check.right, check.disputed) == ("fail", 2, 1, (GRANTED,))
    assert check.message == "同一报告的不同副本数字不一致，请核对：“予以公开”行“总计”列（3与4）。"


def test_two_attachments_are_compared_where_the_page_prints_no_table() -> None:
    (check,) = check_copies([copy({}), copy({GRANTED: 3}), copy({GRANTED: 4})])
    assert check.disputed == (GRANTED,)


def test_what_a_copy_does_not_know_it_does_not_dispute() -> None:
    assert check_copies([copy({GRANTED: 3}), copy({GRANTED: None})]) == ()
    assert check_copies([copy({GRANTED: 3})]) == ()


def test_an_amount_is_disputed_with_its_unit() -> None:
    first, other = Amount(3, "万元", 30_000), Amount(3, "元", 3)
    (check,) = check_copies([copy({FEES: first}), copy({FEES: other})])
    assert "“行政事业性收费”行“本年收费金额”列（3万元与3元）" in check.message


@pytest.mark.parametrize("other", [Amount(30_000, "元", 30_000), Amount(3, None, None), Amount(0.0003, "亿元", 30_000)])
def test_the_same_amount_in_another_unit_or_without_one_is_no_dispute(other: Amount) -> None:
    (check,) = check_copies([copy({FEES: Amount(3, "万元", 30_000)}), copy({FEES: other})])
    assert check.status == "pass"


def test_many_disputed_cells_are_all_kept_and_five_are_named() -> None:
    columns = ("natural_person", "business", "research_institution", "legal_service", "other_organization", "total")
    paths = [f"applications.granted.{column}" for column in columns]
    (check,) = check_copies([copy(dict.fromkeys(paths, 1)), copy(dict.fromkeys(paths, 2))])
    assert (check.disputed, check.message.count("（1与2）")) == (tuple(paths), 5)
    assert "等6处" in check.message


def test_indicators_are_compared_by_what_they_count_and_not_by_their_row() -> None:
    short, long = older(("complaints", 4)), older((None, 9), ("complaints", 4))
    assert [check.status for check in check_copies([short, long])] == ["pass"]
    (check,) = check_copies([short, older((None, 9), ("complaints", 5))])
    assert (check.disputed, "“举报投诉数量”（4与5）" in check.message) == (("statistics.complaints",), True)


law = settings(deadline=None)  # a busy machine is no broken law
PATHS = [f"applications.{row}.total" for row in ("new_received", "granted", "carried_over", "result_total")]
copies = st.lists(st.dictionaries(st.sampled_from(PATHS), st.none() | st.integers(0, 2)), min_size=2, max_size=4)


@law
@given(copies)
def test_what_is_disputed_is_what_two_copies_know_otherwise(printed: list[dict[str, int | None]]) -> None:
    checks = check_copies([copy(dict(values)) for values in printed])
    known = {path: [values[path] for values in printed if values.get(path) is not None] for path in PATHS}
    assert bool(checks) == any(len(values) > 1 for values in known.values())
    for check in checks:
        disputed = {path for path, values in known.items() if len(set(values)) > 1}
        assert (set(check.disputed), check.status) == (disputed, "fail" if disputed else "pass")
        assert check.left == sum(len(values) - 1 for values in known.values() if values)
        assert check.right == sum(values[1:].count(values[0]) for values in known.values() if values)
