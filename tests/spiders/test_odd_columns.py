"""Columns and articles that look like something else: hubs of files, reports with lists beside them, menus of bodies.

All sites are crawled at once, each on a port of its own; what a person finds there is written beside each.
"""

from collections.abc import Iterator

import pytest
from spiders.crawled import Crawl, Visit, crawled_together
from spiders.sites.local_portal import Answer, Page
from spiders.sites.parts import HEAD, NAMES, SECTIONS, home, items, json_answer

_PDF = Answer(b"%PDF-1.4")
_IDS = ("jiaoyuju", "shuiliju", "hetingjiedao")
_YEARS = (2021, 2020, 2019)


def _period(year: int) -> str:
    return f"<p>本报告所列数据的统计期限自{year}年1月1日至{year}年12月31日止。</p>{SECTIONS}<p>行政复议情况</p>"


def _hub_of_files() -> dict[str, Page]:
    """An article of no body in particular, whose table names bodies beside files that are called anything."""
    rows = "".join(
        f"<tr><td>{name}</td><td><a href='/up/{n}.pdf'>jy{n}.pdf</a></td></tr>" for n, name in enumerate(NAMES)
    )
    listed = items([("/a/t20210125_1.html", "2020年度政府信息公开年报")])
    files: dict[str, Page] = {f"/up/{n}.pdf": _PDF for n in range(len(NAMES))}
    article = f"{HEAD}<h1>2020年度政府信息公开年报</h1><div id='zoom'><table>{rows}</table></div></html>"
    return files | {"/": home("/nb/"), "/nb/": f"{HEAD}{listed}</html>", "/a/t20210125_1.html": article}


def _pictures_beside_a_list() -> dict[str, Page]:
    """Articles of pictures, at whose side the titles of all reports stand."""
    rows = [(f"/a/{n}.html", f"{name}2020年政府信息公开工作年度报告") for n, name in enumerate(NAMES)]
    side = f"<div><h3>最新年报</h3><ul>{items(rows)}</ul></div>"
    pages: dict[str, Page] = {
        path: f"{HEAD}{side}<div><h2>{title}</h2><p><img src='/1.jpg'></p></div></html>" for path, title in rows
    }
    return pages | {"/": home("/nb/"), "/nb/": f"{HEAD}<ul>{items(rows)}</ul></html>"}


def _years_beside_each_report() -> dict[str, Page]:
    """The column is a report, and so is each year that it links beside, whose page links all years again."""
    years = "".join(f"<a href='/nb/{year}/'>{year}年</a>" for year in _YEARS)
    title = "<h1>汀北区{}年政府信息公开工作年度报告</h1>"
    pages: dict[str, Page] = {
        f"/nb/{year}/": f"{HEAD}{years}{title.format(year)}<div id='zoom'>{_period(year)}</div>" for year in _YEARS
    }
    return pages | {"/": home("/nb/"), "/nb/": pages["/nb/2021/"]}


def _years_in_panes() -> dict[str, Page]:
    """One page prints the reports of two years, in blocks of which none is known to be the body."""
    panes = "".join(f"<div><h2>{year}年政府信息公开工作年度报告</h2>{_period(year)}</div>" for year in _YEARS[:2])
    return {"/": home("/nb/"), "/nb/": f"{HEAD}{panes}</html>"}


def _menu_that_a_script_turns() -> dict[str, Page]:
    """Rows that name nobody, of the body which a menu has chosen; a cookie would bring those of the others."""
    options = "".join(f"<option value='{n}'{'' if n else ' selected'}>{name}</option>" for n, name in enumerate(NAMES))
    script = "<script>$('#d').change(function(){ document.cookie = 'd=' + this.value; location.reload(); })</script>"
    rows = items([("/a/t20210125_1.html", "2020年政府信息公开工作年度报告")])
    article = f"{HEAD}<h1>2020年政府信息公开工作年度报告</h1><div id='zoom'>{_period(2020)}</div></html>"
    lists = f"{HEAD}<select id='d'>{options}</select><ul>{rows}</ul>{script}</html>"
    return {"/": home("/nb/"), "/nb/": lists, "/a/t20210125_1.html": article}


