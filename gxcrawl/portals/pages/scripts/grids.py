"""Widgets that fill a table by requests: `$('#dg').datagrid({url: '/list.do', pageSize: 20})`.

The names of paging parameters are not on the page: each widget library has its own.
"""

from collections.abc import Mapping

from gxcrawl.portals.pages.markup.words import is_number
from gxcrawl.portals.pages.scripts.sent_fields import fields_of

EASYUI, BOOTSTRAP, DATA_TABLES, LAYUI = ("datagrid", "treegrid"), "bootstrapTable", ("DataTable", "dataTable"), "render"
GRIDS = (*EASYUI, BOOTSTRAP, *DATA_TABLES, LAYUI)
"""The functions that create such a table."""

_ROWS_OF_A_PAGE = ("pageSize", "pageLength", "limit")
_ROWS_UNSAID = "10"  # in all of these
_SENT = ("queryParams", "where", "data")


def grid_request(name: str, options: Mapping[str, str]) -> dict[str, str]:
    """The options of a widget as those of a request (`url`, `type`, `data`), in the syntax of the script."""
    ajax = options.get("ajax", "")
    asked = {**options, **(fields_of(ajax) if ajax.startswith("{") else {"url": ajax} if ajax else {})}
    own = fields_of(next((asked[one] for one in _SENT if one in asked), ""))
    data = ", ".join(f"{field}: {value}" for field, value in {**own, **_turned_by(name, options)}.items())
    method = asked.get("method") or asked.get("type") or ("post" if name in EASYUI else "get")
    return {"url": asked.get("url", ""), "type": method, "data": f"{{{data}}}" if data else ""}


def _turned_by(name: str, options: Mapping[str, str]) -> dict[str, str]:
    """The parameters with which a widget requests the first page; empty if it requests everything at once."""
    written = next((options[one].strip("\"'") for one in _ROWS_OF_A_PAGE if one in options), "")
    size = written if is_number(written) else _ROWS_UNSAID
    if name in EASYUI:
        return {"page": "1", "rows": size} if options.get("pagination") == "true" else {}
    if name == BOOTSTRAP:
        return {"limit": size, "offset": "0"} if "server" in options.get("sidePagination", "") else {}
    if name in DATA_TABLES:
        return {"start": f"'gxcrawlskip{size}x'", "length": size} if options.get("serverSide") == "true" else {}
    return {"page": "1", "limit": size} if options.get("page", "false") != "false" else {}
