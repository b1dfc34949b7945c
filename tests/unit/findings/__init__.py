"""Findings, rule by rule, and over the bundled corpus."""
