"""Boxes over another screen, in which the reader chooses, types or reads one thing."""
