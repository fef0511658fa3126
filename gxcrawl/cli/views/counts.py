"""Numbers of things as people read them."""


def counted(count: int, noun: str) -> str:
    """How many there are.

    >>> counted(1, "agency"), counted(1200, "page"), counted(2, "agency")
    ('1 agency', '1,200 pages', '2 agencies')
    """
    if count == 1:
        return f"1 {noun}"
    return f"{count:,} {noun[:-1]}ies" if noun.endswith("y") else f"{count:,} {noun}s"
