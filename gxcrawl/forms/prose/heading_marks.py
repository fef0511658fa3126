"""The lines that may head sections, and the choice among them: the best run in ascending order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

ENOUGH = 3  # sections of an outline
_WHOLE = 6
SURE = 4  # the weight of 四、 before the wording of the fourth heading
_RANK = attrgetter("rank")


@dataclass(frozen=True, slots=True)
class Mark:
    """A line that may head a section.

    weight: how much it looks like a heading. filled: prose follows, not another such line.
    """

    index: int
    number: int
    weight: int
    filled: bool = False


@dataclass(frozen=True, slots=True)
class _Run:
    """Marks in ascending order of number.

    The heavier of two runs is better; if equal, the one with more prose below its marks; then the later one.
    """

    weight: int = 0
    filled: int = 0
    late: int = 0
    marks: tuple[Mark, ...] = ()

    def then(self, mark: Mark) -> "_Run":
        marks = (*self.marks, mark)
        return _Run(self.weight + mark.weight, self.filled + mark.filled, self.late + mark.index, marks)

    @property
    def rank(self) -> tuple[int, int, int]:
        return self.weight, self.filled, self.late


def best_run(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """The best run of marks whose numbers ascend.

    A preface or a menu may list the headings and a sentence may repeat one: the heaviest run wins.
    """
    best: dict[int, _Run] = {}  # number -> the best run that ends with it
    for mark in marks:
        before = max((run for number, run in best.items() if number < mark.number), key=_RANK, default=_Run())
        run = before.then(mark)
        if mark.number not in best or run.rank >= best[mark.number].rank:
            best[mark.number] = run
    return max(best.values(), key=_RANK, default=_Run()).marks


def in_any_order(marks: Sequence[Mark], run: Sequence[Mark]) -> Sequence[Mark]:
    """The marks with their own number, if each section has exactly one and the run lacks some; otherwise the run.

    This happens when headings are out of order: 四、 before 三、.
    """
    sure = [mark for mark in marks if mark.weight == SURE]
    numbers = {mark.number for mark in sure}
    return sure if len(numbers) == len(sure) == _WHOLE and len(run) < _WHOLE else run


def with_unworded(official: Sequence[Mark], numbered: Sequence[Mark]) -> Sequence[Mark]:
    """The marks of the form, plus headings in other words whose number leaves no doubt.

    五、信息公开的建议和下一步思考, alone between 四、 and 六、, heads the fifth section, whatever its words. The sixth
    section needs its own words: 六、下一步打算 is not its heading.
    """
    numbers = {mark.index: mark.number for mark in numbered}
    if any(numbers.get(mark.index) != mark.number for mark in official):
        return official
    there = {mark.number: mark.index for mark in official}
    found = list(official)
    for number in sorted({1, 2, 3, 4, 5} - there.keys()):
        after = max((index for other, index in there.items() if other < number), default=-1)
        before = min((index for other, index in there.items() if other > number), default=max(numbers) + 1)
        between = [mark for mark in numbered if mark.number == number and after < mark.index < before]
        found += between if len(between) == 1 else []
    return sorted(found, key=lambda mark: mark.index)


def is_older(official: Sequence[Mark], numbered: Sequence[Mark]) -> bool:
    """True if a report follows the outline from before 2019, which has other sections among the six."""
    numbers = {mark.index: mark.number for mark in numbered}
    differ = any(numbers.get(mark.index, mark.number) != mark.number for mark in official)
    among = numbers.keys() >= {mark.index for mark in official}  # 四、收费及减免情况 among the form's headings
    return len(numbered) > len(official) and (differ or among or len(official) < ENOUGH)
