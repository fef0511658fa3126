"""What portals do to crawlers: lists without end, sessions in addresses, pages gone or hijacked, challenges."""

from dataclasses import replace

import pytest
from simulation.asking import FILED, POSTINGS, ask, links, text

from gxcrawl.simulation.agencies import JICHUAN
from gxcrawl.simulation.figures import invent_report
from gxcrawl.simulation.portals.challenge import ChallengeKind, ChallengeSite
from gxcrawl.simulation.portals.plain import PlainSite
from gxcrawl.simulation.publishing.postings import Fate, post_report


def test_an_endless_plain_portal_repeats_its_last_rows() -> None:
    site = PlainSite("霁川县人民政府", POSTINGS)
    assert [len(links(text(site, f"/xxgk/gknb/list_{n}.html"), "content_")) for n in (1, 2, 3)] == [15, 15, 5]
    assert not links(text(site, "/xxgk/gknb/list_3.html"), "list_")
    assert ask(site, "/xxgk/gknb/list_4.html").status == 404
    endless = replace(site, endless=True)
    assert links(text(endless, "/xxgk/gknb/list_9.html"), "list_") == ["/xxgk/gknb/list_10.html"]
    assert links(text(endless, "/xxgk/gknb/list_9.html"), "content_") == links(
        text(site, "/xxgk/gknb/list_3.html"), "content_"
    )


@pytest.mark.parametrize("fate", ["gone", "redirected_home", "fails_twice"])
def test_fates_apply_on_a_plain_portal(fate: Fate) -> None:
    site = PlainSite("霁川县人民政府", (replace(FILED, fate=fate),))
    address = links(text(site, "/xxgk/gknb/"), "content_")[0]
    assert ask(site, address).status == {"gone": 404, "redirected_home": 301, "fails_twice": 502}[fate]


def test_a_page_that_is_gone_may_still_say_200() -> None:
    site = PlainSite("霁川县人民政府", (replace(FILED, fate="soft_404"),))
    assert "已删除" in text(site, links(text(site, "/xxgk/gknb/"), "content_")[0])


@pytest.mark.parametrize("charset", ["utf-8", "gb2312"])
def test_a_hijacked_page_has_other_names_and_damaged_digits(charset: str) -> None:
    report = replace(post_report(4_000_001, invent_report(JICHUAN[0], 2021)), fate="hijacked")
    site = PlainSite(
        "霁川县人民政府", (report,), encoding="gb18030" if charset == "gb2312" else "utf-8", charset=charset
    )
    address = links(ask(site, "/xxgk/gknb/").body.decode("gb18030" if charset == "gb2312" else "utf-8"), "content_")[0]
    page = text(site, address)
    assert "娱乐平台" in page
    assert "霁川县人民政府" not in page
    assert page.count("<td></td>") > 100


def test_session_ids_change_and_do_not_matter() -> None:
    site = PlainSite("霁川县人民政府", POSTINGS, session_ids=True)
    first, second = (links(ask(site, "/xxgk/gknb/", serial=n).body.decode(), "content_") for n in (1, 2))
    assert not set(first) & set(second)
    assert ask(site, first[0]).body == ask(site, second[0]).body


def test_a_calendar_has_no_end() -> None:
    site = PlainSite("霁川县人民政府", POSTINGS, calendar=True)
    address = links(text(site, "/xxgk/"), "/rl/")[0]
    for _ in range(14):
        address = links(text(site, address), "/rl/")[0]
    assert address == "/xxgk/rl/2024-3.html"
    assert ask(PlainSite("霁川县人民政府", POSTINGS), "/xxgk/rl/2023-1.html").status == 404


@pytest.mark.parametrize(
    ("kind", "status", "sign"),
    [
        ("jsl_521", 521, "__jsl_clearance_s"),
        ("rs_412", 412, "$_ts"),
        ("rs_200", 200, "$_ts"),
        ("region_403", 403, "地区"),
        ("login_200", 200, "系统提示"),
    ],
)
def test_every_request_gets_the_challenge(kind: ChallengeKind, status: int, sign: str) -> None:
    for path in ("/", "/xxgk/nb.htm"):
        answer = ask(ChallengeSite(kind), path)
        assert answer.status == status
        assert sign in answer.body.decode()
    assert any(name == "Set-Cookie" for name, _ in ask(ChallengeSite("jsl_521"), "/").headers)
