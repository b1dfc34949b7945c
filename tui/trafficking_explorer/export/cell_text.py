"""Values of a result as text, shared by several formats."""

import math
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from json.encoder import encode_basestring
from typing import IO, Any

from trafficking_explorer.text.display import clean_line, escape_json, single_line


def line_for(stream: IO[str]) -> Callable[[str], str]:
    """The function that makes texts fit one line: printable on a terminal, elsewhere as they are."""
    return single_line if stream.isatty() else clean_line


def json_text(value: Any) -> str:
    """A value as JSON: lists as arrays, dates in ISO 8601, NULL and NaN as null.

    Numbers keep all digits; Python's encoder would turn decimals into floats.
    """
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            return _string(value)
        case int():
            return str(value)
        case float():
            return repr(value) if math.isfinite(value) else "null"
        case Decimal():
            return f"{value:f}" if value.is_finite() else "null"
        case date() | datetime() | time():
            return f'"{value.isoformat()}"'
        case list() | tuple():
            return f"[{', '.join(map(json_text, value))}]"
        case dict():
            pairs = (f"{_key(key)}: {json_text(each)}" for key, each in value.items())
            return f"{{{', '.join(pairs)}}}"
        case bytes():
            return f'"{value.hex()}"'
    return _string(str(value))


def _string(text: str) -> str:
    return escape_json(encode_basestring(text))


def _key(key: Any) -> str:
    """The name of a member of an object."""
    return _string(key if isinstance(key, str) else as_text(key))


def as_text(value: Any) -> str:
    """A value as one cell: NULL is empty, lists are joined, whole numbers have no decimals."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case list() | tuple():
            return "; ".join(as_text(each) for each in value)
        case dict():
            return "; ".join(f"{key}: {as_text(each)}" for key, each in value.items())
        case bytes():
            return value.hex()
    return value.isoformat() if isinstance(value, date | time) else str(value)
