"""Options that several commands share, and what they open."""

import os
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from gxcrawl.errors import WrongUse
from gxcrawl.spiders.settings_module import settings_module
from gxcrawl.storage import Database, open_database, safe_uri

DEFAULT_DATABASE = "sqlite:///gxcrawl.db"

DatabaseOption = Annotated[
    str | None,
    typer.Option("--database", metavar="URI", help="sqlite:///path or mongodb://…; default: GXCRAWL_DATABASE."),
]
PortalsOption = Annotated[
    list[Path] | None,
    # readable: whoever reads the file says in one line what is wrong with it; typer would add the usage
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
YearsOption = Annotated[
    list[int] | None, typer.Option("--year", metavar="YEAR", help="Only reports about this year; may be repeated.")
]
PortalOption = Annotated[str | None, typer.Option("--portal", metavar="ID", help="Only of this portal id.")]
SettingsOption = Annotated[str, typer.Option("--settings", metavar="MODULE", help="Scrapy settings module.")]


def comma_list(paths: Sequence[Path] | None) -> str:
    """Registry files as the spider takes them. Raises WrongUse for a path with a comma, which would be two."""
    names = [str(path) for path in paths or ()]
    if wrong := [name for name in names if "," in name]:
        raise WrongUse(f"{wrong[0]}: a registry file with a comma in its path cannot be crawled by; move or rename it")
    return ",".join(names)


def database_uri(option: str | None, settings: str | None = None) -> str:
    """The database that the user named, in an option or once in the environment; else in the settings of a crawl.

    settings: the name of their module. Raises WrongUse where it is no good.
    """
    named = option or os.environ.get("GXCRAWL_DATABASE")
    if named or settings is None:
        return named or DEFAULT_DATABASE
    return str(getattr(settings_module(settings), "GXCRAWL_DATABASE", None) or DEFAULT_DATABASE)


def on_same(database: str | None, command: str) -> str:
    """A command that a message advises, for the same database.

    database: None where the user named none. One with a password or options is left to the user: both may be secret.
    """
    if database in (None, database_uri(None)) or safe_uri(database) != database:
        return command
    return f"{command} --database {shlex.quote(database)}"


def opened(option: str | None, *, read_only: bool = True) -> Database:
    """The database, opened; most commands only look. Raises CannotRun or WrongUse."""
    return open_database(database_uri(option), read_only=read_only)
