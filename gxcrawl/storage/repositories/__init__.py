"""One class per collection, with its queries and its changes. In and out: the types of gxcrawl.model."""
