"""A terminal explorer over hand-curated records that rest on the words of their sources."""

__version__ = "0.1.0"
