"""The filter line of a result, as a condition on its rows."""

import re
from collections.abc import Sequence

from trafficking_explorer.console.result_views import Condition

_COMPARISON = re.compile(
    r"\s*(?P<name>\"(?:[^\"]|\"\")+\"|[^\s<>=!\"]+)?\s*"
    r"(?:(?P<sign><=|>=|<>|!=|=|<|>)\s*(?P<value>.*?)|(?P<null>is\s+(?:not\s+)?null))\s*",
    re.IGNORECASE | re.DOTALL,
)


def condition(line: str, columns: Sequence[str], at: int) -> Condition | None:
    """Read a line: `= 5` is about the column of the cursor, `measure = arrests` about that one.

    A line that is not a comparison, or begins with words that do not name a column, is words that must
    all be in the row. None for an empty line.

    Args:
        at: the column of the cursor.
    """
    if not line.strip():
        return None
    match = _COMPARISON.fullmatch(line)
    if match is None:
        return Condition(" ".join(line.split()))
    column = at
    if name := match["name"]:
        plain = name[1:-1].replace('""', '"') if name.startswith('"') else name
        known = [each.casefold() for each in columns]
        if plain.casefold() not in known:
            return Condition(" ".join(line.split()))
        column = known.index(plain.casefold())
    if match["null"]:
        return Condition("", column, "not null" if "not" in match["null"].lower() else "null")
    return Condition(_unquoted(match["value"]), column, match["sign"].replace("!=", "<>"))


def describe_condition(found: Condition, columns: Sequence[str]) -> str:
    """A condition in words, for the status line."""
    if found.column is None:
        return f"with “{found.value}”"
    name = columns[found.column]
    if found.comparison in ("null", "not null"):
        return f"where {name} is {found.comparison}"
    return f"where {name} {found.comparison} {found.value}"


def _unquoted(value: str) -> str:
    """A value without the quotation marks of SQL."""
    if len(value) > 1 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    return value
