"""Values of a PDF's objects, whatever stands there: damaged files have anything anywhere."""

from collections.abc import Mapping
from typing import Any

from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSLiteral


def mapping(value: Any) -> Mapping[Any, Any]:
    """A dictionary; empty for what is none."""
    resolved = resolve1(value)
    return resolved if isinstance(resolved, Mapping) else {}


def name(value: Any) -> str | None:
    """A name; None for what is none."""
    literal = resolve1(value)
    return str(literal.name) if isinstance(literal, PSLiteral) else None


def listed(value: Any) -> list[Any]:
    """An array; empty for what is none."""
    resolved = resolve1(value)
    return resolved if isinstance(resolved, list) else []


def numbers(value: Any) -> tuple[float, ...]:
    """A box, a matrix or points; () for what is none."""
    parts = [resolve1(part) for part in listed(value)]
    return tuple(parts) if all(isinstance(one, (int, float)) for one in parts) else ()
