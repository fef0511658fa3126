"""`gxcrawl portals`: lists and checks the registry of portals, and drafts entries for new ones."""

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from gxcrawl.cli.arguments.options import PortalsOption, SettingsOption
from gxcrawl.cli.arguments.typer_app import App
from gxcrawl.cli.output.exits import FAILURES, WRONG_USE
from gxcrawl.cli.output.terminal import terminal
from gxcrawl.cli.views.words import counted
from gxcrawl.errors import WrongUse
from gxcrawl.model import Portal
from gxcrawl.portals.entries import is_web_address
from gxcrawl.portals.registry import load_registry
from gxcrawl.portals.registry_files import mistakes_in

app = App(help="Look at the registry of portals.", no_args_is_help=True)


@app.command("list")
def list_portals(portals: PortalsOption = None) -> None:
    """List the registered portals and their agencies."""
    console = terminal()
    for portal in load_registry(portals).portals:
        about = f"  {portal.name}  {portal.cms or 'software unknown'}, {_verified(portal)}"
        console.print(Text.assemble((portal.id, "bold"), about), soft_wrap=True)
        console.print(Text(f"  {portal.home}", "dim"), soft_wrap=True)
        for agency in portal.agencies:
            console.print(Text(f"  {agency.id}  {agency.name}"), soft_wrap=True)


def _verified(portal: Portal) -> str:
    return f"verified {portal.verified_on}" if portal.verified_on else "never verified"


@app.command()
def discover(
    url: Annotated[str, typer.Argument(help="The site's home page.", metavar="URL")],
    settings: SettingsOption = "settings.base",
) -> None:
    """Look round a site and print the registry entry it would have. Exit code 1 where no reports are found."""
    from gxcrawl.cli.crawling.discovering import discover_portal  # imports Scrapy, which `list` and `check` do not need

    if not is_web_address(url):
        raise WrongUse(
            f"{url!r} is no http(s) address; give the home page of a portal, such as http://www.fuyang.gov.cn/"
        )
    proposal, failures = discover_portal(url, settings)
    for line in (*proposal.evidence, *(f"not read: {failure.url}: {failure.reason}" for failure in failures)):
        typer.echo(line, err=True)
    if proposal.entry is None:
        raise typer.Exit(FAILURES)
    typer.echo(proposal.entry, nl=False)


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="A registry file of yours.", metavar="FILE", readable=False)],
) -> None:
    """Check a registry file; says all that is wrong with it and where."""
    if mistakes := mistakes_in(file):
        typer.echo("\n".join(f"gxcrawl: {mistake}" for mistake in mistakes), err=True)
        raise typer.Exit(WRONG_USE)
    registry = load_registry([file])
    portals, agencies = counted(len(registry.portals), "portal"), counted(len(registry.agencies), "agency")
    typer.echo(f"{file}: {portals}, {agencies}; nothing is wrong with it")
