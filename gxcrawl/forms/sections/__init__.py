"""The sections of the form that are tables, each with its header, its labels and what its rows mean.

In: the lines that belong to a section. Out: `Found`, with its values, notes and unknown rows.
"""
