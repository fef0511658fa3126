"""Numbers that the prose states about what the tables also state.

In: the sections' prose. Out: `model.Claim`s, certain or perhaps; what is not about the whole of the year is none.
"""

from gxcrawl.forms.claims.stated import find_claims

__all__ = ["find_claims"]
