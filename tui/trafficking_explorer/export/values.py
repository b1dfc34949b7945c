"""One value of a result in the forms that formats share."""

import math
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID


def as_json(value: Any) -> Any:
    """A value as JSON has it: lists as arrays, dates in ISO 8601, NULL and NaN as null."""
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return value if math.isfinite(value) else None
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case date() | datetime() | time():
            return value.isoformat()
        case list() | tuple():
            return [as_json(each) for each in value]
        case dict():
            return {str(key): as_json(each) for key, each in value.items()}
        case bytes():
            return value.hex()
        case timedelta() | UUID():
            return str(value)
    return str(value)


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
