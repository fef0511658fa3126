"""One simulated portal of every family at once, each publishing the same reports among decoys, and crawls of them."""

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

import yaml
from support import warm

from gxcrawl.simulation.agencies import JICHUAN
from gxcrawl.simulation.figures import SimulatedReport, invent_report
from gxcrawl.simulation.portals.families import FAMILIES
from gxcrawl.simulation.publishing.exchange import Site
from gxcrawl.simulation.publishing.postings import Posting, post_decoys, post_report
from gxcrawl.simulation.server import RunningSite, serve

ROOT = Path(__file__).parents[2]
YEARS = (2020, 2021)
PORTAL_NAME = "霁川县人民政府"
_FORMS = ("plain", "word", "plain", "docx", "plain", "plain", "plain+pdf", "plain")
_FORMS_OF = {
    "truecms": ("pdf",),  # its reports are PDFs that a hub links
    "hanweb_xxgk": ("plain",),  # its reports are pages without an address of their own, and without files
}


@cache
def reports() -> tuple[SimulatedReport, ...]:
    """The truth: every body's report of every year."""
    return tuple(invent_report(agency, year) for year in YEARS for agency in JICHUAN)


def postings(family: str) -> tuple[Posting, ...]:
    """The reports and decoys as this family can publish them, newest first."""
    return _published(_FORMS_OF.get(family, _FORMS))


@cache
def _published(forms: tuple[str, ...]) -> tuple[Posting, ...]:
    """The same in these forms, written once: files take a while."""
    posted = [post_report(400_100 + n, report, forms[n % len(forms)]) for n, report in enumerate(reports(), start=1)]
    posted[0], posted[1] = replace(posted[0], fate="fails_twice"), replace(posted[1], fate="slow")
    both = (*posted, *post_decoys(400_500, JICHUAN, YEARS))
    return tuple(sorted(both, key=lambda posting: posting.published_on, reverse=True))


@contextmanager
def serve_all(sites: Mapping[str, Site]) -> Iterator[dict[str, RunningSite]]:
    """The sites by name, served until the block ends."""
    with ExitStack() as stack:
        yield {name: stack.enter_context(serve(site)) for name, site in sites.items()}


def every_family() -> dict[str, Site]:
    """A portal of each family."""
    return {name.replace("_", "-"): make(PORTAL_NAME, postings(name)) for name, make in FAMILIES.items()}


def registry(running: Mapping[str, RunningSite]) -> str:
    """The registry that knows of each portal its name and home alone."""
    entries = [{"id": name, "name": PORTAL_NAME, "home": site.url} for name, site in running.items()]
    return yaml.safe_dump(entries, allow_unicode=True)


def crawl_into(folder: Path, running: Mapping[str, RunningSite], *arguments: str, **environment: str) -> str:
    """One `gxcrawl crawl`, or the command given first, over all of them into `folder/crawl.db`; what it printed."""
    file = folder / "portals.yaml"
    file.write_text(registry(running), encoding="utf-8")
    command, *more = arguments if arguments and not arguments[0].startswith("-") else ("crawl", *arguments)
    options = ["--portals", str(file), "--database", f"sqlite:///{folder / 'crawl.db'}", "--settings", "settings.demo"]
    settings = {**os.environ, "COLUMNS": "200", "GXCRAWL_SPOOL": str(folder / "spool"), **environment}
    done = warm.run(["-m", "gxcrawl.cli", command, *options, *more], ROOT, settings, timeout=300)
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout + done.stderr
