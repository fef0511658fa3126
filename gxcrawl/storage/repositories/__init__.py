"""One class per collection: what is asked of it and what may change in it. In and out: the types of gxcrawl.model."""
