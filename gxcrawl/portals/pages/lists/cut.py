"""Truncated pages: everything is read except the last link."""

from scrapy.http import TextResponse

_ENDS = ("</html", "</body")
_LINK, _END_OF_LINK = "<a ", "</a>"


def is_cut(page: TextResponse) -> bool:
    """Whether a page ends inside a tag, a script or a link, without its closing tags.

    Complete pages may omit the last closing tags but never end inside these. JSON must end with its closing bracket.
    """
    if _is_json(page):
        return page.text.rstrip()[-1:] not in ("}", "]", ")", ";", ">")
    if page.selector.type != "html" or "<html" not in page.text[:2000].lower():
        return False
    text = page.text.lower()
    if any(end in text for end in _ENDS):
        return False
    in_tag = text.rfind("<") > text.rfind(">")
    return in_tag or any(_is_open(text, tag) for tag in ("a", "script"))


def _is_json(page: TextResponse) -> bool:
    return page.text[:20].lstrip("\ufeff \t\r\n")[:2] in ('{"', "[{", '["')


def _is_open(text: str, tag: str) -> bool:
    return max(text.rfind(f"<{tag} "), text.rfind(f"<{tag}>")) > text.rfind(f"</{tag}")


def without_last(page: TextResponse) -> TextResponse:
    """A truncated page, closed, without its last link, which may be cut too; JSON as far as received."""
    if _is_json(page):
        return page
    text = page.text
    whole = text[: text.rfind(_LINK)] if text.rfind(_LINK) > text.rfind(_END_OF_LINK) else text
    return page.replace(body=f"{whole}</html>".encode(errors="replace"), encoding="utf-8")
