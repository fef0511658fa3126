"""The pages as files that work from a folder or any web server: every page that is linked, in both languages."""

import shutil
import tempfile
from collections import deque
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

from gxcrawl.errors import CannotRun, WrongUse
from gxcrawl.exporting import Manifest, export
from gxcrawl.web.dumps import web_selection
from gxcrawl.web.links import Place, StaticLinks, file_of
from gxcrawl.web.loading import Library
from gxcrawl.web.queries import Lang, read_query
from gxcrawl.web.rendering import QUERIES, render_page

MARKER = "gxcrawl-site.txt"  # a folder that has it is a site of ours, which --force may replace
_ABOUT = "Made by gxcrawl site. Open index.html; en/index.html is in English.\n"
_LANGUAGES: tuple[Lang, ...] = ("zh", "en")
_FORMATS = ("csv", "xlsx", "jsonl")
_ASSETS = ("style.css", "enhance.js")

Progress = Callable[[int, int], None]  # pages written, pages known so far


def write_site(library: Library, out: Path, *, force: bool = False, progress: Progress | None = None) -> int:
    """Writes the site and returns how many pages it has; whole, or not there at all.

    WrongUse where `out` is there already – with `force` a site of ours is replaced, never anything else – or cannot
    be made; CannotRun where the disk does not take what is written.
    """
    _check_target(out, force=force)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        partial = Path(tempfile.mkdtemp(prefix=f".{out.name}.partial-", dir=out.parent))
    except OSError as error:
        raise WrongUse(f"{out} cannot be written: {error.strerror}; choose another folder") from error
    try:
        count = _write_all(library, partial, progress)
        partial.chmod(0o755)
        _put_in_place(partial, out)
    except OSError as error:
        raise CannotRun(f"{out} cannot be written: {error.strerror}; nothing was left there") from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return count


def _check_target(out: Path, *, force: bool) -> None:
    if not out.exists() and not out.is_symlink():
        return
    if not force:
        raise WrongUse(f"{out} exists already; choose another folder, or --force to replace a site")
    if out.is_symlink() or not (out / MARKER).is_file():
        raise WrongUse(f"{out} is no site of gxcrawl and is not replaced; choose another folder")


def _put_in_place(partial: Path, out: Path) -> None:
    """A folder that is not empty cannot be renamed over, so the older site steps aside first."""
    if not out.exists():
        partial.rename(out)
        return
    aside = Path(tempfile.mkdtemp(prefix=f".{out.name}.replaced-", dir=out.parent))
    out.rename(aside)
    try:
        partial.rename(out)
    except OSError:
        aside.rename(out)
        raise
    shutil.rmtree(aside)


def _write_all(library: Library, folder: Path, progress: Progress | None) -> int:
    (folder / MARKER).write_text(_ABOUT, encoding="utf-8")
    (folder / "assets").mkdir()
    for name in _ASSETS:
        content = (files("gxcrawl.web") / "assets" / name).read_bytes()
        (folder / "assets" / name).write_bytes(content)
    dumps = tuple(_dumps(library, folder / "dumps"))
    return _write_pages(library, folder, dumps, progress)


def _dumps(library: Library, folder: Path) -> Iterator[Manifest]:
    if not library.database.reports.count():
        return
    for name in _FORMATS:
        yield export(library.database, name, folder / name, web_selection(name))


def _write_pages(library: Library, folder: Path, dumps: tuple[Manifest, ...], progress: Progress | None) -> int:
    """Page after page, from the coverage on, as they are linked."""
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
            page = render_page(library, place, query, links, dumps=dumps)
            target.write_text(page, encoding="utf-8", errors="backslashreplace")
            written += 1
        news = sorted(asked - known, key=lambda one: (one.kind, one.key, one.query))
        known.update(news)
        waiting.extend(news)
        if progress is not None:
            progress(written, len(_LANGUAGES) * len(known))
    return written
