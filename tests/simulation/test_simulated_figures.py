"""The invented figures: the same on every run, and consistent as the form demands."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gxcrawl.forms.editions.applications import COLUMNS, ROWS
from gxcrawl.forms.editions.statistics_2014 import PARTS
from gxcrawl.model import Amount
from gxcrawl.simulation.agencies import JICHUAN, SHUYU, SimulatedAgency
from gxcrawl.simulation.expectations import breaks_continuity, deadline_of, failing_checks
from gxcrawl.simulation.figures import edition_of, invent_report, plain_text
from gxcrawl.simulation.statistics import SUMS
from gxcrawl.simulation.values import make_amount

AGENCIES = JICHUAN + SHUYU
agencies = st.sampled_from(AGENCIES)
years = st.integers(2019, 2030)
seeds = st.integers(0, 10_000)
law = settings(deadline=None, max_examples=60)  # a busy machine is no broken law


@law
@given(agencies, years, seeds)
def test_the_same_arguments_give_the_same_report(agency: SimulatedAgency, year: int, seed: int) -> None:
    assert invent_report(agency, year, seed) == invent_report(agency, year, seed)


@law
@given(agencies, years, seeds)
def test_no_check_fails_on_a_regular_report(agency: SimulatedAgency, year: int, seed: int) -> None:
    assert failing_checks(invent_report(agency, year, seed)) == frozenset()


@law
@given(agencies, years, seeds)
def test_carried_forward_values_equal_carried_over_values_of_the_next_year(
    agency: SimulatedAgency, year: int, seed: int
) -> None:
    this, following = invent_report(agency, year, seed), invent_report(agency, year + 1, seed)
    for column in COLUMNS:
        forward = this.values[f"applications.carried_forward.{column.key}"]
        assert following.values[f"applications.carried_over.{column.key}"] == forward
    assert not breaks_continuity(following, this)


@law
@given(agencies, years, seeds)
def test_only_change_values_may_be_negative(agency: SimulatedAgency, year: int, seed: int) -> None:
    for path, value in invent_report(agency, year, seed).values.items():
        number = value.value if isinstance(value, Amount) else value
        assert number is not None
        assert number >= 0 or path.endswith(".change")


@law
@given(agencies, years, seeds)
def test_the_prose_contains_every_nonzero_claim(agency: SimulatedAgency, year: int, seed: int) -> None:
    report = invent_report(agency, year, seed)
    prose = "\n".join(section.text for section in report.sections)
    for number in report.claims.values():
        assert number == 0 or f"{number}件" in prose


@law
@given(agencies, years, seeds)
def test_the_publication_date_is_after_the_year_and_not_after_the_deadline(
    agency: SimulatedAgency, year: int, seed: int
) -> None:
    report = invent_report(agency, year, seed)
    assert date(year, 12, 31) < report.published_on <= deadline_of(report)


@pytest.mark.parametrize(
    ("year", "form"),
    [(2013, "narrative"), (2014, "2014"), (2018, "2014"), (2019, "2019"), (2020, "2019"), (2021, "2021")],
)
def test_the_form_edition_is_selected_by_year(year: int, form: str) -> None:
    assert edition_of(year) == invent_report(AGENCIES[0], year).form == form


def test_other_handling_is_one_row_in_edition_2019_and_divided_in_edition_2021() -> None:
    old, new = (invent_report(AGENCIES[0], year).values for year in (2020, 2022))
    assert "applications.other_handling.undivided.total" in old
    assert "applications.other_handling.fee_unpaid.total" not in old
    assert "applications.other_handling.undivided.total" not in new
    assert "applications.other_handling.fee_unpaid.total" in new


def test_every_row_of_section_3_is_printed_in_some_edition() -> None:
    printed = {path for year in (2020, 2022) for path in invent_report(AGENCIES[0], year).values}
    assert {f"applications.{row.key}.total" for row in ROWS} <= printed


def test_a_narrative_report_has_no_values_or_claims() -> None:
    report = invent_report(AGENCIES[0], 2012)
    assert report.values == {}
    assert report.claims == {}
    assert all(section.heading for section in report.sections)


def test_sums_of_the_2014_statistics_equal_their_parts() -> None:
    numbers = {one.key: one.value for one in invent_report(AGENCIES[0], 2016).statistics}
    assert len(numbers) == sum(len(part.indicators) for part in PARTS)
    for key, parts in SUMS.items():
        assert numbers[key] == sum(number for part in parts if (number := numbers[part]) is not None)


def test_agencies_have_unique_names_and_ids() -> None:
    assert len({agency.id for agency in AGENCIES}) == len({agency.name for agency in AGENCIES}) == len(AGENCIES)


@pytest.mark.parametrize(
    ("value", "unit", "yuan", "text"),
    [
        (46.3, "万元", 463_000, "46.3"),
        (12.0, "万元", 120_000, "12"),
        (251_000, "元", 251_000, "251000"),
        (5, None, None, "5"),
    ],
)
def test_amounts_are_converted_to_yuan_exactly(value: float, unit: str | None, yuan: int | None, text: str) -> None:
    amount = make_amount(value, unit)
    assert amount.yuan == yuan
    assert plain_text(amount) == text
