"""What waits in a queue may have been written by an earlier version."""

from collections.abc import Sequence
from dataclasses import MISSING, fields
from typing import Any


def restore(instance: Any, written: Sequence[Any]) -> None:
    """Sets the fields of an unpickled frozen dataclass with slots, as its `__setstate__`.

    Later versions append fields, with defaults: those that the writer did not know get them. Raises TypeError for a
    field without a default.
    """
    known = fields(instance)
    for field, value in zip(known, written, strict=False):
        object.__setattr__(instance, field.name, value)
    for field in known[len(written) :]:
        if field.default is MISSING and field.default_factory is MISSING:
            raise TypeError(f"{type(instance).__name__} was stored without {field.name}")
        value = field.default if field.default_factory is MISSING else field.default_factory()
        object.__setattr__(instance, field.name, value)
