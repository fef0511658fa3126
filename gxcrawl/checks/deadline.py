"""Whether the report was published in time."""

from datetime import date

from gxcrawl.checks.bodies import due_day, reports_by_other_rules
from gxcrawl.checks.form import year_of_period
from gxcrawl.model import Check, Report

_YEAR = 365  # days; the date of a page that late may be the day on which the site was moved
_BY_JANUARY = 2019  # the first year whose reports of departments are due in January; before, all had time until March


def check_deadline(report: Report) -> Check:
    """Published by 31 January of the next year, a government's own report by 31 March. left: days late, 0 if in time.

    The later day applies if the title, or else the publisher, names a county, district, city or province: it sums up
    its departments. A township reports like a department.
    """
    day, year = report.published_on, report.year
    if day is None or year is None:
        return _not_judged(f"{'报告年度' if day else '发布日期'}不明，无法判断是否按期发布")
    if reports_by_other_rules(report):
        return _not_judged("学校、公共企事业单位另有规定，无法判断是否按期发布")
    if day < date(year, 12, 1):
        return _not_judged(f"发布日期{day}早于{year}年度结束，发布日期或报告年度可能有误，请核对原文")
    due = due_day(report, year)
    if day <= due:
        return Check("published.deadline", "pass", 0, 0, f"{day}发布，未超过{due}的期限。")
    if _was_moved(report.signed_on, year, due, day):
        return _not_judged(
            f"网页所标日期{day}可能是迁移或重新发布的日期，落款日期{report.signed_on}在期限之内，无法判断是否按期发布"
        )
    stated = year_of_period(report)
    if stated is not None and stated > year and day <= due_day(report, stated):
        return _not_judged(f"{day}发布，报告年度{year}年与正文统计期限的{stated}年不一致，无法判断是否按期发布")
    late = (day - due).days
    in_march = year < _BY_JANUARY and day <= date(year + 1, 3, 31)
    advice = "但2019年修订前的条例规定的期限是3月31日" if in_march else "请核对发布日期"
    if late > _YEAR and report.signed_on is None:
        advice += "（报告没有落款日期，网页所标的也可能是网站迁移或重新发布的日期）"
    return Check("published.deadline", "fail", late, 0, f"{day}发布，超过{due}的期限{late}天，{advice}。")


def _was_moved(signed: date | None, year: int, due: date, day: date) -> bool:
    """True if the page's date is the day on which it came to a new site: a later year, on a report signed in time."""
    return signed is not None and date(year, 12, 1) <= signed <= due and day.year > due.year


def _not_judged(why: str) -> Check:
    return Check("published.deadline", "not_assessable", None, None, f"{why}。")
