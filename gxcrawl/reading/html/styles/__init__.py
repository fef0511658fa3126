"""What is seen of a page, and what only its style sets apart."""
