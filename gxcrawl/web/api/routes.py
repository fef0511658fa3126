"""The addresses of the JSON API in a table, from which both the routes and the OpenAPI description are made."""

import json
from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from gxcrawl.web import queries
from gxcrawl.web.api import answers, types
from gxcrawl.web.api.openapi import Endpoint, description
from gxcrawl.web.loading.library import Library
from gxcrawl.web.responses.answers import API, answer

ENDPOINTS: tuple[Endpoint, ...] = (
    Endpoint("coverage", queries.CoverageQuery, types.CoverageAnswer, answers.coverage_answer),
    Endpoint("agencies/{agency_id}", types.AgencyKey, types.AgencyAnswer, answers.agency_answer),
    Endpoint("reports", queries.ReportsQuery, types.PageOf[types.ReportDigest], answers.reports_answer),
    Endpoint("reports/{agency_id}/{year}", types.ReportKey, dict[str, Any], answers.report_answer),
    Endpoint("values/{agency_id}/{year}", types.ValueKey, types.ExplanationAnswer, answers.explanation_answer),
    Endpoint(
        "contradictions",
        queries.ContradictionsQuery,
        types.PageOf[types.ContradictionAnswer],
        answers.contradictions_answer,
    ),
    Endpoint("revisions", queries.RevisionsQuery, types.PageOf[types.RevisedReportAnswer], answers.revisions_answer),
    Endpoint("runs", queries.NoQuery, list[types.RunAnswer], answers.runs_answer),
    Endpoint("failures", queries.FailuresQuery, types.PageOf[types.FailureAnswer], answers.failures_answer),
)


def api_routes(library: Library) -> Iterator[Route]:
    """The routes of all addresses and of the OpenAPI description."""
    text = json.dumps(description(ENDPOINTS), ensure_ascii=False)

    def describe(request: Request) -> Response:
        queries.read_query(queries.NoQuery, request.query_params.multi_items())
        return answer(request, text, "application/json")

    yield Route(f"{API}openapi.json", describe)
    yield from (_route(endpoint, library) for endpoint in ENDPOINTS)


def _route(endpoint: Endpoint, library: Library) -> Route:
    adapter: TypeAdapter[Any] = TypeAdapter(endpoint.gives)

    def call(request: Request) -> Response:
        given = [*request.path_params.items(), *request.query_params.multi_items()]
        made = endpoint.make(library, queries.read_query(endpoint.query, given))
        return answer(request, adapter.dump_json(made).decode(), "application/json")

    # `:path`, because an agency id may contain a slash
    return Route(API + endpoint.path.replace("{agency_id}", "{agency_id:path}"), call, name=endpoint.path)
