"""Worker processes: documents are read and reports are stored there, off the event loop and within limits."""