def _tabs_of_bodies() -> dict[str, Page]:
    """The same with tabs, of which one is marked."""
    tabs = "".join(
        f"<li class='{'' if n else 'active'}'><a href='javascript:;'>{name}</a></li>" for n, name in enumerate(NAMES)
    )
    pages = _menu_that_a_script_turns()
    rows = items([("/a/t20210125_1.html", "2020年政府信息公开工作年度报告")])
    return pages | {"/nb/": f"{HEAD}<ul>{tabs}</ul><div><ul>{rows}</ul></div></html>"}


def _tabs_without_a_mark() -> dict[str, Page]:
    """Rows that name nobody below tabs of bodies of which none is marked; the article says whose they are.

    What the tabs ask for cannot be read, because a function of another file encrypts it.
    """
    tabs = "".join(f"<li data-code='{n}'>{name}</li>" for n, name in enumerate(NAMES))
    script = "<script>$('li').click(function(){ $.get('/api/nb', {code: sm4($(this).data('code'))}, show) })</script>"
    title = f"{NAMES[0]}2020年政府信息公开工作年度报告"
    article = f"{HEAD}<h1>{title}</h1><div id='zoom'>{_period(2020)}</div></html>"
    rows = items([("/a/t20210125_1.html", "2020年政府信息公开工作年度报告")])
    lists = f"{HEAD}<ul>{tabs}</ul><ul>{rows}</ul>{script}</html>"
    return {"/": home("/nb/"), "/nb/": lists, "/a/t20210125_1.html": article}


def _bodies_on_one_page() -> dict[str, Page]:
    """The reports of three bodies one after the other, each below its title, and links to these places."""
    links = "".join(f"<a href='#d{n}'>{name}2020年政府信息公开年报</a>" for n, name in enumerate(NAMES))
    parts = "".join(f"<h2>{name}2020年政府信息公开工作年度报告</h2>{_period(2020)}" for name in NAMES)
    return {"/": home("/nb/"), "/nb/": f"{HEAD}<div id='zoom'>{links}{parts}</div></html>"}


def _list_that_was_cut() -> dict[str, Page]:
    """A list that ends in the middle of its third title."""
    rows = [(f"/a/{n}.html", f"{name}2020年政府信息公开工作年度报告") for n, name in enumerate(NAMES)]
    pages: dict[str, Page] = {
        path: f"{HEAD}<h1>{title}</h1><div id='zoom'>{_period(2020)}</div></html>" for path, title in rows
    }
    listed = "".join(f"<li><a href='{path}'>{title}</a>" for path, title in rows).partition(NAMES[2][2:])[0]
    return pages | {"/": home("/nb/"), "/nb/": f"{HEAD}<ul>{listed}"}


def _years_that_a_script_turns() -> dict[str, Page]:
    """Rows of the year that a menu has chosen."""
    options = "".join(f"<option>{year}年</option>" for year in (2020, 2019))
    rows = [(f"/a/{n}.html", f"{name}2020年政府信息公开工作年度报告") for n, name in enumerate(NAMES)]
    pages: dict[str, Page] = {
        path: f"{HEAD}<h1>{title}</h1><div id='zoom'>{_period(2020)}</div>" for path, title in rows
    }
    return pages | {
        "/": home("/nb/"),
        "/nb/": f"{HEAD}<select class='y'>{options}</select><ul>{items(rows)}</ul></html>",
    }


def _names_with_dates() -> dict[str, Page]:
    """Rows of a list that say nothing but the body and the day."""
    rows = [(f"/a/202101/t20210125_{n}.html", name) for n, name in enumerate(NAMES)]
    listed = "".join(f"<li><a href='{path}'>{name}</a><span>2021-01-25</span></li>" for path, name in rows)
    article = f"{HEAD}<h1>政府信息公开工作年度报告</h1><div id='zoom'>{_period(2020)}</div></html>"
    pages: dict[str, Page] = {path: article for path, _ in rows}
    return pages | {"/": home("/nb/"), "/nb/": f"{HEAD}<ul>{listed}</ul></html>"}


