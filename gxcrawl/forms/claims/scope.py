"""Decides whether a number in the prose is about what the tables count: this year, this body, and the whole.

A sentence about another year, another matter or a part gives no claim. A sentence that may count other bodies gives an
uncertain claim: equal numbers confirm the table, but different ones do not contradict it.
"""

import re
from collections.abc import Mapping

from gxcrawl.forms.claims.kinds import BY_KIND
from gxcrawl.forms.claims.place import Place, Verdict
from gxcrawl.forms.claims.when import is_of_year, may_be_of_all_years
from gxcrawl.forms.claims.whose import Whose, whose
from gxcrawl.forms.claims.wording import Wording

_CONTINUES = re.compile(r"其中|上述|以上|所|予以|同意")  # the sentence is about the same body as the one before


def judge(wording: Wording, place: Place, years: Mapping[str, int]) -> tuple[Verdict, Whose]:
    """Returns how well a number can be compared with the tables, and which body it belongs to.

    years: the years that the phrase itself names, by `last` or `next`.
    """
    if not is_of_year(place.lead, place.clause, place.setting.year, years) or place.clause.endswith("分别"):
        return "none", "unsaid"  # 教育局、民政局分别受理5件、3件: one of several numbers
    verdict = BY_KIND[wording.what](wording, place)
    if verdict == "none":
        return "none", "unsaid"
    counted_by = _whose(place)
    unsettled = (
        wording.weak
        or may_be_of_all_years(place.lead)
        or counted_by == "others"
        or (place.setting.year is None and years)
    )
    return "uncertain" if unsettled else verdict, counted_by


def _whose(place: Place) -> Whose:
    said = whose(place.lead, place.words, place.setting.own)
    if said == "unsaid" and _CONTINUES.match(place.lead + place.words):
        said = whose(place.before, "", place.setting.own)
    return place.told if said == "unsaid" else said
