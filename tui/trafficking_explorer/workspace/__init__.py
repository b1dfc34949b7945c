"""A corpus that is open: how it is read, watched and rebuilt."""
