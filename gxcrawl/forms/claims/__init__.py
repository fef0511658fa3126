"""Claims: numbers in the prose that the tables also print.

In: the prose of the sections. Out: `model.Claim`s, certain or uncertain; a number that is not about the whole year is
no claim.
"""

from gxcrawl.forms.claims.finder import find_claims

__all__ = ["find_claims"]
