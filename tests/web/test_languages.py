"""What is Chinese on an English page says so, for screen readers and fonts; the words of the page are English."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient
from web.stored import HOSTILE_ID, PROSE_ID, REVISED_ID, SEEN, SUMS_ID

from gxcrawl.model import Failure
from gxcrawl.storage import Database, open_database
from gxcrawl.web.app import create_app
from gxcrawl.web.loading.library import Library

_CHINESE = re.compile(r"[\u3001-\u303f\u4e00-\u9fff\uff00-\uffef]")
CELL = "cell=applications.unavailable.not_held.business"
PAGES = [
    "/", "/?view=portals", "/?portal=jichuan", "/agencies/jichuan-jiaoyu", f"/reports/{SUMS_ID}?{CELL}",
    f"/reports/{PROSE_ID}", f"/reports/{REVISED_ID}", "/reports/jichuan-ziran/2022", "/reports/shuyu-weijian/2015",
    "/contradictions", "/revisions", "/runs", "/downloads", "/nope",
]  # fmt: skip


def _in_english(page: html.HtmlElement) -> list[str]:
    """Texts with Chinese characters that a screen reader would read out in English."""
    texts = page.xpath(
        "//body//text()[not(ancestor::*[@aria-hidden='true'])]"
        "[starts-with(ancestor::*[@lang][1]/@lang, 'en')][normalize-space()]"
    )
    words = page.xpath("//body//*[starts-with(ancestor-or-self::*[@lang][1]/@lang, 'en')]/@aria-label")
    return [text.strip() for text in (*texts, *words) if _CHINESE.search(text)]


@pytest.mark.parametrize("address", PAGES)
def test_chinese_on_an_english_page_says_so(browser: TestClient, address: str) -> None:
    text = browser.get(f"{address}{'&' if '?' in address else '?'}lang=en").text
    page = html.fromstring(text)
    assert page.get("lang") == "en"
    assert _in_english(page) == []


@pytest.mark.parametrize("address", PAGES)
def test_a_chinese_page_has_one_language(browser: TestClient, address: str) -> None:
    page = html.fromstring(browser.get(address).text)
    assert page.get("lang") == "zh-CN"
    others = [one.get("class") for one in page.xpath("//body//*[@lang]") if one.get("class") != "language"]
    assert others == []


def test_why_something_failed_is_said_in_the_language_of_the_page(tmp_path: Path) -> None:
    with open_database(f"sqlite:///{tmp_path / 'test.db'}") as database:
        database.failures.record(Failure("http://a.example/1.pdf", "read", "needs OCR: the pages are pictures"), SEEN)
        browser = TestClient(create_app(Library(database, {})), base_url="http://localhost")
        assert "需要文字识别（OCR）：各页都是图片" in browser.get("/runs").text
        assert "needs OCR: the pages are pictures" in browser.get("/runs?lang=en").text


@pytest.mark.parametrize(("lang", "first"), [("zh", ["机构编号", "agency_id"]), ("en", ["agency_id", "机构编号"])])
def test_tables_are_offered_with_columns_named_in_the_language_of_the_page_first(
    browser: TestClient, lang: str, first: list[str]
) -> None:
    page = html.fromstring(browser.get(f"/downloads?year=2022&lang={lang}").text)
    found = []
    for address in page.xpath("//a[contains(@href, 'format=csv')]/@href"):
        with zipfile.ZipFile(BytesIO(browser.get(address).content)) as dump:
            found.append(dump.read("reports.tidy.csv").decode("utf-8-sig").partition(",")[0])
    assert found == first
    assert len(page.xpath("//a[contains(@href, 'format=jsonl')]")) == 1


def test_the_marks_of_an_english_page_are_no_chinese(browser: TestClient) -> None:
    marks = html.fromstring(browser.get("/?lang=en").text).xpath("//main//*[@class='mark']")
    assert {"L", "R"} <= {mark.text for mark in marks}
    assert not any(_CHINESE.search(mark.text_content()) for mark in marks)


@pytest.mark.parametrize(
    "address", ["/nope?a=1&b=%22%3E", "/?year=x", "/?lang=fr", "//evil.example/x", "/%5Cevil.example", "/no%20such"]
)
def test_an_error_has_the_switch_too(browser: TestClient, address: str) -> None:
    first = html.fromstring(browser.get(f"http://localhost{address}").text)
    [switch] = first.xpath("//a[@class='language']/@href")
    assert "%25" not in switch
    assert re.match(r"/(?![/\\\\])", switch)  # never another host
    second = html.fromstring(browser.get(switch).text)
    assert (first.get("lang"), second.get("lang")) == ("zh-CN", "en")
    [back] = second.xpath("//a[@class='language']/@href")
    assert html.fromstring(browser.get(back).text).get("lang") == "zh-CN"


def test_an_error_is_told_in_the_language_of_the_page(browser: TestClient) -> None:
    for lang, words in (("zh", "参数"), ("en", "parameter")):
        page = html.fromstring(browser.get(f"/?year=x&lang={lang}").text)
        assert words in page.xpath("//p[@class='lead']")[0].text
        assert words in page.xpath("//p[@class='detail']")[0].text_content()


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/nope", "/nope处没有内容"),
        ("/agencies/nobody", "没有编号为'nobody'的机关"),
        ("/reports/nobody/2020", "库中没有报告'nobody/2020'"),
        (
            f"/reports/{SUMS_ID}?cell=applications.granted.totl",
            f"报告{SUMS_ID}中没有数值'applications.granted.totl'；相近的有：",
        ),
        (f"/sources/{SUMS_ID}/{'0' * 64}", f"报告{SUMS_ID}不出自文件'{'0' * 64}'"),
        ("/?foo=1", "此处没有参数'foo'"),
        ("/?year=2020&year=2021", "参数'year'出现两次；请只写一次"),
        ("/?year=x", "参数'year'：应为整数"),
        ("/?year=1", "参数'year'：不得小于1990"),
        ("/contradictions?sort=x", "参数'sort'：应为'place', 'size'或'year'"),
        (f"/?portal={'x' * 201}", "参数'portal'：不得超过200个字符"),
        ("/dumps", "参数'format'：必须填写"),
    ],
)
def test_the_detail_of_an_error_is_in_the_language_of_the_page(browser: TestClient, address: str, told: str) -> None:
    [detail] = html.fromstring(browser.get(address).text).xpath("//p[@class='detail']")
    assert (detail.get("lang"), detail.text_content().startswith(told)) == (None, True), detail.text_content()


def test_portals_go_by_the_names_that_crawls_noted(database: Database) -> None:
    """A registry names them where there is one; else what is stored with their agencies, else the id."""
    for names, shown in (({}, "漱玉区人民政府"), ({"shuyu": "别名"}, "别名")):
        browser = TestClient(create_app(Library(database, names)), base_url="http://localhost")
        for address in ("/", "/?view=portals", "/agencies/shuyu-shichang", "/contradictions", "/downloads"):
            page = html.fromstring(browser.get(address).text)
            assert page.xpath("//main//text()[. = $name]", name=shown), address
        assert browser.get("/").text.count("jichuan</a>") == 1, HOSTILE_ID
