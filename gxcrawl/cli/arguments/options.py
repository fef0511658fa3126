"""Options that several commands share, and functions that open what they name."""

import os
import shlex
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, get_args

import typer

from gxcrawl.cli.arguments.settings_module import settings_module
from gxcrawl.errors import WrongUse
from gxcrawl.model import Level
from gxcrawl.storage import Database, open_database, safe_uri
from gxcrawl.text.dates import CHINA, moment_in_words

DEFAULT_DATABASE = "sqlite:///gxcrawl.db"
_LEVELS: tuple[str, ...] = get_args(Level)

DatabaseOption = Annotated[
    str | None,
    typer.Option("--database", metavar="URI", help="sqlite:///path or mongodb://…; default: GXCRAWL_DATABASE."),
]
PortalsOption = Annotated[
    list[Path] | None,
    # readable=False: the registry reports unreadable files in one line; typer would print the usage too
    typer.Option("--portals", metavar="FILE", help="A registry of your own, not the shipped one.", readable=False),
]
OutOption = Annotated[
    Path, typer.Option("--out", metavar="DIR", help="The folder to make; must not be there yet.", readable=False)
]
AgencyOption = Annotated[
    str | None, typer.Option("--agency", metavar="WHO", help="Only of this agency: id, name or alias.")
]
AgenciesOption = Annotated[
    list[str] | None,
    typer.Option("--agency", metavar="WHO", help="Only of this agency: id, name or alias; may be repeated."),
]


def year_of(text: str) -> int:
    """The number of a year, for options and arguments. Raises BadParameter."""
    try:
        return int(text)
    except ValueError:
        several = "; for several years repeat the option" if "," in text else ""
        raise typer.BadParameter(f"{text[:20]!r} is no year; give one such as 2020{several}") from None


YearsOption = Annotated[
    list[int] | None,
    typer.Option("--year", metavar="YEAR", help="Only reports about this year; may be repeated.", parser=year_of),
]
LevelOption = Annotated[
    str | None, typer.Option("--level", metavar="LEVEL", help=f"Only this level: {', '.join(_LEVELS)}.")
]
PortalOption = Annotated[str | None, typer.Option("--portal", metavar="ID", help="Only of this portal id.")]
SinceOption = Annotated[
    str | None,
    typer.Option("--since", metavar="WHEN", help="Only those met since: 2026-01-31 (in China), 昨天, '3 days ago'."),
]
SettingsOption = Annotated[str, typer.Option("--settings", metavar="MODULE", help="Scrapy settings module.")]


def comma_list(paths: Sequence[Path] | None) -> str:
    """Registry files as a comma-separated argument of the spider. Raises WrongUse for a path that contains a comma."""
    names = [str(path) for path in paths or ()]
    if wrong := [name for name in names if "," in name]:
        raise WrongUse(f"{wrong[0]}: a registry file with a comma in its path cannot be crawled by; move or rename it")
    return ",".join(names)


def moment_since(words: str | None) -> datetime | None:
    """The moment of --since; None if it is not given. Raises WrongUse for other words and future moments."""
    if not words:
        return None
    moment = moment_in_words(words, datetime.now(CHINA))
    if moment is None:
        raise WrongUse(f"--since {words!r} is no time past; give a date such as 2026-01-31, or words such as 昨天")
    return moment


def refuse_unknown(level: str | None) -> None:
    """Raises WrongUse for a level that there is not."""
    if level is not None and level not in _LEVELS:
        raise WrongUse(f"there is no level {level!r}; choose from {', '.join(_LEVELS)}")


def database_uri(option: str | None, settings: str | None = None) -> str:
    """The URI of the database from the option, else from GXCRAWL_DATABASE, else from the settings, else the default.

    settings: name of a settings module. Raises WrongUse if it cannot be loaded.
    """
    named = option or os.environ.get("GXCRAWL_DATABASE")
    if named or settings is None:
        return named or DEFAULT_DATABASE
    return str(getattr(settings_module(settings), "GXCRAWL_DATABASE", None) or DEFAULT_DATABASE)


def on_same(database: str | None, command: str) -> str:
    """A command for use in a message, with the option that names the same database.

    database: the user's option, or None. A URI with a password or options is left out, because they may be secret.
    """
    if database in (None, database_uri(None)) or safe_uri(database) != database:
        return command
    return f"{command} --database {shlex.quote(database)}"


def opened(option: str | None, *, read_only: bool = True) -> Database:
    """Opens the database, by default for reading only. Raises CannotRun or WrongUse if that fails."""
    return open_database(database_uri(option), read_only=read_only)
