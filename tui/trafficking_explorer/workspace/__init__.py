"""Opening, watching and rebuilding a corpus; the reader's notes on it."""
