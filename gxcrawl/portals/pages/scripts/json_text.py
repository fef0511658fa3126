"""Texts of scripts and answers that are JSON."""

import json
from typing import Any


def read_json(text: str) -> Any:
    """The value that a text holds as JSON; None if it is not JSON."""
    try:
        return json.loads(text)
    except ValueError:
        return None
