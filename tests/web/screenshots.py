"""The pictures of the README, made from the demo: `make screenshots`. Not a test; needs Chromium and Chinese fonts."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page
from web.chromium import PROGRAM, Watched, chromium, served_at

OUT = Path(__file__).parents[2] / "docs" / "images"
COMMAND = [sys.executable, "-m", "gxcrawl.cli"]
SUSPECT = "/reports/jichuan-jiaoyu/2021?cell=applications.unavailable.not_held.business#applications"
SHOTS = {
    "coverage": "/",
    "report": SUSPECT,
    "agency": "/agencies/jichuan-jiaoyu",
    "contradictions": "/contradictions?lang=en",
}
_COLOURS = 160  # enough for flat pages; a third of the bytes


@contextmanager
def served_demo(folder: Path) -> Iterator[str]:
    """The address of the web interface of a demo made just now. Addresses in it name its ports, which change."""
    file = folder / "demo.db"
    subprocess.run([*COMMAND, "demo", "--file", str(file)], check=True, capture_output=True, cwd=folder)
    with served_at(f"sqlite:///{file}") as address:
        yield address


def take(page: Page, name: str) -> None:
    """One picture, with few colours."""
    page.wait_for_load_state("networkidle")
    picture = Image.open(BytesIO(page.screenshot(animations="disabled")))
    quantised = picture.convert("RGB").quantize(_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    quantised.save(OUT / f"{name}.png", optimize=True)


def main() -> int:
    """Exit code 3 where there is no browser."""
    if PROGRAM is None:
        print("Chromium is not installed: apt-get install chromium fonts-noto-cjk", file=sys.stderr)
        return 3
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, served_demo(Path(folder)) as home, chromium() as browser:
        visit = Watched(browser, home)
        visit.page.emulate_media(reduced_motion="reduce")
        for name, address in SHOTS.items():
            take(visit.open(address), name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
