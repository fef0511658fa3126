"""The JSON API: what it answers, that it is described, and that it keeps to the description whatever is asked."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from starlette.testclient import TestClient
from web.stored import REVISED_ID, SUMS_ID

from gxcrawl.exporting import FORMATS, verify
from gxcrawl.web.api import ENDPOINTS
from gxcrawl.web.app import create_app
from gxcrawl.web.loading.library import Library

CELL = "applications.new_received.total"


def test_the_answers_are_those_of_the_pages(browser: TestClient) -> None:
    coverage = browser.get("/api/coverage?portal=shuyu&year=2021").json()
    assert coverage["years"] == [2021]
    assert coverage["counts"]["contradicted"] == 1
    agency = browser.get("/api/agencies/jichuan-jiaoyu").json()
    assert set(agency["states"]["2021"]) == {"found", "contradicted"}
    assert browser.get("/api/reports?agency=jichuan-jiaoyu").json()["count"] == 3
    assert browser.get(f"/api/reports/{SUMS_ID}").json()["_id"] == SUMS_ID
    value = browser.get(f"/api/values/{SUMS_ID}", params={"cell": CELL}).json()
    assert value["text"] in value["place"]["cells"]
    assert browser.get("/api/contradictions?kind=prose").json()["items"][0]["check"].startswith("prose.")
    (revised,) = browser.get("/api/revisions").json()["items"]
    assert revised["report_id"] == REVISED_ID
    assert [(one["revision"], bool(one["cells"])) for one in revised["revisions"]] == [(2, True)]
    assert browser.get("/api/runs").json()[0]["outcome"] == "finished"
    assert browser.get("/api/failures").json()["items"][0]["reason"] == "404"


def test_lists_come_page_by_page(browser: TestClient) -> None:
    answer = browser.get("/api/reports?page=9").json()
    assert answer["page"] == answer["pages"] == 1
    assert len(answer["items"]) == answer["count"]


@pytest.mark.parametrize("address", ["/api/coverage", f"/api/reports/{SUMS_ID}", "/", "/assets/style.css"])
def test_what_the_reader_has_is_not_sent_again(browser: TestClient, address: str) -> None:
    etag = browser.get(address).headers["etag"]
    for tag in (etag, f'"other", W/{etag}', "*"):
        again = browser.get(address, headers={"if-none-match": tag})
        assert again.status_code == 304
        assert again.content == b""
        assert again.headers["etag"] == etag
    assert browser.get(address, headers={"if-none-match": '"other"'}).status_code == 200
    assert browser.head(address).headers["etag"] == etag


def test_errors_are_one_line_of_json(browser: TestClient) -> None:
    for address, status in (("/api/coverage?year=x", 400), ("/api/reports/nobody/2021", 404), ("/api/nope", 404)):
        response = browser.get(address)
        assert response.status_code == status
        assert list(response.json()) == ["error"]
        assert "\n" not in response.json()["error"]


def test_every_address_and_parameter_is_described(browser: TestClient) -> None:
    paths = browser.get("/api/openapi.json").json()["paths"]
    assert set(paths) == {f"/api/{endpoint.path}" for endpoint in ENDPOINTS}
    for endpoint in ENDPOINTS:
        operation = paths[f"/api/{endpoint.path}"]["get"]
        named = {one["name"] for one in operation["parameters"]} - {"If-None-Match"}
        assert named == set(endpoint.query.model_fields)
        assert operation["summary"]
        assert {"200", "304", "400", "404", "503"} <= set(operation["responses"])


@pytest.fixture(scope="module")
def described(library: Library) -> schemathesis.BaseSchema:
    """The description, as a tool reads it."""
    return schemathesis.openapi.from_asgi("/api/openapi.json", create_app(library, ["testserver"]))


ASKED = [
    (one.path, mode)
    for one in ENDPOINTS
    for mode in GenerationMode
    if mode == GenerationMode.POSITIVE or one.query.model_fields
]
"""Where there is no parameter, nothing wrong can be asked."""


@pytest.mark.parametrize(("path", "mode"), ASKED)
def test_the_api_keeps_to_its_description(described: schemathesis.BaseSchema, path: str, mode: GenerationMode) -> None:
    """Whatever is asked: every answer has a status, a type and a shape that the description names."""

    @settings(max_examples=20, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(described[f"/api/{path}"]["GET"].as_strategy(generation_mode=mode))
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate()

    ask()


@pytest.mark.parametrize("form", FORMATS)
def test_a_dump_of_the_selection_is_whole(browser: TestClient, tmp_path: Path, form: str) -> None:
    response = browser.get(f"/dumps?format={form}&portal=jichuan&year=2022")
    assert response.headers["content-type"] == "application/zip"
    assert response.headers["content-disposition"] == f'attachment; filename="gxcrawl-{form}-jichuan-2022.zip"'
    with zipfile.ZipFile(BytesIO(response.content)) as archive:
        archive.extractall(tmp_path / form)
    manifest, wrong = verify(tmp_path / form)
    assert not wrong
    assert manifest.selection["portal"] == "jichuan"
    assert manifest.documents.get("reports", 4) == 4
    assert browser.get(response.request.url.raw_path.decode()).content == response.content
    assert browser.head(f"/dumps?format={form}").status_code == 200
