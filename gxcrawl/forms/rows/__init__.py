"""Rows of any table under any header: which cell belongs to which label.

In: `model.Table`. Out: `Found`, which the sections fill. Independent of the sections.
"""
