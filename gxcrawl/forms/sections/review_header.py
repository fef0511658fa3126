"""The column header of section 4: which result of which block each column of numbers counts.

The labels repeat below every block, so their printed order is compared with the grid, which depends on every span.
"""

from collections.abc import Iterable, Sequence

from gxcrawl.forms.cells.labels import bare, contradicts, similarity
from gxcrawl.forms.editions import review as form
from gxcrawl.forms.rows.found import Found
from gxcrawl.forms.rows.lines import Header, Line, Printed, header_by_stack, header_of_labels
from gxcrawl.forms.sections.review_labels import COLUMNS, NAMES, PREFIX, TITLES, block_of, result_of
from gxcrawl.model import LabelNote

_BLOCKS = tuple(key for key, _ in form.BLOCKS)
_TITLES = {form.LITIGATION: form.LITIGATION} | {label: key for key, label in form.BLOCKS}
_RESULTS = tuple(column.key for column in form.RESULTS)
_LABELS = {column.key: column.label for column in form.RESULTS}
_MIN_LIKENESS = 0.6  # 结维持 against 结果维持: 0.86; 结果维持 against 结果纠正: 0.5
_MARGIN = 0.1  # to the next best; 复议后起诉 and 未经复议直接起诉 have a similarity of 0.62

Bridged = dict[str, tuple[str, float]]
"""By the path of a value the damaged label that stands for it and how alike they are."""


def find_header(lines: Sequence[Line], found: Found, caption: str | None = None) -> Header | None:
    """The header by the grid; by the printed order of the labels if the two differ; None if neither is conclusive.

    Blocks in another order than the form's are only known if all of them stand in the grid as printed. caption: the
    block named above the table, for a header that names none.
    """
    if (in_one := _labels_of_both(lines)) is not None:
        return in_one
    by_grid = header_by_stack(lines, _key_of_stack)
    if by_grid is not None and len(by_grid.keys) != _count_labels(lines):
        by_grid = None
    if (moved := _blocks_printed(lines)) is not None and moved != sorted(moved, key=_BLOCKS.index):
        return by_grid if by_grid is not None and _blocks_of(by_grid) == moved else None
    in_order = _header_in_order(lines, found, caption)
    if by_grid is None or not _in_official_order(by_grid):
        return in_order
    return by_grid if in_order is None or by_grid.keys == in_order.keys else in_order


def _blocks_printed(lines: Sequence[Line]) -> list[str] | None:
    """The blocks in the order of their labels; None if not all are printed. Both blocks of lawsuits stand where
    行政诉讼 does.
    """
    titles = [[title for cell in line.cells if (title := _title(cell.text))] for line in lines]
    review, direct, after = _BLOCKS
    lawsuits = [title for line in titles for title in line if title in (direct, after)]
    if sorted(lawsuits, key=_BLOCKS.index) != [direct, after]:
        return None
    beside = next((line for line in titles if review in line and len(line) > 1), None)
    if beside is None:
        return [review, *lawsuits] if [review] in titles else None
    first = beside[0] == review
    return [review, *lawsuits] if first else [*lawsuits, review] if beside[-1] == review else None


def _blocks_of(header: Header) -> list[str] | None:
    """The blocks of a header with every result of each, in its order; None if it lacks any or mixes them."""
    size = len(_RESULTS)
    groups = [header.keys[start : start + size] for start in range(0, len(header.keys), size)]
    blocks = [group[0].partition(".")[0] for group in groups]
    whole = all(
        {f"{block}.{result}" for result in _RESULTS} == set(group) for block, group in zip(blocks, groups, strict=True)
    )
    return blocks if whole else None


def _labels_of_both(lines: Sequence[Line]) -> Header | None:
    """The header of one line whose labels name block and result together: 行政复议结果维持."""
    labels = [cell for line in lines for cell in line.cells if not cell.blank]
    named = [(key, cell) for cell in labels if (key := NAMES.both_of(cell.text))]
    keys = [key for key, _ in named]
    if not keys or len(set(keys)) != len(keys):
        return None
    right = [cell for cell in labels if cell.column >= named[0][1].column]
    return header_of_labels(keys, right, lines) if len(right) == len(keys) else None


def _count_labels(lines: Sequence[Line]) -> int:
    """The number of columns with a label; a label repeated below itself counts once."""
    return len({(cell.column, cell.end) for cell in _labels(lines) if bare(cell.text) not in TITLES})


