"""The record kinds: one pydantic model each, and their common parts."""
