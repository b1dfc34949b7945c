"""Text functions that know nothing of records."""
