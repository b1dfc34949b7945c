"""The explorer: a Textual app over a store."""

import os

# Textual paints at most so often a second, at fixed ticks, so that rows which are there right after
# the echo of a key wait for the next one: 17 ms at its own 60. Nothing is painted without a change.
os.environ.setdefault("TEXTUAL_FPS", "1000")
