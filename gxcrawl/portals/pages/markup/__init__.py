"""Low-level reading of elements: words, links and their targets, and the rows and blocks that contain them."""
