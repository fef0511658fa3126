"""The sums of the form: each with a table for which it holds and one for which it does not."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.official import application_rows

from gxcrawl.checks.arithmetic import _in_words, check_arithmetic
from gxcrawl.checks.corrections import Corrections
from gxcrawl.forms.editions import applications, review
from gxcrawl.forms.editions.statistics_2014 import SUMS
from gxcrawl.model import Cell, Check, Guess

SIX = [column.key for column in applications.COLUMNS if column.key != "total"]
FOUR = [column.key for column in review.RESULTS if column.key != "total"]
BLOCKS = [key for key, _ in review.BLOCKS]
law = settings(deadline=None, max_examples=60)  # a busy machine is no broken law
Counts = dict[str, int | None]


def holding(divided: bool = True) -> Counts:
    """Both tables, every sum right, no two rows alike."""
    rows = [row.key for row in application_rows(divided=divided)]
    counts: Counts = {}
    for number, row in enumerate(rows):
        counts |= {f"applications.{row}.{column}": number + place for place, column in enumerate(SIX)}
    for column in SIX:
        parts = [f"applications.{row}.{column}" for row in rows if row in applications.RESULT_PARTS]
        total = sum(counts[part] or 0 for part in parts)
        counts[f"applications.result_total.{column}"] = total
        closed = total + (counts[f"applications.carried_forward.{column}"] or 0)
        counts[f"applications.new_received.{column}"] = closed - (counts[f"applications.carried_over.{column}"] or 0)
    for row in rows:
        counts[f"applications.{row}.total"] = sum(counts[f"applications.{row}.{column}"] or 0 for column in SIX)
    for number, block in enumerate(BLOCKS):
        counts |= {f"review_litigation.{block}.{result}": number + 1 for result in FOUR}
        counts[f"review_litigation.{block}.total"] = 4 * (number + 1)
    return counts


def verdicts(counts: Mapping[str, int | None]) -> dict[str, Check]:
    cells = {path: Cell(value, (0, 0, 0)) for path, value in counts.items()}
    return {check.id: check for check in check_arithmetic(cells)}


def failing(counts: Mapping[str, int | None]) -> dict[str, Check]:
    return {name: check for name, check in verdicts(counts).items() if check.status == "fail"}


@pytest.mark.parametrize("divided", [True, False], ids=["three rows of 其他处理", "one row"])
def test_a_correct_table_passes_every_check(divided: bool) -> None:
    found = verdicts(holding(divided))
    assert {check.status for check in found.values()} == {"pass"}
    columns = [*SIX, "total"]
    assert {f"applications.balance.{column}" for column in columns} <= found.keys()
    assert {f"applications.result_total.{column}" for column in columns} <= found.keys()
    assert {f"review_litigation.total.{block}" for block in BLOCKS} <= found.keys()
    assert sum(name.startswith("applications.row_total.") for name in found) == (25 if divided else 23)


@pytest.mark.parametrize(
    ("path", "broken"),
    [
        ("applications.carried_over.business",
         {"applications.balance.business", "applications.row_total.carried_over"}),
        ("applications.granted.total", {"applications.result_total.total", "applications.row_total.granted"}),
        ("applications.denied.internal_affairs.legal_service",
         {"applications.result_total.legal_service", "applications.row_total.denied.internal_affairs"}),
        ("review_litigation.review.corrected", {"review_litigation.total.review"}),
        ("review_litigation.litigation_after_review.total", {"review_litigation.total.litigation_after_review"}),
    ],
)  # fmt: skip
def test_a_wrong_cell_fails_the_sums_that_contain_it(path: str, broken: set[str]) -> None:
    counts = holding()
    counts[path] = (counts[path] or 0) + 3
    assert failing(counts).keys() == broken


def test_a_check_gives_both_sides_and_names_what_is_compared() -> None:
    check = verdicts({**holding(), "review_litigation.review.total": 9})["review_litigation.total.review"]
    assert (check.left, check.right, check.delta) == (4, 9, -5)
    assert check.message.startswith("行政复议、行政诉讼表“行政复议”各结果之和与“总计”不一致：前者4，后者9，相差5。")


def test_a_blank_cell_counts_as_0_and_the_message_names_it() -> None:
    counts = holding() | {"review_litigation.review.upheld": None, "review_litigation.review.total": 3}
    check = verdicts(counts)["review_litigation.total.review"]
    assert check.status == "pass"
    assert "其中1格数字不明，按0计：“行政复议”的“结果维持”" in check.message


def test_a_missing_row_is_named_except_rows_of_another_edition() -> None:
    counts = {path: value for path, value in holding().items() if ".carried_forward." not in path}
    found = failing(counts)
    assert found.keys() == {f"applications.balance.{column}" for column in (*SIX, "total")}
    assert "按0计：“结转下年度继续办理”行“总计”列" in found["applications.balance.total"].message
    assert "按0计" not in verdicts(counts)["applications.result_total.total"].message


def test_a_sum_is_not_assessable_if_one_side_has_no_numbers() -> None:
    counts = holding() | {f"review_litigation.review.{result}": None for result in FOUR}
    assert verdicts(counts)["review_litigation.total.review"].status == "not_assessable"


def test_a_table_that_is_not_printed_has_no_checks() -> None:
    reviews = {path: value for path, value in holding().items() if path.startswith("review_litigation")}
    assert verdicts(reviews).keys() == {f"review_litigation.total.{block}" for block in BLOCKS}
    assert not verdicts({})


def test_one_wrong_cell_is_guessed_and_named_as_on_the_form() -> None:
    path = "applications.unavailable.not_held.business"
    counts = holding()
    right = counts[path] or 0
    found = failing(counts | {path: right + 3})
    assert found.keys() == {"applications.row_total.unavailable.not_held", "applications.result_total.business"}
    for check in found.values():
        assert [[(guess.path, guess.would_be) for guess in way] for way in check.guesses] == [[(path, right)]]
        said = f"如果“无法提供·本机关不掌握相关政府信息”行“商业企业”列由{right + 3}改为{right}，就能相符。"
        assert check.message.endswith(f"推测（未作更改）：{said}")


def test_the_row_of_totals_and_the_column_of_totals_have_different_names() -> None:
    [check] = failing(holding() | {"applications.result_total.total": None}).values()
    assert "按0计：“办理结果总计”行“总计”列" in check.message


def sparse() -> Counts:
    """As most agencies print it: nearly all 0. Five applications, three of them granted."""
    counts: Counts = dict.fromkeys(holding(), 0)
    figures = {"new_received": (4, 1), "granted": (3, 0), "unavailable.not_held": (1, 1), "result_total": (4, 1)}
    for row, (people, companies) in figures.items():
        counts |= {f"applications.{row}.natural_person": people, f"applications.{row}.business": companies}
        counts[f"applications.{row}.total"] = people + companies
    return counts


def test_two_cells_off_by_the_same_amount_are_guessed() -> None:
    """Five of companies stand in the column of lawyers: the row holds, both columns are off by five."""
    one, other = "applications.denied.state_secret.business", "applications.denied.state_secret.legal_service"
    counts = sparse() | {one: 5, "applications.result_total.business": 6, "applications.new_received.business": 6}
    counts |= {
        "applications.denied.state_secret.total": 5,
        "applications.result_total.total": 10,
        "applications.new_received.total": 10,
    }
    assert not failing(counts)
    found = failing(counts | {one: 0, other: 5})
    assert found.keys() == {"applications.result_total.business", "applications.result_total.legal_service"}
    for check in found.values():
        (way,) = check.guesses
        assert {(guess.path, guess.printed, guess.would_be) for guess in way} == {(one, 0, 5), (other, 5, 0)}
        assert "列由0改为5，同时“不予公开·属于国家秘密”行" in check.message or "列由5改为0，同时" in check.message


def test_pairs_that_repair_the_most_sums_are_guessed() -> None:
    counts = holding()
    for column in ("business", "total"):  # the total counts one that is carried forward
        counts[f"applications.result_total.{column}"] = (counts[f"applications.result_total.{column}"] or 0) + 1
    found = failing(counts)
    assert len(found) == 4
    for check in found.values():
        [guesses] = check.guesses
        assert {guess.path for guess in guesses} == {
            "applications.result_total.business",
            "applications.result_total.total",
        }


def test_no_cell_is_guessed_if_a_missing_row_explains_the_difference() -> None:
    counts = {path: count for path, count in holding().items() if not path.startswith("applications.carried_over.")}
    balances = [check for name, check in failing(counts).items() if name.startswith("applications.balance.")]
    assert balances
    assert not any(check.guesses or "推测" in check.message for check in balances)


def test_a_row_has_the_same_name_in_the_sum_and_in_the_guess() -> None:
    row = "applications.denied.three_securities_one_stability"
    counts = holding() | {f"{row}.business": 99}
    message = failing(counts)[f"applications.row_total.{row.removeprefix('applications.')}"].message
    assert message.count("“不予公开·危及‘三安全一稳定’”行") == 2
    pairs = _in_words(Corrections(((Guess(f"{row}.business", 1, 2),) * 2, (Guess(f"{row}.total", 3, 2),) * 2), size=2))
    assert "列由1改为2；或“" in pairs


def test_cells_off_by_different_amounts_have_no_guess() -> None:
    counts = sparse() | {"applications.granted.natural_person": 9, "applications.granted.total": 21}
    assert {check.guesses for check in failing(counts).values()} == {()}


def test_no_pair_is_named_if_too_many_are_possible() -> None:
    """A whole row left empty: the part and its total could belong to any row."""
    counts: Counts = holding()
    for row in application_rows(divided=True):
        if row.key in applications.RESULT_PARTS:
            counts |= {f"applications.{row.key}.{column}": 0 for column in (*SIX, "total")}
    counts |= {
        f"applications.{row}.{column}": 0 for row in ("carried_over", "carried_forward") for column in (*SIX, "total")
    }
    for row in ("new_received", "result_total"):
        counts |= {f"applications.{row}.{column}": 0 for column in SIX}
        counts |= {f"applications.{row}.natural_person": 3, f"applications.{row}.total": 3}
    found = failing(counts)
    assert found.keys() == {"applications.result_total.natural_person", "applications.result_total.total"}
    for check in found.values():
        assert check.guesses == ()
        assert "推测（未作更改）：有" in check.message
        assert "无法判断是哪两格" in check.message


def test_a_cell_without_a_number_is_guessed_first() -> None:
    path = "applications.denied.state_secret.legal_service"
    found = failing(holding() | {path: None})
    assert len(found) == 2
    for check in found.values():
        assert [[(guess.path, guess.printed) for guess in way] for way in check.guesses] == [[(path, None)]]
        assert f"由不明改为{holding()[path]}，就能相符" in check.message


def test_sums_that_are_not_assessable_do_not_affect_guesses() -> None:
    path = "applications.partially_granted.other_organization"
    counts = holding() | {"applications.result_total.other_organization": None}
    check = failing(counts | {path: (counts[path] or 0) + 3})["applications.row_total.partially_granted"]
    assert [[(guess.path, guess.would_be) for guess in way] for way in check.guesses] == [[(path, counts[path])]]


def test_the_total_is_guessed_if_any_cell_could_be_wrong() -> None:
    printed: Counts = dict(zip(FOUR, (2, 1, 0, 0), strict=True)) | {"total": 5}
    check = failing({f"review_litigation.review.{result}": value for result, value in printed.items()})
    (way,) = check["review_litigation.total.review"].guesses
    assert [(guess.path, guess.would_be) for guess in way] == [("review_litigation.review.total", 3)]


def test_a_guessed_total_mentions_that_one_of_its_parts_may_be_wrong() -> None:
    printed: Counts = dict(zip(FOUR, (2, 1, 1, 1), strict=True)) | {"total": 4}
    counts: Counts = {f"review_litigation.review.{result}": value for result, value in printed.items()}
    check = failing(counts)["review_litigation.total.review"]
    assert check.message.endswith("“行政复议”的“总计”由4改为5，就能相符；也可能是其余4格中的一格有误。")
    cells = {path: Cell(value, (0, 0, 0)) for path, value in counts.items()}
    confirmed = check_arithmetic(cells, lambda: {"review_litigation.review.total"})[0]
    assert confirmed.guesses == ()
    assert confirmed.message.endswith("推测（未作更改）：有4种改动一格的办法都能相符，无法判断是哪一格。")


def test_a_cell_confirmed_by_the_prose_is_guessed_only_if_no_other_is_possible() -> None:
    path = "applications.granted.business"
    wrong = holding() | {path: (holding()[path] or 0) + 3}
    cells = {place: Cell(value, (0, 0, 0)) for place, value in wrong.items()}
    guesses = [check.guesses for check in check_arithmetic(cells, lambda: {path}) if check.status == "fail"]
    assert {guess.path for ways in guesses for way in ways for guess in way} == {path}


def test_no_guess_goes_below_zero() -> None:
    lost = holding() | {"review_litigation.review.total": 0}
    assert [[guess.would_be for guess in way] for check in failing(lost).values() for way in check.guesses] == [[4]]


def of_2014(**changed: int) -> Counts:
    """The indicators of the edition of 2014 that are sums, and their parts."""
    counts: Counts = {}
    for total, parts in SUMS.items():
        counts |= {f"statistics.{part}": counts.get(f"statistics.{part}", place) for place, part in enumerate(parts, 1)}
        counts[f"statistics.{total}"] = sum(counts[f"statistics.{part}"] or 0 for part in parts)
    return counts | {f"statistics.{key.replace('__', '.')}": value for key, value in changed.items()}


def test_indicators_of_2014_add_up() -> None:
    found = verdicts(of_2014())
    assert found.keys() == {f"statistics.total.{key}" for key in SUMS}
    assert {check.status for check in found.values()} == {"pass"}
    check = failing(of_2014(applications__received=12))["statistics.total.applications.received"]
    assert (check.left, check.right) == (10, 12)
    assert "“收到申请数”各分项之和与总数不一致：前者10，后者12，相差2。" in check.message


def test_loose_sums_of_2014_are_not_assessable_if_they_differ() -> None:
    changed = of_2014(applications__closed=5, applications__answered=40)
    assert failing(changed) == {}
    check = verdicts(changed)["statistics.total.applications.closed"]
    assert (check.status, check.left, check.right, check.guesses) == ("not_assessable", 3, 5, ())
    assert check.message.endswith("各分项之和与总数不一致：前者3，后者5，相差2；跨年办理等情形可使两数不同，仅供参考。")


def test_loose_sums_do_not_affect_guesses() -> None:
    [check] = failing(of_2014(applications__denied=30)).values()
    assert ("statistics.applications.denied", 21) in {(g.path, g.would_be) for way in check.guesses for g in way}


def test_a_sum_of_2014_needs_all_its_parts() -> None:
    counts = of_2014()
    del counts["statistics.review.other"]
    assert "statistics.total.review.total" not in verdicts(counts)


paths = st.sampled_from(sorted(holding()))
of_section_3 = st.sampled_from(sorted(path for path in holding() if path.startswith("applications")))


@law
@given(paths, st.integers(-40, 40))
def test_every_guess_repairs_its_sum(path: str, by: int) -> None:
    counts = holding()
    counts[path] = max((counts[path] or 0) + by, 0)
    for name, check in failing(counts).items():
        for way in check.guesses:
            mended = verdicts(counts | {guess.path: guess.would_be for guess in way})
            assert mended[name].status == "pass"
            assert all(guess.would_be >= 0 and guess.printed == counts[guess.path] for guess in way)


@law
@given(of_section_3, st.integers(1, 40))
def test_one_wrong_cell_of_section_3_is_always_found(path: str, by: int) -> None:
    counts = holding()
    right = counts[path] or 0
    counts[path] = right + by
    found = failing(counts)
    assert found
    for check in found.values():
        assert (path, right) in {(guess.path, guess.would_be) for way in check.guesses for guess in way}
