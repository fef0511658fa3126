"""What a PDF page draws, as a reader sees it: hidden, covered and wrongly mapped characters are marked."""
