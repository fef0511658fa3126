"""An OFD document → `Document`. OFD is the national fixed-layout format (GB/T 33190): XML files in a zip package.

Its pages are converted to the input of the PDF readers: characters, lines and pictures with their positions.
"""

from gxcrawl.reading.ofd.document import read_ofd

__all__ = ["read_ofd"]
