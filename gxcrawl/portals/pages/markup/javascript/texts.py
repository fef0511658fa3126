"""Methods of strings with which scripts cut the number of an article out of an address: `location.search.substr(4)`."""

from collections.abc import Sequence

from gxcrawl.portals.pages.markup.javascript.scope import Value

METHODS = frozenset(("split", "substr", "substring", "slice", "indexOf", "lastIndexOf"))


def cut_text(text: Value, method: str, given: Sequence[Value]) -> Value:
    """What a method of a string returns; None if the string or an argument is unknown."""
    if not isinstance(text, str) or not given:
        return None
    numbers = [one for one in given if isinstance(one, int) and not isinstance(one, bool)]
    if len(numbers) == len(given):
        return _part(text, method, numbers)
    [sought, *_] = given
    if not isinstance(sought, str) or not sought:
        return None
    match method:
        case "split":
            return [*text.split(sought)]
        case "indexOf":
            return text.find(sought)
        case "lastIndexOf":
            return text.rfind(sought)
        case _:
            return None


def _part(text: str, method: str, numbers: Sequence[int]) -> str | None:
    first, last = numbers[0], numbers[1] if len(numbers) > 1 else None
    match method:
        case "slice":
            return text[first:last]
        case "substring":
            start, end = max(first, 0), max(len(text) if last is None else last, 0)
            return text[min(start, end) : max(start, end)]
        case "substr":
            rest = text[first:]
            return rest if last is None else rest[: max(last, 0)]
        case _:
            return None
