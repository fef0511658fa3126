"""What simulated portals publish in these tests, and requests to them as a page's links make them."""

import html as entities
import re
from datetime import date

from gxcrawl.simulation.agencies import JICHUAN
from gxcrawl.simulation.figures import invent_report
from gxcrawl.simulation.publishing.exchange import Request, Response, Site
from gxcrawl.simulation.publishing.postings import Posting, post_report

HOST = "127.0.0.1:1"


def listed(count: int = 34) -> tuple[Posting, ...]:
    return tuple(
        Posting(
            4_000_100 - n,
            f"霁川县档案馆关于第{n}号文件全文公布情况的说明",
            date(2023, 1, 28),
            "霁川县档案馆",
            f"<p>第{n}号。</p>",
        )
        for n in range(count)
    )


FILED = post_report(4_000_777, invent_report(JICHUAN[1], 2021), "pdf")


POSTINGS = (FILED, *listed())


def ask(site: Site, target: str, serial: int = 0, visit: int = 0, body: str | None = None, **headers: str) -> Response:
    """One request to a URL as printed in a page, with its entities resolved."""
    path, _, query = entities.unescape(target).removeprefix(f"http://{HOST}").removeprefix(f"//{HOST}").partition("?")
    fields = dict(pair.split("=", 1) for pair in query.split("&") if "=" in pair)
    sent = {"host": HOST, **{name.replace("_", "-"): value for name, value in headers.items()}}
    method = "GET" if body is None else "POST"
    return site.respond(Request(path, fields, method, (body or "").encode(), sent, serial, visit))


def text(site: Site, target: str, **more: str) -> str:
    answer = ask(site, target, **more)  # type: ignore[arg-type]
    assert answer.status == 200
    return answer.body.decode()


def links(markup: str, pattern: str) -> list[str]:
    return [href for href in re.findall(r"""href=["']([^"']+)["']""", markup) if re.search(pattern, href)]
