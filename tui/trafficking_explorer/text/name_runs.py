"""Runs of capitalised words, with the small words that names have between them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from trafficking_explorer.text.name_words import (
    CONTINENTS,
    DIRECTIONS,
    HEADS,
    JOINED_BY_AND,
    OPENERS,
)
from trafficking_explorer.text.tokens import is_capital, plain_word

_LETTER = r"[^\W\d_]"
_TOKEN = re.compile(
    # "U.S.", an initial, a word with apostrophes and hyphens inside.
    rf"(?:{_LETTER}\.){{2,}}(?:{_LETTER}(?!\w))?"
    rf"|{_LETTER}\.(?=[ \u00a0]?{_LETTER})"
    r"|[^\W_]\w*(?:[’'‑-][^\W_]\w*|(?<=[A-Z])&(?=[A-Z])\w+)*"
    r"|&"
)
_ABBREVIATED = re.compile(
    r"(?:Mr|Mrs|Ms|Mx|Dr|Prof|St|Ste|Mt|Ft|Gen|Capt|Lt|Sgt|Col|Maj|Cmdr|Insp|Supt|Det|Sen|Rep|Gov|Rev|Hon|"
    r"Amb|Fr|Sr|Sra|Jr|Dott|Sig)"
)
"""Words that have a full stop within a name."""
_ELISION = re.compile(
    r"(?:[dljcmtns]|qu|dell|nell|all|sull|dall|un|quest)[’'](?=\w)", re.IGNORECASE
)
_ROMANCE = ("fr", "it", "ca")
_POSSESSIVE = re.compile(r"[’']s\Z")
_GOES_ON_POSSESSIVE = frozenset(
    (
        "women",
        "men",
        "children",
        "people",
        "king",
        "queen",
        "prince",
        "girls",
        "boys",
        "john",
        "workers",
    )
)
"""Words whose possessive is within a name: “Children’s Fund”."""
_SUFFIX = re.compile(
    r"-(?:based|born|led|backed|wide|registered|style|funded|bound|flagged|run|owned|trained|area|"
    r"speaking|controlled|made|like|related|linked|(?!al)[a-z]{3,}ed)\Z|(?<=[A-Z]{2})-[a-z]+\Z"
)
_OF = frozenset(
    (
        "of",
        "for",
        "on",
        "against",
        "Against",
        "to",
        "in",
        "pour",
        "para",
        "per",
        "contra",
        "für",
        "der",
        "des",
    )
)
_PARTICLES = frozenset(
    ("de", "da", "do", "dos", "das", "del", "della", "delle", "dei", "degli", "dello", "di", "du")
) | frozenset(
    ("la", "le", "van", "von", "der", "den", "bin", "ibn", "al", "el", "ben", "ten", "ter")
)
_THE = frozenset(("the", "la", "le", "les", "los", "las", "el", "gli", "il", "lo"))
_AND = frozenset(("and", "und", "et", "y", "e", "en"))
_IMPERATIVES = frozenset(
    ("save", "stop", "free", "help", "protect", "end", "rescue", "feed", "break", "hear", "house")
)
"""“Save the Children”."""
_IN_NAMES = CONTINENTS | frozenset(("persons", "human", "people", "need", "action", "crisis"))
_MOST_WORDS = 20
"""Capitalised words of a name; nothing has more."""
_MOST_SMALL = 3
_SENTENCE_START = re.compile(
    r"(?:\A|[.!?…][’”»\"')\]]*\s+|\n\s*(?:[•·‣▪◦●○■*–—-]\s*|\d{1,2}[.)]\s+)?"
    r"|[“‘«„‚\"'「]\s?|\t|\| ?| {3,}|[–—-]\s+)\Z"
)
_WEAK_START = re.compile(r"(?:[:;]\s+|[(\[])\Z")
"""After a colon, or in a bracket, a word is capitalised only if it is a name, mostly."""
_BEFORE = 12


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words that belong together.

    Attributes:
        tokens: the capitalised words, without endings such as “’s”.
        spans: their places.
        joined: for each but the first, True if a small word is before it.
        begins: True if the first word begins a sentence.
        is_weak: True if it does so only after a colon or in brackets.
        after_office: True if an office is before it.
    """

    tokens: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    joined: tuple[bool, ...]
    begins: bool
    is_weak: bool
    after_office: bool = False

    def __len__(self) -> int:
        return len(self.tokens)

    @property
    def lower(self) -> tuple[str, ...]:
        """The words in lower case, without the stop of an abbreviation."""
        return tuple(plain_word(token).lower().rstrip(".") for token in self.tokens)

    @property
    def words(self) -> str:
        """The words with blanks between them."""
        return " ".join(self.tokens)

    @property
    def span(self) -> tuple[int, int]:
        """The place of the whole."""
        return self.spans[0][0], self.spans[-1][1]

    @property
    def has_small_word_after_first(self) -> bool:
        """True for “Police of Chad”."""
        return len(self) > 1 and self.joined[0]

    def joins_at(self, index: int) -> bool:
        """True if a small word is before a word: “Director of Europol”."""
        return 0 < index < len(self) and self.joined[index - 1]

    def part(self, first: int, last: int) -> "Run":
        """Some of the words."""
        return replace(
            self,
            tokens=self.tokens[first:last],
            spans=self.spans[first:last],
            joined=self.joined[first : max(first, last - 1)],
            begins=self.begins and first == 0,
        )

    def rest(self, first: int) -> "Run":
        """The words from one on."""
        return self.part(first, len(self))

    def within(self) -> "Run":
        """The same after an office."""
        return replace(self, begins=False, after_office=True)


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    start: int
    end: int
    is_last: bool = False
    """True if the name ends here: “Europol’s”."""


