"""How much a document may ask for: a few bytes can ask for the same thing any number of times."""

from gxcrawl.errors import Unreadable


class Budget:
    """A limit on something that is counted while a file is read."""

    def __init__(self, most: int, what: str) -> None:
        """what: names the thing in the message, "characters on one page"."""
        self._most, self._what = most, what
        self._left = most

    def spend(self, amount: int = 1) -> None:
        """Takes an amount off. Raises Unreadable if less than that is left."""
        self._left -= amount
        if self._left < 0:
            raise Unreadable(f"an OFD document with more than {self._most} {self._what}; no report has so many")
