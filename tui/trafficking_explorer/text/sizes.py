"""Sizes as DuckDB and the settings write them: "320MB", "1.5 GiB"."""

import re

_SIZE = re.compile(r"(\d+(?:\.\d+)?) ?([KMGT])(i?)B", re.IGNORECASE)


def bytes_of(size: str) -> int:
    """The bytes of a size.

    Raises:
        ValueError: it is not a size.
    """
    found = _SIZE.fullmatch(size)
    if found is None:
        raise ValueError(f"{size} is not a size")
    factor = 1024 if found[3] else 1000
    return int(float(found[1]) * factor ** " KMGT".index(found[2].upper()))


def size_of(count: int) -> str:
    """A number of bytes in words, to at least two figures: "800 MB", "1.5 GB"."""
    for power, unit in ((4, "TB"), (3, "GB")):
        if count >= 1000**power:
            return f"{count / 1000**power:.1f}".removesuffix(".0") + f" {unit}"
    return f"{count / 1e6:.0f} MB"
