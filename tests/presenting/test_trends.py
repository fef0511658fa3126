"""The main figures of an agency over its years, whatever edition of the form each year has."""

from typing import Any

from presenting.stored import stored, truth

from gxcrawl.presenting.overviews.trends import Trend, trends_of
from gxcrawl.presenting.values import cells_of, indicator_paths


def trends(*years: int) -> dict[str, Trend]:
    return {one.key: one for one in trends_of([stored(truth(year)) for year in years])}


def test_a_year_without_a_report_is_not_known() -> None:
    received = trends(2020, 2022)["received"]
    assert list(received.points) == [2020, 2021, 2022]
    assert received.points[2021] is None
    assert received.points[2022] == cells_of(stored(truth(2022)))["applications.new_received.total"].value


def test_the_older_form_has_the_figures_that_it_counts_alike() -> None:
    document = stored(truth(2016))
    values: dict[str, Any] = {key: cells_of(document)[path].value for key, path in indicator_paths(document).items()}
    found = {key: trend.points[2016] for key, trend in trends(2016).items()}
    disputes = values["statistics.review.total"] + values["statistics.litigation.total"]
    corrected = values["statistics.review.corrected"] + values["statistics.litigation.corrected"]
    assert found == {
        "received": values["statistics.applications.received"],
        "granted": None,
        "not_held": None,
        "disputes": disputes,
        "corrected": corrected / disputes if corrected <= disputes and disputes else None,
    }


def test_all_figures_of_a_report_that_may_be_another_body_s_are_doubtful() -> None:
    document = stored(truth(2022))
    assert not any(one.doubtful for one in trends_of([document]))
    document["checks"].append({"id": "form.agency", "status": "fail", "message": ""})
    assert all(one.doubtful == {2022} for one in trends_of([document]) if one.known)


def test_no_share_of_nothing() -> None:
    document = stored(truth(2022))
    document["applications"]["result_total"]["total"] = 0
    [granted] = [one for one in trends_of([document]) if one.key == "granted"]
    assert granted.points == {2022: None}
    assert not granted.known


def test_a_figure_made_of_a_number_that_does_not_add_up_is_doubtful() -> None:
    right, wrong = stored(truth(2021)), stored(truth(2022))
    suspect = [[{"path": "review_litigation.review.total", "printed": 0, "would_be": 13}]]
    check = {"id": "review_litigation.total.review", "status": "fail", "message": "", "guesses": suspect}
    wrong["checks"] = [check]
    doubtful = {one.key: one.doubtful for one in trends_of([right, wrong])}
    assert doubtful["disputes"] == doubtful["corrected"] == {2022}
    assert doubtful["received"] == doubtful["granted"] == frozenset()


def test_so_is_one_of_the_older_form() -> None:
    document = stored(truth(2016))
    document["claims"] = [{"what": "received", "paths": [["statistics.applications.received"]]}]
    document["checks"] = [{"id": "prose.received", "status": "fail", "message": ""}]
    assert {one.key: one.doubtful for one in trends_of([document])}["received"] == {2016}
