"""Translates errors of the MongoDB driver into gxcrawl's errors.

Each tells the caller what to do: wait and call again (TryLater), stop the run (CannotRun), give up on this document
(NotStorable). Messages are one line without secrets: the driver's text is used only if it cannot quote the URI.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from gridfs.errors import GridFSError
from OpenSSL.SSL import Error as TlsError
from pymongo import errors as mongo

from gxcrawl.errors import CannotRun, GxcrawlError, NotStorable, TryLater, WrongUse
from gxcrawl.storage.backends.errors import bson_translated, one_line

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
# The driver's message can quote a piece of an unescaped password, as in: Bad database name "cr@et".
_BROKEN_URI = (
    "not a valid MongoDB URI; check host, port and database name, and percent-encode special characters in user name "
    "and password"
)
_MONGO_PASSING = frozenset({6, 7, 43, 50, 89, 91, 112, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436})
_MONGO_TOO_LARGE = 10334
_MONGO_UNAUTHORIZED = 13
_NO_USER = "the server asks for a user that may do that; name one: mongodb://USER:PASSWORD@HOST/NAME"


@contextmanager
def translated(name: str, *, opening: bool = False) -> Iterator[None]:
    """Runs a block of driver calls on the database `name` (its URI without secrets); errors are raised as gxcrawl's.

    opening: at the start, a server that does not answer is CannotRun; later it is TryLater.
    """
    try:
        with bson_translated(name):
            yield
    except GxcrawlError:
        raise
    except (mongo.PyMongoError, GridFSError) as error:
        ours = _from_mongo(error, name, opening)
        # The driver's message about a broken URI can quote a piece of the password that a "/" turned into a host; it
        # must not appear in a traceback either.
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
    """True for an error about a file named in the URI: missing, or not a certificate."""
    if isinstance(error, OSError) and error.filename:
        return CannotRun(f"{name}: {error.filename!r}, named in the URI, cannot be read: {error.strerror}")
    return CannotRun(f"{name}: a file named in the URI is no certificate or key; check tlsCAFile and its like")


def _from_mongo(error: Exception, name: str, opening: bool) -> GxcrawlError:
    if isinstance(error, mongo.InvalidURI | mongo.InvalidName):
        return WrongUse(f"{name}: {_BROKEN_URI}")
    if isinstance(error, mongo.ConfigurationError):
        return WrongUse(f"{name}: the options in the URI, or the host name of mongodb+srv, are not valid; check both")
    if isinstance(error, mongo.OperationFailure):
        return _from_server(error, name)
    if isinstance(error, mongo.ConnectionFailure | mongo.ExecutionTimeout):
        if opening and any(word in str(error) for word in _TLS_WORDS):
            return CannotRun(
                f"{name}: the TLS handshake failed; check that the server uses TLS, its certificate, tlsCAFile"
            )
        if opening:
            return CannotRun(f"{name}: the server does not answer; check that it runs, its address, and the network")
        return TryLater(f"{name}: the server is away")
    return CannotRun(f"{name}: {one_line(error)}")


def _from_server(error: mongo.OperationFailure, name: str) -> GxcrawlError:
    if error.code in _MONGO_PASSING or error.has_error_label("RetryableWriteError"):
        return TryLater(f"{name}: the server is temporarily busy (code {error.code})")
    reason = _MONGO_REASONS.get(error.code or 0)
    if error.code == _MONGO_UNAUTHORIZED and "@" not in name:
        reason = _NO_USER
    if error.code == _MONGO_TOO_LARGE:
        return NotStorable(f"{name}: {reason}")
    return CannotRun(f"{name}: {reason or one_line(error)}")
