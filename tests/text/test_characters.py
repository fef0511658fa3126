"""Characters are normalised to one width and one script."""

import pytest

from gxcrawl.text.characters import normalise


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("縣 教育局", "县教育局"),
        ("ＡＢ　１２", "AB12"),
        ("教育局\ud83d", "教育局\ufffd"),  # half an emoji, as lists in JSON cut titles
        ("教育局😀", "教育局😀"),
    ],
)
def test_any_text_has_a_normal_form(printed: str, said: str) -> None:
    assert normalise(printed) == said
