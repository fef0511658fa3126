"""How commands show things to people: tables and lines of the terminal.

In: values of `presenting`, `coverage`, `revisions`. Out: what rich prints. Nothing here reads a database.
"""
