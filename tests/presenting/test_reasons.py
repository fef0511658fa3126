"""Reasons of failures in Chinese: every one that the code can write has its wording."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from gxcrawl.presenting.reasons import in_chinese

ROOT = Path(__file__).parents[2]
# rooms whose texts become reasons of failures, and what in them never does
ROOMS = ("gxcrawl/reading", "gxcrawl/forms", "gxcrawl/portals", "gxcrawl/spiders", "gxcrawl/downloading", "pipelines")
SINGLE = ("gxcrawl/model/documents.py", "gxcrawl/storage/documents.py", "gxcrawl/cli/viewing/parse.py")
OTHER_FILES = (
    *(
        "portals/registry.py",
        "portals/registry_files.py",
        "portals/proposals.py",
        "pipelines/extensions/alarm_actions.py",
    ),
    *("crawl/error_handler.py", "extensions/monitors.py", "pipelines/log_formatter.py", "crawl/spool.py"),
    "items/known_documents.py",
)
# what stops a run or is logged instead, patterns, and the reasons that Scrapy counts its retries by
OTHER_CALLS = (
    *("WrongUse", "CannotRun", "ValueError", "NotConfigured", "DropItem", "compile", "Marks", "xpath"),
    *("debug", "info", "warning", "error", "exception", "get_retry_request", "again", "Option", "Argument"),
)
OTHER_TEXTS = {
    *("max redirections", "the pool forgot the job", "the crawl has no spider", "the crawl has no stats collector"),
    *("the Dask scheduler at {} was lost", "the Dask scheduler at {} has lost all its workers"),
    "what is stored stays, run it again for the rest",
}
# a sentence or part of one: words with blanks between, and no sign of a pattern, a path or markup
SENTENCE = re.compile(r"[^\\^$|<>@\[\]]*?[a-z]+ (?:[a-z]+|\{\})[^\\^$|<>@\[\]]*", re.DOTALL)
ENGLISH = re.compile(r"\b(?!tries\b)[a-z]{3,}(?: [a-z]+)+\b")


def written(node: ast.AST) -> Iterator[str]:
    """The texts below a node, {} for what is filled in; none of docstrings and of other calls."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in OTHER_CALLS:
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                yield from written(part.value)
    else:
        for inner in ast.iter_child_nodes(node):
            yield from written(inner)


def texts() -> set[str]:
    files = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")] + [ROOT / one for one in SINGLE]
    told = (path for path in files if not str(path).endswith(OTHER_FILES))
    found = {text for path in told for text in written(ast.parse(path.read_text(encoding="utf-8")))}
    return {text for text in found - OTHER_TEXTS if SENTENCE.fullmatch(text)}


def test_every_reason_that_the_code_can_write_is_worded_in_chinese() -> None:
    found = texts()
    assert len(found) > 150
    in_english = {text: said for text in sorted(found) if ENGLISH.search(said := in_chinese(text.replace("{}", "7")))}
    assert in_english == {}, "word them in gxcrawl/presenting/reasons"


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("page is gone (status 404)", "页面已不存在（状态码404）"),
        (
            "page 2 of the article: server answered status 502 after 3 tries",
            "文章第2页：服务器返回状态码502（共试3次）",
        ),
        (
            "the archive holds no readable document: needs OCR: the pages are pictures",
            "压缩包中没有能读取的文件：需要文字识别（OCR）：各页都是图片",
        ),
        ("a.gov.cn could not be asked: ConnectionLost: {0}", "无法访问a.gov.cn：ConnectionLost: {0}"),
        ("what no wording fits", "what no wording fits"),
        ("", ""),
    ],
)
def test_what_fills_a_place_is_worded_too_and_names_stay(reason: str, said: str) -> None:
    assert in_chinese(reason) == said


def test_a_reason_of_any_length_is_worded_in_a_moment() -> None:
    assert in_chinese("page 1 of the article: " * 20_000).startswith("文章第1页：文章第1页：")
    assert in_chinese(" after  tries" * 20_000)
