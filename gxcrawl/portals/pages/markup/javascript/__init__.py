"""The JavaScript of pages: syntax trees, and values of expressions as far as the page gives them."""
