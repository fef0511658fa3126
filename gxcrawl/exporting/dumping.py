"""Makes a dump: a new folder with the files of a format, an index of the documents, a dictionary and a manifest."""

from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path

from gxcrawl.errors import WrongUse
from gxcrawl.exporting.contents import Contents, Progress
from gxcrawl.exporting.dictionary import dictionary_csv
from gxcrawl.exporting.folders.files import DumpFile
from gxcrawl.exporting.folders.manifest import CHANGES, DICTIONARY, INDEX, MANIFEST, FileEntry, Manifest
from gxcrawl.exporting.folders.target import new_folder
from gxcrawl.exporting.formats import FORMATS, Format, Options, find_format
from gxcrawl.exporting.index import Earlier, read_earlier
from gxcrawl.exporting.selection import Selection, chosen_collections
from gxcrawl.storage import Collection, Database

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

    since: an earlier dump of the same selection, in any format; then only added or changed documents are written, and
    `changes.jsonl` lists all differences. Raises WrongUse if the format does not exist, nothing matches the selection
    or `out` cannot be created (see target.new_folder); CannotRun for disk errors. In all cases nothing is left behind.
    """
    plan = plan_dump(format_name, selection, options=options, since=since)
    with new_folder(out, force=force) as folder:
        return write_dump(database, plan, folder, progress=progress)


@dataclass(frozen=True, slots=True)
class DumpPlan:
    """The contents and format of a dump, checked to be consistent."""

    form: Format
    selection: Selection
    options: Options
    collections: tuple[Collection, ...]
    earlier: Earlier | None


def plan_dump(
    format_name: str, selection: Selection | None = None, *, options: Options | None = None, since: Path | None = None
) -> DumpPlan:
    """The plan of a dump, with the arguments of `export`. Raises WrongUse if such a dump is impossible."""
    form, selection, options = find_format(format_name), selection or Selection(), options or Options()
    _check_options(form, options)
    collections = chosen_collections(selection, form.collections, form.name)
    earlier = read_earlier(since, selection, [one.name for one in collections]) if since is not None else None
    return DumpPlan(form, selection, options, tuple(collections), earlier)


def write_dump(database: Database, plan: DumpPlan, folder: Path, *, progress: Progress | None = None) -> Manifest:
    """Writes a dump into an existing empty folder. Raises OSError for disk errors."""
    with ExitStack() as open_files:
        about = [open_files.enter_context(DumpFile(folder, name)) for name in _names_about(plan.earlier)]
        contents = Contents(database, plan.selection, plan.collections, about[0], progress)
        if plan.earlier is not None:
            contents.compare(plan.earlier, about[1])
        files = list(plan.form.load()(contents, folder, plan.options))
    if not any(file.count for file in about) or _nothing_of_the_year(plan, contents):
        chosen = "" if plan.selection.is_everything else f" for {plan.selection}"
        raise WrongUse(f"nothing to export: {database.name} holds no {plan.collections[0].name}{chosen}")
    with DumpFile(folder, DICTIONARY) as dictionary:
        dictionary.write(dictionary_csv())
    files += [file.entry(None) for file in (*about, dictionary)]
    manifest = _manifest(plan, contents, files)
    with DumpFile(folder, MANIFEST) as file:
        file.write(manifest.to_json().encode())
    return manifest


def _nothing_of_the_year(plan: DumpPlan, contents: Contents) -> bool:
    """True if only agencies and failures were found, which have no year and so do not answer a request for one."""
    of_years = [count for name, count in contents.counts.items() if name in _OF_YEARS]
    asked = bool(plan.selection.years) and plan.earlier is None
    return asked and bool(of_years) and not any(of_years)


def _names_about(earlier: Earlier | None) -> tuple[str, ...]:
    """The names of the additional files that describe the dump."""
    return (INDEX,) if earlier is None else (INDEX, CHANGES)


def _manifest(plan: DumpPlan, contents: Contents, files: list[FileEntry]) -> Manifest:
    compared = plan.earlier is not None
    return Manifest(
        plan.form.name,
        plan.selection.asked(),
        tuple(files),
        options={name: getattr(plan.options, name) for name in plan.form.takes},
        documents=contents.counts,
        since=plan.earlier.manifest_sha256 if plan.earlier else None,
        changes={name: dict(counts) for name, counts in contents.changes.items()} if compared else None,
    )


def _check_options(form: Format, options: Options) -> None:
    """Raises WrongUse for an option that the format would ignore."""
    for name, default in asdict(Options()).items():
        if name not in form.takes and getattr(options, name) != default:
            takers = ", ".join(other.name for other in FORMATS.values() if name in other.takes)
            raise WrongUse(f"--{name} means nothing to {form.name}; leave it out, or choose from {takers}")
