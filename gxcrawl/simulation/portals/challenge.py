"""Portals that answer every program with a challenge. A crawler records the challenge and never solves it."""

from dataclasses import dataclass
from typing import Literal

from gxcrawl.simulation.publishing.exchange import Request, Response, html_response
from gxcrawl.simulation.publishing.markup import page

ChallengeKind = Literal["jsl_521", "rs_412", "rs_200", "region_403", "login_200"]

_PAGES: dict[ChallengeKind, tuple[int, str]] = {
    "jsl_521": (521, '<script>document.cookie="__jsl_clearance_s=0";location.href=location.pathname</script>'),
    "rs_412": (412, '<html><head><script>$_ts=window["$_ts"];if(!$_ts)$_ts={};</script></head><body></body></html>'),
    "rs_200": (200, '<html><head><script>$_ts=window["$_ts"];if(!$_ts)$_ts={};</script></head><body></body></html>'),
    "region_403": (403, page("403", "<h1>访问被拒绝</h1><p>您所在的地区暂不允许访问本网站。</p>")),
    "login_200": (200, page("系统提示", "<form><p>请先登录</p><input name='user'><input type='password'></form>")),
}
_COOKIES: dict[ChallengeKind, str] = {"jsl_521": "__jsluid_s=0123456789abcdef; Path=/", "rs_412": "enableS=60; Path=/"}


@dataclass(frozen=True, slots=True)
class ChallengeSite:
    """A portal that answers every request with the same challenge."""

    kind: ChallengeKind

    def respond(self, request: Request) -> Response:
        """The challenge, for every request."""
        if request.path == "/robots.txt":
            return html_response("", status=404)
        status, body = _PAGES[self.kind]
        answer = html_response(body, status=status)
        cookie = _COOKIES.get(self.kind)
        headers = answer.headers if cookie is None else (*answer.headers, ("Set-Cookie", cookie))
        return Response(status, answer.body, headers)
