"""One rule a module: what it looks for, and the page that explains it."""