def _labels(lines: Sequence[Line]) -> list[Printed]:
    """The header's labels above the numbers, without labels at their left (类型)."""
    cells = [cell for line in lines for cell in line.cells if not cell.blank]
    known = [cell.column for cell in cells if bare(cell.text) in TITLES or result_of(cell.text)]
    left = min(known, default=0)
    return [cell for cell in cells if cell.column >= left]


def _in_official_order(header: Header) -> bool:
    positions = [list(COLUMNS).index(key) for key in header.keys]
    return positions == sorted(positions)


def _key_of_stack(stack: tuple[str, ...]) -> str | None:
    """The key made of the block title and the lowest result in a grid column, or None.

    行政诉讼 alone does not say which of its two blocks it is. Two titles over one column mean that a label of the first
    block was lost with its cell and the labels after it moved.
    """
    blocks = {key for text in stack if (key := block_of(text))}
    result = next((key for text in reversed(stack) if (key := result_of(text))), None)
    return f"{blocks.pop()}.{result}" if len(blocks) == 1 and result else None


def _header_in_order(lines: Sequence[Line], found: Found, caption: str | None) -> Header | None:
    """The header if every label of one or several blocks is printed, the blocks in the form's order; None otherwise.

    A label that lost characters is matched by similarity, a single one by its place among the others; both leave a
    note.
    """
    labels = _labels(lines)
    titles = {id(cell): key for cell in labels if (key := _title(cell.text))}
    blocks = [key for cell in labels if (key := titles.get(id(cell))) in _BLOCKS]
    if not titles and caption:
        blocks = [caption]
    results = [cell for cell in labels if id(cell) not in titles]
    if not blocks or len(results) != len(blocks) * len(_RESULTS) or blocks != [key for key in _BLOCKS if key in blocks]:
        return None
    lone = sum(result_of(cell.text) is None for cell in results) == 1
    keys: list[str] = []
    bridged: Bridged = {}
    for number, block in enumerate(blocks):
        group = results[number * len(_RESULTS) : (number + 1) * len(_RESULTS)]
        named = _results_of(group, lone=lone)
        if named is None:
            return None
        keys += [f"{block}.{result}" for result in named]
        damaged = [(result, cell.text) for result, cell in zip(named, group, strict=True) if not result_of(cell.text)]
        bridged |= {f"{block}.{key}": (text, similarity(text, _LABELS[key])) for key, text in damaged}
    for key, (text, likeness) in bridged.items():
        note = LabelNote(f"{PREFIX}.{key}", text.strip(), COLUMNS[key].label, round(likeness, 2))
        found.label_notes.append(note)
    return header_of_labels(keys, results, lines)


def _title(text: str) -> str | None:
    """The block, or 行政诉讼, that a label names, even if it lost characters; None for the label of a result."""
    if bare(text) in TITLES:
        return block_of(text) or form.LITIGATION
    return None if result_of(text) else _TITLES.get(_most_alike(text, _TITLES) or "")


def _results_of(group: Sequence[Printed], *, lone: bool) -> list[str] | None:
    """The results that five labels name, each once; None if they do not.

    lone: the damaged label among them is the only damaged one.
    """
    named = [result_of(cell.text) for cell in group]
    missing = [key for key in _RESULTS if key not in named]
    if len({key for key in named if key}) + named.count(None) != len(_RESULTS):
        return None
    if lone and all(key or _may_be(cell.text, missing[0]) for cell, key in zip(group, named, strict=True)):
        return [key or missing[0] for key in named]
    bridged: list[str] = []
    for cell, key in zip(group, named, strict=True):
        label = None if key else _most_alike(cell.text, [_LABELS[other] for other in missing])
        if key is None and label is None:
            return None
        bridged.append(key or next(other for other in missing if _LABELS[other] == label))
    return bridged if len(set(bridged)) == len(bridged) else None


def _may_be(text: str, result: str) -> bool:
    """True if a label may be what is left of a result's; not 调解 in the place of 其他结果."""
    return not text.strip() or bool(set(bare(text)) & set(_LABELS[result]))


def _most_alike(text: str, labels: Iterable[str]) -> str | None:
    """The one label that a damaged label resembles, or None."""
    scored = sorted(((similarity(text, one), one) for one in labels if not contradicts(text, one)), reverse=True)
    best = [score for score, _ in scored[:2]]
    if not scored or best[0] < _MIN_LIKENESS or (len(best) == 2 and best[0] - best[1] < _MARGIN):
        return None
    return scored[0][1]
