"""The pages in a real browser: served, and as files."""

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from web.chromium import needs_chromium, watched
from web.stored import HOSTILE_ID, HOSTILE_TITLE, PROSE_ID, SUMS_ID, every_page

from gxcrawl.storage import Database
from gxcrawl.web.loading.library import Library
from gxcrawl.web.static_site import write_site

pytestmark = [needs_chromium, pytest.mark.filterwarnings("ignore::ResourceWarning")]  # Playwright's own pipes

_PATIENCE = 100  # looks, each a twentieth of a second
_ROUNDING = 2  # pixels, of boxes in a frame
_LINES_OF_NUMBERS = """body => {
  body.style.width = "8rem";
  const lines = (cell) => {
    const range = document.createRange();
    range.selectNodeContents(cell);
    return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size;
  };
  return [...body.querySelectorAll("td")].filter((cell) => /^\\s*\\d{2,}\\s*$/.test(cell.textContent)).map(lines);
}"""


_CUT_OFF = """texts => texts.filter((text) => {
  text.textContent = "44.4%!";
  text.classList.add("doubtful");
  const drawing = text.closest("svg");
  const room = getComputedStyle(drawing).overflow === "visible" ? drawing.closest("figure") : drawing;
  const [inner, outer] = [text.getBoundingClientRect(), room.getBoundingClientRect()];
  return inner.left < outer.left || inner.right > outer.right;
}).length"""


