"""Invented reports and simulated portals; the demo and the tests share this code.

In: a seed. Out: reports with known values (`figures`), the same reports as HTML, Word, PDF, text or workbooks
(`writers`), and portals that publish them as docs/portals describes (`portals`, served by `server`).
Only the labels come from the official forms. Nothing else is taken from a real report, agency or portal.
"""
