"""Outlines of the countries, and their drawing in cells."""
