"""Rows of any table under any header: which cells stand under which label, and what is found so.

In: `model.Table`. Out: `Found`, which the sections fill. Knows no section by name.
"""
