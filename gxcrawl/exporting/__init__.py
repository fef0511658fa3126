"""Dumps: what the database holds, as a folder of files in a format that others read.

In: an opened Database and a Selection. Out: a folder with a manifest, whole or not there at all. One file per format.
"""

from gxcrawl.exporting.jsonl import export_jsonl
from gxcrawl.exporting.manifest import FileEntry, Manifest, read_manifest
from gxcrawl.exporting.selection import Selection

__all__ = ["FileEntry", "Manifest", "Selection", "export_jsonl", "read_manifest"]
