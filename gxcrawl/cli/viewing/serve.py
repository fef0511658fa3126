"""`gxcrawl serve`: serves the web interface over HTTP, by default to this machine only."""

import gc
import os
import socket
from collections.abc import Sequence
from typing import Annotated

import typer
import uvicorn

from gxcrawl.cli.arguments.options import DatabaseOption, PortalsOption, opened
from gxcrawl.cli.viewing.library import library_of
from gxcrawl.errors import WrongUse
from gxcrawl.portals.sites import is_loopback
from gxcrawl.web.app import create_app
from gxcrawl.web.responses.hardening import LOOPBACK, host_name

_PORT = 8321


def serve(
    host: Annotated[
        str, typer.Option(metavar="HOST", help="Address to listen at; others than this machine's own are open to all.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(metavar="PORT", help="Port to listen at; 0 for any that is free.", min=0, max=65535)
    ] = _PORT,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A host name that browsers may ask for; may be repeated."),
    ] = None,
    portals: PortalsOption = None,
    database: DatabaseOption = None,
) -> None:
    """Serve the web interface of a database, read-only."""
    with opened(database) as db:
        app = create_app(library_of(db, portals), allowed_hosts(host, allow_host or ()))
        server = uvicorn.Server(
            uvicorn.Config(app, log_level="warning", server_header=False, lifespan="off", proxy_headers=False)
        )
        listening = _listen(host, port)
        where = f"http://{in_address(host)}:{listening.getsockname()[1]}/"
        typer.echo(f"Looking at {db.name}: {where}   Ctrl-C stops it. In English: {where}?lang=en", err=True)
        if not is_loopback(where):
            typer.echo(f"Everybody who reaches {host} can read this database. There is no password.", err=True)
        if host in ("0.0.0.0", "::") and not allow_host:  # noqa: S104 - what the user asked for
            typer.echo(
                "Other machines must use a name that is allowed: add --allow-host NAME-OR-ADDRESS-OF-THIS-ONE.",
                err=True,
            )
        gc.freeze()  # exempts loaded modules from garbage collection, which took a third of the time of a long list
        server.run([listening])


def allowed_hosts(host: str, named: Sequence[str]) -> tuple[str, ...]:
    """The host names that requests may use: this machine's own, the address the server listens at, and those named.

    Raises WrongUse for an invalid host name.
    """
    for name in named:
        if "/" in name or not host_name(name):
            raise WrongUse(f"--allow-host {name!r} is no name of a host; name it as example.net")
    return (*LOOPBACK, in_address(host).lower(), *(host_name(name) for name in named))


def in_address(host: str) -> str:
    """A host as written in a URL: `::1` → `[::1]`."""
    return f"[{host}]" if ":" in host else host


def _listen(host: str, port: int) -> socket.socket:
    """A listening socket. Raises WrongUse if the address or port cannot be used."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno and error.errno > 0 else error.strerror or str(error)
        raise WrongUse(f"cannot listen at {host} port {port}: {reason}; choose another with --host, --port") from error
