"""One file per CMS. In: a response. Out: list rows, how to ask for more, the facts of an article. No requests here."""

from scrapy.http import TextResponse

from gxcrawl.portals.families.base import Family
from gxcrawl.portals.families.channel import Channel
from gxcrawl.portals.families.epoint import Epoint
from gxcrawl.portals.families.generic import Generic
from gxcrawl.portals.families.gkmlpt import Gkmlpt
from gxcrawl.portals.families.hanweb import Hanweb
from gxcrawl.portals.families.jpaas import Jpaas
from gxcrawl.portals.families.lonsun import Lonsun
from gxcrawl.portals.families.openness import Openness
from gxcrawl.portals.families.trs import Trs
from gxcrawl.portals.families.truecms import TrueCms
from gxcrawl.portals.families.ucap import Ucap
from gxcrawl.portals.families.vsb import Vsb

# In the order in which they are asked: marks that only one software makes first, addresses that others imitate later,
# the fallback last. JPAAS pages still link articles in JCMS form; UCAP shares the name of TRS's pager call.
_ORDER: tuple[Family, ...] = (
    Jpaas(),
    TrueCms(),
    Gkmlpt(),
    Hanweb(),
    Ucap(),
    Trs(),
    Vsb(),
    Lonsun(),
    Openness(),
    Channel(),
    Epoint(),
    Generic(),
)
FAMILIES: dict[str, Family] = {family.name: family for family in _ORDER}
FALLBACK = Generic.name


def recognise(page: TextResponse, preferred: str | None = None) -> Family:
    """The family of a page: the preferred one where it recognises the page, else the first that does.

    A portal may keep an old article tree beside a new one, so that the registry's word is only a preference. A page
    that bears no family's marks (a home page made by hand) is read by the preferred one, or by the fallback.
    """
    if page.selector.type == "json":
        return FAMILIES[Generic.name]  # what a script asks for has no marks of any software, but addresses of many
    if preferred and FAMILIES[preferred].recognises(page):
        return FAMILIES[preferred]
    family = next(family for family in FAMILIES.values() if family.recognises(page))
    return FAMILIES[preferred] if preferred and family.name == Generic.name else family
