"""Words by which English texts introduce people: titles, offices, and verbs of saying."""

import re

UPPER = r"[^\W\d_a-zà-öø-ÿ]"
"""A pattern of one letter that is not a small one."""
TITLES = "Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Dame"
OFFICES = (
    "Director|Inspector|Superintendent|Chief|Chairman|Chairwoman|Chair|Minister|President|"
    "Secretary|Commissioner|Officer|Coordinator|Co-ordinator|Spokesperson|Spokesman|Spokeswoman|"
    "General|Captain|Commander|Colonel|Major|Lieutenant|Sergeant|Detective|Head|Executive|Ambassador|"
    "Prosecutor|Attorney|Judge|Professor|Senator|Manager|Specialist|Deputy|Agent|CEO|COO"
)
"""The last words of an office before a name: “Executive Director Ana Ferro”."""
SAYS = (
    "said|says|told|tells|added|adds|explained|explains|stated|states|noted|notes|stressed|"
    "declared|commented|concluded|continued|warned|emphasi[sz]ed|underlined|remarked|wrote|writes"
)

_CAPITALISED = re.compile(rf"{UPPER}[\w’'&.@-]*")
SMALL_WORD = re.compile(r"of|the|and|for|against|in|de|da|on|to|a|van|von|al|bin|&")
"""A word that names have between capitalised ones."""


def is_name(words: str) -> bool:
    """True if words are capitalised throughout, except for small words between them."""
    parts = words.split()
    return (
        bool(parts)
        and all(_CAPITALISED.match(part) or SMALL_WORD.fullmatch(part) for part in parts)
        and not SMALL_WORD.fullmatch(parts[0])
        and not SMALL_WORD.fullmatch(parts[-1])
    )
