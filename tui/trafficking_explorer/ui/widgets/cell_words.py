"""Words and signs of table cells, fitted to the room and to the signs that the terminal has."""

from trafficking_explorer.database.signs import DIFFERS, IMPOSSIBLE, SIGNS, SPELLINGS
from trafficking_explorer.text.display import has_room
from trafficking_explorer.text.qualifiers import PHRASES
from trafficking_explorer.text.qualifiers import SIGNS as QUALIFIER_SIGNS
from trafficking_explorer.ui.symbols import PLAIN, Symbols

_SERIOUS = {IMPOSSIBLE.text: "error", DIFFERS.text: "doubt", SPELLINGS.text: "doubt"}
_PLAIN = {sign.text: sign.plain for sign in SIGNS}
_MEANINGS = {sign.text: sign.meaning for sign in SIGNS}


def sign_class(sign: str) -> str:
    """The weight of a sign, which decides its colour: `error`, `doubt` or `note`."""
    return _SERIOUS.get(sign, "note")


def shown_sign(sign: str, marks: Symbols) -> str:
    """A sign as the terminal can show it."""
    return _PLAIN.get(sign, sign) if marks == PLAIN else sign


def sign_meaning(sign: str) -> str:
    """A few words for a sign; empty if there is none."""
    return f"{sign}  {_MEANINGS[sign]}" if sign in _MEANINGS else ""


def sign_legend(marks: Symbols) -> str:
    """All signs with their meanings, on one line."""
    return "   ".join(f"{shown_sign(sign.text, marks)} {sign.meaning}" for sign in SIGNS)


def fit_figure(text: str, cells: int, marks: Symbols) -> str:
    """Figures in the words that fit: `500 ≠ nearly 500`, else with signs, `500 ≠ ~ 500`."""
    if not has_room(text, cells):
        text = short_figure(text)
    if marks == PLAIN:
        text = text.replace(f" {DIFFERS.text} ", f" {DIFFERS.plain} ")
    return text


def short_figure(text: str) -> str:
    """Figures with signs instead of words: `~ 500`, `216 (27?)`."""
    for code, phrase in PHRASES.items():
        if phrase in text:
            text = text.replace(phrase, QUALIFIER_SIGNS[code])
    return text.replace(" of them?)", "?)")
