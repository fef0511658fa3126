"""Limits for the work that a document may cause: a few bytes can refer to the same object any number of times."""

from gxcrawl.errors import Unreadable


class Budget:
    """A limit on a quantity that is counted while a file is read."""

    def __init__(self, most: int, what: str) -> None:
        """what: the name of the quantity in the message, "characters on one page"."""
        self._most, self._what = most, what
        self._left = most

    def spend(self, amount: int = 1) -> None:
        """Subtracts an amount from the budget. Raises Unreadable if less than that is left."""
        self._left -= amount
        if self._left < 0:
            raise Unreadable(f"an OFD document with more than {self._most} {self._what}; no report has so many")
