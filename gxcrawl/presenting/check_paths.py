"""Which values of a report each of its checks compares, and which of them a failing one is about."""

from collections.abc import Iterator, Mapping, Set
from typing import Any

from gxcrawl.checks.equations import equations
from gxcrawl.forms.editions.applications import CARRIED_OVER
from gxcrawl.model import Cell
from gxcrawl.presenting.values import indicator_paths

_WORST_FIRST = ("fail", "not_assessable", "pass")
# where one fails, all may be another body's, or another year's
_WHOSE_NUMBERS = frozenset({"form.agency", "form.year"})
Verdict = Mapping[str, Any]
"""A check as stored."""


def failing_of(document: Mapping[str, Any]) -> list[Verdict]:
    """The checks that fail, in the order of the report."""
    return [check for check in document.get("checks") or () if check["status"] == "fail"]


def checks_using(document: Mapping[str, Any], path: str, cells: Mapping[str, Cell]) -> list[Verdict]:
    """The verdicts that this value has a part in, those that fail first."""
    compared = paths_by_check(document, cells)
    using = [check for check in document.get("checks") or () if path in compared[check["id"]]]
    return sorted(using, key=lambda check: _WORST_FIRST.index(check["status"]))


def doubts_all(check: Verdict) -> bool:
    """Whether a check says that the numbers of a report may not be of its body or its year, right as they are."""
    return check["status"] == "fail" and check["id"] in _WHOSE_NUMBERS


def paths_by_check(document: Mapping[str, Any], cells: Mapping[str, Cell]) -> dict[str, Set[str]]:
    """Check id → the printed values it compares, or all that it doubts; none for others on the report as a whole."""
    sums = {equation.id: (*equation.left, *equation.right) for equation in equations(cells)}
    named = indicator_paths(document)
    return {
        check["id"]: set(cells)
        if doubts_all(check)
        else cells.keys() & {named.get(path, path) for path in (*sums.get(check["id"], ()), *_others(check, document))}
        for check in document.get("checks") or ()
    }


def suspects_by_check(document: Mapping[str, Any], compared: Mapping[str, Set[str]]) -> dict[str, Set[str]]:
    """Id of a failing check → the values of which each is a likely cause; all that it compares where it guesses none.

    None where it is about no number in particular. compared: of `paths_by_check`.
    """
    return {
        check["id"]: set()
        if doubts_all(check)
        else {guess["path"] for guesses in check.get("guesses") or () for guess in guesses} or compared[check["id"]]
        for check in failing_of(document)
    }


def _others(check: Verdict, document: Mapping[str, Any]) -> Iterator[str]:
    """What a check compares that adds nothing up."""
    kind, _, what = check["id"].partition(".")
    if kind == "prose":
        claims = [claim for claim in document.get("claims") or () if claim["what"] == what]
        yield from (path for claim in claims for paths in claim["paths"] for path in paths)
    elif kind == "continuity":
        yield CARRIED_OVER
    elif kind == "copies":
        yield from check.get("disputed") or ()
