"""The title of a copied article: the line, without the name of the site after it."""

import re
from collections.abc import Collection, Iterable

from trafficking_explorer.curation.article_end import is_furniture
from trafficking_explorer.curation.article_lines import Line, is_release_label
from trafficking_explorer.curation.byline import byline, is_label
from trafficking_explorer.curation.publication_day import says_when
from trafficking_explorer.records.evidence import TextPosition
from trafficking_explorer.text.folding import fold

_LONGEST = 300
"""Code points of a line that may be a title."""
_ENTRY = re.compile(
    r"(?:from|to|cc|sent|source|url|link|publisher|site|website|section|category|topics?|author|language|"
    r"retrieved|accessed|contact|tel|fuente|quelle|location|place)\s*:\s",
    re.IGNORECASE,
)
_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
_SUFFIX = re.compile(r"\s+(?P<sign>[|‖]|::|[-–—·•»/])\s+(?=\S)|\s*(?P<bar>\|)\s*(?=\S)")
_SITE_WORD = re.compile(
    r"\b(?:agency|bbc|blog|chronicle|cnn|courier|daily|department|echo|gazette|guardian|herald|independent|"
    r"international|interpol|europol|journal|magazine|media|ministry|mirror|news\w*|observer|online|police|post|press|"
    r"radio|reuters|review|standard|star|sun|telegraph|times|today|tribune|tv|university|wire|world|"
    r"noticias|diario|periódico|journal|zeitung|nachrichten|corriere|jornal)\b|\.\w{2,}\Z",
    re.IGNORECASE,
)
_MOST_SITE_WORDS = 5
_LEAST_TITLE_WORDS = 3
_MOST_NAME_WORDS = 4
_JOINING = (
    "of",
    "the",
    "and",
    "for",
    "on",
    "de",
    "la",
    "le",
    "des",
    "du",
    "del",
    "der",
    "die",
    "und",
    "y",
    "et",
)
_LEAST_UNSPACED = 5
"""Code points of a title in a script without blanks between words."""


def find_title(lines: Iterable[Line]) -> Line | None:
    """The first line that reads like a title: some words, no menu, no label and no date.

    Returns:
        The first line that is short enough if none does; None without one.
    """
    short: Line | None = None
    better: Line | None = None
    name: Line | None = None
    # What may be the name of a site above the title.
    after_label = False
    for line in lines:
        if len(line.text) > _LONGEST:
            if name is not None:
                break
            continue
        short = short or line
        words = _without_sign(line)
        was_label, after_label = after_label, is_label(words.text)
        if name is not None and (says_when(words) or byline(words.text) or after_label):
            # What follows a title at once is its date or its author.
            return name
        if was_label or after_label or not _may_be(words):
            continue
        if name is not None:
            if words.is_sentence and len(words.words) > _MOST_NAME_WORDS:
                return name
            if len(words.words) > _MOST_NAME_WORDS and not words.is_sentence:
                return words
        elif _reads_like_one(words.text):
            if not _is_name(words):
                return words
            name = words
        better = better or words
    return name or better or short


def _without_sign(line: Line) -> Line:
    """A line without the signs by which Markdown makes it a heading."""
    heading = _HEADING.match(line.text)
    if heading is None:
        return line
    return Line(line.start + heading.end(), line.end, line.text[heading.end() :])


def _is_name(line: Line) -> bool:
    """True if a line has a few words with capitals, as the name of an office or a paper has."""
    words = line.words
    return len(words) <= _MOST_NAME_WORDS and all(
        each[0].isupper() or each.casefold() in _JOINING for each in words
    )


def _may_be(line: Line) -> bool:
    return not (
        line.is_menu
        or line.is_bullet
        or line.is_address
        or "cookie" in line.text.casefold()
        or "://" in line.text
        or is_furniture(line.text)
        or is_release_label(line.text)
        or _ENTRY.match(line.text)
        or says_when(line)
        or byline(line.text) is not None
    )


def _reads_like_one(text: str) -> bool:
    words = text.split()
    if len(words) < _LEAST_TITLE_WORDS:
        return len(text) >= _LEAST_UNSPACED and _is_unspaced(text)
    return not words[0][0].islower()


def _is_unspaced(text: str) -> bool:
    """True for a script that has no blanks between words, such as Chinese, Japanese or Thai."""
    return any("\u0e00" <= each <= "\u0eff" or "\u3040" <= each <= "\u9fff" for each in text)


def without_site(line: Line, names: Collection[str]) -> tuple[TextPosition, TextPosition | None]:
    """A title without the name of its site, and the place of that name.

    Args:
        names: of the site, as far as they are known.
    """
    known = {_bare(name) for name in names if name}
    # Closing marks of a quotation part nothing.
    text = line.text.replace("»", "”") if "«" in line.text else line.text
    signs = [match for match in _SUFFIX.finditer(text) if match.start() > 0]
    whole = TextPosition(line.start, line.end)
    if not signs:
        return whole, None
    last = signs[-1]
    piece = line.text[last.end() :]
    if not _is_site(piece, last["sign"] or last["bar"], known):
        return whole, None
    site = TextPosition(line.start + last.end(), line.end)
    end = last.start()
    if len(signs) > 1 and (signs[-2]["sign"] or "|") == (last["sign"] or "|"):
        # A section of the site between the two: “– World news – The Lake Post”.
        between, before = line.text[signs[-2].end() : end], line.text[: signs[-2].start()]
        if len(between.split()) <= 2 and len(before.split()) >= _LEAST_TITLE_WORDS:
            end = signs[-2].start()
    if len(line.text[:end].split()) < 2 and not _is_unspaced(line.text[:end]):
        return whole, None
    return TextPosition(line.start, line.start + end), site


def _is_site(piece: str, sign: str, known: Collection[str]) -> bool:
    bare = _bare(piece)
    if any(
        bare == name or (len(bare) > 3 and (bare in name or name in bare)) for name in known if name
    ):
        return True
    words = piece.split()
    if len(words) > _MOST_SITE_WORDS or not words[0][0].isupper() or piece[-1] in ".!?":
        return False
    # A bar is hardly used for anything else.
    return sign in ("|", "‖", "::") or (
        _SITE_WORD.search(piece) is not None
        and all(each[0].isupper() or not each[0].isalpha() or len(each) < 4 for each in words)
    )


def _bare(name: str) -> str:
    """A name, or the host of an address, as its letters and digits."""
    return re.sub(r"\W+|^the ", "", fold(name))
