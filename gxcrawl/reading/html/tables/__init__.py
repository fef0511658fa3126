"""The tables of a page, with and without table elements, as cells with spans."""
