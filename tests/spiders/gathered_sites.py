"""Tiny portals that gather: bodies under one title, in one page of files, in one archive; a report in many pages."""

from collections.abc import Callable

from spiders.family_sites import HEAD, NAMES, SECTIONS, home
from spiders.local_portal import Answer, Page

_TITLE = "2020年政府信息公开工作年度报告"
_UPLOADER = "<p>发布日期：2021-01-25 来源：区政府办公室</p>"


def _page(body: str, title: str = _TITLE) -> str:
    return f"{HEAD}<h1>{title}</h1>{_UPLOADER}<div id='zoom'>{body}</div></html>"


def named_in_their_texts() -> dict[str, Page]:
    """Every row has one title and one uploader: only a text's first lines, its signature, or a file's name tell."""
    one, two, three = NAMES
    signed = f"{SECTIONS}<p>六、其他需要报告的事项</p><p>无。</p><p>{two}</p><p>2021年1月20日</p>"
    rows = "".join(f"<li><a href='/nb/t20210125_{n}.html'>{_TITLE}</a></li>" for n in (1, 2))
    held = "2020年区直部门、街道历年政府信息公开年度报告"
    return {
        "/": home("/nb/"),
        "/nb/": f"{HEAD}<ul>{rows}<li><a href='/nb/t20210125_3.html'>{held}</a></li></ul></html>",
        "/nb/t20210125_1.html": _page(f"<p>{one}</p><p>{_TITLE}</p>{SECTIONS}"),
        "/nb/t20210125_2.html": _page(signed),
        "/nb/t20210125_3.html": _page(f"<a href='/up/3.pdf'>03{three}.pdf</a>", held),
        "/up/3.pdf": Answer(b"%PDF-1.4", headers=(("Content-Type", "application/pdf"),)),
    }


def chapters_on_pages_of_their_own() -> dict[str, Page]:
    """A page that links chapters, in a folder as a list has it; chapters that each show the menu; 下一章 on each."""
    names = ("一、总体情况", "二、主动公开政府信息情况", "三、政府信息公开申请情况", "五、存在的主要问题")
    told = [f"<p>{'甲乙丙丁'[n] * 3}</p>" for n in range(4)]
    titles = [f"{name}{_TITLE}" for name in NAMES]
    menus = ["".join(f"<p><a href='/{at}/{n}.html'>{name}</a></p>" for n, name in enumerate(names)) for at in "ab"]
    pages: dict[str, Page] = {"/a/": _page(f"<p>目录</p>{menus[0]}", titles[0])}
    for n, text in enumerate(told):
        onward = f"<p><a href='{n + 1}.html'>下一章</a></p>" if n < 3 else ""
        pages[f"/a/{n}.html"] = _page(text, names[n])  # the name of a chapter stands above its body alone
        pages[f"/b/{n}.html"] = (
            f"{HEAD}<h1>{titles[1]}</h1>{menus[1]}<div id='zoom'><b>{names[n]}</b>{text}</div></html>"
        )
        pages[f"/c/{n}.html"] = _page(f"<b>{names[n]}</b>{text}", titles[2]).replace("</html>", f"{onward}</html>")
    paths = ("/a/", "/b/0.html", "/c/0.html")
    rows = "".join(f"<li><a href='{path}'>{title}</a></li>" for path, title in zip(paths, titles, strict=True))
    return pages | {"/": home("/nb/"), "/nb/": f"{HEAD}<ul>{rows}</ul></html>"}


GATHERED_SITES: dict[str, Callable[[], dict[str, Page]]] = {
    site.__name__: site for site in (named_in_their_texts, chapters_on_pages_of_their_own)
}
