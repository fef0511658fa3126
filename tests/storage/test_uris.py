"""URIs of databases: what place each names, what names none, and that none shows its password."""

import traceback
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gxcrawl.errors import GxcrawlError, WrongUse
from gxcrawl.storage import open_database, safe_uri
from gxcrawl.storage.uri import FileLocation, MongoLocation, parse_uri


@pytest.mark.parametrize(
    ("uri", "location"),
    [
        ("sqlite:///gxcrawl.db", FileLocation(Path("gxcrawl.db"))),
        ("sqlite:////srv/年报 data/x%20y.db", FileLocation(Path("/srv/年报 data/x%20y.db"))),
        (" mongodb://h/n ", MongoLocation("mongodb://h/n")),
        ("mongodb+srv://u:p@h/n?tls=true", MongoLocation("mongodb+srv://u:p@h/n?tls=true")),
        ("MONGODB://h", MongoLocation("MONGODB://h")),
    ],
)
def test_a_uri_names_a_place(uri: str, location: object) -> None:
    assert parse_uri(uri) == location


@pytest.mark.parametrize(
    "uri",
    [
        "",
        "gxcrawl.db",
        "postgres://h/n",
        "sqlite://",
        "sqlite:///",
        "sqlite://x.db",
        "sqlite:///:memory:",
        "sqlite:///a/",
    ],
)
def test_what_names_no_database_is_wrong_use(uri: str) -> None:
    with pytest.raises(WrongUse, match=r"sqlite:///|database"):
        open_database(uri)


@pytest.mark.parametrize(
    ("uri", "shown"),
    [
        ("mongodb://u:secret@h:27017/n?x=secret", "mongodb://u:***@h:27017/n"),
        ("mongodb://u:se/c@r?et@h/n", "mongodb://u:***@h/n"),
        ("mongodb://u@h/n", "mongodb://u@h/n"),
        ("mongodb://a,b:1/n?replicaSet=r", "mongodb://a,b:1/n"),
        ("mongodb+srv://u:secret@h", "mongodb+srv://u:***@h"),
        ("u:secret@h", "u:***@h"),
        ("sqlite:////srv/a@b:c?.db", "sqlite:////srv/a@b:c?.db"),
    ],
)
def test_the_shown_uri_has_no_secret(uri: str, shown: str) -> None:
    assert safe_uri(uri) == shown


SECRET = "pässw0rd"  # noqa: S105 - what must not be shown


@settings(max_examples=40)
@example(before="@", after="/")
@given(before=st.text("ab/?@:#%", max_size=3), after=st.text("ab/?@:#%", max_size=3))
def test_no_password_is_shown_however_badly_it_is_escaped(before: str, after: str) -> None:
    uri = f"mongodb://user:{before}{SECRET}{after}@h.example:27017/n?tlsCertificateKeyFilePassword={SECRET}"
    assert SECRET not in safe_uri(uri)
    with pytest.raises(GxcrawlError) as caught:
        open_database(uri.replace("h.example:27017", "127.0.0.1:9"), timeout_seconds=0.01)
    assert SECRET not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize(
    "uri", ["mongodb://", "mongodb://h:port/", "mongodb://h/n?x", "mongodb://h/a$b", "mongodb://@h"]
)
def test_a_broken_mongodb_uri_is_wrong_use(uri: str) -> None:
    with pytest.raises(WrongUse, match="not a valid MongoDB URI"):
        open_database(uri, timeout_seconds=0.01)
