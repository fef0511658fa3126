"""Every mark holds one of its words, so that a text without them need not be searched."""

import importlib
import pkgutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxcrawl import portals
from gxcrawl.portals.marks import Marks

_MODULES = [importlib.import_module(one.name) for one in pkgutil.walk_packages(portals.__path__, "gxcrawl.portals.")]
ALL = {
    f"{module.__name__}.{name}": value
    for module in _MODULES
    for name, value in vars(module).items()
    if isinstance(value, Marks)
}


@pytest.mark.parametrize("marks", ALL.values(), ids=ALL)
@given(data=st.data())
def test_a_match_holds_one_of_the_words(marks: Marks, data: st.DataObject) -> None:
    match = data.draw(st.from_regex(marks.pattern, fullmatch=True))
    assert any(word in match for word in marks.words)


def test_a_text_with_a_word_is_searched() -> None:
    marks = Marks(r"/doc_(\d+)", "/doc_")
    assert marks.search("/doc_x /doc_7")[1] == "7"  # type: ignore[index]
    assert marks.findall("/doc_1 /doc_2") == ["1", "2"]
    assert marks.search("/doc_x") is None
    assert marks.findall("") == []
