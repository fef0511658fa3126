"""Errors of both drivers, turned into ours in this one place.

What a caller can decide: wait and call again (TryLater), stop the run (CannotRun), give up on this one document
(NotStorable). Messages are one line and hold no secret: what the drivers say is passed on only where it is known
not to quote the URI.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from bson.errors import BSONError
from gridfs.errors import GridFSError
from neosqlite.gridfs.errors import NeoSQLiteError  # type: ignore[import-untyped]
from OpenSSL.SSL import Error as TlsError
from pymongo import errors as mongo

from gxcrawl.errors import CannotRun, GxcrawlError, NotStorable, TryLater, WrongUse

_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL})
_DAMAGED = "the file is damaged; restore it from a backup or a dump"
# What SQLite has no code for: text that is none any more. Its own words quote that text.
_DAMAGED_TEXT = ("Could not decode to UTF-8", "malformed JSON")
# The primary result code of SQLite -> what it means for the user.
_SQLITE_REASONS = {
    sqlite3.SQLITE_FULL: "the disk is full; make room and start again",
    sqlite3.SQLITE_READONLY: "the file or its folder is read-only; give this user write permission",
    sqlite3.SQLITE_CANTOPEN: "the file cannot be opened; check that the folder exists and its permissions",
    sqlite3.SQLITE_NOTADB: "the file is not a database; name another one",
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_PERM: "access to the file is denied; check its permissions",
    sqlite3.SQLITE_AUTH: "access to the file is denied; check its permissions",
    sqlite3.SQLITE_IOERR: "reading or writing the file failed; check the disk",
}
# An extended result code that says more than its primary one: the system lets the file not grow.
_SQLITE_EXTENDED = dict.fromkeys(
    (sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_TRUNCATE, sqlite3.SQLITE_IOERR_SHMSIZE),
    "the file cannot be written further; check the disk's free space, quotas, and the limit on sizes (`ulimit -f`)",
)
# Server error codes: https://www.mongodb.com/docs/manual/reference/error-codes/
_MONGO_REASONS = {
    13: "this user has no permission for that; grant it the role readWrite",
    18: "the server refuses user name or password; check both, and authSource",
    8000: "the server refuses user name or password; check both, and authSource",
    14031: "the server's disk is full; make room and start again",
    10334: "the document is larger than the server takes",
}
# "SSL handshake failed: db.example.net:27017: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed"
_TLS_WORDS = ("SSL", "certificate verify failed")
# The driver's own words can quote a piece of an unescaped password, as in: Bad database name "cr@et".
_BROKEN_URI = "not a valid MongoDB URI; percent-encode special characters in user name and password"
_MONGO_PASSING = frozenset({6, 7, 43, 50, 89, 91, 112, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436})
_MONGO_TOO_LARGE = 10334


@contextmanager
def translated(name: str, *, opening: bool = False) -> Iterator[None]:
    """Runs a block of driver calls on the database `name` (its URI without secrets) with our errors.

    opening: at the start a server that does not answer is CannotRun; later it is away for a while, TryLater.
    """
    try:
        yield
    except GxcrawlError:
        raise
    except sqlite3.Error as error:
        raise _from_sqlite(error, name) from error
    except (mongo.PyMongoError, BSONError, GridFSError, NeoSQLiteError, OverflowError) as error:
        ours = _from_mongo(error, name, opening)
        # What the driver says of a broken URI can quote a piece of the password, which an "/" in it makes a host: not
        # in a traceback either.
        raise ours from None if opening or isinstance(ours, WrongUse) else error
    except (OSError, TlsError) as error:
        if not opening:
            raise
        raise _from_tls_file(error, name) from None
    except ValueError:
        if not opening:
            raise
        raise WrongUse(f"{name}: {_BROKEN_URI}") from None


def _from_tls_file(error: Exception, name: str) -> GxcrawlError:
    """A file that the URI names: not there, or with something else in it than a certificate."""
    if isinstance(error, OSError) and error.filename:
        return CannotRun(f"{name}: {error.filename!r}, named in the URI, cannot be read: {error.strerror}")
    return CannotRun(f"{name}: a file named in the URI is no certificate or key; check tlsCAFile and its like")


def _from_sqlite(error: sqlite3.Error, name: str) -> GxcrawlError:
    extended = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    code = extended & 0xFF  # the primary code
    if code in _BUSY:
        return TryLater(f"{name}: another process keeps the file busy; trying again later")
    if code == sqlite3.SQLITE_TOOBIG:
        return NotStorable(f"{name}: the document is larger than SQLite takes")
    said = _DAMAGED if str(error).startswith(_DAMAGED_TEXT) else _one_line(error)
    return CannotRun(f"{name}: {_SQLITE_EXTENDED.get(extended) or _SQLITE_REASONS.get(code) or said}")


def _from_mongo(error: Exception, name: str, opening: bool) -> GxcrawlError:
    if isinstance(error, mongo.InvalidURI | mongo.InvalidName):
        return WrongUse(f"{name}: {_BROKEN_URI}")
    if isinstance(error, mongo.ConfigurationError):
        return WrongUse(f"{name}: the options in the URI, or the host name of mongodb+srv, are not valid; check both")
    if isinstance(error, mongo.DocumentTooLarge | OverflowError | BSONError):
        return NotStorable(f"{name}: {_one_line(error)}")
    if isinstance(error, mongo.OperationFailure):
        return _from_server(error, name)
    if isinstance(error, mongo.ConnectionFailure | mongo.ExecutionTimeout):
        if opening and any(word in str(error) for word in _TLS_WORDS):
            return CannotRun(f"{name}: no agreement on TLS; check that the server wants it, its certificate, tlsCAFile")
        if opening:
            return CannotRun(f"{name}: the server does not answer; check that it runs, its address, and the network")
        return TryLater(f"{name}: the server is away; trying again later")
    return CannotRun(f"{name}: {_one_line(error)}")


def _from_server(error: mongo.OperationFailure, name: str) -> GxcrawlError:
    if error.code in _MONGO_PASSING or error.has_error_label("RetryableWriteError"):
        return TryLater(f"{name}: the server is busy with itself (code {error.code}); trying again later")
    reason = _MONGO_REASONS.get(error.code or 0)
    if error.code == _MONGO_TOO_LARGE:
        return NotStorable(f"{name}: {reason}")
    return CannotRun(f"{name}: {reason or _one_line(error)}")


def _one_line(error: Exception) -> str:
    """The first line of the driver's message, without the copy of the server's answer that PyMongo appends."""
    lines = str(error).partition(", full error:")[0].splitlines() or [type(error).__name__]
    return lines[0][:300]
