"""A Ctrl-C or SIGTERM at any moment of a command is at most one line and the exit code 130; never a traceback."""

import subprocess
import sys

import pytest

_PROGRAM = """
import atexit, os, signal, sys

def interrupt():
    os.kill(os.getpid(), signal.SIGINT)

def terminate():
    os.kill(os.getpid(), signal.SIGTERM)

def interrupt_twice():
    try:
        interrupt()
    finally:
        interrupt()

def interrupt_at_the_end():
    atexit.register(interrupt)

class Moment:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            {act}()

atexit.register({last})
sys.meta_path.insert(0, Moment())
sys.argv = ["gxcrawl", *{arguments!r}]
from gxcrawl.cli.start import main
main()
"""


def run(module: str, act: str, *arguments: str, last: str = "bool") -> tuple[int, str, str]:
    """Exit code and both outputs of a command that is interrupted when a module is looked for, or at the very last."""
    program = _PROGRAM.format(module=module, act=act, arguments=list(arguments), last=last)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("act", ["interrupt", "interrupt_twice", "terminate"])
@pytest.mark.parametrize(
    "module", ["typer", "pydantic.fields", "gxcrawl.cli.crawling.crawl", "scrapy.crawler", "lxml.etree"]
)
def test_an_interrupt_while_loading_ends_without_a_traceback(module: str, act: str) -> None:
    assert run(module, act, "crawl") == (130, "", "gxcrawl: interrupted\n")


def test_an_interrupt_while_ending_ends_without_a_traceback() -> None:
    code, said, wrong = run("gxcrawl.cli.main", "interrupt_at_the_end", "--version")
    assert (code, said.split()[0], wrong) == (130, "gxcrawl", "")


def test_sigterm_ends_the_command_at_any_time_unless_it_was_ignored() -> None:
    assert run("none", "bool", "--version", last="terminate")[0] == 0
    ignored = "bool)\nsignal.signal(signal.SIGTERM, signal.SIG_IGN"
    assert run("typer", "terminate", "--version", last=ignored)[0] == 0


def test_an_interrupt_after_the_last_step_is_ignored() -> None:
    code, said, wrong = run("none", "bool", "--version", last="interrupt")
    assert (code, said.split()[0], wrong) == (0, "gxcrawl", "")
