"""What no program can read honestly is one failure that names the cause: not silence, not one for each row."""

import pytest
from spiders.crawled import Crawl, crawled_together
from spiders.sites.local_portal import Answer, Page
from spiders.sites.parts import HEAD, TITLES, home

_SCRIPT = Answer("!function(){ webpack(1) }()", headers=(("Content-Type", "application/javascript"),))
_ROUTES = '<div id="app"><a href="#/home">首页</a><a href="#/list/123">政府信息公开年报</a></div>'
_UNFILLED = "".join(f'<li><a href="$href.column">{title}</a><span>2021-01-25</span></li>' for title in TITLES.values())
_APP = '<script src="/js/app.77a.js"></script></html>'


@pytest.mark.parametrize(
    ("pages", "reason"),
    [
        pytest.param({"/": f'{HEAD}<div id="app"></div>{_APP}'}, "its scripts draw all of it", id="application"),
        pytest.param({"/": f"{HEAD}{_ROUTES}{_APP}"}, "政府信息公开年报, #/list/123", id="routes"),
        pytest.param(
            {"/": home("/nb/"), "/nb/": f'{HEAD}<div id="app"></div>{_APP}'}, "its scripts draw all of it", id="column"
        ),
        pytest.param(
            {"/": home("/nb/"), "/nb/": f"{HEAD}<ul>{_UNFILLED}</ul></html>"}, "a script opens its 3 rows", id="holes"
        ),
    ],
)
def test_an_unreadable_list_is_one_failure_that_names_the_cause(
    pages: dict[str, Page], reason: str, crawl: Crawl
) -> None:
    with crawled_together(crawl, {"x": pages | {"/js/app.77a.js": _SCRIPT}}, "汀北区人民政府") as visits:
        [failure] = visits["x"].found.failures
    assert reason in failure["failure"]
