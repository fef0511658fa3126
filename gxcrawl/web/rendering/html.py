"""Renders page models as HTML, with templates that escape all values."""

import hashlib
import re
import unicodedata
from base64 import b64encode
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, get_args
from urllib.parse import unquote_to_bytes, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from gxcrawl import __version__
from gxcrawl.model import Level, Stage
from gxcrawl.portals.entries import is_web_address
from gxcrawl.presenting.labels import label_of, with_labels
from gxcrawl.presenting.overviews.regions import province_of
from gxcrawl.presenting.page import FORMS, ROLES
from gxcrawl.presenting.reasons import in_chinese
from gxcrawl.storage import Trigger
from gxcrawl.text.dates import day_of, minute_of
from gxcrawl.web import charts
from gxcrawl.web.loading.library import Library
from gxcrawl.web.pages.contradictions import KINDS
from gxcrawl.web.queries import (
    ContradictionsPageQuery,
    CoveragePageQuery,
    DownloadsPageQuery,
    Lang,
    PageQuery,
    Query,
    ReportPageQuery,
    RevisionsPageQuery,
    RunsPageQuery,
)
from gxcrawl.web.rendering.links import Kind, Links, Place
from gxcrawl.web.rendering.texts import texts

QUERIES: Mapping[Kind, type[PageQuery]] = {
    "coverage": CoveragePageQuery,
    "agency": PageQuery,
    "report": ReportPageQuery,
    "source": PageQuery,
    "contradictions": ContradictionsPageQuery,
    "revisions": RevisionsPageQuery,
    "runs": RunsPageQuery,
    "downloads": DownloadsPageQuery,
}
"""The parameters of each kind of page."""

_LOADERS: Mapping[Kind, Callable[[Library, str, Any], Any]] = {
    "coverage": lambda library, _, query: library.coverage(query),
    "agency": lambda library, key, _: library.agency(key),
    "report": lambda library, key, query: library.report(key, query.cell),
    "source": lambda library, key, _: library.source(key),
    "contradictions": lambda library, _, query: library.contradictions(query),
    "revisions": lambda library, _, query: library.revisions(query),
    "runs": lambda library, _, query: library.runs(query),
    "downloads": lambda library, _, query: library.downloads(query),
}
# The sign of each state, shown beside its colour: no meaning may depend on colour alone.
_SIGNS = {"found": "✓", "contradicted": "✗", "failed": "!", "missing": "–"}
MARKS: Mapping[Lang, Mapping[str, str]] = {
    "zh": {**_SIGNS, "late": "迟", "revised": "改"},
    "en": {**_SIGNS, "late": "L", "revised": "R"},
}
_KINDS_IN_WORDS = ("html", "image", "archive", "unknown")
# Data stay Chinese: on an English page, elements that contain data get lang="zh-CN" for screen readers and fonts, and
# the page's own words inside them lang="en".
_OF_DATA: Mapping[Lang, Markup] = {"zh": Markup(""), "en": Markup(' lang="zh-CN"')}
_OF_WORDS: Mapping[Lang, Markup] = {"zh": Markup(""), "en": Markup(' lang="en"')}


def render_page(library: Library, place: Place, query: Query, links: Links, **extra: Any) -> str:
    """The HTML of one page. Raises NotThere if the thing it shows is not stored."""
    page = _LOADERS[place.kind](library, place.key, query)
    return render(f"{place.kind}.html", links, page=page, query=query, place=place, portals=library.portals, **extra)


def render(template: str, links: Links, **context: Any) -> str:
    """The HTML of a template. context: its variables, beside those that every page has."""
    t = texts(links.lang)
    shared = {
        "t": t,
        "link": links,
        "lang": links.lang,
        "place": None,
        "elsewhere": None,
        "portals": {},
        "level_names": {level: t(f"level.{level}") for level in get_args(Level)},
        "stage_names": {stage: t(f"stage.{stage}") for stage in get_args(Stage)},
        "kind_names": {kind: t(f"kind.{kind}") for kind in KINDS},
        "form_names": {form: t(f"form.{form}") for form in FORMS},
        "role_names": {role: t(f"role.{role}") for role in ROLES},
        "trigger_names": {trigger: t(f"trigger.{trigger}") for trigger in get_args(Trigger)},
        "kind_of_document": lambda kind: t(f"document.{kind}") if kind in _KINDS_IN_WORDS else kind,
        "reason_in_words": in_chinese if links.lang == "zh" else str,
        "marks": MARKS[links.lang],
        "zh": _OF_DATA[links.lang],
        "own": _OF_WORDS[links.lang],
    }
    return _environment().get_template(template).render({**shared, **context})


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("gxcrawl.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "version": __version__,
        "kinds": KINDS,
        "charts": charts,
        "label_of": label_of,
        "dump_address": _dump_address,
        "message_in_words": with_labels,
        "province_of": province_of,
        "source_style": Markup(source_style()),  # noqa: S704 - our own file
        "source_style_hash": source_style_hash(),
    }
    environment.filters |= {"number": "{:,}".format, "plain": plain, "day": day_of, "minute": minute_of}
    environment.filters["readable"] = readable
    environment.tests["on_the_web"] = is_web_address
    return environment


def _dump_address(form: str, query: PageQuery, header: Lang = "en") -> str:
    named = {} if header == "en" else {"header": header}
    return f"/dumps?{urlencode({'format': form, **named, **query.but(lang='zh')})}"


def plain(letter: str) -> str:
    """A superscript letter as a normal one (ᵃ → a), because the page raises it with <sup>."""
    return unicodedata.normalize("NFKC", letter)


_ENCODED = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")


def readable(address: str) -> str:
    """An address as browsers show it: percent-encoded non-ASCII text is decoded, the rest stays encoded.

    >>> readable("http://a.cn/%E5%B9%B4%E6%8A%A5%20%2f.doc?n=%C4%EA%E2%80%AE")
    'http://a.cn/年报%20%2f.doc?n=%C4%EA%E2%80%AE'
    """
    return _ENCODED.sub(_as_letters, address)


def _as_letters(encoded: re.Match[str]) -> str:
    try:
        letters = unquote_to_bytes(encoded[0]).decode()
    except UnicodeDecodeError:  # another encoding, such as GBK
        return encoded[0]
    return letters if letters.isprintable() else encoded[0]  # white space and direction marks stay encoded


@cache
def source_style() -> str:
    """The style sheet of source pages, embedded in them because a sandboxed frame has no origin to load it from."""
    return (files("gxcrawl.web") / "assets" / "source.css").read_text(encoding="utf-8")


@cache
def source_style_hash() -> str:
    """The hash of that style sheet, by which the Content-Security-Policy allows it and no other."""
    digest = hashlib.sha256(source_style().encode()).digest()
    return f"sha256-{b64encode(digest).decode()}"
