"""Numbers of the prose against the numbers of the tables."""

from collections.abc import Iterator, Sequence

from gxcrawl.checks.cells import count_at
from gxcrawl.model import Check, Claim, Report

_NAMES = {
    "received": "收到申请数",
    "carried_over": "上年结转数",
    "carried_forward": "结转下年度数",
    "granted": "予以公开数",
    "review": "行政复议数",
    "litigation": "行政诉讼数",
    "published_items": "主动公开信息数",
}


def check_prose(report: Report) -> Iterator[Check]:
    """One check for each kind of number that prose and tables both state.

    Where the prose states it several times one agreement is enough: a district's report counts its own office too.
    """
    for what, name in _NAMES.items():
        claims = [claim for claim in report.claims if claim.what == what]
        if claims:
            yield _check(what, name, claims, report)


def _check(what: str, name: str, claims: Sequence[Claim], report: Report) -> Check:
    verdicts = [(claim, _table_values(claim, report)) for claim in claims]
    assessable = [(claim, values) for claim, values in verdicts if values]
    if not assessable:
        claim = claims[0]
        message = f"正文称“{claim.quote}”，表中没有对应数字，无法核对。"
        return Check(f"prose.{what}", "not_assessable", claim.value, None, message)
    for claim, values in assessable:
        if claim.value in values:
            message = f"正文“{claim.quote}”与表中{name}{claim.value}一致。"
            return Check(f"prose.{what}", "pass", claim.value, claim.value, message)
    claim, values = next(((claim, values) for claim, values in assessable if claim.certain), assessable[0])
    where = f"正文第{'一二三四五六'[claim.section - 1]}部分称“{claim.quote}”，表中{name}为{values[0]}"
    if not claim.certain:
        message = f"{where}；正文可能包括其他单位的数字，无法核对。"
        return Check(f"prose.{what}", "not_assessable", claim.value, values[0], message)
    return Check(f"prose.{what}", "fail", claim.value, values[0], f"{where}，请核对。")


def _table_values(claim: Claim, report: Report) -> list[int]:
    """What the tables say, one number for each way the claim can be meant; empty where no cell is known."""
    values = []
    for paths in claim.paths:
        counts = [count_at(report.cells, path) for path in paths]
        if all(count is not None for count in counts):
            values.append(sum(count for count in counts if count is not None))
    return values
