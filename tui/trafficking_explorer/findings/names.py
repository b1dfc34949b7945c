"""Names that differ so little that they may be one name, misspelt or shortened."""

from trafficking_explorer.corpus.countries import is_country_name
from trafficking_explorer.findings.wording import american

MIN_LETTERS = 5
"""Words below this length differ by a letter from too many others."""
_LONG = 8
"""Letters from which two may differ."""
LONGEST = 200
"""Code points up to which names are compared."""
_INFLECTIONS = frozenset("sneyirdao")
"""Letters that end another form of a word: bureaus, Kenyan, Germany, Israeli, officer."""
_VOWELS = frozenset("aeiou")
_WORDS = "i ii iii iv v vi vii viii ix x one two three four five six seven eight nine ten"
_NUMERALS = frozenset(_WORDS.split())
_SMALL = frozenset(["the", "of", "for", "and", "in", "de", "la", "du", "des"])


def differ_by_letters(a: str, b: str, most: int = 2) -> bool:
    """True if two folded names differ in one word only, and that by a letter or two.

    A numeral at the end of one of them does not count: "Blue Kettle III" and "Blue Ketle".

    Args:
        most: the letters that may differ in a word of eight or more; in a shorter one, one.
    """
    words, others = a.split(), b.split()
    if words and others and _is_numeral(words[-1]) != _is_numeral(others[-1]):
        words, others = without_numeral(a).split(), without_numeral(b).split()
    if len(words) != len(others):
        return False
    different = [pair for pair in zip(words, others, strict=True) if pair[0] != pair[1]]
    return len(different) == 1 and is_slip(*different[0], most)


def is_slip(one: str, other: str, most: int = 2) -> bool:
    """True if two folded words differ by a letter or two and are not two forms of one word."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < MIN_LETTERS or not (one + other).isalpha():
        return False
    if american(one) == american(other):
        return False
    if longer.startswith(shorter):
        return len(longer) == len(shorter) + 1 and not _is_inflected(shorter, longer[-1])
    if one[:-1] == other[:-1] and {one[-1], other[-1]} <= _VOWELS:
        # Maria and Mario.
        return False
    # Imported late: showing findings loads the rules, but runs none.
    from rapidfuzz.distance import OSA

    allowed = most if len(shorter) >= _LONG else 1
    if OSA.distance(one, other, score_cutoff=allowed) > allowed:
        return False
    # Zambia and Gambia.
    return not (_is_country(one) and _is_country(other))


def _is_country(folded: str) -> bool:
    name = folded.capitalize()
    return is_country_name(name) or is_country_name(f"The {name}")


def leaves_words_out(a: str, b: str) -> bool:
    """True if one folded name is the other without one word, or two; a numeral is not left out."""
    words, others = sorted((a.split(), b.split()), key=len)
    more = len(others) - len(words)
    if len(set(words) - _SMALL) < 2 or not 0 < more <= 2:
        return False
    rest = iter(others)
    if not all(word in rest for word in words):
        return False
    left = list(others)
    for word in words:
        left.remove(word)
    return not any(word in _NUMERALS or word.isdecimal() for word in left)


def without_numeral(name: str) -> str:
    """A folded name without a numeral at its end."""
    words = name.split()
    return " ".join(words[:-1]) if len(words) > 1 and _is_numeral(words[-1]) else name


def without_each_letter(name: str) -> set[str]:
    """A name, and the same without each of its letters in turn: near names have one of these in common."""
    return {name, *(name[:at] + name[at + 1 :] for at in range(len(name)))}


def _is_numeral(word: str) -> bool:
    return word in _NUMERALS or word.isdecimal()


def _is_inflected(word: str, end: str) -> bool:
    """True if a letter at the end makes another form of a word."""
    if end == "n":
        # Kenya and Kenyan, but Migratio and Migration.
        return word[-1] in "aei"
    return end in _INFLECTIONS
