"""Classes of DuckDB's types, by their names: figures, times, names."""

import re

_NUMERIC = re.compile(r"U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|BIGNUM|FLOAT|DOUBLE|DECIMAL\(.*\)")


def is_numeric(type_: str) -> bool:
    """True if values of a type are numbers."""
    return _NUMERIC.fullmatch(type_) is not None


def is_temporal(type_: str) -> bool:
    """True if values of a type are points in time."""
    return type_ == "DATE" or type_.startswith("TIMESTAMP")


def is_name(type_: str) -> bool:
    """True if values of a type can be names of bars."""
    return type_ in ("VARCHAR", "BOOLEAN", "UUID", "JSON") or type_.startswith("ENUM(")
