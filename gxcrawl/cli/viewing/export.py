"""`gxcrawl export FORMAT --out DIR` and `gxcrawl export verify DIR`: dumps."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typing_extensions import override

from gxcrawl.cli.arguments.agency import find_portal, refuse_impossible
from gxcrawl.cli.arguments.options import AgenciesOption, DatabaseOption, OutOption, PortalOption, YearsOption, opened
from gxcrawl.cli.arguments.typer_app import App, command_of
from gxcrawl.cli.output.exits import FAILURES
from gxcrawl.cli.output.terminal import terminal
from gxcrawl.cli.views.dump_progress import dump_progress
from gxcrawl.cli.views.words import counted
from gxcrawl.exporting import FORMATS, Format, Manifest, Options, Selection
from gxcrawl.exporting import export as write_dump
from gxcrawl.exporting import verify as verify_dump
from gxcrawl.exporting.formats import find_format
from gxcrawl.exporting.tables.columns import Language
from gxcrawl.portals.registry import Registry
from gxcrawl.storage import Database

_VERIFY = "verify"


class _Formats(TyperGroup):
    """The subcommands of `gxcrawl export`: one per format, and `verify`."""

    @override
    def list_commands(self, ctx: Any) -> list[str]:
        return [*FORMATS, _VERIFY]

    @override
    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        return command_of(cmd_name, verify if cmd_name == _VERIFY else _export_to(find_format(cmd_name)))


app = App(
    name="export",
    help="Write what the database holds as a folder of files with a manifest: gxcrawl export FORMAT --out DIR.",
    cls=_Formats,
    no_args_is_help=True,
)


@app.callback()
def _export() -> None:
    """Typer makes a group of an app only where it has a callback."""


def _export_to(form: Format) -> Callable[..., None]:
    """The command of a format, which offers only the options of that format and refuses others by name."""

    def option(name: str, text: str, metavar: str | None = None) -> Any:
        return typer.Option(f"--{name}", metavar=metavar, help=text, hidden=name not in form.takes)

    held = ", ".join(form.collections)

    def export(
        out: OutOption,
        collection: Annotated[
            list[str] | None, typer.Option(metavar="NAME", help=f"Only this: {held}; may be repeated.")
        ] = None,
        agency: AgenciesOption = None,
        portal: PortalOption = None,
        year: YearsOption = None,
        since: Annotated[
            Path | None, typer.Option(help="Only what changed since this earlier dump.", metavar="DUMP", readable=False)
        ] = None,
        header: Annotated[Language, option("header", "Language of column names in tables.", "en|zh")] = "en",
        gzip: Annotated[bool, option("gzip", "Compress each file.")] = False,
        force: Annotated[bool, typer.Option("--force", help="Replace the folder if it is an older dump.")] = False,
        database: DatabaseOption = None,
    ) -> None:
        options = Options(header, gzip)
        refuse_impossible(year or ())
        with opened(database) as db, dump_progress(terminal(stderr=True)) as progress:
            agencies = tuple(_agency_id(db, one) for one in agency or ())
            selection = Selection(tuple(collection or ()) or None, agencies, find_portal(db, portal), tuple(year or ()))
            manifest = write_dump(
                db, form.name, out, selection, options=options, since=since, force=force, progress=progress
            )
        _report(manifest, out)

    export.__doc__ = f"Write a dump: {form.summary}."
    return export


def verify(folder: Annotated[Path, typer.Argument(help="A dump.", metavar="DIR", readable=False)]) -> None:
    """Say whether a dump is as it was written. Exit code 1 where it is not."""
    manifest, wrong = verify_dump(folder)
    for line in wrong:
        typer.echo(line)
    if wrong:
        raise typer.Exit(FAILURES)
    typer.echo(f"{folder} is whole: {counted(len(manifest.files), 'file')}, as the manifest says.")


def _agency_id(db: Database, who: str) -> str:
    """The id of the agency in this database with this id, name or alias. Raises WrongUse for none or several."""
    return Registry((), listed_by="gxcrawl status --agencies").find_agency(who, db.agencies.all()).id


def _report(manifest: Manifest, out: Path) -> None:
    for file in manifest.files:
        if file.collection is not None:
            typer.echo(f"{file.count:>8,}  {out / file.name}")
    for name, changes in (manifest.changes or {}).items():
        typer.echo(f"{name}: " + ", ".join(f"{count:,} {change}" for change, count in changes.items()))
    documents = counted(sum(manifest.documents.values()), "document")
    typer.echo(f"Made from {documents}; counts and SHA-256 in {out / 'manifest.json'}")
