"""The pages to look at: what a database holds, for people and, as JSON, for programs. Read-only.

In: an opened Database and an address. Out: HTML or JSON. `queries` says which addresses there are, `loading` reads
what one needs, `pages/` makes of it what is shown (pure), `rendering` writes HTML; `app`, `api/` and `dumps` speak
HTTP and `static_site` writes files. Everything stored is hostile: it is escaped, or sanitised and put into a frame.
"""
