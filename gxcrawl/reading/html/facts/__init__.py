"""What a page says of itself, and which part of it is the article."""
