"""Lists that Nuxt and Next hold in their own forms: arguments of a function, one flat list, pushed pieces."""

import json

import pytest
from scrapy.http import HtmlResponse
from support.growth import grows_evenly

from gxcrawl.portals.pages.rows.anchors import page_entries
from gxcrawl.portals.pages.scripts.payloads import unfolded

_ROWS = [(f"霁川县教育局{year}年政府信息公开工作年度报告", f"/nb/{year}") for year in (2020, 2021)]
_HOST = "http://127.0.0.1:8001"


def _of_function() -> str:
    """The titles are arguments, beside others that only look like the end of the function."""
    urls = [json.dumps(url).replace("/", "\\u002F") for _, url in _ROWS]
    rows = ",".join(f"{{id:{n},title:{'ab'[n]},linkUrl:{url},top:d}}" for n, url in enumerate(urls))
    given = ",".join([*(json.dumps(title, ensure_ascii=False) for title, _ in _ROWS), '"x,y:{z}"', "void 0"])
    return f"<script>window.__NUXT__=(function(a,b,c,d){{return {{data:[{{list:[{rows}]}}],e:c}}}}({given}));</script>"


def _flat() -> str:
    (first, its_url), (second, url) = _ROWS
    held = [["Reactive", 1], {"list": 2}, [3, 6], {"title": 4, "url": 5}, first, its_url]
    held += [{"title": 7, "url": 8, "next": 99}, second, url]
    return f"<script type='application/json' id='__NUXT_DATA__'>{json.dumps(held, ensure_ascii=False)}</script>"


def _pushed() -> str:
    inside = json.dumps({"items": [{"title": title, "href": url} for title, url in _ROWS]}, ensure_ascii=False)
    return f"<script>self.__next_f.push([1,{json.dumps(f'5:[$,{inside}]', ensure_ascii=False)}])</script>"


@pytest.mark.parametrize("page", [_of_function(), _flat(), _pushed()], ids=["function", "flat", "pushed"])
def test_rows_of_scripts_are_found(page: str) -> None:
    read = page_entries(HtmlResponse(f"{_HOST}/nb", body=f"<html>{page}</html>".encode(), encoding="utf-8"))
    assert [(row.title, row.url.removeprefix(_HOST)) for row in read] == _ROWS


@pytest.mark.parametrize("sign", ['"', "'", "\\", '\\"', " ", "a,", ":a,", "{", "}(", "function(", "__NUXT__="])
def test_hostile_scripts_take_linear_time(sign: str) -> None:
    def unfold(size: int) -> None:
        run = sign * size
        unfolded(f"__NUXT__={run}")
        unfolded(f"__NUXT__=(function(a,b){{return {{x:a,{run}}}}}({run}))")
        unfolded(f"self.__next_f.push([1,{run}")

    assert grows_evenly(unfold, 20_000)
