"""The page of one report: laid out as the form, each number with its cell, notes, prose and revisions."""

import hashlib
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from lxml import html
from presenting.stored import kept, stored, truth
from starlette.testclient import TestClient
from web.looking import page, words
from web.stored import HOSTILE_ID, PROSE_ID, REVISED_ID, SUMS_ID

from gxcrawl.forms.editions import applications
from gxcrawl.simulation.writers.html import write_page
from gxcrawl.storage import Database, open_database
from gxcrawl.web.app import create_app
from gxcrawl.web.loading.library import Library
from gxcrawl.web.rendering.html import readable


def suspects(tree: html.HtmlElement) -> list[str]:
    return [cell.get("id").removeprefix("v-") for cell in tree.xpath("//td[contains(@class,'suspect')]")]


def test_a_report_is_laid_out_as_the_form_prints_it(browser: TestClient) -> None:
    tree = page(browser, f"/reports/{SUMS_ID}")
    tables = {table.get("class").split()[1]: table for table in tree.xpath("//table[contains(@class,'official')]")}
    assert list(tables) == ["proactive_disclosure", "applications", "review_litigation"]
    for table in tables.values():
        assert set(widths(table)) == {max(widths(table))}
    results = tables["applications"].xpath(f".//th[text()='{applications.RESULTS}']")[0]
    assert int(results.get("rowspan")) == len(applications.RESULT_PARTS)  # with the total, without the undivided row
    assert len(tables["review_litigation"].xpath(".//td")) == 15


def widths(table: html.HtmlElement) -> list[int]:
    """How many positions each row fills, spans counted."""
    taken: dict[int, int] = {}
    for index, row in enumerate(table.xpath(".//tr")):
        for cell in row:
            for below in range(int(cell.get("rowspan", 1))):
                taken[index + below] = taken.get(index + below, 0) + int(cell.get("colspan", 1))
    return [taken[index] for index in sorted(taken)]


def test_a_failing_check_stands_at_its_table_in_words_and_marks_its_cell(browser: TestClient) -> None:
    tree = page(browser, f"/reports/{SUMS_ID}")
    section = tree.xpath("//section[h2[@id='applications']]")[0]
    failing = section.xpath(".//li[starts-with(@id,'check-applications.')]")
    assert failing
    assert "不一致" in words(failing[0])
    marked = section.xpath(".//td[contains(@class,'suspect')]")
    assert marked
    numbers = {mark.get("href") for mark in marked[0].xpath("./sup[@class='check']/a")}
    assert numbers <= {f"#{one.get('id')}" for one in failing}


def test_beside_the_source_stands_when_it_was_fetched_and_the_hash_of_its_download(browser: TestClient) -> None:
    [source, *_] = page(browser, f"/reports/{SUMS_ID}").xpath("//aside//ul[@class='sources']/li")
    [download] = source.xpath(".//a[@download]/@href")
    assert source.xpath("./small/code/text()") == [hashlib.sha256(browser.get(download).content).hexdigest()]
    assert re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d 抓取（北京时间）", words(source))


def test_a_click_on_a_number_shows_its_fragment_without_a_script(browser: TestClient) -> None:
    tree = page(browser, f"/reports/{SUMS_ID}")
    path = suspects(tree)[0]
    address = tree.xpath(f"//td[@id='v-{path}']/a/@href")[0]
    chosen = page(browser, address.partition("#")[0])
    printed = words(chosen.xpath(f"//td[@id='v-{path}']/a")[0])
    source, _, place = chosen.xpath("//iframe/@src")[0].partition("#")
    cell = page(browser, source).get_element_by_id(place)
    assert words(cell) == printed == words(chosen.xpath("//dd[@class='row']/mark")[0])


