"""The colours of the style sheet can be told apart, in light and in dark: WCAG 2.2, 1.4.3 and 1.4.11, level AA."""

import re
from importlib.resources import files

import pytest

STYLE = (files("gxcrawl.web") / "assets" / "style.css").read_text(encoding="utf-8")
PALETTES = dict(zip(("light", "dark"), re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL), strict=False))
GROUNDS = ("paper", "card", "faint")
STATES = ("found", "late", "missing", "failed", "contradicted", "revised")
TEXT = [
    *((words, ground) for words in ("ink", "soft", "link") for ground in GROUNDS),
    *((state, ground) for state in STATES for ground in (f"{state}-bg", *GROUNDS)),
    *(("ink", f"{state}-bg") for state in STATES),
    ("paper", "ink"),  # buttons, the page that one is on
    ("card", "accent"),  # the seal
]
OUTLINES = [(line, ground) for line in ("focus", "edge") for ground in GROUNDS[:2]]


def luminance(colour: str) -> float:
    """WCAG: relative luminance of `#rrggbb`."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(palette: str, one: str, other: str) -> float:
    """WCAG: contrast ratio of two named colours."""
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", PALETTES[palette]))
    darker, lighter = sorted((luminance(colours[one]), luminance(colours[other])))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("palette", PALETTES)
def test_text_has_enough_contrast(palette: str) -> None:
    assert [pair for pair in TEXT if contrast(palette, *pair) < 4.5] == []


@pytest.mark.parametrize("palette", PALETTES)
def test_focus_marks_and_fields_have_enough_contrast(palette: str) -> None:
    assert [pair for pair in OUTLINES if contrast(palette, *pair) < 3] == []
