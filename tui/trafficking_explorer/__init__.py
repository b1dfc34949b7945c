"""A terminal explorer over hand-curated records, each with the words of its sources."""

__version__ = "0.1.0"
