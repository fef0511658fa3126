"""Typed access to values of PDF objects; in damaged files, any type may occur anywhere."""

from collections.abc import Mapping
from typing import Any

from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSLiteral


def mapping(value: Any) -> Mapping[Any, Any]:
    """The value as a dictionary; empty if it is none."""
    resolved = resolve1(value)
    return resolved if isinstance(resolved, Mapping) else {}


def name(value: Any) -> str | None:
    """The value as a name; None if it is none."""
    literal = resolve1(value)
    return str(literal.name) if isinstance(literal, PSLiteral) else None


def listed(value: Any) -> list[Any]:
    """The value as an array; empty if it is none."""
    resolved = resolve1(value)
    return resolved if isinstance(resolved, list) else []


def numbers(value: Any) -> tuple[float, ...]:
    """The value as numbers (a box, a matrix, points); () if it is none."""
    parts = [resolve1(part) for part in listed(value)]
    return tuple(parts) if all(isinstance(one, (int, float)) for one in parts) else ()
