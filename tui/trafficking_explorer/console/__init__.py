"""The SQL console, without a screen."""
