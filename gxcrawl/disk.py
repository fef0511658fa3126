"""Files that must survive a power failure."""

import os
from pathlib import Path


def sync(path: Path) -> None:
    """Waits until a file is written to disk permanently; for a folder, its entries. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
