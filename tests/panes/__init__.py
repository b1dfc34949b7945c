"""Panes, screens and widgets, driven with real keys and clicks."""
