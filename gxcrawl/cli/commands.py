"""Commands as typer shows them here: no completion to install, tracebacks and help as they are."""

from collections.abc import Callable
from typing import Any

import typer

PLAIN: dict[str, Any] = {"add_completion": False, "pretty_exceptions_enable": False, "rich_markup_mode": None}
"""What every Typer `app` is made with."""


def command_of(name: str, function: Callable[..., None]) -> Any:
    """A function as a command of its own, its docstring as the help."""
    single = typer.Typer(**PLAIN)
    single.command(name)(function)
    return typer.main.get_command(single)
