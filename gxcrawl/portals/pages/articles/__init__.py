"""One article: its metadata, files and further pages, wherever the page has them."""
