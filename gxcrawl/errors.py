"""One root exception, one child per decision that a caller can take.

Messages are one line: what is wrong, where, and what to do about it.
"""

STOPPED_BY = "gxcrawl/stopped_by"
"""Where the stats of a crawl say, in the words of a CannotRun, why it had to stop; the command prints it at the end."""


class GxcrawlError(Exception):
    """Root of everything gxcrawl raises on purpose. Caught at the command line, where it becomes one line."""


class WrongUse(GxcrawlError):
    """The user asked for something that cannot be: an unknown agency, a broken registry file. Exit code 2."""


class CannotRun(GxcrawlError):
    """The world does not let us: a database that cannot be opened, a folder not writable. Exit code 3."""


class NoDatabaseYet(CannotRun):
    """A database file that is only to be read, not there or empty. Raised by `storage`; who can do without goes on."""


class Unreadable(GxcrawlError):
    """Bytes that no reader can turn into a document. Raised by `reading`; becomes a Failure of stage `read`."""


class NeedsTool(Unreadable):
    """Bytes that a program missing on this machine could read; they are kept, and parsed once it is there."""


class NotAReport(GxcrawlError):
    """A document that was read and is no annual report. Raised by `forms`; becomes a Failure of stage `parse`."""


class TryLater(GxcrawlError):
    """The database or a server is away for now. Raised by `storage`; the pipelines wait and call again."""


class NotStorable(GxcrawlError):
    """A value that no database holds exactly. Raised by `storage`; becomes a Failure of stage `store`."""


class NotThere(WrongUse):
    """Something was asked for by an id that nothing stored has. Raised by `web`, where it becomes a page with 404."""
