"""What scripts read from the address of their page."""

from urllib.parse import parse_qs, urlsplit


def part_of_address(url: str, name: str) -> str | None:
    """A field of `location`, such as `origin`; None for an unknown one."""
    parts = urlsplit(url)
    return {
        "href": url,
        "origin": f"{parts.scheme}://{parts.netloc}",
        "protocol": f"{parts.scheme}:",
        "host": parts.netloc,
        "hostname": parts.hostname or "",
        "pathname": parts.path,
        "search": f"?{parts.query}" if parts.query else "",
    }.get(name)


def field_of_address(url: str, name: str) -> str | None:
    """The value of a field in the query of an address."""
    return parse_qs(urlsplit(url).query).get(name, [None])[0]
