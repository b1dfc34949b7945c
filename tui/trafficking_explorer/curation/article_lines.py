"""Lines of a copied article, and how their looks tell them apart: menus, labels, lists."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_SEPARATORS = re.compile(r"\s*[|›·•/>]\s*|\s+[→–—-]\s+|\s*»\s*")
_TRAIL = re.compile(r"\s*[›»→>]\s*")
_MOST_TRAIL_WORDS = 4
_BULLET = re.compile(r"\s*[•·▪●*–—-]\s+")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\w+", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:for immediate release|embargo\w*\b.*|(?:press|news|media)\s*(?:release|statement|note|advisory)|statement|"
    r"(?:breaking|world|local|latest)?\s*news|exclusive|opinion|analysis|feature|interview|report|"
    r"comunicado(?: de prensa)?|nota de prensa|noticias?|communiqué(?: de presse)?|actualités?|"
    r"(?:presse|medien)(?:mitteilung|information|meldung)|nachrichten|comunicato stampa|persbericht|"
    r"بيان صحفي|خبر صحفي|أخبار|пресс-релиз|basın açıklaması)"
    r"(?:\s*(?:no|nr|n°|n\.º|nº|№)?[.\s]*\d[\d/.-]*)?\s*[:：]?",
    re.IGNORECASE,
)
"""Lines above a title that tell of what kind the text is."""
SENTENCE_END = re.compile(r"[.!?…。！？؟۔।][”\"’'»)\]“「」』]*\Z")
"""The end of a line that ends like a sentence."""


class Line(NamedTuple):
    """A line that has words, without the white space around them."""

    start: int
    end: int
    text: str

    @property
    def words(self) -> list[str]:
        """Its words."""
        return self.text.split()

    @property
    def is_sentence(self) -> bool:
        """True if it ends like a sentence."""
        return SENTENCE_END.search(self.text[-8:]) is not None

    @property
    def is_bullet(self) -> bool:
        """True if it begins with a bullet or a dash."""
        return _BULLET.match(self.text) is not None

    @property
    def is_address(self) -> bool:
        """True if it is an address of the web or of a mail box, and nothing else."""
        return _ADDRESS.fullmatch(self.text) is not None

    @property
    def is_menu(self) -> bool:
        """True if it is a row of short entries, such as “Home | News | About us”."""
        if "«" in self.text:
            # » closes a quotation.
            return False
        trail = [len(each.split()) for each in _TRAIL.split(self.text) if each.strip()]
        if len(trail) > 2 and max(trail[:-1]) <= _MOST_TRAIL_WORDS:
            # “Home » Magazine » Operation Zeta frees 12 people”.
            return True
        pieces = [len(each.split()) for each in _SEPARATORS.split(self.text) if each.strip()]
        if len(pieces) < 2:
            return False
        return max(pieces) <= (2 if len(pieces) == 2 else 3)


def lines_of(text: str, start: int = 0) -> Iterator[Line]:
    """Every line that has words, from a place on."""
    for match in _LINE.finditer(text, start):
        words = match[0].strip("\ufeff").strip()
        if words:
            at = match.start() + match[0].index(words)
            yield Line(at, at + len(words), words)


def is_release_label(line: str) -> bool:
    """True if a line only tells of what kind the text below is: “Press release No. 14”."""
    return _LABEL.fullmatch(line) is not None
