"""What the environment gives: taken as it is, or refused in one line that names the variable."""

import pytest

from gxcrawl.errors import WrongUse
from settings.environment import contact, number, webhook, whole_number

NAME = "GXCRAWL_TEST_NUMBER"


@pytest.mark.parametrize(("text", "value"), [("", 7), ("0", 0), (" 12 ", 12), ("2.5", 2.5)])
def test_what_is_a_number_is_taken(text: str, value: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, text)
    assert number(NAME, 7) == value


@pytest.mark.parametrize("text", ["two", "-5", "nan", "inf", "1,5"])
def test_what_is_none_is_refused(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, text)
    with pytest.raises(WrongUse, match=f"^{NAME} is '{text}' in the environment, no number from 0 on; mend it"):
        number(NAME, 7)


@pytest.mark.parametrize("text", ["0", "1.5", "9", "1e30"])
def test_of_workers_there_are_whole_ones(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, text)
    with pytest.raises(WrongUse, match=NAME):
        whole_number(NAME, 2, least=1, most=8)


@pytest.mark.parametrize("text", ["a@example.org\nX-Other: 1", "\udcd5\udcc5", "a\x1b[2J"])
def test_a_contact_that_no_header_can_hold_is_refused(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GXCRAWL_CONTACT", text)
    with pytest.raises(WrongUse, match="GXCRAWL_CONTACT is") as refused:
        contact()
    assert str(refused.value).isprintable()
    monkeypatch.setenv("GXCRAWL_CONTACT", " 张三　a@example.org\n")
    assert contact() == "张三　a@example.org"


def test_a_webhook_that_is_no_address_is_refused_and_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GXCRAWL_ALARM_WEBHOOK", "hooks.example.org/SECRET")
    with pytest.raises(WrongUse, match="GXCRAWL_ALARM_WEBHOOK is no http") as refused:
        webhook()
    assert "SECRET" not in str(refused.value)
    monkeypatch.setenv("GXCRAWL_ALARM_WEBHOOK", "https://hooks.example.org/SECRET")
    assert webhook() == "https://hooks.example.org/SECRET"
