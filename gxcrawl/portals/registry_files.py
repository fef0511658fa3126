"""Registry files → entries; each mistake in a file becomes one line that names its place."""

from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any
from urllib.parse import urlsplit

import yaml
from pydantic import ValidationError
from rapidfuzz import process

from gxcrawl.errors import WrongUse
from gxcrawl.portals.addresses import without_index
from gxcrawl.portals.entries import AgencyEntry, PortalEntry, QuirksEntry
from gxcrawl.portals.sites import site_of

_HINTS = {"string_type": "; put it in quotes", "tuple_type": "; write a list: [one, two]"}  # pydantic's error → advice


class _UniqueKeyLoader(yaml.SafeLoader):
    """Rejects duplicate keys; YAML itself would silently keep the later one."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        twice = next((key for key in keys if keys.count(key) > 1), None)
        if twice is not None:
            raise yaml.constructor.ConstructorError(None, None, f"key {twice!r} is given twice", node.start_mark)
        return super().construct_mapping(node, deep)


def shipped_files() -> list[Traversable]:
    """The registry that comes with gxcrawl: package data of `settings`, which may be inside an egg."""
    folder = files("settings") / "portals"
    found = (entry for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    return sorted(found, key=lambda entry: entry.name)


def read_registry_file(path: Traversable) -> Iterator[PortalEntry]:
    """The entries of one file, in order. Raises WrongUse for the first mistake."""
    for number, raw in enumerate(_listed(path), start=1):
        yield _read_entry(path, number, raw)


def mistakes_in(path: Traversable) -> list[str]:
    """All mistakes in the entries of one file, one line each. Raises WrongUse if the file has no entries."""
    listed = _listed(path)
    found = [mistake for number, raw in enumerate(listed, start=1) for mistake in _mistakes(path, number, raw)]
    return found or list(_told_twice(path, [PortalEntry.model_validate(raw) for raw in listed]))


def _told_twice(path: Traversable, entries: Iterable[PortalEntry]) -> Iterator[str]:
    """Rejects portals with the same home page and column: each report would be stored for both."""
    first: dict[tuple[str, str, str | None], str] = {}
    for entry in entries:
        parts = urlsplit(without_index(entry.home))
        place = (site_of(entry.home), f"{parts.path.rstrip('/')}?{parts.query}", entry.column)
        owner = first.setdefault(place, entry.id)
        if owner != entry.id:
            wrong = f"its home is that of portal {owner!r}; leave one out, or name the `column` of each"
            yield f"{path}, portal {entry.id!r}: {wrong}"


def _listed(path: Traversable) -> list[Any]:
    loaded = _load_yaml(path)
    if not isinstance(loaded, list) or not loaded:
        raise WrongUse(f"{path}: a registry file is a list of portals, each beginning with '- id: …'")
    return loaded


def _load_yaml(path: Traversable) -> Any:
    try:
        return yaml.load(path.read_bytes(), _UniqueKeyLoader)  # noqa: S506  a SafeLoader
    except FileNotFoundError:
        raise WrongUse(f"{path}: no such registry file") from None
    except OSError as error:
        raise WrongUse(f"{path}: registry file cannot be read: {error.strerror}") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f", line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        raise WrongUse(f"{path}{where}: not valid YAML: {error.problem or error.context}") from error
    except yaml.reader.ReaderError as error:  # Chinese Windows saves text as GBK
        raise WrongUse(f"{path}: not text in UTF-8 ({error.reason}); save it as UTF-8") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise WrongUse(f"{path}: not valid YAML: {str(error).splitlines()[0]}") from error


def _read_entry(path: Traversable, number: int, raw: object) -> PortalEntry:
    if mistakes := _mistakes(path, number, raw):
        raise WrongUse(mistakes[0])
    return PortalEntry.model_validate(raw)


def _mistakes(path: Traversable, number: int, raw: object) -> list[str]:
    """The mistakes in one entry; for a misspelt key, not also that the intended one is missing."""
    if not isinstance(raw, dict):
        return [f"{path}: entry {number} is no portal; write '- id: …' with its keys below"]
    try:
        PortalEntry.model_validate(raw)
    except ValidationError as error:
        errors = sorted(error.errors(include_url=False), key=lambda one: one["type"] != "extra_forbidden")
        told = [_complaint(dict(one), raw) for one in errors]
        meant = [line.rpartition("did you mean ")[2].rstrip("?") for line in told if "did you mean " in line]
        news = [line for line in told if not any(line.endswith(f"key {key} is missing") for key in meant)]
        return [f"{path}, {_entry_label(raw, number)}: {line}" for line in news]
    return []


def _entry_label(raw: dict[Any, Any], number: int) -> str:
    return f"portal {raw['id']!r}" if raw.get("id") else f"entry {number}"


def _complaint(error: Mapping[str, Any], raw: dict[Any, Any]) -> str:
    """An error of pydantic, as one line that names the key and, for a misspelt one, the nearest right key."""
    place = error["loc"]
    in_agency = len(place) > 1 and place[0] == "agencies" and isinstance(place[1], int)
    prefix = f"{_agency_label(raw, int(place[1]))}, " if in_agency else ""
    keys = [str(part) for part in (place[2:] if in_agency else place)]
    key = ".".join(keys) or "entry"
    if error["type"] == "extra_forbidden":
        entry = AgencyEntry if in_agency else QuirksEntry if place[0] == "quirks" else PortalEntry
        return f"{prefix}unknown key {key!r}; {_nearest_key(key.removeprefix('quirks.'), list(entry.model_fields))}"
    if error["type"] == "missing":
        return f"{prefix}key {key!r} is missing"
    message = error["msg"].removeprefix("Value error, ")
    hint = _HINTS.get(error["type"], "")
    return f"{prefix}key {key!r}: {message[:1].lower()}{message[1:]}{hint}"


def _agency_label(raw: dict[Any, Any], index: int) -> str:
    agencies = raw.get("agencies")
    agency = agencies[index] if isinstance(agencies, list) and index < len(agencies) else None
    named = agency.get("id") or agency.get("name") if isinstance(agency, dict) else None
    return f"agency {named!r}" if named else f"agency {index + 1}"


def _nearest_key(key: str, known: list[str]) -> str:
    near = process.extractOne(key, known, score_cutoff=60)
    return f"did you mean {near[0]!r}?" if near else f"the keys are {', '.join(known)}"
