"""Articles and files: which to request, how to judge their responses, and the items made from them."""
