"""`gxcrawl failures`: lists everything that could not be fetched, read, parsed or stored, with the reason."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from gxcrawl.cli.arguments.agency import find_agency, find_portal
from gxcrawl.cli.arguments.options import (
    AgencyOption,
    DatabaseOption,
    PortalOption,
    SinceOption,
    moment_since,
    on_same,
    opened,
)
from gxcrawl.cli.output.exits import FAILURES
from gxcrawl.cli.output.json_answer import JsonOption, print_json
from gxcrawl.cli.output.terminal import terminal
from gxcrawl.cli.views.words import days
from gxcrawl.exporting.tables.columns import Language
from gxcrawl.portals.registry import load_registry
from gxcrawl.presenting.reasons import in_chinese
from gxcrawl.storage import Database, KeptFailure

# what the listing says around the reasons: (English, Chinese); each {} is filled in by position
_WORDS: Mapping[str, tuple[str, str]] = {
    "none": ("No failures.", "没有失败。"),
    "fetch": ("fetch", "抓取"),
    "read": ("read", "读取"),
    "parse": ("parse", "解析"),
    "store": ("store", "保存"),
    "times": ("{} times, {}", "{}次，{}"),
    "once": ("once, {1}", "1次，{1}"),
    "several": ("{}: {}", "{}项：{}"),
    "several_of": ("{} of {}: {}", "{}项，{}：{}"),
    "again": ("{} to be fetched again: {}", "{}项可再次抓取：{}"),
    "file": (" (FILE: your registry)", "（FILE：自己的登记文件）"),
    "reparse": ("{} kept and not read: {}", "{}项已保存而未能读取：{}"),
    "and": ("; ", "；"),
}
_EACH_BY_ITSELF = 3  # more failures with one reason are grouped: one dead host can fail hundreds of reports


def failures(
    agency: AgencyOption = None,
    portal: PortalOption = None,
    since: SinceOption = None,
    lang: Annotated[Language, typer.Option(metavar="en|zh", help="Language of the listing; not of --json.")] = "en",
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """List what failed, since when, how often and why. Exit code 1 where there is any."""
    earliest = moment_since(since)
    with opened(database) as db:
        found = [kept for kept in _find(db, agency, portal) if not earliest or kept.last_seen >= earliest]
    found.sort(key=lambda kept: (kept.failure.portal_id or "", kept.failure.url))
    if as_json:
        print_json([_as_json(kept) for kept in found])
    elif found:
        _print(found, terminal(), database, lang)
    else:
        typer.echo(_words(lang)("none"))
    raise typer.Exit(FAILURES if found else 0)


def _find(db: Database, agency: str | None, portal: str | None) -> list[KeptFailure]:
    """The failures of an agency or portal. Raises WrongUse if it is not known."""
    portal_id = find_portal(db, portal)
    agency_id = None if agency is None else find_agency(db, agency).id
    return list(db.failures.find(agency_id=agency_id, portal_id=portal_id))


def _words(lang: Language) -> Callable[..., str]:
    """A function that returns the words for a key in this language, filled in."""
    return lambda key, *values: _WORDS[key][lang == "zh"].format(*values)


def _print(found: Sequence[KeptFailure], console: Console, database: str | None, lang: Language) -> None:
    """Prints each failure in three unwrapped lines, so that addresses can be copied; many alike share their reason."""
    words = _words(lang)
    for (portal_id, told), alike in groupby(found, key=lambda kept: (kept.failure.portal_id, kept.failure.reason)):
        group, reason = list(alike), in_chinese(told) if lang == "zh" else told
        if len(group) > _EACH_BY_ITSELF:
            count = len(group)
            several = words("several_of", count, portal_id, reason) if portal_id else words("several", count, reason)
            console.print(Text(several), soft_wrap=True)
            for kept in group:
                line = Text("  ").append(_head(kept, words)).append(f"  {kept.failure.url}", "dim")
                console.print(line, soft_wrap=True)
            console.print()
        else:
            for kept in group:
                for line in (_head(kept, words), Text(f"  {reason}"), Text(f"  {kept.failure.url}\n", style="dim")):
                    console.print(line, soft_wrap=True)
    console.print(Text(_what_to_do(found, database, words)), soft_wrap=True)


def _head(kept: KeptFailure, words: Callable[..., str]) -> Text:
    failure = kept.failure
    whose = " ".join(filter(None, (failure.agency_id or failure.portal_id, str(failure.year or ""))))
    when = words("once" if kept.count == 1 else "times", kept.count, days(kept.first_seen, kept.last_seen))
    return Text.assemble(words(failure.stage), "  ", (whose, "bold"), f"  {when}")


def _what_to_do(found: Sequence[KeptFailure], database: str | None, words: Callable[..., str]) -> str:
    """The number of failures, and the commands that try again."""
    portals = [kept.failure.portal_id for kept in found if kept.failure.stage == "fetch"]
    parts = []
    if portals:
        shipped = {portal.id for portal in load_registry().portals}
        own = bool(set(portals) - shipped)
        again = on_same(database, "gxcrawl retry --portals FILE" if own else "gxcrawl retry")
        parts.append(words("again", len(portals), again) + (words("file") if own else ""))
    if kept := len(found) - len(portals):
        parts.append(words("reparse", kept, on_same(database, "gxcrawl reparse")))
    return words("and").join(parts)


def _as_json(kept: KeptFailure) -> dict[str, Any]:
    """The failure with its times and count, but without the request of a failed list, which only `retry` needs."""
    told = asdict(kept)
    failure: dict[str, Any] = told.pop("failure")
    del failure["asked"]
    return failure | told
