"""The tests; a package, so that those of the user interface can share `tests.ui`."""
