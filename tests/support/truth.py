"""Compares stored reports with the simulated reports that were published."""

from collections.abc import Mapping
from typing import Any

from gxcrawl.model import Amount
from gxcrawl.simulation.figures import SimulatedReport

SECTIONS = ("proactive_disclosure", "applications", "review_litigation")


def differences(document: Mapping[str, Any], truth: SimulatedReport) -> list[str]:
    """A line for every cell, note and head field in which a stored report differs from the published one."""
    found = flatten(document)
    wanted = {path: plain(value) for path, value in truth.values.items()}
    wrong = [
        f"{path}: {found.get(path, 'absent')!r}, published {wanted.get(path, 'absent')!r}"
        for path in sorted(found.keys() | wanted.keys())
        if found.get(path, "absent") != wanted.get(path, "absent")
    ]
    notes = {note["path"]: note["reason"] for note in document["notes"]}
    if notes != dict(truth.notes):
        wrong.append(f"notes: {sorted(notes.items() ^ truth.notes.items())}")
    if document["title"] != truth.title:
        wrong.append(f"title: {document['title']!r}, published {truth.title!r}")
    return wrong


def flatten(document: Mapping[str, Any]) -> dict[str, Any]:
    """Path → value of the official tables of a report document."""
    flat: dict[str, Any] = {}
    for section in SECTIONS:
        _flatten(document[section] or {}, section, flat)
    return flat


def _flatten(at: Mapping[str, Any], path: str, flat: dict[str, Any]) -> None:
    for key, value in at.items():
        if isinstance(value, Mapping) and "yuan" not in value:
            _flatten(value, f"{path}.{key}", flat)
        else:
            flat[f"{path}.{key}"] = value


def plain(value: Any) -> Any:
    """A value as stored documents contain it."""
    if isinstance(value, Amount):
        return {"value": value.value, "unit": value.unit, "yuan": value.yuan}
    return value
