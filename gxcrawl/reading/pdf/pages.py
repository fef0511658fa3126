"""What the tables and lines of a page are made of, whichever program printed it."""

from collections.abc import Sequence
from typing import Any, Protocol

Printed = dict[str, Any]  # a character, a shape or a picture, with the keys and points of pdfplumber's


class PrintedPage(Protocol):
    """A page of a document whose pages are fixed: pdfplumber's of a PDF, ours of an OFD document."""

    page_number: int

    @property
    def width(self) -> Any:
        """In points, as all that stands on it."""

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
        """Gives back the memory that it takes."""
