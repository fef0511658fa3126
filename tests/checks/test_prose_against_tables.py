"""Every sentence of the claims' tables, compared with a table that agrees with it and with one that does not."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from gxcrawl.checks.prose import check_prose
from gxcrawl.forms.claims import find_claims
from gxcrawl.model import Cell, Check, Report, Section

TABLES = (Path(__file__).parents[1] / "forms" / "claims").glob("claims*.yaml")
SENTENCES: list[dict[str, Any]] = [
    line for path in sorted(TABLES) for line in yaml.safe_load(path.read_text(encoding="utf-8"))
]
CERTAIN = [line for line in SENTENCES if line.get("claims")]
PATHS = {
    "received": "applications.new_received.total",
    "carried_over": "applications.carried_over.total",
    "carried_forward": "applications.carried_forward.total",
    "closed": "applications.result_total.total",
    "granted": "applications.granted.total",
    "review": "review_litigation.review.total",
    "litigation": "review_litigation.litigation_direct.total",
}
NONE = ("applications.partially_granted.total", "review_litigation.litigation_after_review.total")
FAR_OFF = 100_000  # no number of a sentence, nor a sum with one


def checks(line: Mapping[str, Any], stated: Mapping[str, int]) -> dict[str, Check]:
    """The checks of a sentence beside a table of these numbers; what it does not state is far from all it does."""
    values = dict.fromkeys(NONE, 0) | {PATHS[what]: value for what, value in stated.items() if what in PATHS}
    values.setdefault(PATHS["closed"], FAR_OFF)  # some count what was closed as received
    values.setdefault(PATHS["carried_over"], 0)
    year, own = line.get("year", 2021), line.get("own", "霁川县教育局")
    sections = (Section(1, line.get("heading", "一、总体情况"), line["say"]),)
    cells = {path: Cell(value, None) for path, value in values.items()}
    claims = find_claims(sections, year, own)
    report = Report("html", "某局报告", year, "2021", sections=sections, cells=cells, claims=claims)
    return {check.id: check for check in check_prose(report)}


@pytest.mark.parametrize("line", CERTAIN, ids=[line["say"][:24] for line in CERTAIN])
def test_a_sentence_agrees_with_its_table_and_contradicts_one_that_is_off(line: Mapping[str, Any]) -> None:
    stated = {what: value for what, value in line["claims"].items() if what in PATHS}
    found = checks(line, stated | line.get("maybe", {}))
    assert all(found[f"prose.{what}"].status == "pass" for what in stated)
    assert "fail" not in {check.status for check in found.values()}
    for what, value in stated.items():
        off = value + FAR_OFF + 7
        check = checks(line, stated | {what: off})[f"prose.{what}"]
        assert (check.status, check.left, check.right) == ("fail", value, off)
        assert f"为{off}" in check.message


UNCERTAIN = [line for line in SENTENCES if not line.get("claims")]


@pytest.mark.parametrize("line", UNCERTAIN, ids=[line["say"][:24] for line in UNCERTAIN])
def test_uncertain_claims_contradict_no_table(line: Mapping[str, Any]) -> None:
    assert "fail" not in {check.status for check in checks(line, dict.fromkeys(PATHS, FAR_OFF)).values()}
