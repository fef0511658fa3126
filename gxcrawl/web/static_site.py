"""Writes the pages as files, for a folder or any web server: every linked page in both languages."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from gxcrawl.errors import NotThere
from gxcrawl.exporting import FORMATS, Manifest, Options, plan_dump, write_dump
from gxcrawl.exporting.folders.target import new_folder
from gxcrawl.web.loading.library import Library
from gxcrawl.web.queries import Lang, read_query
from gxcrawl.web.rendering.html import QUERIES, render, render_page
from gxcrawl.web.rendering.links import Place, StaticLinks, file_of
from gxcrawl.web.selection import web_selection

MARKER = "gxcrawl-site.txt"  # lists the files of a site that gxcrawl wrote, which --force may replace
_ABOUT = "Made by gxcrawl site. Open index.html; en/index.html is in English. Its files:"
_LANGUAGES: tuple[Lang, ...] = ("zh", "en")
_FORMATS = ("csv", "xlsx", "jsonl")
_ASSETS = ("style.css", "enhance.js")

Progress = Callable[[int, int], None]  # pages written, pages known so far


@dataclass(frozen=True, slots=True)
class SiteDump:
    """A dump that comes with the site. folder: its name below `dumps`. header: language of its column names, if any."""

    folder: str
    header: Lang | None
    manifest: Manifest


def write_site(library: Library, out: Path, *, force: bool = False, progress: Progress | None = None) -> int:
    """Writes the site and returns the number of its pages. After an error, `out` is as it was before.

    force: replace an older site, unless it contains files that gxcrawl did not write.
    Raises WrongUse if `out` exists and may not be replaced, or cannot be created; CannotRun if writing fails.
    """
    with new_folder(out, force=force, kind="site", is_older=_is_site) as folder:
        pages = _write_all(library, folder, progress)
        lines = (_ABOUT, MARKER, *sorted(_files(folder)), "")
        (folder / MARKER).write_text("\n".join(lines), encoding="utf-8")
        return pages


def _is_site(folder: Path) -> bool:
    """True if gxcrawl wrote this folder and nobody added a file to it (such as robots.txt or .htaccess)."""
    try:
        named = (folder / MARKER).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return False
    return _files(folder) <= set(named)


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()}


def _write_all(library: Library, folder: Path, progress: Progress | None) -> int:
    (folder / "assets").mkdir()
    for name in _ASSETS:
        content = (files("gxcrawl.web") / "assets" / name).read_bytes()
        (folder / "assets" / name).write_bytes(content)
    dumps = tuple(_dumps(library, folder / "dumps"))
    return _write_pages(library, folder, dumps, progress)


def _dumps(library: Library, folder: Path) -> Iterator[SiteDump]:
    """Writes the dumps, tables once with the column names of each language."""
    if not library.database.reports.count():
        return
    for form in _FORMATS:
        headers: tuple[Lang | None, ...] = _LANGUAGES if "header" in FORMATS[form].takes else (None,)
        for header in headers:
            name = f"{form}-zh" if header == "zh" else form
            (folder / name).mkdir(parents=True)
            plan = plan_dump(form, web_selection(form), options=Options(header=header or "en"))
            yield SiteDump(name, header, write_dump(library.database, plan, folder / name))


def _write_pages(library: Library, folder: Path, dumps: tuple[SiteDump, ...], progress: Progress | None) -> int:
    """Writes every page that can be reached from the coverage page; returns the number of files."""
    known = {Place("coverage")}
    waiting = deque(known)
    written = 0
    while waiting:
        place = waiting.popleft()
        asked: set[Place] = set()
        for lang in _LANGUAGES:
            links = StaticLinks(place, lang, asked)
            query = read_query(QUERIES[place.kind], [*place.query, ("lang", lang)])
            target = folder / file_of(place, lang)
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                own_first = sorted(dumps, key=lambda dump: dump.header not in (None, links.lang))
                page = render_page(library, place, query, links, dumps=own_first)
            except NotThere as missing:  # the source page of a report that was restored without its raw documents
                page = render("error.html", links, status=404, message=str(missing), place=place)
            target.write_text(page, encoding="utf-8", errors="backslashreplace")
            written += 1
        news = sorted(asked - known, key=lambda one: (one.kind, one.key, one.query))
        known.update(news)
        waiting.extend(news)
        if progress is not None:
            progress(written, len(_LANGUAGES) * len(known))
    return written
