"""Tiny portals that gather: bodies under one title, in one page of files, in one archive; a report in many pages."""

from io import BytesIO
from zipfile import ZipFile

from spiders.sites.local_portal import Answer, Page
from spiders.sites.parts import HEAD, NAMES, SECTIONS, home

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


def archives_of_bodies() -> dict[str, Page]:
    """A page offers one archive, whose folders name bodies and files years; a row leads to another, of names in GBK."""
    held = [(f"年报/{name}/2020年.docx", "%PDF-1.4 1") for name in NAMES[:2]]
    several = _zipped([*held, (f"年报/{NAMES[0]}/2020年.pdf", "%PDF-1.4 2"), ("年报/说明.txt", "各单位年报")])
    title = "2020年各部门政府信息公开年报汇总"
    other = _zipped([("1234567890.pdf", "%PDF-1.4 3"), ("01-45678.pdf", "%PDF-1.4 4")])
    names = {b"1234567890": f"01{NAMES[2][:4]}".encode("gbk"), b"01-45678": f"02{NAMES[1][3:]}".encode("gbk")}
    for placeholder, name in names.items():
        other = other.replace(placeholder, name)
    rows = (
        f"<li><a href='/t20210125_1.html'>{title}</a></li><li><a href='/up/2.zip'>2020年度街道政府信息公开年报</a></li>"
    )
    return {
        "/": home("/nb/"),
        "/nb/": f"{HEAD}<ul>{rows}</ul></html>",
        "/t20210125_1.html": _page("<a href='/up/1.zip'>打包下载.zip</a>", title),
        "/up/1.zip": Answer(several, headers=(("Content-Type", "application/zip"),)),
        "/up/2.zip": Answer(other, headers=(("Content-Type", "application/zip"),)),
    }


def _zipped(members: list[tuple[str, str]]) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, content in members:
            archive.writestr(name, content)
    return packed.getvalue()


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
