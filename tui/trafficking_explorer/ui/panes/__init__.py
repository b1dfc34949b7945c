"""Panes, one for each key of the top line; a pane holds the store and fills its widgets."""
