"""The tables of a report for people.

In: a stored report and its doubts. Out: rows and cells, as narrow sheets or laid out as on the official form.
"""
