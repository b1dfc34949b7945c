"""Screens that fill the terminal, and those that the app itself lays over them."""
