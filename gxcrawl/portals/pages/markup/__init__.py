"""What elements of a page say: words, links and where they lead, the rows and blocks they stand in."""
