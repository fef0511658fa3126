"""The visible content of a PDF page: hidden, covered and wrongly mapped characters are marked."""