@pytest.mark.parametrize("report_id", [SUMS_ID, PROSE_ID, "jichuan-ziran/2022", "shuyu-weijian/2015", HOSTILE_ID])
def test_every_number_leads_to_the_cell_that_prints_it(browser: TestClient, database: Database, report_id: str) -> None:
    report = database.reports.get(report_id)
    assert report is not None
    source = page(browser, f"/sources/{quote(report_id)}/{report['content_hash']}")
    assert report["cells"]
    for table, row, column in report["cells"].values():
        found = source.get_element_by_id(f"c-{table}-{row}-{column}")
        assert words(found) == " ".join(report["tables"][table]["rows"][row][column].split())


def test_prose_is_green_where_the_table_agrees_and_red_where_not(browser: TestClient) -> None:
    tree = page(browser, f"/reports/{PROSE_ID}")
    marks = [(mark.get("class"), words(mark)) for mark in tree.xpath("//div[@class='passage']/mark")]
    assert [text for kind, text in marks if kind == "contradicts"]
    assert [text for kind, text in marks if kind == "agrees"]
    assert "与表格矛盾" in dict(marks)["contradicts"]
    assert tree.xpath("//section[@class='prose']//li[starts-with(@id,'check-prose.')]")


def test_notes_have_letters_and_words(browser: TestClient) -> None:
    tree = page(browser, "/reports/jichuan-ziran/2022")
    letters = tree.xpath("//sup[@class='letter']")
    assert {letter.text for letter in letters} <= set("abcdef")  # raised once, by the sheet: twice cannot be read
    assert "单元格为空，数字不明" in {letter.get("title") for letter in letters}
    assert "单元格为空" in words(tree.xpath("//section[@class='footnotes']")[0])
    assert tree.xpath("//td[contains(@class,'unknown')]")


def test_checks_that_cannot_be_assessed_are_listed(browser: TestClient, database: Database) -> None:
    report = database.reports.get(SUMS_ID)
    assert report is not None
    open_ones = [check["id"] for check in report["checks"] if check["status"] == "not_assessable"]
    shown = page(browser, f"/reports/{SUMS_ID}")
    assert open_ones
    assert shown.xpath("//details[@class='footnotes']//code/text()") == open_ones


def test_numbers_below_a_damaged_label_say_so(tmp_path: Path) -> None:
    report = truth(2021)
    body = write_page(report, "plain").decode().replace("商业企业", "商业业", 1).encode()
    document = stored(report, body)
    with open_database(f"sqlite:///{tmp_path / 'test.db'}") as database:
        database.raw_documents.keep(kept(report, body))
        database.reports.put(document)
        browser = TestClient(create_app(Library(database, {})), base_url="http://localhost")
        tree = page(browser, f"/reports/{document['_id']}?cell=applications.new_received.business")
    marked = [cell.get("id") for cell in tree.xpath("//td[contains(., '≈')]")]
    assert len(marked) == 25
    assert all(one.startswith("v-applications.") and one.endswith(".business") for one in marked)
    assert "印作“商业业”，按相似识别为“商业企业”" in words(tree.xpath("//div[@id='selected']")[0])


def test_addresses_can_be_read_and_stand_below_what_is_to_be_clicked(browser: TestClient) -> None:
    assert readable("http://a.cn/%E5%B9%B4%E6%8A%A5%20%2F.doc?n=%e5%b9%b4") == "http://a.cn/年报%20%2F.doc?n=年"
    for other in ("%C4%EA", "%E2%80%AE", "%E3%80%80", "%E5%B9", "%zz%", "a=1%3C%26"):  # GBK, turned text, blanks, parts
        assert readable(other) == other
    [source] = page(browser, f"/reports/{SUMS_ID}").xpath("//aside//ul[@class='sources']/li")
    assert [link.text for link in source.xpath(".//a[following::a[@class='url']]")] == ["原文", "下载原始文件"]


def test_a_revision_says_what_changed(browser: TestClient) -> None:
    tree = page(browser, f"/reports/{REVISED_ID}")
    versions = tree.get_element_by_id("versions")
    assert versions.xpath(".//del")
    assert versions.xpath(".//ins")