def runs(shadow: str, raw: str, language: str, is_place: Callable[[str], bool]) -> Iterator[Run]:
    """The runs of a text, in order.

    Args:
        shadow: in whole letters, without addresses, and with blanks for breaks within a paragraph.
        raw: the text itself, to tell such a break from the gap between two cells of a table.
    """
    run: list[_Token] = []
    joined: list[bool] = []
    small: list[_Token] = []
    previous: _Token | None = None
    for token in _tokens(shadow, language):
        touches = previous is not None and _touch(shadow, raw, previous, token)
        if not touches and run:
            yield _made(run, joined, shadow)
            run, joined = [], []
        if not touches:
            small = []
        if is_capital(token.word):
            if run and not _join(run, small, token, is_place):
                yield _made(run, joined, shadow)
                run, joined = [], []
            joined += [bool(small)] if run else []
            run.append(token)
            small = []
            if token.is_last:
                yield _made(run, joined, shadow)
                run, joined = [], []
        elif run:
            small.append(token)
            if len(small) > _MOST_SMALL or not _is_small(token.word):
                yield _made(run, joined, shadow)
                run, joined, small = [], [], []
        previous = token
    if run:
        yield _made(run, joined, shadow)


def _tokens(shadow: str, language: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(shadow):
        word, start = match[0], match.start()
        if (elided := _ELISION.match(word)) and (word[0].islower() or language in _ROMANCE):
            # "l’Office", "dell’Operazione": the name begins after the apostrophe.
            yield _Token(elided[0], start, start + elided.end())
            word, start = word[elided.end() :], start + elided.end()
        is_last = False
        if possessive := _POSSESSIVE.search(word):
            word = word[: possessive.start()]
            is_last = word.lower() not in _GOES_ON_POSSESSIVE
        if suffix := _SUFFIX.search(word):
            word, is_last = word[: suffix.start()], True
        yield _Token(word, start, match.end(), is_last)


def _touch(shadow: str, raw: str, one: _Token, other: _Token) -> bool:
    """True if only a blank is between two words, or what a name has there."""
    gap = shadow[one.end : other.start]
    if gap in ("", " ", "\u00a0", "\u202f"):
        # Of "in the U.S. The", the second begins a sentence.
        return not (one.word.endswith(".") and other.word.lower() in OPENERS)
    if gap in ("’ ", "' "):
        # "Magistrates’ Court"
        return one.word.endswith("s") and other.word.lower() in HEADS
    if gap in (". ", ".\u00a0", "."):
        return _ABBREVIATED.fullmatch(one.word) is not None
    if gap.isspace() and "\n" not in gap and "\t" not in gap:
        return re.search("[\n\r\u0085\u2028\u2029]", raw[one.end : other.start]) is not None
    return False


def _is_small(word: str) -> bool:
    """True for a word that names have between capitalised ones, such as “of” and “l’”."""
    return (
        word in _OF
        or word in _PARTICLES
        or word in _THE
        or word in _AND
        or word == "&"
        or (
            _ELISION.fullmatch(word + "x"[:0]) is not None or _ELISION.match(word + "x") is not None
        )
    )


def _join(
    run: list[_Token], small: list[_Token], token: _Token, is_place: Callable[[str], bool]
) -> bool:
    """True if a capitalised word goes on with a name after the small words between them."""
    if len(run) >= _MOST_WORDS:
        return False
    words = [each.word.lower() for each in small]
    if not words or words == ["&"]:
        return True
    before = [plain_word(each.word).lower() for each in run]
    after = plain_word(token.word).lower()
    first = words[0]
    if first in _AND:
        if len(words) > 1:
            return False
        if after in DIRECTIONS and before[-1] in DIRECTIONS:
            return True
        whole = " ".join(each.word for each in (*run, *small, token))
        return is_place(whole) or (
            _may_be_joined(after)
            and (_may_be_joined(before[-1]) or len(before) > 1)
            and any(each in HEADS or _may_be_joined(each) for each in before)
        )
    if _ELISION.match(f"{first}x") and first not in _PARTICLES | _OF:
        return first.startswith("d") and len(words) == 1
    if first == "in":
        return after in _IN_NAMES and any(each in HEADS or _may_be_joined(each) for each in before)
    if first in _THE and first not in _PARTICLES:
        return len(run) == 1 and before[0] in _IMPERATIVES
    if first in _OF and first not in _PARTICLES:
        return (
            before[-1] in HEADS
            or (len(before) > 1 and before[-1].rstrip("s") in HEADS)
            or (_may_be_joined(before[-1]) and (len(before) > 1 or _may_be_joined(after)))
        )
    # Particles of names; those of countries belong only to institutions.
    return before[-1] in HEADS or not is_place(token.word)


def _may_be_joined(word: str) -> bool:
    return word in JOINED_BY_AND or word.endswith(("tion", "ment", "ship", "ance", "ence"))


def _made(run: list[_Token], joined: list[bool], shadow: str) -> Run:
    start = run[0].start
    before = shadow[max(0, start - _BEFORE) : start]
    begins = (
        start == 0
        or (len(before) == start and not before.strip())
        or bool(_SENTENCE_START.search(before))
    )
    is_weak = not begins and bool(_WEAK_START.search(before))
    return Run(
        tuple(each.word for each in run),
        tuple((each.start, each.start + len(each.word)) for each in run),
        tuple(joined),
        begins or is_weak,
        is_weak,
    )
