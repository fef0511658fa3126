"""Readers for the sections of the form that are tables: the header, labels and meaning of the rows of each.

In: the lines of a section. Out: `Found`, with its values, notes and unknown rows.
"""
