"""Opening, watching and rebuilding a corpus."""
