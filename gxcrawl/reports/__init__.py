"""A report from its bytes to the one document that is stored of it, and what stored reports tell together."""
