"""The text of scripts: without comments, inside brackets, between separators, as JSON."""

import json
import re
from collections.abc import Iterator
from typing import Any

_PIECES = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|[()\[\]{}]|[,+]")
_LINE_COMMENT = re.compile(r"(?:^|(?<=[\s,;{}]))//[^\n]*", re.MULTILINE)
_COMMENT = re.compile(rf"/\*|{_LINE_COMMENT.pattern}", re.MULTILINE)
_MOST_INSIDE = 1500  # characters between brackets


def read_json(text: str) -> Any:
    """The value that a text holds as JSON; None if it is not JSON."""
    try:
        return json.loads(text)
    except ValueError:
        return None


def without_comments(text: str) -> Iterator[str]:
    """The pieces of scripts between their comments; an unclosed `/*` is not a comment, as in `accept: "image/*"`."""
    begin = searched = 0
    comments = _COMMENT
    while found := comments.search(text, searched):
        end = text.find("*/", found.end()) + 2 if found[0] == "/*" else found.end()
        if end < found.end():  # later ones are not closed either
            searched, comments = found.end(), _LINE_COMMENT
            continue
        yield text[begin : found.start()]
        begin = searched = end
    yield text[begin:]


def inside(text: str, start: int) -> str:
    """The text from `start`, just after a bracket, to its closing bracket; the rest of the text if that is missing."""
    depth = 0
    for piece in _PIECES.finditer(text, start, start + _MOST_INSIDE):
        if piece[0] in "([{":
            depth += 1
        elif piece[0] in ")]}":
            if depth == 0:
                return text[start : piece.start()]
            depth -= 1
    return text[start : start + _MOST_INSIDE]


def parts_of(text: str, separator: str = ",") -> list[str]:
    """The parts of a text between separators outside of brackets and quotes, unchanged."""
    return [part for part in (one.strip() for one in _cut(text, separator)) if part]


def _cut(text: str, separator: str) -> Iterator[str]:
    depth = begin = 0
    for piece in _PIECES.finditer(text):
        if piece[0] in "([{":
            depth += 1
        elif piece[0] in ")]}":
            depth -= 1
        elif piece[0] == separator and depth == 0:
            yield text[begin : piece.start()]
            begin = piece.end()
    yield text[begin:]
