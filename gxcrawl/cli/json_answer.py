"""Answers for programs: with `--json` a command prints one line of JSON on standard output, moments in ISO form."""

import json
from datetime import datetime
from typing import Annotated, Any

import typer

JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def print_json(answer: Any) -> None:
    """One line. Chinese stays as it is."""
    typer.echo(json.dumps(answer, ensure_ascii=False, default=datetime.isoformat))
