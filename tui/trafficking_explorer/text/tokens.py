"""Words of a text for readers of names: letters with their accents, without addresses.

Each function returns a text of the same length, so that places in it are those of the text itself.
"""

import re
import unicodedata

FILL = "\ua717"
"""Stands for a mark that belongs to the letter before it; a letter itself, and in no text."""
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"), FILL)
_ADDRESS = re.compile(
    r"(?:https?|ftp)://[^\s<>“”«»]+|\bwww\.[^\s<>“”«»]+"
    r"|(?<![\w@])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})*"
    r"|(?<![\w@.])@\w+|(?<![\w#&])#\w+"
    r"|(?<![\w.@])(?:[a-zA-Z0-9][a-zA-Z0-9-]{0,62}\.){1,4}"
    r"(?:com|org|net|gov|edu|int|info|eu|uk|us|de|fr|es|it|ch|at|nl|be|se|no|dk|fi|pl|pt|ie|ca|au|nz|in|"
    r"za|ng|gh|ke|example|test|io|co|news|today|africa)(?:/[^\s<>“”«»]*)?(?![\w-])"
)
"""Addresses of the web and of mail, names with an at sign, tags."""
_ZERO_WIDTH = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")


def with_whole_letters(text: str) -> str:
    """A text in which a letter and its combining marks are one composed letter and fillers.

    Soft hyphens and zero-width characters within words are fillers too.
    """
    if text.isascii():
        return text
    if _ZERO_WIDTH.search(text):
        text = text.translate(_INVISIBLE)
    if not any(map(unicodedata.combining, set(text))):
        return text
    pieces: list[str] = []
    cluster = ""
    for char in text:
        if cluster and unicodedata.combining(char):
            cluster += char
            continue
        pieces.append(_composed(cluster))
        cluster = char
    pieces.append(_composed(cluster))
    return "".join(pieces)


def _composed(cluster: str) -> str:
    """A letter with its marks, as long as before."""
    if len(cluster) < 2:
        return cluster
    whole = unicodedata.normalize("NFC", cluster)
    return whole[0] + FILL * (len(cluster) - 1)


def plain_word(word: str) -> str:
    """A word without the fillers of `with_whole_letters`."""
    return word.replace(FILL, "")


def without_addresses(text: str) -> str:
    """A text with small letters for addresses of the web and of mail."""
    if "." not in text and "@" not in text and "#" not in text:
        return text
    return _ADDRESS.sub(lambda match: "x" * len(_trimmed(match[0])) + _rest(match[0]), text)


def find_addresses(text: str) -> list[tuple[int, int]]:
    """The places of addresses of the web and of mail."""
    if "." not in text and "@" not in text and "#" not in text:
        return []
    return [
        (match.start(), match.start() + len(_trimmed(match[0])))
        for match in _ADDRESS.finditer(text)
    ]


def _trimmed(address: str) -> str:
    """An address without the punctuation of the sentence after it."""
    return address.rstrip(".,;:!?)]’'\"")


def _rest(address: str) -> str:
    return address[len(_trimmed(address)) :]


def is_capital(word: str) -> bool:
    """True if a word begins with a capital letter of any script that has them."""
    return word[:1].isupper() or word[:1].istitle()
