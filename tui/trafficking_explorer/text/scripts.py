"""Readable parts of a text: names need capital letters, number words need English."""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from trafficking_explorer.text.languages import guess_language

_LETTER = re.compile(r"[^\W\d_]")
_LEAST_SHARE = 0.2
"""Share of letters of a script from which on it is said to be unread."""
_LOOKED_AT = 20_000
"""Letters by which a text is judged."""
_SCRIPTS = {
    "CJK": "Chinese or Japanese",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
}
_READ = frozenset(("LATIN", "CYRILLIC", "GREEK", "ARMENIAN"))
"""Scripts in which names are capitalised."""


def can_read_names(text: str) -> bool:
    """True if capital letters tell the names of a text, at least of most of it."""
    return _unread_share(text)[1] < 0.8


@lru_cache(maxsize=64)
def unread_script(text: str) -> str | None:
    """The script in which names cannot be told from other words; None without one.

    Returns:
        Its name in English, “Arabic”.
    """
    script, share = _unread_share(text)
    return script if share >= _LEAST_SHARE else None


def _unread_share(text: str) -> tuple[str, float]:
    """The most used of the scripts without capitals, and the share of all of them."""
    if text.isascii():
        return "", 0.0
    counts: Counter[str] = Counter()
    for char, number in Counter(_LETTER.findall(text[:_LOOKED_AT])).items():
        counts[_script(char)] += number
    total = sum(counts.values())
    unread = {script: number for script, number in counts.items() if script not in _READ}
    if not unread:
        return "", 0.0
    most = max(unread, key=lambda script: unread[script])
    return _SCRIPTS.get(most, most.capitalize()), sum(unread.values()) / total


@lru_cache(maxsize=4096)
def _script(char: str) -> str:
    """The first word of a letter's name: LATIN, ARABIC, CJK."""
    if char.isascii():
        return "LATIN"
    name = unicodedata.name(char, "UNKNOWN")
    first = name.partition(" ")[0]
    return "LATIN" if first in ("MODIFIER", "MASCULINE", "FEMININE", "FULLWIDTH") else first


_NUMBER_WORDS = frozenset(("en",))
_NAMES_OF = frozenset(("en", "fr", "es", "it", "pt", "nl", "ca", "gl"))
"""Languages whose function words are known, so that a name at the beginning of a sentence is told."""
_ENGLISH_NAMES = {
    "ar": "Arabic",
    "de": "German",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "it": "Italian",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "sv": "Swedish",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "zh": "Chinese",
}


def unread_words(text: str, language: str | None) -> str | None:
    """The part of a text that coverage cannot read; None if it reads all.

    Args:
        language: as BCP 47, if a curator gives it.
    """
    script = unread_script(text)
    if script is not None:
        return f"names and number words in {script} letters"
    code = (language or guess_language(text) or "en").partition("-")[0].lower()
    if code in _NUMBER_WORDS:
        return None
    name = _ENGLISH_NAMES.get(code, f"the language “{code}”")
    return f"number words in {name}" if code in _NAMES_OF else f"names and number words in {name}"
