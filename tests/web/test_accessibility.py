"""The pages for who has no mouse or no screen: what axe-core finds, and whole visits with the keyboard alone."""

import re
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from web.chromium import needs_chromium, watched
from web.stored import PROSE_ID, REVISED_ID, SUMS_ID

pytestmark = [needs_chromium, pytest.mark.filterwarnings("ignore::ResourceWarning")]  # Playwright's own pipes

CELL = "cell=applications.unavailable.not_held.business"
PAGES = [
    "/", "/?view=portals", "/agencies/jichuan-jiaoyu", f"/reports/{SUMS_ID}?{CELL}", f"/reports/{PROSE_ID}",
    f"/reports/{REVISED_ID}", "/contradictions", "/revisions", "/runs", "/downloads", "/nope",
]  # fmt: skip
_MOST_STOPS = 80
# The dictionary has 475 rows of one kind, with which axe is busy as long as with all other pages together.
_SHORTEN = "document.querySelectorAll('tbody tr:nth-child(n+50)').forEach(row => row.remove())"


@pytest.mark.parametrize(("scheme", "words"), [("light", "zh"), ("dark", "en")])
def test_axe_finds_nothing(real_browser: Browser, served: str, scheme: Literal["light", "dark"], words: str) -> None:
    """Names of links and fields, headers of tables, landmarks, order of headings, contrast: WCAG A and AA."""
    with watched(real_browser, served) as visit:
        visit.page.emulate_media(color_scheme=scheme)
        for address in PAGES:
            page = visit.open(f"{address}{'&' if '?' in address else '?'}lang={words}")
            page.evaluate(_SHORTEN)
            found = Axe().run(page, options={"iframes": False, "resultTypes": ["violations"]})
            assert found.violations_count == 0, f"{address}: {found.generate_report()}"
        visit.complaints = [words for words in visit.complaints if "404" not in words]  # that of /nope itself


def tab_to(page: Page, selector: str) -> None:
    """Tab after tab until the focus is there; each stop comes into sight."""
    for _ in range(_MOST_STOPS):
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_be_in_viewport()
        if page.locator(f"{selector}:focus").count():
            return
    raise AssertionError(f"no {selector} within {_MOST_STOPS} stops")


def test_a_visit_with_the_keyboard_alone(real_browser: Browser, served: str) -> None:
    """From the coverage to a contradicted report, to the number in doubt, to its source."""
    with watched(real_browser, served) as visit:
        page = visit.open("/")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")  # skips the navigation
        expect(page.locator("main")).to_be_focused()
        tab_to(page, "td.s-contradicted > a")
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_contain_text("年度报告")
        tab_to(page, ".verdict a")
        page.keyboard.press("Enter")
        tab_to(page, ".look a")
        page.keyboard.press("Enter")
        expect(page.locator("#selected dd.value")).to_be_visible()
        expect(page.locator("#selected")).to_have_attribute("aria-live", "polite")
        expect(page).to_have_url(re.compile("cell="))


def test_filters_with_the_keyboard_alone(real_browser: Browser, served: str) -> None:
    with watched(real_browser, served) as visit:
        page = visit.open("/contradictions")
        tab_to(page, "select[name=sort]")
        page.keyboard.press("End")
        tab_to(page, "form button")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile("sort=year"))
        expect(page.locator("select[name=sort]")).to_have_value("year")


def test_what_a_screen_reader_hears_of_a_cell(real_browser: Browser, served: str) -> None:
    """The state in words, under the names of agency and year; a number with its label and what is the matter."""
    with watched(real_browser, served) as visit:
        page = visit.open("/?lang=en")
        row = page.get_by_role("row", name="霁川县教育局")
        expect(row.get_by_role("rowheader")).to_have_text("霁川县教育局")
        expect(page.get_by_role("columnheader", name="2021", exact=True)).to_be_visible()
        row.get_by_role("link", name="contradicted").click()
        expect(page.get_by_role("complementary", name="Source")).to_be_visible()
        table = page.get_by_role("table", name="三、收到和处理政府信息公开申请情况")
        number = table.locator("td.suspect")
        expect(number.get_by_role("link").first).to_have_attribute(
            "title", "（四）无法提供·1.本机关不掌握相关政府信息·商业企业"
        )
        expect(number.get_by_role("link", name="fails 1")).to_be_visible()


def test_on_a_narrow_screen_a_click_leads_to_the_source(real_browser: Browser, served: str) -> None:
    with watched(real_browser, served) as visit:
        visit.page.set_viewport_size({"width": 375, "height": 700})
        page = visit.open(f"/reports/{SUMS_ID}")
        page.locator("td.suspect > a").first.click()
        expect(page.locator("#selected")).to_be_in_viewport()


def test_no_page_is_wider_than_a_narrow_screen(real_browser: Browser, served: str) -> None:
    """What is wide scrolls in a region of its own, which has a name and takes the focus."""
    with watched(real_browser, served) as visit:
        visit.page.set_viewport_size({"width": 375, "height": 700})
        for address in PAGES[:-1]:
            page = visit.open(address)
            assert page.evaluate("document.documentElement.scrollWidth") <= 375, address
            for region in page.locator(".scroll").all():
                expect(region).to_have_attribute("tabindex", "0")
                expect(region).to_have_role("region")
