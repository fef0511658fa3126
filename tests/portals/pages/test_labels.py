"""What a page prints beside labels."""

import pytest
from scrapy.http import HtmlResponse

from gxcrawl.portals.pages.articles.labels import labelled_values


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ("<td>发布机构</td><td>某县水利局</td>", {"发布机构": "某县水利局"}),
        ("<td>发 布　机构：</td><td>某县水利局</td>", {"发布机构": "某县水利局"}),
        ("<td>发布机构</td><!-- 栏目 --><td>某县水利局</td>", {"发布机构": "某县水利局"}),
        ("<td>发布机构</td><!-- 栏目 -->", {}),
        ("<td><b></b>来源：某县水利局</td>", {"来源": "某县水利局"}),
        ("<td>&nbsp;<b>发布机构</b></td><td>某县水利局</td>", {"发布机构": "某县水利局"}),
        ("<td>本机构</td><td>某县水利局</td>", {}),
    ],
)
def test_the_text_beside_a_label(markup: str, found: dict[str, str]) -> None:
    page = HtmlResponse(
        "http://127.0.0.1/", body=f"<html><body><table><tr>{markup}</tr></table></body></html>", encoding="utf-8"
    )
    assert labelled_values(page) == found
