"""One article: its facts, files and further pages, wherever the page keeps them."""
