"""Articles and files: those worth a request, what their answers are, and the items made of them."""
