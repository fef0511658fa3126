"""Invented reports and simulated portals, one set of code that the demo and the tests share.

In: nothing but a seed. Out: reports whose every figure is known (`figures`), the same report as HTML, Word, PDF, text
or a workbook (`writers`), and portals that publish them as docs/portals describes (`portals`, served by `server`).
Nothing here is taken from a real report, agency or portal; the labels alone come from the official forms.
"""
