"""Worker processes, which read documents and store reports off the event loop and within limits."""
