"""The publisher of a copied article, where the text names it."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from trafficking_explorer.curation.article_lines import Line
from trafficking_explorer.records.evidence import TextPosition

_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)(?:\s*(?:©|\(c\)|by))?\s*(?:(?:19|20)\d\d(?:\s*[-–—,]\s*(?:19|20)?\d\d)?)?[\s,.|–—-]*(?:by\s+)?"
    r"(?P<name>[^\W\d_][^|•·\n]*?)"
    r"\s*(?:[,.]?\s*(?:19|20)\d\d(?:\s*[-–—]\s*(?:19|20)?\d\d)?)?\s*(?:[.,|•·–—-]\s*(?:all rights|alle rechte|todos los|tous droits|tutti i|"
    r"terms|privacy|published|site by|powered).*)?[.|]?\Z",
    re.IGNORECASE,
)
_PUBLISHER = re.compile(
    r"(?:publisher|published by|editor(?:ial)?|herausgeber|éditeur|editora|source|fuente|quelle)\s*:\s+(?P<name>[^\W\d_].{1,78})\Z|"
    r"published by\s+(?P<other>[^\W\d_a-z].{1,78})\Z",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"\b(?:rights|reserved|rechte|derechos|droits|content|text|photo|images?|this)\b", re.IGNORECASE
)
_MOST_WORDS = 10


def find_publisher(lines: Sequence[Line]) -> TextPosition | None:
    """The publisher if the text names just one, in a line for that or in its copyright."""
    for pattern in (_PUBLISHER, _COPYRIGHT):
        found: dict[str, TextPosition] = {}
        for line in lines:
            match = pattern.match(line.text) if len(line.text) <= 160 else None
            if match is None:
                continue
            group = "other" if match.groupdict().get("other") else "name"
            name = match[group]
            if (
                _RIGHTS.search(name)
                or len(name.split()) > _MOST_WORDS
                or "://" in name
                or "©" in name
            ):
                continue
            start = line.start + match.start(group)
            end = start + len(name.rstrip(" ,.;–—-"))
            found.setdefault(name.casefold(), TextPosition(start, end))
        if len(found) == 1:
            return next(iter(found.values()))
        if found:
            return None
    return None


def host_of(address: str) -> str:
    """The host of an address without “www.”; "" if it has none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