def _report_with_files_of_others() -> dict[str, Page]:
    """The government's report, and below it files of bodies: one called as a report, the others named by their rows."""
    first = f"<p><a href='/up/0.pdf'>{NAMES[0]}2020年政府信息公开工作年度报告.pdf</a></p>"
    rows = "".join(f"<tr><td>{NAMES[n]}</td><td><a href='/up/{n}.pdf'>下载</a></td></tr>" for n in (1, 2))
    title = "汀北区2020年政府信息公开工作年度报告"
    article = f"{HEAD}<h1>{title}</h1><div id='zoom'>{_period(2020)}</div>{first}<table>{rows}</table></html>"
    files: dict[str, Page] = {f"/up/{n}.pdf": _PDF for n in range(len(NAMES))}
    listed = items([("/a/t20210125_1.html", title)])
    return files | {"/": home("/nb/"), "/nb/": f"{HEAD}{listed}</html>", "/a/t20210125_1.html": article}


def _api_that_ends_in_404() -> dict[str, Page]:
    """The joint platform of Guangdong as 肇庆 has it: no page behind the last one."""
    config = 'window._CONFIG = {SID: \'7\', TREE: [{"id": 3, "name": "政府信息公开年报", "children": []}]}'
    rows = [(f"/gkmlpt/content/7/7000/post_{7000 + n}.html", name) for n, name in enumerate(NAMES)]
    listed = [
        {"title": f"{name}2020年政府信息公开工作年度报告", "url": path, "date": 1611590399} for path, name in rows
    ]
    pages: dict[str, Page] = {path: f"{HEAD}<h1>{name}</h1><div id='zoom'>{_period(2020)}</div>" for path, name in rows}
    return pages | {
        "/": home("/gkmlpt/index", "政府信息公开"),
        "/gkmlpt/index": f"{HEAD}<script>{config}</script></html>",
        "/gkmlpt/api/all/3": lambda asked: (
            json_answer({"articles": listed}) if asked.fields["page"] == "1" else Answer("", 404)
        ),
    }


_OF_2020 = {(name, 2020) for name in _IDS}
_SITES = {
    "hub-of-files": (_hub_of_files, _OF_2020, ""),
    "pictures": (_pictures_beside_a_list, _OF_2020, ""),
    "years-beside": (_years_beside_each_report, {("renminzhengfu", year) for year in _YEARS}, ""),
    "years-in-panes": (_years_in_panes, set(), "several years (2020, 2021)"),
    "menu": (_menu_that_a_script_turns, {("jiaoyuju", 2020)}, "2 bodies more"),
    "tabs": (_tabs_of_bodies, {("jiaoyuju", 2020)}, "2 bodies more"),
    "unmarked": (_tabs_without_a_mark, {("jiaoyuju", 2020)}, "3 bodies more"),
    "one-page": (_bodies_on_one_page, set(), "several bodies"),
    "cut": (_list_that_was_cut, _OF_2020 - {("hetingjiedao", 2020)}, "ends before its end"),
    "years": (_years_that_a_script_turns, _OF_2020, "1 years more"),
    "names": (_names_with_dates, _OF_2020, ""),
    "files-of-others": (_report_with_files_of_others, _OF_2020 | {("renminzhengfu", 2020)}, ""),
    "api": (_api_that_ends_in_404, _OF_2020, ""),
}


@pytest.fixture(scope="module")
def visits(crawl_once: Crawl) -> Iterator[dict[str, Visit]]:
    sites = {site: make() for site, (make, _, _) in _SITES.items()}
    with crawled_together(crawl_once, sites, "汀北区人民政府") as made:
        yield made


@pytest.mark.parametrize("site", _SITES)
def test_each_report_has_its_agency_and_year_and_missing_ones_are_failures(site: str, visits: dict[str, Visit]) -> None:
    _, expected, reason = _SITES[site]
    found = visits[site].found
    failures = [failure["failure"] for failure in found.failures]
    assert {(agency_id.removeprefix(f"{site}-"), year) for agency_id, year in found.reports()} == expected
    assert len(failures) == bool(reason)
    assert all(reason in failure for failure in failures)
