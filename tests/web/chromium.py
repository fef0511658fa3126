"""Debian's Chromium, driven by Playwright; the tests that need it skip, saying so, where it is missing."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, Request, Route, sync_playwright

PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
needs_chromium = pytest.mark.skipif(
    PROGRAM is None, reason="Chromium is not installed: no test in a real browser (apt-get install chromium)"
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser. Without its own sandbox, which needs rights that containers do not give; it opens our pages only."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PROGRAM, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def served_at(uri: str) -> Iterator[str]:
    """The address of `gxcrawl serve` on a database."""
    command = [sys.executable, "-m", "gxcrawl.cli", "serve", "--port", "0"]
    environment = os.environ | {"GXCRAWL_DATABASE": uri}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stderr is not None
            found = re.search(r"http://127\.0\.0\.1:\d+", process.stderr.readline())
            assert found is not None
            yield found[0]
        finally:
            process.terminate()


class Watched:
    """A page whose console and requests are written down. complaints: errors of the page; strangers: requests that
    leave `home`, which are stopped.
    """

    def __init__(self, browser: Browser, home: str, *, scripts: bool = True) -> None:
        self.home = home
        self.complaints: list[str] = []
        self.strangers: list[str] = []
        context = browser.new_context(java_script_enabled=scripts, viewport={"width": 1300, "height": 900})
        context.route("**/*", self._judge)
        self.page: Page = context.new_page()
        self.page.on("console", lambda message: self._note(message.type, message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(f"a dialog: {dialog.message}"))

    def open(self, address: str) -> Page:
        """The page at an address of home."""
        self.page.goto(f"{self.home}{address}")
        return self.page

    def _note(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(text)

    def _judge(self, route: Route, request: Request) -> None:
        if request.url.startswith((self.home, "data:")):
            route.continue_()
        else:
            self.strangers.append(request.url)
            route.abort()


@contextmanager
def watched(browser: Browser, home: str, *, scripts: bool = True) -> Iterator[Watched]:
    """A visit. Afterwards nothing was complained of and nobody else was asked."""
    visit = Watched(browser, home, scripts=scripts)
    try:
        yield visit
        assert visit.complaints == []
        assert visit.strangers == []
    finally:
        visit.page.context.close()
