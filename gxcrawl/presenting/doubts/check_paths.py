"""Which values of a report each check compares, and which values a failing check is about."""

from collections.abc import Iterator, Mapping, Set
from typing import Any

from gxcrawl.checks.equations import equations
from gxcrawl.forms.editions.applications import CARRIED_OVER
from gxcrawl.model import Cell
from gxcrawl.presenting.values import indicator_paths

_WORST_FIRST = ("fail", "not_assessable", "pass")
# if one of these fails, all numbers may be those of another body or year
_WHOSE_NUMBERS = frozenset({"form.agency", "form.year"})
Verdict = Mapping[str, Any]
"""A check as stored."""


def failing_of(document: Mapping[str, Any]) -> list[Verdict]:
    """The checks that fail, in the order of the report."""
    return [check for check in document.get("checks") or () if check["status"] == "fail"]


def checks_using(document: Mapping[str, Any], path: str, cells: Mapping[str, Cell]) -> list[Verdict]:
    """The checks that compare this value, failing ones first."""
    compared = paths_by_check(document, cells)
    using = [check for check in document.get("checks") or () if path in compared[check["id"]]]
    return sorted(using, key=lambda check: _WORST_FIRST.index(check["status"]))


def doubts_all(check: Verdict) -> bool:
    """True if a failing check says that all numbers, though read correctly, may be of another body or year."""
    return check["status"] == "fail" and check["id"] in _WHOSE_NUMBERS


def paths_by_check(document: Mapping[str, Any], cells: Mapping[str, Cell]) -> dict[str, Set[str]]:
    """Check id → the printed values it compares, or all if it doubts all; empty for checks of the whole report."""
    sums = {equation.id: (*equation.left, *equation.right) for equation in equations(cells)}
    named = indicator_paths(document)
    return {
        check["id"]: set(cells)
        if doubts_all(check)
        else cells.keys() & {named.get(path, path) for path in (*sums.get(check["id"], ()), *_others(check, document))}
        for check in document.get("checks") or ()
    }


def suspects_by_check(document: Mapping[str, Any], compared: Mapping[str, Set[str]]) -> dict[str, Set[str]]:
    """Id of a failing check → the likely wrong values: those of its guesses, otherwise all that it compares.

    Empty if the check is about no particular number. compared: the result of `paths_by_check`.
    """
    return {
        check["id"]: set()
        if doubts_all(check)
        else {guess["path"] for guesses in check.get("guesses") or () for guess in guesses} or compared[check["id"]]
        for check in failing_of(document)
    }


def _others(check: Verdict, document: Mapping[str, Any]) -> Iterator[str]:
    """The paths compared by a check that is not a sum."""
    kind, _, what = check["id"].partition(".")
    if kind == "prose":
        claims = [claim for claim in document.get("claims") or () if claim["what"] == what]
        yield from (path for claim in claims for paths in claim["paths"] for path in paths)
    elif kind == "continuity":
        yield CARRIED_OVER
    elif kind == "copies":
        yield from check.get("disputed") or ()
