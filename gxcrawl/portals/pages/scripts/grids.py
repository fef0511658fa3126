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
_ROWS_UNSAID = 10  # in all of these
_SENT = ("queryParams", "where", "data")


def grid_request(name: str, options: Fields) -> tuple[Expression | None, str, Fields]:
    """The address, method and fields of a widget's request for its first page."""
    ajax = options.get("ajax")
    inner = fields_of(ajax) if ajax else None
    asked = {**options, **(inner if inner is not None else {"url": ajax} if ajax else {})}
    own = next((fields for one in _SENT if one in asked and (fields := fields_of(asked[one]))), {})
    method = str(_told(asked, "method") or _told(asked, "type") or ("post" if name in EASYUI else "get"))
    turned = {field: Expression(None, None, value) for field, value in _turned_by(name, options).items()}
    return asked.get("url"), method, {**own, **turned}


def _told(options: Fields, name: str) -> object:
    return options[name].value() if name in options else None


def _turned_by(name: str, options: Fields) -> dict[str, str | int]:
    """The parameters with which a widget requests the first page; empty if it requests everything at once."""
    written = next((str(_told(options, one)) for one in _ROWS_OF_A_PAGE if one in options), "")
    size = int(written) if is_number(written) else _ROWS_UNSAID
    if name in EASYUI:
        return {"page": 1, "rows": size} if _told(options, "pagination") is True else {}
    if name == BOOTSTRAP:
        return {"limit": size, "offset": 0} if "server" in str(_told(options, "sidePagination")) else {}
    if name in DATA_TABLES:
        return {"start": rows_before(size), "length": size} if _told(options, "serverSide") is True else {}
    return {"page": 1, "limit": size} if "page" in options and _told(options, "page") is not False else {}
