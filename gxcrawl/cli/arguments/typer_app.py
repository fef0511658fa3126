"""Typer configured for gxcrawl: no shell completion, plain tracebacks, plain help, strict about options."""

import re
from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperCommand, TyperOption
from typer.models import CommandFunctionType
from typing_extensions import override

from gxcrawl.errors import WrongUse


class _Strict(TyperCommand):
    """Refuses what click would silently ignore: the first value of a single-value option that is given twice.

    It also refuses empty values: `--agency "$WHO"` with WHO not set would otherwise mean all agencies.
    """

    @override
    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        values, _, given = self.make_parser(ctx).parse_args(args=list(args))
        met: set[str | None] = set()
        for one in given:
            if _has_blank(values.get(one.name)):
                raise WrongUse(f"{one.opts[0]!r} is given an empty value; name one, or leave it out")
            takes_one = isinstance(one, TyperOption) and not (one.multiple or one.is_flag)
            if takes_one and one.name in met:
                ctx.fail(f"Option {one.opts[0]!r} takes one value here, and is given twice.")
            met.add(one.name)
        return super().parse_args(ctx, args)


def _has_blank(value: Any) -> bool:
    values = value if isinstance(value, list | tuple) else (value,)
    return any(isinstance(one, str) and not one.strip() for one in values)


class App(typer.Typer):
    """A typer app with this configuration."""

    def __init__(self, **settings: Any) -> None:
        settings.setdefault("short_help", _first_sentence(settings.get("help")))
        super().__init__(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None, **settings)

    @override
    def command(self, name: str | None = None, **settings: Any) -> Callable[[CommandFunctionType], CommandFunctionType]:
        def register(function: CommandFunctionType) -> CommandFunctionType:
            told = {"short_help": _first_sentence(function.__doc__), **settings}
            return super(App, self).command(name, cls=_Strict, **told)(function)

        return register


def _first_sentence(text: str | None) -> str:
    """What a list of commands says of one, wrapped where it is long; otherwise click would cut it off at the margin."""
    return re.split(r"(?<=\.)\s", " ".join((text or "").split()), maxsplit=1)[0]


def command_of(name: str, function: Callable[..., None]) -> Any:
    """A function as a click command; its docstring becomes the help."""
    single = App()
    single.command(name)(function)
    return typer.main.get_command(single)
