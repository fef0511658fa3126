"""Fonts that state how far their letters reach below the line: pdfminer places characters by it."""

from pdfminer.pdffont import PDFFont

_LOWEST = -0.4  # of the size; fonts have between 0 and -0.3
_HIGHEST = 0.1
_USUAL = -0.15


def mend_descent(font: PDFFont) -> None:
    """Replaces a descent that no letter has; cairo states the lowest point of all glyphs, brackets and arrows too."""
    if not _LOWEST <= font.get_descent() <= _HIGHEST and font.vscale:
        font.descent = _USUAL / font.vscale
