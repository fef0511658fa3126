"""Page models as HTML: templates, the addresses in them, and the texts in both languages.

In: the Library and the address of a page. Out: HTML.
"""
