"""Compares numbers in the prose with the numbers in the tables."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gxcrawl.checks.cells import count_at
from gxcrawl.forms.editions.applications import CARRIED_OVER, GRANTED, PARTIALLY_GRANTED, RECEIVED, RESULT_TOTAL
from gxcrawl.forms.editions.review import LAWSUITS
from gxcrawl.model import Check, Claim, Report, Status
from gxcrawl.text.numerals import in_chinese

_NAMES = {
    "received": "收到申请数",
    "carried_over": "上年结转数",
    "carried_forward": "结转下年度数",
    "closed": "办理结果总计",
    "granted": "予以公开数",
    "review": "行政复议数",
    "litigation": "行政诉讼数",
    "published_items": "主动公开信息数",
}
_SUMS = {
    (RECEIVED, CARRIED_OVER): "新收与上年结转合计",
    (RESULT_TOTAL,): "办理结果总计",
    (GRANTED, PARTIALLY_GRANTED): "予以公开与部分公开合计",
    LAWSUITS: "行政诉讼数（未经复议直接起诉与复议后起诉合计）",
}
"""What an alternative of a claim counts that is not what its kind is called after."""
_ONLY_IN_STATISTICS = frozenset({"published_items"})  # counted by the edition of 2014 alone
_STATISTICS = "statistics."


@dataclass(frozen=True, slots=True)
class _Compared:
    """A claim and the table values it can be compared with."""

    claim: Claim
    ways: tuple[tuple[tuple[str, ...], int], ...]  # (paths, their sum) for each meaning known from the tables
    open: bool  # one more meaning is known in part

    @property
    def values(self) -> tuple[int, ...]:
        return tuple(value for _, value in self.ways)

    @property
    def agrees(self) -> bool:
        return self.claim.value in self.values

    @property
    def contradicts(self) -> bool:
        """True if the claim is certain, comparable, and different from the tables."""
        if not self.values or not self.claim.certain or self.agrees:
            return False
        return not (self.open and self.claim.value > self.values[0])


def check_prose(report: Report) -> Iterator[Check]:
    """One check for each kind of number that prose and tables both state.

    One agreement is enough if the prose states it several times: a district's report also counts its own office.
    """
    for what, claims in _by_kind(report).items():
        assessable = [compared for compared in claims if compared.values]
        if assessable:
            yield _check(f"prose.{what}", _NAMES[what], assessable)
        elif what not in _ONLY_IN_STATISTICS:
            claim = claims[0].claim
            message = f"正文称“{claim.quote}”，表中没有对应数字，无法核对。"
            yield Check(f"prose.{what}", "not_assessable", claim.value, None, message)


def judge_claims(report: Report) -> tuple[Claim, ...]:
    """Every claim with its own verdict; "fail" if the check of its kind fails and this claim contradicts the tables."""
    verdicts: dict[int, Status] = {}
    for claims in _by_kind(report).values():
        settled = _settled(claims)
        for one in claims:
            failed = one.contradicts and not settled
            verdicts[id(one.claim)] = "pass" if one.agrees else "fail" if failed else "not_assessable"
    return tuple(replace(claim, verdict=verdicts[id(claim)]) for claim in report.claims)


def confirmed_cells(report: Report) -> frozenset[str]:
    """The paths of cells whose number the prose states with certainty."""
    return frozenset(
        paths[0]
        for claims in _by_kind(report).values()
        for one in claims
        for paths, value in one.ways
        if len(paths) == 1 and one.claim.certain and one.claim.value == value
    )


def _by_kind(report: Report) -> dict[str, list[_Compared]]:
    statistics = {one.key: one.value for one in report.statistics if one.key is not None}
    compared: dict[str, list[_Compared]] = {what: [] for what in _NAMES}
    for claim in report.claims:
        compared[claim.what].append(_compare(claim, report, statistics))
    return {what: claims for what, claims in compared.items() if claims}


def _settled(compared: Sequence[_Compared]) -> bool:
    """True if one number agrees with the tables, or the sum of several does (one office's and another's)."""
    stated = {one.claim.value for one in compared}
    return any(one.agrees or (len(stated) > 1 and sum(stated) in one.values) for one in compared)


def _check(check_id: str, name: str, compared: Sequence[_Compared]) -> Check:
    agreeing = next((one for one in compared if one.agrees), None)
    contradicting = next((one for one in compared if one.contradicts), None)
    if agreeing is not None:
        value = agreeing.claim.value
        paths = next(paths for paths, sum_of_them in agreeing.ways if sum_of_them == value)
        agree = f"正文“{agreeing.claim.quote}”与表中{_SUMS.get(paths, name)}{value}一致"
        also = f"；{_said(contradicting.claim)}，统计范围或许不同" if contradicting else ""
        return Check(check_id, "pass", value, value, f"{agree}{also}。")
    shown = contradicting or compared[0]
    claim, value = shown.claim, shown.values[0]
    where = f"{_said(claim)}，表中{_in_words(shown, name)}"
    if contradicting is not None and not _settled(compared):
        return Check(check_id, "fail", claim.value, value, f"{where}，请核对。")
    incomplete = claim.certain and contradicting is None
    why = "表中相关数字不全" if incomplete else "正文的统计范围可能与表格不同"
    return Check(check_id, "not_assessable", claim.value, value, f"{where}；{why}，无法核对。")


def _said(claim: Claim) -> str:
    return f"正文第{in_chinese(claim.section)}部分称“{claim.quote}”"


def _in_words(compared: _Compared, name: str) -> str:
    """The table values that the claim was compared with, in Chinese: 收到申请数为6，新收与上年结转合计8."""
    names: dict[int, str] = {}
    for paths, value in compared.ways:
        names.setdefault(value, _SUMS.get(paths, name))
    return "，".join(f"{label}为{value}" for value, label in names.items())


def _compare(claim: Claim, report: Report, statistics: Mapping[str, int | float | None]) -> _Compared:
    ways, partly = [], False
    for paths in claim.paths:
        counts = [_number_at(path, report, statistics) for path in paths]
        known = [count for count in counts if count is not None]
        if len(known) == len(counts):
            ways.append((paths, sum(known)))
        partly = partly or 0 < len(known) < len(counts)
    return _Compared(claim, tuple(ways), partly)


def _number_at(path: str, report: Report, statistics: Mapping[str, int | float | None]) -> int | None:
    if path.startswith(_STATISTICS):
        value = statistics.get(path.removeprefix(_STATISTICS))
        return value if isinstance(value, int) else None
    return count_at(report.cells, path)
