"""Truncated pages: everything is read except the last link."""

from scrapy.http import TextResponse

_ENDS = ("</html", "</body")
_LINK, _END_OF_LINK = "<a ", "</a>"


def is_cut(page: TextResponse) -> bool:
    """True if a page ends inside a tag, script or link, and lacks the usual closing tags."""
    if page.selector.type != "html" or "<html" not in page.text[:2000].lower():
        return False
    text = page.text.lower()
    if any(end in text for end in _ENDS):
        return False
    in_tag = text.rfind("<") > text.rfind(">")
    return in_tag or any(_is_open(text, tag) for tag in ("a", "script"))


def _is_open(text: str, tag: str) -> bool:
    return max(text.rfind(f"<{tag} "), text.rfind(f"<{tag}>")) > text.rfind(f"</{tag}")


def without_last(page: TextResponse) -> TextResponse:
    """The truncated page, properly ended, without its last link, whose name or address may be truncated too."""
    text = page.text
    whole = text[: text.rfind(_LINK)] if text.rfind(_LINK) > text.rfind(_END_OF_LINK) else text
    return page.replace(body=f"{whole}</html>".encode(errors="replace"), encoding="utf-8")
