"""Packed answers: unpacked as often as they are packed, asked for again where they end before their end."""

import gzip

import pytest
from scrapy import Request, Spider
from scrapy.exceptions import ResponseDataLossError
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from gxcrawl.downloading.packing import PackingMiddleware

_ADDRESS = "http://127.0.0.1/nb/1.html"
_PACKED = gzip.compress(bytes(range(256)) * 40)
_BROTLI = b"\x8b\x01\x80ab\x03"


def _passed(body: bytes, encoding: str = "gzip", tries: int = 0) -> Request | Response:
    crawler = get_crawler(Spider)
    crawler.spider = crawler._create_spider("any")
    request = Request(_ADDRESS, meta={"retry_times": tries})
    answer = Response(_ADDRESS, body=body, headers={"Content-Encoding": encoding})
    return PackingMiddleware.from_crawler(crawler).process_response(request, answer)


@pytest.mark.parametrize(
    ("body", "declared", "named"),
    [
        (_PACKED, "gzip", b"gzip"),
        (_PACKED, "", b"gzip"),
        (gzip.compress(_PACKED), "gzip", b"gzip, gzip"),
        (b"plain", "gzip", None),
        (_BROTLI, "br", b"br"),  # bytes do not tell other encodings
        (_PACKED, "deflate", b"gzip"),
        (_PACKED, "identity", b"gzip"),
        (b"<!DOCTYPE html><p>plain", "br", None),
        (b"<html>plain", "UTF-8", None),
        (_PACKED + b"and more", "gzip", b"gzip"),
    ],
)
def test_the_content_encoding_header_is_corrected_to_the_actual_compression(
    body: bytes, declared: str, named: bytes | None
) -> None:
    passed = _passed(body, declared)
    assert isinstance(passed, Response)
    assert passed.headers.get("Content-Encoding") == named


def test_a_truncated_response_is_retried_and_then_fails() -> None:
    assert isinstance(_passed(_PACKED[:-40]), Request)
    with pytest.raises(ResponseDataLossError):
        _passed(_PACKED[:-40], tries=9)
