"""SQL as text: quoted names and literals, and folding as `text.folding` does it."""


def quote_name(name: str) -> str:
    """An identifier of any characters."""
    return '"' + name.replace('"', '""') + '"'


def quote_text(text: str) -> str:
    """A string literal, for statements that take no parameter."""
    return "'" + text.replace("'", "''") + "'"


def folded_sql(expression: str) -> str:
    """An expression without case, accents and typographic marks, as near as SQL comes to `fold`."""
    return f"translate(strip_accents(lower({expression})), '’‘“”–—‑', '''''\"\"---')"
