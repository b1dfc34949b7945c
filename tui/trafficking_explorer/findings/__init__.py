"""Findings: inconsistencies in the data, found by rules over the store."""
