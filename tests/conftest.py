"""What holds for every test."""

import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Folders whose files take long, the longest first; begun last, one would leave the other workers without work
_LONG = (
    "shared_crawl", "resilience", "spiders", "web", "cli", "corpus", "dask_cluster", "watching", "scheduling",
    "exporting", "storage", "soak",
)  # fmt: skip

# A law holds on a busy machine too: no example is judged by how long it took
settings.register_profile("any-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any-machine")

# A shell lets what it runs in the background ignore Ctrl-C, and so would every command that a test interrupts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts what takes long first, and leaves the order otherwise as it is."""
    rank = {name: place for place, name in enumerate(_LONG)}
    here = Path(__file__).parent
    items.sort(key=lambda item: rank.get(item.path.relative_to(here).parts[0], len(rank)))
