"""The filter language: text to terms to a condition of the store."""
