"""The interface of a printed page from which tables and lines are read, whichever program printed it."""

from collections.abc import Sequence
from typing import Any, Protocol

Printed = dict[str, Any]  # a character, a shape or a picture, with the keys and points of pdfplumber's


class PrintedPage(Protocol):
    """A page of a fixed-layout document: pdfplumber's for a PDF, gxcrawl's own for an OFD document."""

    page_number: int

    @property
    def width(self) -> Any:
        """In points, like all coordinates on it."""

    @property
    def height(self) -> Any: ...  # noqa: D102

    @property
    def chars(self) -> Sequence[Printed]: ...  # noqa: D102

    @property
    def lines(self) -> Sequence[Printed]: ...  # noqa: D102

    @property
    def rects(self) -> Sequence[Printed]: ...  # noqa: D102

    @property
    def curves(self) -> Sequence[Printed]: ...  # noqa: D102

    @property
    def images(self) -> Sequence[Printed]: ...  # noqa: D102

    def close(self) -> None:
        """Frees its memory."""
