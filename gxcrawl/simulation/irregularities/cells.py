"""Cells that do not print a plain number: the printed text, its value, and the note that is expected."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from random import Random

from gxcrawl.forms.editions.applications import COLUMNS, RESULT_PARTS
from gxcrawl.model import Amount, Value
from gxcrawl.model.reports import Reason
from gxcrawl.simulation.figures import SimulatedReport, plain_text
from gxcrawl.simulation.values import make_amount

_Reprint = tuple[Value, str, Reason | None]
"""The value that a reader must find, the printed text, and the reason of the note (None if no note is expected)."""

_FULLWIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_COUNTERS = ("个", "件", "项", "条", "次")
_DASHES = ("-", "—", "－", "/", "无", "——")


def counter_words(report: SimulatedReport, rng: Random) -> SimulatedReport:
    """Numbers followed by a counter word, `37个`."""
    chosen = _some(rng, _plain_paths(report, lambda value: value > 0), 4)
    texts = {path: f"{report.values[path]}{rng.choice(_COUNTERS)}" for path in chosen}
    return _reprint(report, {path: (report.values[path], text, "unit") for path, text in texts.items()})


def amounts_with_unit(report: SimulatedReport, rng: Random) -> SimulatedReport:
    """Money with its unit in the cell, `46.3万元`, `251000元`."""
    cells: dict[str, _Reprint] = {}
    for path, value in report.values.items():
        if isinstance(value, Amount):
            unit = rng.choice(("万元", "元"))
            amount = make_amount(rng.randint(1, 9_999) / 10 if unit == "万元" else rng.randint(1, 999) * 1_000, unit)
            cells[path] = (amount, f"{plain_text(amount)}{unit}", "unit")
    return _reprint(report, cells)


def dashes(report: SimulatedReport, rng: Random) -> SimulatedReport:
    """A dash or a similar sign in most cells whose value is zero."""
    sign = rng.choice(_DASHES)
    zeros = _plain_paths(report, lambda value: value == 0)
    return _reprint(report, dict.fromkeys(_some(rng, zeros, len(zeros) * 4 // 5), (0, sign, "dash")))


def leading_zeros(report: SimulatedReport, rng: Random) -> SimulatedReport:
    """`00` for zero."""
    zeros = _plain_paths(report, lambda value: value == 0)
    return _reprint(report, dict.fromkeys(_some(rng, zeros, 2), (0, "00", "leading_zero")))


def sign_words(report: SimulatedReport, rng: Random) -> SimulatedReport:
    """增加7, 减3 under 本年增/减."""
    cells: dict[str, _Reprint] = {}
    for path, value in report.values.items():
        if path.endswith(".change") and isinstance(value, int) and value:
            word = rng.choice(("增加", "增")) if value > 0 else rng.choice(("减少", "减"))
            cells[path] = (value, f"{word}{abs(value)}", "sign_word")
    return _reprint(report, cells)


def blank_cells(report: SimulatedReport, rng: Random) -> SimulatedReport:
    """Empty cells where zero would be printed; some cells only."""
    zeros = _plain_paths(report, lambda value: value == 0)
    return _reprint(report, dict.fromkeys(_some(rng, zeros, 5), (None, "", "blank")))


def blank_row(report: SimulatedReport, _: Random) -> SimulatedReport:
    """A row of section 3 without numbers: the first row of zeros. A report without such a row is unchanged."""
    for row in RESULT_PARTS:
        paths = [f"applications.{row}.{column.key}" for column in COLUMNS]
        if all(report.values.get(path) == 0 for path in paths):
            return _reprint(report, dict.fromkeys(paths, (None, "", "blank")))
    return report


def thousands(report: SimulatedReport, _: Random) -> SimulatedReport:
    """Numbers above 999 with a thousands separator, `1,203`."""
    large = _plain_paths(report, lambda value: value >= 1_000)
    return _reprint(report, {path: (report.values[path], f"{report.values[path]:,}", "thousands") for path in large})


def fullwidth_digits(report: SimulatedReport, rng: Random) -> SimulatedReport:
    """Full-width digits, `１２`, in some cells."""
    chosen = _some(rng, _plain_paths(report, lambda value: value > 0), 4)
    texts = {path: str(report.values[path]).translate(_FULLWIDTH) for path in chosen}
    return _reprint(report, {path: (report.values[path], text, "fullwidth") for path, text in texts.items()})


def padded_cells(report: SimulatedReport, rng: Random) -> SimulatedReport:
    """White space of several kinds around numbers; the stripped text is a plain number and needs no note."""
    chosen = _some(rng, _plain_paths(report, lambda value: value >= 0), 8)
    pads = ("      ", "　", "\u00a0")
    return _reprint(
        report, {p: (report.values[p], f"{rng.choice(pads)}{report.values[p]}{rng.choice(pads)}", None) for p in chosen}
    )


def split_digits(report: SimulatedReport, rng: Random) -> SimulatedReport:
    """A number with a space inside, `1 2`."""
    chosen = _some(rng, _plain_paths(report, lambda value: value >= 10), 2)
    texts = {path: f"{str(report.values[path])[0]} {str(report.values[path])[1:]}" for path in chosen}
    return _reprint(report, {path: (report.values[path], text, "split_digits") for path, text in texts.items()})


def text_cell(report: SimulatedReport, rng: Random) -> SimulatedReport:
    """Words where a number belongs."""
    chosen = _some(rng, _plain_paths(report, lambda value: value == 0), 1)
    return _reprint(report, {path: (None, rng.choice(("详见附件", "不涉及统计")), "text") for path in chosen})


def short_row(report: SimulatedReport, _: Random) -> SimulatedReport:
    """The row （七）总计 with six cells instead of seven; nobody can know which cell is missing."""
    paths = [f"applications.result_total.{column.key}" for column in COLUMNS]
    short = _reprint(report, {path: (None, report.text_of(path), "unreadable") for path in paths})
    return replace(short, style=replace(short.style, omitted=frozenset({paths[5]})))


def _reprint(report: SimulatedReport, cells: Mapping[str, _Reprint]) -> SimulatedReport:
    """The report with other values, texts and notes for the given cells."""
    notes = {path: reason for path, reason in report.notes.items() if path not in cells}
    return replace(
        report,
        values={**report.values, **{path: value for path, (value, _, _) in cells.items()}},
        printed={**report.printed, **{path: text for path, (_, text, _) in cells.items()}},
        notes={**notes, **{path: reason for path, (_, _, reason) in cells.items() if reason is not None}},
    )


def _plain_paths(report: SimulatedReport, wanted: Callable[[int], bool]) -> list[str]:
    """Paths of the whole numbers that no irregularity has changed yet, in the order of the form."""
    return [
        path
        for path, value in report.values.items()
        if isinstance(value, int) and path not in report.printed and not path.endswith(".change") and wanted(value)
    ]


def _some(rng: Random, paths: Sequence[str], most: int) -> list[str]:
    """A random selection of at most `most` paths, in random order."""
    return rng.sample(paths, min(most, len(paths)))
