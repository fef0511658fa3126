"""Documents of ours to store."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from gxcrawl.model import Http, RawDocument, Source

DAY_1 = datetime(2021, 1, 25, 3, 4, 5, 678_000, tzinfo=UTC)
DAY_2 = DAY_1 + timedelta(days=1)
DAY_3 = DAY_1 + timedelta(days=2)


def a_source(url: str = "http://a.example/1.html", seen: datetime = DAY_1, **fields: Any) -> Source:
    """A place where a document was seen once."""
    agency_id = fields.pop("agency_id", "fuyang-lushan")
    return Source(url=url, agency_id=agency_id, first_seen=seen, last_seen=seen, **fields)


def a_raw(content: bytes = "<html>规章</html>".encode(), *sources: Source, **fields: Any) -> RawDocument:
    """A raw document whose hash is that of its bytes."""
    digest = hashlib.sha256(content).hexdigest()
    places = sources or (a_source(http=Http(200, '"1"', None, "text/html")),)
    document = RawDocument(
        content_hash=digest,
        bytes_sha256=digest,
        kind="html",
        encoding="utf-8",
        content=content,
        sources=places,
        fetched_at=min(source.first_seen for source in places),
        run_id="run-1",
    )
    return replace(document, **fields)


def a_report(total: int = 7, *, seen: datetime = DAY_1, raw_id: str | None = None, **fields: Any) -> dict[str, Any]:
    """A report as the pipelines hand it over: another total is another document at the same place."""
    raw_id = raw_id or f"r{total}"
    return {
        "_id": "fuyang-lushan/2020",
        "agency": {
            "id": "fuyang-lushan",
            "name": "富阳区鹿山街道",
            "portal": "fuyang",
            "level": "township",
            "region_code": "330111",
        },
        "year": 2020,
        "title": "鹿山街道2020年政府信息公开工作年度报告",
        "publisher": None,
        "published_on": "2021-01-25",
        "form": "2019",
        "preface": "",
        "sections": [{"number": 1, "heading": "一、总体情况", "text": "总的来说……"}],
        "proactive_disclosure": {
            "government_procurement": {"projects": 1, "amount": {"value": 1.5, "unit": "万元", "yuan": 15000.0}}
        },
        "applications": {
            "new_received": {"natural_person": total, "total": total},
            "denied": {"state_secret": {"total": None}},
        },
        "review_litigation": None,
        "statistics": [],
        "notes": [{"path": "applications.denied.state_secret.total", "raw": "", "reason": "blank"}],
        "tables": [{"index": 0, "section": 3, "rows": [["一", str(total)], ["二", ""]], "origin": {"xpath": "/html"}}],
        "cells": {"applications.new_received.total": [0, 0, 1]},
        "checks": [
            {"id": "form.edition", "status": "pass", "left": None, "right": None, "delta": None, "message": "好"}
        ],
        "sources": [{"raw_id": raw_id, "url": "http://a.example/1.html", "kind": "html", "role": "primary"}],
        "content_hash": raw_id,
        "revision": 1,
        "parser_version": "1",
        "gone_since": None,
        "parsed_at": seen,
        "first_seen": seen,
        "last_seen": seen,
    } | fields