@pytest.fixture(scope="module")
def folder(library: Library, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The static site, as the address of a folder."""
    out = tmp_path_factory.mktemp("site") / "site"
    write_site(library, out)
    return out.as_uri()


def fragment(page: Page) -> Locator:
    """The cell that the source was asked to show."""
    return page.frame_locator("iframe[name=source]").locator(":target")


def to_a_contradicted_cell(page: Page) -> None:
    page.locator("td.s-contradicted a").first.click()
    expect(page.locator("td.suspect").first).to_be_visible()


def choose_suspect(page: Page) -> str:
    """Clicks on the number that a failing check is about; the number."""
    link = page.locator("td.suspect > a").first
    number = link.inner_text()  # before the click: without scripts it loads the page anew
    link.click()
    return number


def expect_in_sight(page: Page) -> None:
    """The frame has scrolled to what was asked for; told from boxes, since a page without scripts observes nothing."""
    for _ in range(_PATIENCE):
        frame, target = page.locator("iframe").bounding_box(), fragment(page).bounding_box()
        assert frame is not None
        if target and frame["y"] - _ROUNDING <= target["y"] <= frame["y"] + frame["height"] - target["height"]:
            return
        page.wait_for_timeout(50)
    raise AssertionError("the fragment is not in sight")


def expect_fragment(page: Page, number: str) -> None:
    """The source shows the cell that prints the number, marked, and in sight."""
    target = fragment(page)
    expect(target).to_have_text(number)
    expect_in_sight(page)
    expect(target).to_have_css("background-color", "rgb(255, 224, 138)")


@pytest.mark.parametrize("scripts", [True, False])
def test_from_the_coverage_to_a_contradicted_cell_to_its_fragment(
    real_browser: Browser, served: str, scripts: bool
) -> None:
    with watched(real_browser, served, scripts=scripts) as visit:
        page = visit.open("/")
        to_a_contradicted_cell(page)
        number = choose_suspect(page)
        expect_fragment(page, number)
        expect(page.locator("#selected .row mark")).to_have_text(number)
        expect(page).to_have_url(re.compile(r"\?cell="))


def test_the_address_of_a_chosen_number_can_be_handed_on(real_browser: Browser, served: str) -> None:
    with watched(real_browser, served) as visit:
        page = visit.open(f"/reports/{SUMS_ID}")
        number = choose_suspect(page)
        expect(page.locator("#selected .row mark")).to_have_text(number)
        address = page.url.removeprefix(served)
    with watched(real_browser, served) as visit:
        expect_fragment(visit.open(address), number)


def test_words_that_contradict_the_table_lead_to_its_number(real_browser: Browser, served: str) -> None:
    with watched(real_browser, served) as visit:
        page = visit.open(f"/reports/{PROSE_ID}")
        page.locator("mark.contradicts a").first.click()
        expect_in_sight(page)


def test_a_title_that_holds_a_script_stays_text(real_browser: Browser, served: str, database: Database) -> None:
    report = database.reports.get(HOSTILE_ID)
    assert report is not None
    with watched(real_browser, served) as visit:
        page = visit.open(f"/reports/{quote(HOSTILE_ID)}")
        expect(page.locator("h1")).to_have_text(HOSTILE_TITLE)
        assert page.title().startswith("<b>某局</b>")
        visit.open(f"/sources/{quote(HOSTILE_ID)}/{report['content_hash']}")
        expect(page.locator("table").first).to_be_visible()
        assert page.title() == HOSTILE_TITLE


def test_no_page_complains_or_asks_another_host(real_browser: Browser, served: str, database: Database) -> None:
    report = database.reports.get(SUMS_ID)
    assert report is not None
    with watched(real_browser, served) as visit:
        for address in every_page(report["content_hash"]):
            visit.open(address).wait_for_load_state("networkidle")


@pytest.mark.parametrize("width", [375, 1300])
def test_no_mark_of_a_figure_is_cut_off_at_the_end_of_its_chart(real_browser: Browser, served: str, width: int) -> None:
    with watched(real_browser, served) as browser:
        browser.page.set_viewport_size({"width": width, "height": 900})
        browser.page.goto(f"{served}/agencies/{SUMS_ID.partition('/')[0]}")
        values = browser.page.locator("svg .value")
        assert values.count() > 10
        assert values.evaluate_all(_CUT_OFF) == 0


def test_keys_go_from_number_to_number(real_browser: Browser, served: str) -> None:
    with watched(real_browser, served) as visit:
        page = visit.open(f"/reports/{SUMS_ID}")
        first = page.locator(r"#v-applications\.new_received\.natural_person a")
        first.focus()
        page.keyboard.press("ArrowRight")
        expect(page.locator(r"#v-applications\.new_received\.business a")).to_be_focused()
        page.keyboard.press("ArrowDown")
        expect(page.locator(r"#v-applications\.carried_over\.business a")).to_be_focused()
        page.keyboard.press("Enter")
        expect_in_sight(page)


def test_the_first_stop_of_the_tab_key_skips_the_navigation(real_browser: Browser, served: str) -> None:
    with watched(real_browser, served) as visit:
        page = visit.open("/")
        page.keyboard.press("Tab")
        expect(page.locator(".skip")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()


def test_dark_and_print_have_colours_of_their_own(real_browser: Browser, served: str) -> None:
    with watched(real_browser, served) as visit:
        page = visit.open("/")
        light = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        page.emulate_media(color_scheme="dark")
        assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") != light
        page.emulate_media(media="print")
        expect(page.locator("nav").first).to_be_hidden()


def test_a_printed_report_says_where_it_comes_from_and_has_no_frame(real_browser: Browser, served: str) -> None:
    with watched(real_browser, served) as visit:
        page = visit.open(f"/reports/{SUMS_ID}")
        page.emulate_media(media="print")
        expect(page.locator(".source .url")).to_be_visible()
        for unprintable in ("iframe", ".source a:not(.url)", ".filter", ".hint"):
            for one in page.locator(unprintable).all():
                expect(one).to_be_hidden()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_cell_that_failed_leads_to_its_failure_in_the_site(real_browser: Browser, folder: str, scripts: bool) -> None:
    with watched(real_browser, folder, scripts=scripts) as visit:
        page = visit.open("/index.html")
        page.locator("td.s-failed a").click()
        expect(page.locator("main")).to_contain_text("http://jichuan.example/x")
        expect(page.locator(".crumbs")).to_contain_text("霁川县发展和改革局")


@pytest.mark.parametrize("report_id", [SUMS_ID, "jichuan-ziran/2022"])
def test_no_number_of_a_source_is_broken_across_lines(real_browser: Browser, served: str, report_id: str) -> None:
    """A cell that is too narrow makes the table of the frame wider: 115 is never 11 above 5."""
    with watched(real_browser, served) as visit:
        frame = visit.open(f"/reports/{report_id}").frame_locator("iframe[name=source]")
        frame.locator("td").first.wait_for()
        lines = frame.locator("body").evaluate(_LINES_OF_NUMBERS)
        assert lines
        assert set(lines) == {1}


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("start", ["/index.html", "/en/index.html"])
def test_the_site_works_from_a_folder(real_browser: Browser, folder: str, start: str, scripts: bool) -> None:
    with watched(real_browser, folder, scripts=scripts) as visit:
        page = visit.open(start)
        expect(page.locator("body")).not_to_have_css("margin", "8px")  # the style sheet is there
        to_a_contradicted_cell(page)
        number = choose_suspect(page)
        expect_fragment(page, number)


def test_a_hostile_title_of_the_site_stays_text(real_browser: Browser, folder: str) -> None:
    with watched(real_browser, folder) as visit:
        page = visit.open("/index.html")
        page.get_by_role("link", name="<b>某局</b>", exact=True).click()
        page.get_by_role("link", name=HOSTILE_TITLE).click()
        expect(page.locator("h1")).to_have_text(HOSTILE_TITLE)


def test_the_languages_of_the_site_lead_to_each_other(real_browser: Browser, folder: str) -> None:
    with watched(real_browser, folder) as visit:
        page = visit.open(f"/report/{SUMS_ID}.html")
        page.get_by_role("link", name="English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        assert page.url == f"{folder}/en/report/{SUMS_ID}.html"
        assert Path(page.url.removeprefix("file://")).is_file()
