"""Articles and files: which to request, how to judge their answers, and the items made of them."""
