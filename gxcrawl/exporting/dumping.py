"""Makes a dump: a new folder with the files of a format, an index of the documents, a dictionary and a manifest."""

from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path

from gxcrawl.errors import WrongUse
from gxcrawl.exporting.contents import Contents, Progress
from gxcrawl.exporting.dictionary import dictionary_csv
from gxcrawl.exporting.files import DumpFile
from gxcrawl.exporting.formats import FORMATS, Format, Options, find_format
from gxcrawl.exporting.index import Earlier, read_earlier
from gxcrawl.exporting.manifest import CHANGES, DICTIONARY, INDEX, MANIFEST, FileEntry, Manifest
from gxcrawl.exporting.selection import Selection, chosen_collections
from gxcrawl.exporting.target import new_folder
from gxcrawl.storage import Database

_OF_YEARS = ("reports", "report_revisions", "raw_documents")


def export(
    database: Database,
    format_name: str,
    out: Path,
    selection: Selection | None = None,
    *,
    options: Options | None = None,
    since: Path | None = None,
    force: bool = False,
    progress: Progress | None = None,
) -> Manifest:
    """Writes a new folder `out`; documents are read and written one at a time.

    since: an earlier dump, of any format, of the same selection; only what was added or changed is written then, and
    `changes.jsonl` names everything that differs. WrongUse where there is no such format, nothing fits the selection
    or `out` cannot be made (see target.new_folder); CannotRun where the disk does not let us. In all cases nothing is
    left behind.
    """
    form, selection, options = find_format(format_name), selection or Selection(), options or Options()
    _check_options(form, options)
    collections = chosen_collections(selection, form.collections, form.name)
    earlier = read_earlier(since, selection, [one.name for one in collections]) if since is not None else None
    with new_folder(out, force=force) as folder:
        with ExitStack() as open_files:
            about = [open_files.enter_context(DumpFile(folder, name)) for name in _names_about(earlier)]
            contents = Contents(database, selection, collections, about[0], progress)
            if earlier is not None:
                contents.compare(earlier, about[1])
            files = list(form.load()(contents, folder, options))
        if not any(file.count for file in about) or (earlier is None and _nothing_of_the_year(selection, contents)):
            raise WrongUse(f"nothing to export: {database.name} holds no documents for {selection}")
        with DumpFile(folder, DICTIONARY) as dictionary:
            dictionary.write(dictionary_csv())
        files += [file.entry(None) for file in (*about, dictionary)]
        manifest = _manifest(form, selection, options, contents, files, earlier)
        with DumpFile(folder, MANIFEST) as file:
            file.write(manifest.to_json().encode())
    return manifest


def _nothing_of_the_year(selection: Selection, contents: Contents) -> bool:
    """Agencies and failures belong to no year: those alone are no answer to somebody who asks for one."""
    of_years = [count for name, count in contents.counts.items() if name in _OF_YEARS]
    return selection.year is not None and bool(of_years) and not any(of_years)


def _names_about(earlier: Earlier | None) -> tuple[str, ...]:
    """The files about the dump that are written along with it."""
    return (INDEX,) if earlier is None else (INDEX, CHANGES)


def _manifest(
    form: Format,
    selection: Selection,
    options: Options,
    contents: Contents,
    files: list[FileEntry],
    earlier: Earlier | None,
) -> Manifest:
    return Manifest(
        form.name,
        asdict(selection),
        tuple(files),
        options={name: getattr(options, name) for name in form.takes},
        documents=contents.counts,
        since=None if earlier is None else earlier.manifest_sha256,
        changes=None if earlier is None else {name: dict(counts) for name, counts in contents.changes.items()},
    )


def _check_options(form: Format, options: Options) -> None:
    """An option that would be passed over in silence is refused."""
    for name, default in asdict(Options()).items():
        if name not in form.takes and getattr(options, name) != default:
            takers = ", ".join(other.name for other in FORMATS.values() if name in other.takes)
            raise WrongUse(f"--{name} means nothing to {form.name}; leave it out, or choose from {takers}")
