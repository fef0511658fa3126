"""Dumps: the contents of the database as a folder of files in a common format.

In: an opened Database and a Selection. Out: a folder with a manifest, complete or not at all. The formats are in
`formats/`, one file each.
"""

from gxcrawl.exporting.dumping import export, plan_dump, write_dump
from gxcrawl.exporting.folders.manifest import FileEntry, Manifest, read_manifest
from gxcrawl.exporting.formats import FORMATS, Format, Options
from gxcrawl.exporting.selection import Selection
from gxcrawl.exporting.verify import verify

__all__ = [
    "FORMATS",
    "FileEntry",
    "Format",
    "Manifest",
    "Options",
    "Selection",
    "export",
    "plan_dump",
    "read_manifest",
    "verify",
    "write_dump",
]
