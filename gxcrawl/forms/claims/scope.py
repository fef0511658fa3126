"""Decides whether a number in the prose is about what the tables count: this year, this body, and the whole.

A sentence about another year, another matter or a part gives no claim. A sentence that may count other bodies gives an
uncertain claim: equal numbers confirm the table, but different ones do not contradict it.
"""

import re
from collections.abc import Mapping

from gxcrawl.forms.claims.context import Context, Verdict
from gxcrawl.forms.claims.kinds import BY_KIND
from gxcrawl.forms.claims.owner import Owner, owner_of
from gxcrawl.forms.claims.period import is_of_year, may_be_of_all_years
from gxcrawl.forms.claims.wording import Wording

_CONTINUES = re.compile(r"其中|上述|以上|所|予以|同意")  # the sentence is about the same body as the one before


def judge(wording: Wording, context: Context, years: Mapping[str, int]) -> tuple[Verdict, Owner]:
    """Returns how well a number can be compared with the tables, and which body it belongs to.

    years: the years that the phrase itself names, by `last` or `next`.
    """
    if not is_of_year(context.lead, context.clause, context.setting.year, years) or context.clause.endswith("分别"):
        return "none", "unknown"  # 教育局、民政局分别受理5件、3件: one of several numbers
    verdict = BY_KIND[wording.what](wording, context)
    if verdict == "none":
        return "none", "unknown"
    owner = _owner(context)
    unsettled = (
        wording.weak
        or may_be_of_all_years(context.lead)
        or owner == "others"
        or (context.setting.year is None and years)
    )
    return "uncertain" if unsettled else verdict, owner


def _owner(context: Context) -> Owner:
    owner = owner_of(context.lead, context.words, context.setting.own)
    if owner == "unknown" and _CONTINUES.match(context.lead + context.words):
        owner = owner_of(context.before, "", context.setting.own)
    return context.last_owner if owner == "unknown" else owner
