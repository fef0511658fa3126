"""An OFD document → `Document`: the national format of fixed pages (GB/T 33190), XML files in a zip package.

Its pages become what the readers of PDF work on: characters, lines and pictures with their places.
"""

from gxcrawl.reading.ofd.document import read_ofd

__all__ = ["read_ofd"]
