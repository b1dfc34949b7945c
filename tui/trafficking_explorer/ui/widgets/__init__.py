"""Parts of a screen that know no pane: they show what they are given and say what was done."""
