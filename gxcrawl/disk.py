"""What has to outlive a power cut."""

import os
from pathlib import Path


def sync(path: Path) -> None:
    """Waits until a file is on the disk for good; of a folder, the names in it. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
