"""Articles that a page carries in a script and draws in the browser: Guangdong's platform, `_CONFIG.DETAIL.content`."""

import json
import re

_MARK = b"_CONFIG"
_DETAIL = re.compile(r"\bDETAIL\b")
_CONTENT = re.compile(r'["\']?\bcontent["\']?\s*:\s*("(?:[^"\\]|\\.)*")', re.DOTALL)  # a JSON string of markup
_BODY_END = re.compile(r"</body\s*>", re.IGNORECASE)


def carries_article(source: bytes) -> bool:
    """Whether a page may carry its article in a script."""
    return _MARK in source


def with_article(text: str) -> str:
    """The page with the article of its script put at the end of its body; unchanged where there is none.

    The script as a whole is not always valid JSON; only its longest `content` string needs to be.
    """
    start = _DETAIL.search(text)
    if start is None:
        return text
    found = (_decoded(match.group(1)) for match in _CONTENT.finditer(text, start.end()))
    article = max(found, key=len, default="")
    if "<" not in article:
        return text
    before, end, after = _cut_at_body_end(text)
    return f'{before}<div id="zoom">{article}</div>{end}{after}'


def _decoded(literal: str) -> str:
    try:
        decoded = json.loads(literal, strict=False)
    except ValueError:
        return ""
    return decoded if isinstance(decoded, str) else ""


def _cut_at_body_end(text: str) -> tuple[str, str, str]:
    ends = list(_BODY_END.finditer(text))
    if not ends:
        return text, "", ""
    return text[: ends[-1].start()], ends[-1].group(), text[ends[-1].end() :]
