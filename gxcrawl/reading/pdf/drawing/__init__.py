"""What a PDF draws, as a person sees it: hidden, covered and renamed characters told."""
