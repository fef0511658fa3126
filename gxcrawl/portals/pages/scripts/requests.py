"""One request in a script: recognised by the name of its function or its options, whatever the library."""

import re
from dataclasses import dataclass

from tree_sitter import Node

from gxcrawl.portals.pages.markup.javascript.expressions import is_built
from gxcrawl.portals.pages.markup.javascript.placeholders import ROWS_BEFORE, is_counted
from gxcrawl.portals.pages.markup.javascript.scope import Expression, Scope
from gxcrawl.portals.pages.markup.javascript.syntax import arguments_of, callee_of, is_function, object_of, text_of
from gxcrawl.portals.pages.markup.links import absolute
from gxcrawl.portals.pages.scripts.grids import GRIDS, grid_request
from gxcrawl.portals.pages.scripts.objects import ENCODERS, Fields, fields_of, sent
from gxcrawl.portals.pages.scripts.sent_fields import form_of, json_of, values_of, with_counted_rows

_METHODS = ("ajax", "post", "get", "getJSON", "load", "request", "open", "$http", *GRIDS)
_FUNCTIONS = ("fetch", "axios", "request", "service", "$http")
_JQUERY = ("$", "jQuery", "jquery")
_OPTIONS = frozenset(("method", "type", "params", "data", "body", "headers", "searchParams", "dataType", "emulateJSON"))
_SENT = ("params", "data", "body", "searchParams")
FORM = "application/x-www-form-urlencoded"
ADDRESS = re.compile(r"(?=[^?]*[/.]|\?)[\w./?&=%:,;~+@-]+", re.ASCII)
CALLED_BACK = "=callback"
"""Ends an address that is answered with a call of a function: JSONP."""
_CALLED_BACK = re.compile(r"=\?(?=&|$)")  # "…&callback=?": jQuery generates a name
_NO_ROWS = re.compile(r"\.(?:js|css|png|jpe?g|gif|svg|ico|woff2?|mp4|swf)(?:\?|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Call:
    """One request with absolute address and body, in which `PAGE` stands for the page number.

    kind: of the body. first: page number with which the script begins. below: of a tree that asks for the nodes below a
    node, the parameter that gets its id.
    """

    url: str
    method: str
    body: str
    kind: str
    first: int
    below: str = ""

    @property
    def counts(self) -> bool:
        """True if it turns the pages of a list."""
        return is_counted(f"{self.url}{self.body}")


def requests(node: Node, scope: Scope) -> bool:
    """True if a call may make a request, by the name of its function or its options."""
    callee = callee_of(node)
    if node.type != "call_expression" or callee is None:
        return False
    name, given = scope.script.name(callee), arguments_of(node)
    if name in (_METHODS if object_of(callee) else _FUNCTIONS):
        return bool(given)
    if len(given) != 1 or given[0].type != "object":
        return False
    fields = fields_of(Expression(given[0], scope)) or {}
    return "url" in fields and not _OPTIONS.isdisjoint(fields)


@dataclass(frozen=True, slots=True)
class Request:
    """A request as a script writes it.

    url and sent: expressions as written; None if there is none. options: of the request. name: of the function.
    """

    name: str
    url: Expression | None
    sent: Expression | Fields | None
    options: Fields
    by_jquery: bool


def call_of(node: Node, scope: Scope, base: str) -> Call | None:
    """The request that a call of a function makes; None if a part of it is unknown."""
    request = _request(node, scope)
    return None if request is None else made(request, scope, base)


def _request(node: Node, scope: Scope) -> Request | None:
    callee = callee_of(node)
    holder, name = object_of(callee), scope.script.name(callee)
    given = [Expression(one, scope) for one in arguments_of(node)]
    by_jquery = scope.script.name(holder) in _JQUERY or name == "load"
    options = fields_of(given[0]) if given[0].node and given[0].node.type != "string" else None
    if name in GRIDS:
        url, method, fields = grid_request(name, options or {})
        return Request(name, url, fields, {"type": Expression(None, None, method)}, by_jquery=True)
    if name == "open":  # "xhr.open('GET', '/list?page=' + page, true)"
        method = str(given[0].value()).lower()
        sent_by = _sent_by(holder, node, scope) if method == "post" else None
        if method not in ("get", "post") or len(given) < 2 or (method == "post" and sent_by is None):
            return None
        return Request(method, given[1], sent_by, {}, by_jquery=True)
    if options is not None and "url" in options:
        return Request(name, options["url"], _data_of(options), options, by_jquery)
    second = given[1] if len(given) > 1 else None
    further = fields_of(second) if second else None
    if further and not by_jquery and not _OPTIONS.isdisjoint(further) and name != "post":
        return Request(name, given[0], _data_of(further), further, by_jquery)
    if name in ("ajax", "fetch") and further is not None:
        return Request(name, given[0], _data_of(further), further, by_jquery)
    config = fields_of(given[2]) if len(given) > 2 else None
    plainly = second if second is not None and _is_sent(second) else None
    return Request(name, given[0], plainly, {} if by_jquery or not config else config, by_jquery)


def _data_of(options: Fields) -> Expression | None:
    return next((options[one] for one in _SENT if one in options), None)


def _is_sent(argument: Expression) -> bool:
    """True for the fields of a request; False for its callback, which may be a function of another file."""
    node = argument.node
    if node is None or is_function(node):
        return False
    named = node.type in ("identifier", "member_expression")
    return not named or fields_of(argument) is not None or isinstance(argument.value(), str)


def _sent_by(holder: Node | None, opened: Node, scope: Scope) -> Expression | None:
    """What an XMLHttpRequest of this name sends: "xhr.send('cid=7&page=' + page)"."""
    for call in scope.script.calls_by_name.get("send", ()):
        same = holder is not None and (other := object_of(callee_of(call))) and text_of(other) == text_of(holder)
        if same and call.start_byte > opened.start_byte and (given := arguments_of(call)):
            return Expression(given[0], scope)
    return None


def made(request: Request, scope: Scope, base: str) -> Call | None:
    """The request with its values; None if one of them is unknown."""
    fields = fields_sent(request.sent)
    values = None if fields is None else values_of(fields)
    begins = scope.read.first[:1]
    address = _address(request, scope, base)
    if values is None or address is None:
        return None
    stated_method = f"{text_option(request.options, 'type')}{text_option(request.options, 'method')}".lower()
    by_load = request.name == "load" and fields and isinstance(request.sent, Expression)
    posts = request.name == "post" or "post" in stated_method or (by_load and _is_object(request.sent))
    kind = "application/json" if posts and _is_json(request) else FORM
    if not posts and "jsonp" in text_option(request.options, "dataType"):
        values |= {text_option(request.options, "jsonp") or "callback": "callback"}
    body = (json_of(values) if kind != FORM else form_of(values)) if posts else ""
    query = "" if posts else form_of(values)
    url = f"{address}{'&' if '?' in address else '?'}{query}" if query else address
    first = 0 if ROWS_BEFORE.search(url + body) else next(iter(begins or scope.read.first), 1)
    return Call(url, "POST" if posts else "GET", body, kind, first)


def _is_object(expression: Expression | Fields | None) -> bool:
    return isinstance(expression, Expression) and fields_of(expression) is not None


def fields_sent(sent_as: Expression | Fields | None) -> Fields | None:
    """The fields that a request sends; None if a part is unknown."""
    if isinstance(sent_as, Expression):
        return {} if sent_as.value() == "" else sent(sent_as)
    return sent_as or {}


def _address(request: Request, scope: Scope, base: str) -> str | None:
    """The absolute address of a request; None if it is unknown, or that of a script or picture."""
    url = request.url.value() if request.url else None
    if not isinstance(url, str):
        return None
    if request.name == "load":
        url = url.partition(" ")[0]  # "list.html #rows>li": a part of the response is shown
    elif url.startswith("/") and not (request.by_jquery or request.name == "fetch"):
        url = f"{_base_of_requests(scope)}{url}"
    if not ADDRESS.fullmatch(_CALLED_BACK.sub(CALLED_BACK, url)) or _NO_ROWS.search(url):
        return None
    return absolute(base, with_counted_rows(_CALLED_BACK.sub(CALLED_BACK, url)))


def _base_of_requests(scope: Scope) -> str:
    """The prefix that axios adds to each address: `axios.create({baseURL: '/prod-api'})`; "" if there is none."""
    found = scope.held("baseURL")
    return found.rstrip("/") if isinstance(found, str) else ""


def _is_json(request: Request) -> bool:
    """True if the body of a request is JSON: what libraries other than jQuery send by default."""
    content_type = text_option(request.options, "contentType").lower()
    if "json" in content_type or (isinstance(request.sent, Expression) and _encoder(request.sent) == "JSON.stringify"):
        return True
    headers = fields_of(request.options["headers"]) if "headers" in request.options else None
    headers_text = "".join(str(one.value()) for one in (headers or {}).values())
    as_form = request.by_jquery or "urlencoded" in headers_text or "emulateJSON" in request.options
    as_form = as_form or (isinstance(request.sent, Expression) and is_form(request.sent))
    return not as_form


def is_form(sent_as: Expression) -> bool:
    """True for what is encoded as a form: `Qs.stringify(…)`, `new FormData()`, a text."""
    node, scope = sent_as.node, sent_as.scope
    if node is not None and scope is not None and (_encoder(sent_as) or is_built(scope, scope.script.name(node))):
        return True
    return (node is not None and node.type == "new_expression") or isinstance(sent_as.value(), str)


def _encoder(sent_as: Expression) -> str:
    """The function that encodes what is sent, `JSON.stringify`; "" if there is none."""
    node, scope = sent_as.node, sent_as.scope
    if node is None or scope is None or node.type != "call_expression":
        return ""
    callee = callee_of(node)
    return text_of(callee) if callee and scope.script.name(callee) in ENCODERS else ""


def text_option(options: Fields, name: str) -> str:
    """The text of an option; "" if it is none."""
    value = options[name].value() if name in options else None
    return value if isinstance(value, str) else ""
