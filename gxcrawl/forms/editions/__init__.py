"""What the official forms print, edition by edition, as data: rows, columns, indicators, and how they add up."""
