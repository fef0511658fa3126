"""`gxcrawl parse FILE…`: reports from files, one JSON line each, no database."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from gxcrawl.cli.exits import FAILURES
from gxcrawl.errors import GxcrawlError
from gxcrawl.forms.report import Hint
from gxcrawl.report_document import report_to_document
from gxcrawl.reports import PARSER_VERSION, read_report

_LARGEST = 256 * 1024 * 1024


def parse(
    files: Annotated[list[Path], typer.Argument(help="Documents of any kind that holds a report.", metavar="FILE...")],
) -> None:
    """Read report files and print one JSON line per file: {"file", "report", "error"}.

    Exit code 0 where every file is a report, 1 where some are not.
    """
    failed = False
    for path in files:
        line = _parse_file(path)
        failed = failed or line["error"] is not None
        typer.echo(json.dumps(line, ensure_ascii=False))
    raise typer.Exit(FAILURES if failed else 0)


def _parse_file(path: Path) -> dict[str, Any]:
    try:
        report = read_report(_bytes_of(path), Hint(title=path.stem))
    except GxcrawlError as error:
        return {"file": str(path), "report": None, "error": " ".join(str(error).split())}
    document = {"kind": report.kind, **report_to_document(report), "parser_version": PARSER_VERSION}
    return {"file": str(path), "report": document, "error": None}


def _bytes_of(path: Path) -> bytes:
    """Raises GxcrawlError where the file cannot be read."""
    try:
        if path.stat().st_size > _LARGEST:
            raise GxcrawlError(f"larger than {_LARGEST // 2**20} MiB; no report is")
        return path.read_bytes()
    except IsADirectoryError:
        raise GxcrawlError("is a folder; name the files in it") from None
    except OSError as error:
        raise GxcrawlError(f"cannot be read: {error.strerror}") from error
