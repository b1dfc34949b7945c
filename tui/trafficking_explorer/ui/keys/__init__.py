"""The keys of the explorer: where each works, what it does, and how it is bound now."""
