"""A tiny portal whose articles go on over several pages, each in another way, and whose host asks for a delay."""

from spiders.sites.local_portal import Answer, Asked, Page
from spiders.sites.parts import HEAD

TITLE = "汀北区{}2020年政府信息公开工作年度报告"
NAMES = ("教育局", "水利局", "民政局", "财政局", "统计局", "司法局")
PARTS = ("<p>一、总体情况 甲甲甲</p>", "<p>二、主动公开政府信息情况 乙乙乙</p>", "<p>三、存在的主要问题 丙丙丙</p>")


def _page(name: str, part: str, pager: str) -> str:
    body = f'<div class="TRS_Editor">{part}<p>{pager}</p></div>'
    return f'{HEAD}<a href="/">首页</a><h1>{TITLE.format(name)}</h1>{body}</html>'


def several_pages() -> dict[str, Page]:
    """One article for each way to go on; the second page of 财政局's is lost, 统计局 calls its neighbour 下一页."""
    pages: dict[str, Page] = {"/robots.txt": Answer("User-agent: *\nCrawl-delay: 0.1\n")}
    for n, part in enumerate(PARTS):
        suffix = f"_{n}" if n else ""
        pages[f"/t20210125_1{suffix}.html"] = _page(
            "教育局", part, f"<script>createPageHTML(3, {n}, 't20210125_1', 'html')</script>"
        )
        turn = f"<a href='b_{n + 2}.html'>下一页</a>" if n < 2 else "<a href='b.html'>首页</a>"
        pages[f"/b{f'_{n + 1}' if n else ''}.html"] = _page("水利局", part, f"<b>{n + 1}</b>{turn}")
    pages["/c.asp"] = lambda asked: _numbered(asked)
    pages["/t20210125_4.html"] = _page("财政局", PARTS[0], "<script>var countPage = 2; 't20210125_4_'</script>")
    pages["/t20210125_5.html"] = _page("统计局", "".join(PARTS), "<a href='t20210125_6.html'>下一页</a>")
    pages["/t20210125_6.html"] = _page("司法局", "".join(PARTS), "<a href='?page=2'>下一页</a>")  # the same again
    paths = (
        "/t20210125_1.html",
        "/b.html",
        "/c.asp?id=7",
        "/t20210125_4.html",
        "/t20210125_5.html",
        "/t20210125_6.html",
    )
    rows = "".join(
        f"<li><a href='{path}'>{TITLE.format(name)}</a></li>" for path, name in zip(paths, NAMES, strict=True)
    )
    return pages | {
        "/": f'{HEAD}<a href="/nb/">政府信息公开年报</a></html>',
        "/nb/": f"{HEAD}<ul>{rows}</ul></html>",
    }


def _numbered(asked: Asked) -> str:
    page = int(asked.fields.get("page", 1))
    return _page("民政局", PARTS[page - 1], "".join(f"<a href='c.asp?id=7&page={n}'>[{n}]</a>" for n in (1, 2, 3)))
