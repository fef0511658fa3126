"""Parses the URI of a database, and removes secrets from it for messages."""

import re
from dataclasses import dataclass
from pathlib import Path

from gxcrawl.errors import WrongUse

# mongodb+srv://user:secret@cluster.example.net/gxcrawl?tls=true -> scheme, everything after it
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://(.*)", re.DOTALL)
_MONGODB_SCHEMES = frozenset({"mongodb", "mongodb+srv"})
_FORMS = "use sqlite:///FILE or mongodb://HOST/NAME"


@dataclass(frozen=True, slots=True)
class MongoLocation:
    """A server that speaks MongoDB's protocol; `uri` is kept as given, for the driver only."""

    uri: str


@dataclass(frozen=True, slots=True)
class FileLocation:
    """A database file, relative to the working directory or absolute."""

    path: Path


def parse_uri(uri: str) -> MongoLocation | FileLocation:
    """The kind and location of the database that a URI names.

    `sqlite:///name.db` is relative, `sqlite:////srv/name.db` absolute; the path is used as written, without
    percent-decoding. Raises WrongUse for every other scheme and for a file without a name.
    """
    match = _SCHEME.fullmatch(uri.strip())
    if not match:
        raise WrongUse(f"not a database URI: {safe_uri(uri)!r}; {_FORMS}")
    scheme, rest = match[1].lower(), match[2]
    if scheme in _MONGODB_SCHEMES:
        return MongoLocation(uri.strip())
    if scheme != "sqlite":
        raise WrongUse(f"unknown kind of database {scheme!r} in {safe_uri(uri)!r}; {_FORMS}")
    if not rest.startswith("/") or rest in {"/", "/:memory:"} or rest.endswith("/") or "\0" in rest:
        raise WrongUse(
            f"no database file named in {safe_uri(uri)!r}; write sqlite:///gxcrawl.db or sqlite:////full/path.db"
        )
    return FileLocation(Path(rest[1:]))


def safe_uri(uri: str) -> str:
    """The URI for logs and messages: no password, no options (they can hold secrets too).

    Works on malformed input: whatever stands before the last `@` counts as user and password, so that a
    password with unescaped `/`, `?` or `@` in it does not show either.

    >>> safe_uri("mongodb://reader:se/cr@et@db.example.net:27017/gxcrawl?tlsCertificateKeyFilePassword=x")
    'mongodb://reader:***@db.example.net:27017/gxcrawl'
    """
    match = _SCHEME.fullmatch(uri.strip())
    scheme, rest = (match[1], match[2]) if match else ("", uri.strip())
    if scheme.lower() == "sqlite":
        return f"{scheme}://{rest}"
    credentials, at, place = rest.rpartition("@")
    user, colon, _ = credentials.partition(":")
    shown = f"{user}:***" if colon else user
    head = f"{scheme}://" if match else ""
    return f"{head}{shown}{at}{place.partition('?')[0]}"
