"""The web interface: shows the contents of a database as HTML pages and answers programs in JSON. Read-only.

In: an opened Database and the address of a page. Out: HTML or JSON. `queries` defines the parameters of addresses,
`loading/` reads the data of a page, `pages/` turns them into page models without side effects, `rendering/` writes
HTML. `app` answers HTTP requests with `responses/` and `api/`; `static_site` writes the pages as files. All stored text
is treated as hostile: it is escaped, or sanitised and shown in a sandboxed frame.
"""
