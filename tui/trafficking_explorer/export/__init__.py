"""Rows to a file or a stream, one format a module."""
