"""Numbers that the environment gives: taken as they are, or refused in one line that names the variable."""

import pytest

from gxcrawl.errors import WrongUse
from settings.environment import number, whole_number

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
