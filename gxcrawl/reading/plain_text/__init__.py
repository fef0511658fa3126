"""Plain text, and documents that print tables as text: lines with separators, cells printed as paragraphs.

In: bytes of plain text, or paragraphs of any document. Out: a `Document`, or its tables.
"""
