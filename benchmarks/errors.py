"""Measures the share of errors in cells that a check or note detects. One error per report, at a random place."""

import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

from gxcrawl.checks import check_report
from gxcrawl.forms.report import Hint, report_from
from gxcrawl.model import Document, Report
from gxcrawl.reading import read_document
from gxcrawl.simulation.agencies import JICHUAN, SHUYU
from gxcrawl.simulation.figures import invent_report
from gxcrawl.simulation.writers.html import write_page

_SEED = 7
_REPORTS = 20
_ERRORS_PER_REPORT = 25
Rows = list[list[str]]
Place = tuple[int, int, int]


def main() -> None:
    """Prints one line per kind of error: how many were tried, changed a value, and were detected."""
    rng = random.Random(_SEED)
    tried: defaultdict[str, int] = defaultdict(int)
    changed: defaultdict[str, int] = defaultdict(int)
    caught: defaultdict[str, int] = defaultdict(int)
    for number in range(_REPORTS):
        agency = rng.choice([*JICHUAN, *SHUYU])
        document = read_document(write_page(invent_report(agency, 2019 + number % 4, seed=number), "plain"))
        right = _read(document)
        for _ in range(_ERRORS_PER_REPORT):
            for name, error in _ERRORS.items():
                wrong = _read(_with_error(document, right, error, rng))
                tried[name] += 1
                if _values(wrong) != _values(right):
                    changed[name] += 1
                    caught[name] += _shows(wrong, right)
    print(f"{'error':<10}{'tried':>8}{'changed':>9}{'caught':>8}{'share':>8}")
    for name in _ERRORS:
        print(
            f"{name:<10}{tried[name]:>8}{changed[name]:>9}{caught[name]:>8}{caught[name] / max(changed[name], 1):>8.1%}"
        )


def _read(document: Document) -> Report:
    report = report_from(document, Hint())
    return replace(report, checks=check_report(report))


def _with_error(
    document: Document, report: Report, error: Callable[[Rows, Place, random.Random], None], rng: random.Random
) -> Document:
    """The document with one error in the row of a random value of its official tables."""
    table, row, column = rng.choice([cell.at for cell in report.cells.values() if cell.at is not None])
    tables = list(document.tables)
    rows = [list(texts) for texts in tables[table].rows]
    error(rows, (table, row, column), rng)
    changed = replace(tables[table], rows=tuple(map(tuple, rows)))
    blocks = tuple(changed if block is tables[table] else block for block in document.blocks)
    return replace(document, blocks=blocks)


def _numbers_in(rows: Rows, row: int) -> list[int]:
    return [column for column, text in enumerate(rows[row]) if text.strip().isdigit()]


def _swap(rows: Rows, place: Place, rng: random.Random) -> None:
    """Two numbers of a row change places."""
    columns = _numbers_in(rows, place[1])
    if len(columns) > 1:
        one, other = rng.sample(columns, 2)
        rows[place[1]][one], rows[place[1]][other] = rows[place[1]][other], rows[place[1]][one]


def _shift(rows: Rows, place: Place, rng: random.Random) -> None:
    """The numbers of a row move one to the right, the last comes first."""
    columns = _numbers_in(rows, place[1])
    texts = [rows[place[1]][column] for column in columns]
    for column, text in zip(columns, texts[-1:] + texts[:-1], strict=True):
        rows[place[1]][column] = text


def _split(rows: Rows, place: Place, rng: random.Random) -> None:
    """A number is cut in two by a blank."""
    text = rows[place[1]][place[2]]
    rows[place[1]][place[2]] = f"{text[:1]} {text[1:]}" if len(text) > 1 else f"{text} {rng.randint(0, 9)}"


def _drop(rows: Rows, place: Place, rng: random.Random) -> None:
    """A number is lost."""
    rows[place[1]][place[2]] = ""


def _tenfold(rows: Rows, place: Place, rng: random.Random) -> None:
    """A digit too many."""
    rows[place[1]][place[2]] += "0"


def _typo(rows: Rows, place: Place, rng: random.Random) -> None:
    """One digit is another."""
    text = rows[place[1]][place[2]]
    rows[place[1]][place[2]] = f"{text[:-1]}{(int(text[-1]) + rng.randint(1, 9)) % 10}" if text[-1:].isdigit() else text


_ERRORS: dict[str, Callable[[Rows, Place, random.Random], None]] = {
    "swap": _swap,
    "shift": _shift,
    "split": _split,
    "drop": _drop,
    "x10": _tenfold,
    "typo": _typo,
}


def _values(report: Report) -> dict[str, object]:
    return {path: cell.value for path, cell in report.cells.items()}


def _shows(wrong: Report, right: Report) -> bool:
    """True if the error is detected: a check fails, or a note exists, that did not before."""
    failing = {check.id for check in wrong.checks if check.status == "fail"}
    return bool(
        failing - {check.id for check in right.checks if check.status == "fail"} or set(wrong.notes) - set(right.notes)
    )


if __name__ == "__main__":
    main()
