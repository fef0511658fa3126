"""Joins the lines of row labels in tables without ruling lines between rows."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from gxcrawl.reading.unruled.words import begins_label

_OFF = 0.3  # of a line's height: texts at the same level differ by less
_NEXT_LINE = 1.8  # of a line's height: the lines of one label are less apart


class Fragment(NamedTuple):
    """One line of a label, and the index of its row of text."""

    middle: float
    height: float
    text: str
    row: int


Groups = list[list[Fragment]]


def join_labels(fragments: Sequence[Fragment], anchors: Sequence[float], rules: Sequence[float]) -> Groups | None:
    """The lines of each label; None if no arrangement fits all rows.

    The arrangements, in order: lines between two rules; lines evenly around the figures; first line, or last line,
    level with the figures. Those that begin with the first line of a label are preferred. anchors: heights of the rows
    of figures.
    """
    by_rules = _between_rules(fragments, anchors, rules)
    if by_rules is not None:
        return by_rules
    ways: tuple[Callable[[Sequence[Fragment], Sequence[float]], Groups | None], ...] = (_around, _from_top, _to_bottom)
    found = [groups for way in ways if (groups := way(fragments, anchors)) is not None and _are_whole(groups)]
    return next((groups for groups in found if begins_label(groups[0][0].text)), found[0] if found else None)


def with_blank_rows(fragments: Sequence[Fragment], anchors: Sequence[float]) -> Iterator[list[float]]:
    """Yields row heights with labels centred, top- and bottom-aligned; last, without such rows.

    The heights are those of the rows of figures and of "such rows": numbered labels between them without a figure.
    """
    begins = [place for place, one in enumerate(fragments) if begins_label(one.text)]
    blank = _without_figures(fragments, begins, anchors)
    if blank:
        for share in (0.5, 0.0, 1.0):
            heights = [one[0].middle + share * (one[-1].middle - one[0].middle) for one in blank]
            yield sorted([*anchors, *heights])
    yield list(anchors)


def begun_level(fragments: Sequence[Fragment], anchors: Sequence[float]) -> tuple[list[float], Groups] | None:
    """The heights of all rows and the lines of their labels, if each label begins level with its figures; else None.

    A label without a number may then stand below the label of a row without a figure: only the level shows where it
    begins.
    """
    level = {place for place, one in enumerate(fragments) if any(_below([one], anchor) == 0 for anchor in anchors)}
    begins = sorted(level.union(place for place, one in enumerate(fragments) if begins_label(one.text)))
    heights = [one[0].middle for one in _without_figures(fragments, begins, anchors)]
    rows = sorted([*anchors, *heights])
    groups = _from_top(fragments, rows) if heights else None
    return (rows, groups) if groups is not None and _are_whole(groups) else None


def _without_figures(fragments: Sequence[Fragment], begins: Sequence[int], anchors: Sequence[float]) -> Groups:
    """The labels between the first and last row of figures that have no figures beside them."""
    labels = [list(fragments[begin:end]) for begin, end in pairwise([*begins, len(fragments)])]
    return [one for one in labels if anchors[0] < one[0].middle < anchors[-1] and not _has_figures(one, anchors)]


def _are_whole(groups: Groups) -> bool:
    """True if in each group only the first line begins a label."""
    return not any(begins_label(one.text) for group in groups for one in group[1:])


def _has_figures(label: Sequence[Fragment], anchors: Sequence[float]) -> bool:
    half = label[0].height / 2
    return any(label[0].middle - half <= anchor <= label[-1].middle + half for anchor in anchors)


def _between_rules(fragments: Sequence[Fragment], anchors: Sequence[float], rules: Sequence[float]) -> Groups | None:
    """The labels by the lines drawn between rows; None if a line is missing between two rows, or there are fewer than
    two.
    """
    bands = [sum(rule < anchor for rule in rules) for anchor in anchors]
    if len(set(bands)) < max(len(anchors), 2) or 0 in bands or len(rules) in bands:
        return None
    groups: dict[int, list[Fragment]] = {band: [] for band in bands}
    for one in fragments:
        groups.get(sum(rule < one.middle for rule in rules), []).append(one)
    return list(groups.values())


def _around(fragments: Sequence[Fragment], anchors: Sequence[float]) -> Groups | None:
    """Labels centred on their rows, each with all its lines; labels of other rows may stand before the first row."""
    begins = [place for place, one in enumerate(fragments) if one.middle <= anchors[0] + _OFF * one.height]
    tried = [groups for begin in reversed(begins) if (groups := _around_from(fragments[begin:], anchors)) is not None]
    return next((groups for groups in tried if begins_label(groups[0][0].text)), tried[0] if tried else None)


def _around_from(fragments: Sequence[Fragment], anchors: Sequence[float]) -> Groups | None:
    groups: Groups = []
    begin = 0
    for anchor in anchors:
        end = begin + 1
        while end < len(fragments) and _below(fragments[begin:end], anchor) < 0:
            end += 1
        if not fragments[begin:end] or _below(fragments[begin:end], anchor) != 0:
            return None
        groups.append(list(fragments[begin:end]))
        begin = end
    return groups


def _below(group: Sequence[Fragment], anchor: float) -> int:
    """0 if the middle of a label is level with the figures; otherwise the sign shows on which side it stands."""
    off = (group[0].middle + group[-1].middle) / 2 - anchor
    return 0 if abs(off) <= _OFF * group[0].height else (1 if off > 0 else -1)


def _from_top(fragments: Sequence[Fragment], anchors: Sequence[float]) -> Groups | None:
    """Labels whose first line is level with the figures."""
    places = _level_places(fragments, anchors)
    if places is None:
        return None
    end = places[-1] + 1
    while end < len(fragments) and _is_next_line(fragments[end - 1], fragments[end]):
        end += 1
    return [list(fragments[a:b]) for a, b in zip(places, [*places[1:], end], strict=True)]


def _to_bottom(fragments: Sequence[Fragment], anchors: Sequence[float]) -> Groups | None:
    """Labels whose last line is level with the figures."""
    places = _level_places(fragments, anchors)
    if places is None:
        return None
    begin = places[0]
    while begin and not begins_label(fragments[begin].text) and _is_next_line(fragments[begin - 1], fragments[begin]):
        begin -= 1
    return [list(fragments[a : b + 1]) for a, b in zip([begin, *(n + 1 for n in places)], places, strict=False)]


def _level_places(fragments: Sequence[Fragment], anchors: Sequence[float]) -> list[int] | None:
    """The index of the fragment level with each row of figures; None if a row has none."""
    places = [next((n for n, one in enumerate(fragments) if _below([one], anchor) == 0), None) for anchor in anchors]
    found = [place for place in places if place is not None]
    return found if len(found) == len(anchors) else None


def _is_next_line(above: Fragment, below: Fragment) -> bool:
    return below.middle - above.middle <= _NEXT_LINE * above.height and not begins_label(below.text)
