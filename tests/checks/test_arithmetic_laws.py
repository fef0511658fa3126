"""Properties of the sums, for tables of every size with errors of every kind, against a second implementation."""

import re
from collections.abc import Sequence
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from support.official import application_rows

from gxcrawl.checks.arithmetic import check_arithmetic
from gxcrawl.checks.equations import Equation, equations
from gxcrawl.forms.editions import applications, review
from gxcrawl.model import Cell, Check

law = settings(deadline=None, max_examples=80)  # a busy machine is no broken law
SIX = [column.key for column in applications.COLUMNS if column.key != "total"]
FOUR = [column.key for column in review.RESULTS if column.key != "total"]
Counts = dict[str, int | None]
seeds = st.integers(0, 2**32)
_FOUND = re.compile(r"前者(\d+)，后者(\d+)，相差(\d+)")


def whole_table(rng: Random) -> dict[str, int]:
    """Both tables of a report, nearly empty or full of large numbers, every sum right."""
    rows = [row.key for row in application_rows(divided=rng.random() < 0.5)]
    size, filled = rng.choice([(2, 0.1), (9, 0.5), (300, 0.9)])
    counts = {
        f"applications.{row}.{column}": rng.randrange(size) if rng.random() < filled else 0
        for row in rows
        for column in SIX
    }
    for column in SIX:
        cell = {row: f"applications.{row}.{column}" for row in rows}
        counts[cell["result_total"]] = sum(counts[cell[row]] for row in rows if row in applications.RESULT_PARTS)
        closed = counts[cell["result_total"]] + counts[cell["carried_forward"]]
        counts[cell["carried_over"]] = min(counts[cell["carried_over"]], closed)
        counts[cell["new_received"]] = closed - counts[cell["carried_over"]]
    for row in rows:
        counts[f"applications.{row}.total"] = sum(counts[f"applications.{row}.{column}"] for column in SIX)
    for block, _ in review.BLOCKS:
        counts |= {f"review_litigation.{block}.{result}": rng.randrange(4) for result in FOUR}
        counts[f"review_litigation.{block}.total"] = sum(counts[f"review_litigation.{block}.{r}"] for r in FOUR)
    return counts


def with_errors(rng: Random, counts: dict[str, int]) -> Counts:
    """The table with up to three cells of one row or column blank, mistyped, shifted by a place or anything else."""
    wrong: Counts = {**counts}
    row, _, column = rng.choice(sorted(counts)).rpartition(".")
    beside = sorted(path for path in counts if path.startswith(f"{row}.") or path.endswith(f".{column}"))
    for path in rng.sample(beside, rng.randint(1, 3)):
        right = counts[path]
        wrong[path] = rng.choice(
            [None, right + 1, max(right - 1, 0), int(str(right)[::-1]), right * 10, rng.randrange(50)]
        )
    return wrong


def verdicts(counts: Counts) -> dict[str, Check]:
    return {check.id: check for check in check_arithmetic({path: Cell(value, None) for path, value in counts.items()})}


def known(counts: Counts, side: Sequence[str]) -> list[int]:
    return [value for path in side if (value := counts.get(path)) is not None]


def status_of(counts: Counts, equation: Equation) -> str:
    """A null counts as 0; of nothing but nulls nothing is said."""
    left, right = known(counts, equation.left), known(counts, equation.right)
    return "not_assessable" if not (left and right) else "pass" if sum(left) == sum(right) else "fail"


def equations_of(counts: Counts) -> dict[str, Equation]:
    return {one.id: one for one in equations({path: Cell(value, None) for path, value in counts.items()})}


@law
@given(seeds)
def test_no_check_fails_on_a_table_whose_sums_hold(seed: int) -> None:
    assert {check.status for check in verdicts({**whole_table(Random(seed))}).values()} == {"pass"}


@law
@given(seeds)
def test_each_check_agrees_with_its_own_cells(seed: int) -> None:
    rng = Random(seed)
    counts = with_errors(rng, whole_table(rng))
    found = verdicts(counts)
    for name, equation in equations_of(counts).items():
        check = found[name]
        assert check.status == status_of(counts, equation)
        if check.status == "fail":
            sides = sum(known(counts, equation.left)), sum(known(counts, equation.right))
            told = _FOUND.search(check.message)
            assert told is not None
            assert tuple(map(int, told.groups())) == (*sides, abs(sides[0] - sides[1]))
            assert (check.left, check.right) == sides
        else:
            assert check.guesses == ()
            assert "推测" not in check.message


@law
@given(seeds)
def test_guesses_break_no_sum_and_none_is_missed(seed: int) -> None:
    rng = Random(seed)
    counts = with_errors(rng, whole_table(rng))
    all_equations = equations_of(counts)

    def breaks_nothing(changed: Counts) -> bool:
        touched = [one for one in all_equations.values() if not changed.keys().isdisjoint((*one.left, *one.right))]
        return all(status_of(counts | changed, one) != "fail" for one in touched)

    for check in verdicts(counts).values():
        if check.status != "fail":
            continue
        assert all(breaks_nothing({guess.path: guess.would_be for guess in way}) for way in check.guesses)
        assert all(guess.printed == counts[guess.path] for way in check.guesses for guess in way)
        equation, off = all_equations[check.id], (check.right or 0) - (check.left or 0)
        mending = [
            path
            for path in (*equation.left, *equation.right)
            if path in counts
            and (would_be := (counts[path] or 0) + (off if path in equation.left else -off)) >= 0
            and breaks_nothing({path: would_be})
        ]
        if mending:
            assert "推测（未作更改）" in check.message
            assert all(len(way) == 1 and way[0].path in mending for way in check.guesses)
