"""`gxcrawl explain AGENCY YEAR PATH`: shows where a number comes from, down to the HTML it was read from."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, replace
from functools import lru_cache
from typing import Annotated, Any

import typer

from gxcrawl.cli.arguments.agency import AgencyArgument, YearArgument, one_report
from gxcrawl.cli.arguments.options import DatabaseOption, opened
from gxcrawl.cli.output.json_answer import JsonOption, print_json
from gxcrawl.cli.output.terminal import terminal
from gxcrawl.cli.views.explanations import print_check, print_one, print_several, print_whose
from gxcrawl.errors import WrongUse
from gxcrawl.presenting.explaining import Explanation, near_paths
from gxcrawl.presenting.explaining import explain as explanations_of
from gxcrawl.reading.html.fragments import row_markup
from gxcrawl.storage import Database, Document

Fragment = Callable[[Explanation], str | None]

_CELL = re.compile(r"(?=<t[dh][\s>])")
_LONG_ATTRIBUTE = re.compile(r'(=")[^"]{25,}"')  # style="mso-…" of pages made with Word, often longer than their text
_LONGEST_FRAGMENT = 4000


def explain(
    agency: AgencyArgument,
    year: YearArgument,
    path: Annotated[
        str,
        typer.Argument(
            metavar="PATH",
            help="Of a value, applications.result_total.total, of a whole row, or the id of a check: all it compares.",
        ),
    ],
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show where a value of a report comes from, what is doubtful about it and which checks use it."""
    with opened(database) as db:
        document = one_report(db, agency, year)
        found = explanations_of(document, path)
        checks = [check for check in document["checks"] if check["id"] == path]
        if not (found or checks):
            raise WrongUse(f"{document['_id']} has no value {path!r}{_suggestion(document, path)}")
        fragment = _fragments(db, document)
        found = tuple(_with_kept(db, found))
        if as_json:
            values = [asdict(one) | {"fragment": fragment(one)} for one in found]
            print_json({"report": document["_id"], "check": next(iter(checks), None), "values": values})
            return
        print_whose(document, terminal())
        if not found:
            print_check(checks[0], terminal())
        elif len(found) == 1:
            print_one(found[0], fragment(found[0]), terminal())
        else:
            print_several(found, fragment, terminal())


def _suggestion(document: Document, path: str) -> str:
    near = near_paths(document, path)
    return f"; did you mean {', '.join(near)}?" if near else "; `gxcrawl show --json` lists what it has"


def _with_kept(database: Database, found: Iterable[Explanation]) -> Iterator[Explanation]:
    """The explanations with what is known of the kept bytes in `source`: `bytes_sha256`, `fetched_at`, `last_seen`."""
    entry_of = lru_cache(database.raw_documents.entry)
    for one in found:
        entry = None if one.source is None else entry_of(one.source["raw_id"])
        if one.source is None or entry is None:  # a report that was restored without its raw documents
            yield one
            continue
        seen = [place.last_seen for place in entry.sources if place.url == one.source["url"]]
        kept = {
            "bytes_sha256": entry.bytes_sha256,
            "fetched_at": entry.fetched_at,
            "last_seen": max(seen, default=None),
        }
        yield replace(one, source={**one.source, **kept})


def _fragments(database: Database, document: Document) -> Fragment:
    """A function that reads the HTML of a value's row from the raw document; None if the document is not HTML."""

    @lru_cache(maxsize=8)  # the values of one row come from one document
    def raw(raw_id: str) -> Any:
        return database.raw_documents.get(raw_id)

    def fragment(one: Explanation) -> str | None:
        if one.place is None or one.source is None or one.source["kind"] != "html":
            return None
        kept = raw(one.source["raw_id"])
        xpath = document["tables"][one.place.table]["origin"].get("xpath")
        if kept is None or xpath is None:
            return None
        markup = row_markup(kept.content, xpath, one.place.row, kept.encoding)
        return None if markup is None else _shortened(markup)

    return fragment


def _shortened(markup: str) -> str:
    """The HTML of a row with one cell per line, long attribute values left out, cut off if still too long."""
    short = _LONG_ATTRIBUTE.sub(r'\1…"', " ".join(markup.split()))
    lines = _CELL.sub("\n  ", short).replace("</tr>", "\n</tr>")
    return lines if len(lines) <= _LONGEST_FRAGMENT else f"{lines[:_LONGEST_FRAGMENT]}…"
