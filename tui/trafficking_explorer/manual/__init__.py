"""The manual: Markdown pages in `docs/`, with parts that are generated from the code."""
