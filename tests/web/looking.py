"""Pages as tests look at them."""

from lxml import html
from starlette.testclient import TestClient


def page(browser: TestClient, address: str) -> html.HtmlElement:
    """The tree of a page that is there."""
    response = browser.get(address)
    assert response.status_code == 200, response.text
    return html.fromstring(response.text)


def words(element: html.HtmlElement) -> str:
    """The text of an element, with one blank between words."""
    return " ".join(element.text_content().split())
