"""One module per CMS. In: a response. Out: list rows, further requests, article details. No requests are made here."""

from dataclasses import replace

from scrapy.http import TextResponse

from gxcrawl.portals.families.base import Family as Family
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
from gxcrawl.portals.pages.articles.details import with_held_article
from gxcrawl.portals.pages.lists.blocks import beside_pagers
from gxcrawl.portals.pages.lists.counted import pages_counted, pages_said, rows_said
from gxcrawl.portals.pages.lists.cut import is_cut, without_last
from gxcrawl.portals.pages.lists.ways_on import columns_below, further_rows
from gxcrawl.portals.pages.markup.shapes import DetailPage, ListPage, State
from gxcrawl.portals.pages.scripts.templates import with_templates

# In the order in which they are tried: first those with marks that only one CMS has, then those with URLs that others
# imitate, the fallback last. JPAAS pages still link articles in JCMS form; UCAP and TRS use the same pager name.
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
    """The family of a page: the preferred one if it recognises the page, else the first that does.

    The registry's entry is only a preference, because a portal may have old and new articles from different software.
    A page that no family recognises (a hand-made home page) is read by the preferred family, or by the fallback.
    """
    if page.selector.type == "json":
        return FAMILIES[Generic.name]  # a response to a script has no CMS's marks, but may contain URLs of several
    if preferred and FAMILIES[preferred].recognises(page):
        return FAMILIES[preferred]
    family = next(family for family in FAMILIES.values() if family.recognises(page))
    return FAMILIES[preferred] if preferred and family.name == Generic.name else family


def read_list(family: Family, page: TextResponse, state: State) -> ListPage:
    """The content of a list page as its family reads it, plus general ways to the next page if the family has none."""
    if is_cut(page):
        came = _read_list(family, without_last(page), state)
        return replace(came, trouble=came.trouble or "list page ends before its end: its last rows did not come")
    return _read_list(family, page, state)


def _read_list(family: Family, page: TextResponse, state: State) -> ListPage:
    """Reads a list page; responses to a portal's own scripts are read by the fallback, whatever the family."""
    if state.keys() & {"scripted", "script_of"}:
        return FAMILIES[FALLBACK].read_list(page, state)
    page = with_templates(page)
    read = family.read_list(page, state)
    if state.keys() - {"counted"} or page.selector.type != "html":
        return read
    further = [one for one in beside_pagers(page) if one.address not in {known.address for known in read.next}]
    read = replace(read, next=(*read.next, *further))
    if family.name == FALLBACK:
        return _with_numbers_said(read, page)
    following, hidden = (None, None) if read.next or read.trouble else further_rows(page)
    columns = (*read.columns, *columns_below(page))
    trouble = read.trouble or (hidden if read.total is None else None)
    whole = replace(read, next=read.next or ((following,) if following else ()), columns=columns, trouble=trouble)
    return _with_numbers_said(whole, page)


def _with_numbers_said(read: ListPage, page: TextResponse) -> ListPage:
    if read.trouble or read.total is not None:
        return read
    pages = pages_said(page) or (0 if read.next else pages_counted(page))
    return replace(read, pages_said=pages, rows_said=0 if read.next or read.columns else rows_said(page))


def read_detail(family: Family, page: TextResponse, row_title: str) -> DetailPage:
    """The details of an article as its family reads them, or from the data that its page has for scripts."""
    return with_held_article(family.read_detail(page), page, row_title)
