"""`gxcrawl parse FILE…`: parses report files and prints JSON lines or readable reports, without a database."""

import os
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import typer

from gxcrawl import PARSER_VERSION
from gxcrawl.cli.output.exits import FAILURES
from gxcrawl.cli.output.json_answer import print_json
from gxcrawl.cli.output.terminal import terminal
from gxcrawl.cli.views.reports import print_report
from gxcrawl.errors import GxcrawlError, Unreadable
from gxcrawl.forms.report import Hint
from gxcrawl.presenting.reasons import in_chinese
from gxcrawl.reports.document import report_to_document
from gxcrawl.reports.reading import read_report

_LARGEST = 256 * 1024 * 1024
_STDIN = "-"  # by this name alone: ./- is a file


def parse(
    files: Annotated[
        list[str],  # as given, for as a path ./- is -
        typer.Argument(help="Documents of any kind that holds a report; - is standard input.", metavar="FILE"),
    ],
    show: Annotated[
        bool, typer.Option("--show", help="As a person reads them, with what does not add up; no JSON.")
    ] = False,
) -> None:
    """Read report files and print one JSON line per file: {"file", "report", "error"}.

    Exit code 0 where every file is a report, 1 where some are not.
    """
    failed = False
    for name in files:
        line = _parse_file(name)
        failed = failed or line["error"] is not None
        if show:
            _show(line)
        else:
            print_json(line)
    raise typer.Exit(FAILURES if failed else 0)


def _show(line: dict[str, Any]) -> None:
    """Prints a report as `gxcrawl show` does: in Chinese, and so is why it is none."""
    console = terminal()
    console.print(line["file"], style="bold", soft_wrap=True)
    if line["error"] is not None:
        console.print(in_chinese(line["error"]), style="red", soft_wrap=True)
    else:
        print_report(line["report"], console, prose=True)
    console.print()


def _parse_file(name: str) -> dict[str, Any]:
    try:
        report = read_report(_bytes_of(name), Hint(title=_title(name)))
    except GxcrawlError as error:
        return {"file": name, "report": None, "error": " ".join(str(error).split())}
    except Exception as error:  # noqa: BLE001 - a bug, of which other files know nothing
        what = " ".join(f"{type(error).__name__}: {error}".split())
        return {"file": name, "report": None, "error": f"the parser failed, please report it with the file: {what}"}
    document = {"kind": report.kind, **report_to_document(report), "parser_version": PARSER_VERSION}
    return {"file": name, "report": document, "error": None}


def _title(name: str) -> str | None:
    """The name of a file without its ending; its bytes may be GBK, as Chinese Windows writes them."""
    if name == _STDIN:
        return None
    stem = os.fsencode(Path(name).stem)
    try:
        return stem.decode()
    except UnicodeDecodeError:
        return stem.decode("gb18030", "replace")


def _bytes_of(name: str) -> bytes:
    """The content of a file. Raises Unreadable if it cannot be read."""
    try:
        with _opened(name) as file:
            body = file.read(_LARGEST + 1)  # not by file size: pipes and devices have none
    except IsADirectoryError:
        raise Unreadable("is a folder; name the files in it") from None
    except OSError as error:
        raise Unreadable(f"cannot be read: {error.strerror}") from error
    if len(body) > _LARGEST:
        raise Unreadable(f"larger than {_LARGEST // 2**20} MiB; no report is")
    return body


def _opened(name: str) -> AbstractContextManager[BinaryIO]:
    if name != _STDIN:
        return Path(name).open("rb")
    if sys.stdin is None:  # standard input is closed: `gxcrawl parse - <&-`, or a service
        raise Unreadable("standard input is closed")
    return nullcontext(typer.get_binary_stream("stdin"))
