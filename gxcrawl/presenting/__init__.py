"""Prepares a stored report for people: which value stands where, what is doubtful, and where it came from.

In: documents of `reports`, as stored. Out: rows, cells and sentences, each doubtful number marked, with the labels of
the official form. Pure: no database, no terminal width, no colour; the command line and the web pages do the layout.
`page` is a whole report, `explaining` one value, `versions` all versions, `overviews/` many reports.
"""
