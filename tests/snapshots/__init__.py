"""Whole screens, compared to the cell."""
