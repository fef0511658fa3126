"""Results for programs: with `--json` a command prints one line of JSON on standard output, times in ISO 8601."""

import json
from datetime import datetime
from typing import Annotated, Any

import typer

JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def print_json(answer: Any) -> None:
    """Prints a result as one line of JSON; Chinese characters are not escaped."""
    typer.echo(json.dumps(answer, ensure_ascii=False, default=datetime.isoformat))
