"""A page's metadata, and which part of it is the article."""
