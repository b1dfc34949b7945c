"""Names of operations, as texts write them."""

import re

from trafficking_explorer.text.letters import UPPER

_LETTERS = r"[\w\u0300-\u036f\ua717]"
_WORD = rf"(?:{UPPER}{_LETTERS}*(?:[’'-](?!s\b){_LETTERS}+)*|\d+\b(?![.,]\d))"
_GAP = r"[ \u00a0]{1,4}"
"""A line break within a paragraph is a blank, and so are the marks of a quoted mail."""
_OTHERS = (
    r"(?:Manager|Director|Officer|Cent(?:er|re)|Room|Command|Department|Division|Team|Unit|Chief|Group|"
    r"Support|Coordinat\w+|Head|Section|Branch)s?\b"
)
"""“Operations Manager”."""
OPERATION = re.compile(
    r"(?<![\w-])(?:Operations?|Op\.|Opération|Operación|Operação|Operazione|Operatie|Операци[яию]|Επιχείρηση)"
    rf"{_GAP}(?!{_OTHERS})"
    rf"(?:[“‘«„\"']{UPPER}[^“”‘’«»„\"'\n]{{1,60}}[”’»“\"']|{_WORD}(?:{_GAP}{_WORD})*)"
)
"""“Operation Étoile”, “Operation ‘Blue Kettle’”, “Operation Weka II”, without a possessive at the end."""
