"""What tiny portals are made of: the reports that all of them publish, pages, rows and answers; and which there are."""

import json
from collections.abc import Callable
from types import ModuleType
from typing import Any

from spiders.sites.local_portal import Answer, Page

TITLES = {
    "jiaoyuju": "汀北区教育局2020年政府信息公开工作年度报告",
    "shuiliju": "汀北区水利局2020年政府信息公开工作年度报告",
    "hetingjiedao": "2020年鹤汀街道办事处政府信息公开工作年度报告",
}
HEAD = '<html><meta charset="utf-8">'
NAMES = ("汀北区教育局", "汀北区水利局", "鹤汀街道")
SECTIONS = "<p>一、总体情况</p><p>二、主动公开政府信息情况</p><p>五、存在的主要问题及改进情况</p>"
_DECOY = "汀北区2020年法治政府建设年度报告"
_JSON = (("Content-Type", "application/json;charset=utf-8"),)


def article(title: str) -> str:
    """A page that every family can read, in the body element most of them know."""
    body = '<p>发布日期：2021-01-25</p><div id="zoom"><p>一、总体情况</p></div>'
    return f"{HEAD}<h1>{title}</h1>{body}</html>"


def scripted(markup: str, script: str = "") -> str:
    """A page and what its script does."""
    return f"{HEAD}{markup}<script>{script}</script></html>"


def articles(address: Callable[[int], str]) -> tuple[list[tuple[str, str]], dict[str, Page]]:
    """Rows (address, title) of all reports and the decoy, and the pages behind them."""
    rows = [(address(number), title) for number, title in enumerate([*TITLES.values(), _DECOY], start=1)]
    return rows, {path: article(title) for path, title in rows}


def home(path: str, name: str = "政府信息公开年报") -> str:
    return f'{HEAD}<a href="/">首页</a><a href="{path}">{name}</a></html>'


def items(rows: list[tuple[str, str]]) -> str:
    return "".join(
        f'<li><a href="{path}" title="{title}">{title[:8]}…</a><span>2021-01-25</span></li>' for path, title in rows
    )


def json_answer(content: Any) -> Answer:
    return Answer(json.dumps(content, ensure_ascii=False), headers=_JSON)


def sites_in(*modules: ModuleType) -> dict[str, Callable[[], dict[str, Page]]]:
    """By name what makes each portal of these modules: their functions, but for those of their own use."""
    return {
        name: made
        for module in modules
        for name, made in vars(module).items()
        if getattr(made, "__module__", "") == module.__name__ and not name.startswith("_")
    }
