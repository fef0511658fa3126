"""Widgets that fill a table by requests: `$('#dg').datagrid({url: '/list.do', pageSize: 20})`.

The names of paging parameters are not on the page: each widget library has its own.
"""

from gxcrawl.portals.pages.markup.javascript.placeholders import rows_before
from gxcrawl.portals.pages.markup.javascript.scope import Expression
from gxcrawl.portals.pages.markup.words import is_number
from gxcrawl.portals.pages.scripts.objects import Fields, fields_of

EASYUI, BOOTSTRAP, DATA_TABLES, LAYUI = ("datagrid", "treegrid"), "bootstrapTable", ("DataTable", "dataTable"), "render"
GRIDS = (*EASYUI, BOOTSTRAP, *DATA_TABLES, LAYUI)
"""The functions that create such a table."""

_ROWS_OF_A_PAGE = ("pageSize", "pageLength", "limit")
_DEFAULT_ROWS = 10  # of all these widgets
_SENT = ("queryParams", "where", "data")


def grid_request(name: str, options: Fields) -> tuple[Expression | None, str, Fields]:
    """The address, method and fields of a widget's request for its first page."""
    ajax = options.get("ajax")
    inner = fields_of(ajax) if ajax else None
    request = {**options, **(inner if inner is not None else {"url": ajax} if ajax else {})}
    own = next((fields for one in _SENT if one in request and (fields := fields_of(request[one]))), {})
    method = str(_option(request, "method") or _option(request, "type") or ("post" if name in EASYUI else "get"))
    turned = {field: Expression(None, None, value) for field, value in _turned_by(name, options).items()}
    return request.get("url"), method, {**own, **turned}


def _option(options: Fields, name: str) -> object:
    return options[name].value() if name in options else None


def _turned_by(name: str, options: Fields) -> dict[str, str | int]:
    """The parameters with which a widget requests the first page; empty if it requests everything at once."""
    written = next((str(_option(options, one)) for one in _ROWS_OF_A_PAGE if one in options), "")
    size = int(written) if is_number(written) else _DEFAULT_ROWS
    if name in EASYUI:
        return {"page": 1, "rows": size} if _option(options, "pagination") is True else {}
    if name == BOOTSTRAP:
        return {"limit": size, "offset": 0} if "server" in str(_option(options, "sidePagination")) else {}
    if name in DATA_TABLES:
        return {"start": rows_before(size), "length": size} if _option(options, "serverSide") is True else {}
    return {"page": 1, "limit": size} if "page" in options and _option(options, "page") is not False else {}
