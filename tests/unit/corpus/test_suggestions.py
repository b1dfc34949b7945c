"""Suggestions for a quote that matches no place, or several."""

import re
from collections.abc import Callable

import pytest
import yaml

from trafficking_explorer.corpus.anchoring import anchor
from trafficking_explorer.corpus.corpus import Corpus
from trafficking_explorer.corpus.suggestions import nearest_place, suggest
from trafficking_explorer.records.evidence import TextQuote

Read = Callable[[str, str], Corpus]

TEXT = (
    "Officers opened the case in May.\n"
    "In total, 40 suspected traffickers were arrested, police said.\n"
    "In Chad the police thanked Mr Stock. In Mali the police thanked Mr Stock."
)


def notes(corpus: Corpus) -> tuple[str, ...]:
    (problem,) = corpus.problems
    return suggest(problem, corpus).notes


def person(quote: str, name: str = "police") -> str:
    return f"people:\n  - id: a\n    quote: {quote}\n    name: {name}\n"


def test_the_nearest_passage_is_shown_with_the_difference(read_text: Read) -> None:
    """The suggestion has its line, and does not become evidence."""
    corpus = read_text(TEXT, person("In total, 41 suspected trafickers were arrested"))
    assert notes(corpus) == (
        "nearest, line 2: “In total, 40 suspected traffickers were arrested”",
        "differs: In total, [-41-]{+40+} suspected [-trafickers-]{+traffickers+} were arrested   "
        "([-quote-] {+text+})",
    )
    assert not [item for item in corpus.evidence if item.record_type == "person"]


PARAGRAPHS = (
    "Operation Sun freed thirty victims\n\n"
    "The police of Chad freed 30 victims in May.\n\n"
    "It took the police\nof Chad a year to find the traffickers of the\nnorth, he said.\n\n"
    "They rest."
)


@pytest.mark.parametrize(
    ("words", "nearest"),
    [
        # A little longer than the words of the text: the next paragraph's first words would fit in.
        ("freed 30 victims in May. It all", "freed 30 victims in May."),
        ("Operation Sun freed thirty victims The", "Operation Sun freed thirty victims"),
        ("victims in May. It", "victims in May."),
        # Broken by hand is not the end of a paragraph.
        ("took the police of Chad two years", "took the police\nof Chad a year"),
        # Words of two paragraphs, and no part of one is about as like them.
        (
            "freed thirty victims. The police of Chad freed 31",
            "freed thirty victims\n\nThe police of Chad freed 30",
        ),
    ],
)
def test_the_nearest_passage_stays_in_its_paragraph(words: str, nearest: str) -> None:
    """If a passage there is about as similar."""
    place = nearest_place(words, PARAGRAPHS, (0, len(PARAGRAPHS)))
    assert place is not None
    assert PARAGRAPHS[place.start : place.end] == nearest


QUOTED = (
    "Dear all,\n\n> Operation Eta led to 12 arrests in three\n> countries, the Coastal Police said on\n"
    "> Monday. “We found them”, said Mara Lind,\n> “and we will\n> not stop looking.”\n"
)


@pytest.mark.parametrize(
    ("words", "nearest"),
    [
        ("12 arrests in three countries", "12 arrests in three\n> countries"),
        ("the Coastal Police said on Monday", "the Coastal Police said on\n> Monday"),
        ("“and we will not stop looking.”", "“and we will\n> not stop looking.”"),
        ("led to 12 arrests in 3 countries", "led to 12 arrests in three\n> countries"),
        (
            "Operation Eta led to 12 arrest in three countries, the Coastal Police said",
            QUOTED[QUOTED.index("Operation") : QUOTED.index(" on\n")],
        ),
    ],
)
def test_the_nearest_passage_is_not_cut(words: str, nearest: str) -> None:
    """It has all the words, however many marks are between them."""
    place = nearest_place(words, QUOTED, (0, len(QUOTED)))
    assert place is not None
    assert QUOTED[place.start : place.end] == nearest


def test_code_points_that_nobody_sees_are_named(read_text: Read) -> None:
    """With words to paste that are in the text."""
    corpus = read_text("Officers freed Jose\u0301 in the town.", person("freed José in the town"))
    assert notes(corpus)[2:] == (
        "looks alike: the quote has U+00E9 LATIN SMALL LETTER E WITH ACUTE, the text U+0065 LATIN "
        "SMALL LETTER E, U+0301 COMBINING ACUTE ACCENT",
        "as the text has it: quote: {exact: freed Jose\u0301 in the town}",
    )


def test_some_letters_within_a_long_word_suggest_nothing() -> None:
    """A passage is shown in whole words, and as such is like the words or is not."""
    text = "They asked for information on heinous crimes."
    assert nearest_place("IOM", text, (0, len(text))) is None
    assert nearest_place("SUBSCRIBE", text, (0, len(text))) is None
    place = nearest_place("informaton", text, (0, len(text)))
    assert place is not None
    assert text[place.start : place.end] == "information"


def test_words_that_are_like_nothing_suggest_nothing(read_text: Read) -> None:
    """Rather no help than a passage that has nothing to do with it."""
    assert (
        notes(read_text(TEXT, person("Zwölf Boxkämpfer jagen Viktor quer über den Sylter Deich")))
        == ()
    )


def test_a_quote_that_fits_twice_shows_what_tells_the_places_apart(read_text: Read) -> None:
    """Each place has a selector that matches only there."""
    found = notes(read_text(TEXT, person("the police thanked Mr Stock")))
    assert [note.partition(": ")[0] for note in found] == ["line 3", "line 3"]
    starts = set()
    for note in found:
        selector = yaml.safe_load(note.partition(": ")[2])["quote"]
        starts.add(anchor(TextQuote(**selector), TEXT).start)
    assert starts == {match.start() for match in re.finditer("the police thanked", TEXT)}


def test_words_with_other_neighbours_are_shown(read_text: Read) -> None:
    """The words occur, but not after the prefix."""
    found = notes(read_text(TEXT, person("{exact: suspected traffickers, prefix: 41}")))
    assert found[0] == "the words occur with other neighbours:"
    assert found[1].startswith("line 2: quote: {exact: suspected traffickers")


def test_a_field_is_helped_too(read_text: Read) -> None:
    """Also where a field's words are looked for in the whole text."""
    assert any(
        "suspected" in note
        for note in notes(read_text(TEXT, person("police said", "suspect trafficers")))
    )


def test_furniture_is_never_suggested(read_text: Read) -> None:
    """Neither is anything else outside the article, which needs no records."""
    corpus = read_text(TEXT, person("In total, 41 suspected trafickers were arrested"))
    (problem,) = corpus.problems
    text = corpus.texts["s"]
    object.__setattr__(text, "article", text.article._replace(end=TEXT.index("In total")))
    assert not any("traffickers" in note for note in suggest(problem, corpus).notes)
