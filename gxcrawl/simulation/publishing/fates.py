"""What happens to requests for a posting: problems that occur on every kind of portal."""

import re
from dataclasses import replace

from gxcrawl.simulation.publishing.exchange import Request, Response, html_response, redirect_response
from gxcrawl.simulation.publishing.markup import page
from gxcrawl.simulation.publishing.postings import Posting

_SLOW_SECONDS = 1.0
_DIGIT = re.compile(r"(?<=>)\d(?=\d*<)")  # the first digit of each number that fills a cell


def meet_fate(posting: Posting, request: Request, answer: Response) -> Response | None:
    """The response, changed by the posting's fate; None if the posting is gone."""
    if posting.fate == "gone":
        return None
    if posting.fate == "soft_404":
        return html_response(page("提示信息", "<h1>您访问的页面已删除或不存在</h1><p>三秒后返回首页。</p>"))
    if posting.fate == "hijacked":
        return _hijacked(answer)
    if posting.fate == "redirected_home":
        return redirect_response("/", 301)
    if posting.fate == "fails_twice" and request.visit < 2:
        return html_response("<html><body><h1>502 Bad Gateway</h1></body></html>", status=502)
    if posting.fate == "slow":
        return replace(answer, delay_seconds=_SLOW_SECONDS)
    return answer


def _hijacked(answer: Response) -> Response:
    """The page as a copying site serves it: the names are those of an advertiser, and digits are damaged."""
    declared = dict(answer.headers).get("Content-Type", "")
    text = answer.body.decode("gb18030" if "gb2312" in declared else "utf-8")
    damaged = _DIGIT.sub("", text).replace("人民政府", "娱乐平台").replace("<title>", "<title>真人下注_")
    return html_response(damaged)
