"""Widgets that fill a table with rows they ask for: `$('#dg').datagrid({url: '/list.do', pageSize: 20})`.

Which fields turn their pages no page says: each widget has its own.
"""

from collections.abc import Mapping

from gxcrawl.portals.pages.markup.words import is_number
from gxcrawl.portals.pages.scripts.sent_fields import fields_of

EASYUI, BOOTSTRAP, DATA_TABLES, LAYUI = ("datagrid", "treegrid"), "bootstrapTable", ("DataTable", "dataTable"), "render"
GRIDS = (*EASYUI, BOOTSTRAP, *DATA_TABLES, LAYUI)
"""The functions that begin such a table."""

_ROWS_OF_A_PAGE = ("pageSize", "pageLength", "limit")
_ROWS_UNSAID = "10"  # in all of these
_SENT = ("queryParams", "where", "data")


def grid_request(name: str, options: Mapping[str, str]) -> dict[str, str]:
    """The options of a widget as those of a request, all as a script writes them: `url`, `type`, `data`."""
    ajax = options.get("ajax", "")
    asked = {**options, **(fields_of(ajax) if ajax.startswith("{") else {"url": ajax} if ajax else {})}
    own = fields_of(next((asked[one] for one in _SENT if one in asked), ""))
    data = ", ".join(f"{field}: {value}" for field, value in {**own, **_turned_by(name, options)}.items())
    method = asked.get("method") or asked.get("type") or ("post" if name in EASYUI else "get")
    return {"url": asked.get("url", ""), "type": method, "data": f"{{{data}}}" if data else ""}


def _turned_by(name: str, options: Mapping[str, str]) -> dict[str, str]:
    """The fields by which a widget asks for the first page; none where it asks once for all."""
    written = next((options[one].strip("\"'") for one in _ROWS_OF_A_PAGE if one in options), "")
    size = written if is_number(written) else _ROWS_UNSAID
    if name in EASYUI:
        return {"page": "1", "rows": size} if options.get("pagination") == "true" else {}
    if name == BOOTSTRAP:
        return {"limit": size, "offset": "0"} if "server" in options.get("sidePagination", "") else {}
    if name in DATA_TABLES:
        return {"start": f"'gxcrawlskip{size}x'", "length": size} if options.get("serverSide") == "true" else {}
    return {"page": "1", "limit": size} if options.get("page", "false") != "false" else {}
