"""Tests of `curating`."""
