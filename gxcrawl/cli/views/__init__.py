"""Tables and lines that commands print on the terminal.

In: values of `presenting`, `coverage`, `revisions`. Out: renderables and text for rich. Nothing here reads a database.
"""
