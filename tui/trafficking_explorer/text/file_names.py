"""Names for files, made from words."""

import re

from trafficking_explorer.text.folding import fold

_MOST = 60
_OTHERS = re.compile(r"[^\w]+")


def file_name(*parts: str) -> str:
    """Words as a name without a suffix that any system takes: small letters, digits and hyphens."""
    words = _OTHERS.sub("-", fold(" ".join(parts))).replace("_", "-")
    shown = words.encode("ascii", "ignore").decode()[:_MOST]
    return re.sub("-+", "-", shown).strip("-") or "rows"
