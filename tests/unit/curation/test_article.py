"""Words, clauses and sentences around a selection."""

import pytest

from tests.curation_fakes import place, reading
from trafficking_explorer.errors import CuratingError
from trafficking_explorer.records.evidence import TextPosition

TEXT = "Menu\n\nIn May, Mr. Stock freed 3, 000 people: 20 girls. They left.\n\n  • One item\n  • Another\n"


@pytest.mark.parametrize(
    ("selected", "found"),
    [("eopl", "people"), (" freed 3", "freed 3, 000"), ("000", "3, 000"), ("\n\nIn", "In")],
)
def test_a_selection_is_whole_words(selected: str, found: str) -> None:
    """And whole numbers, without white space at its ends."""
    source = reading(TEXT)
    assert source.words(source.selection(*place(TEXT, selected))) == found


@pytest.mark.parametrize(
    ("start", "end", "says"),
    [
        (0, 4, "line 1: “Menu” is outside the article"),
        (6, 5, "no words are selected"),
        (4, 6, "no words are selected"),
        (-5, -1, "no words are selected"),
        (70, 79, "line 5: .* is page furniture"),
        (10**9, 10**9 + 1, "no words are selected"),
    ],
)
def test_what_cannot_have_records_is_refused(start: int, end: int, says: str) -> None:
    """The message has the line and the reason."""
    item = place(TEXT, "• One item")
    source = reading(TEXT, (6, len(TEXT)), (item.start, item.end))
    with pytest.raises(CuratingError, match=f"source s.*{says}"):
        source.selection(start, end)


def test_a_selection_of_a_whole_book_is_refused() -> None:
    text = "word " * 10_000
    with pytest.raises(CuratingError, match="select less"):
        reading(text).selection(0, len(text))


@pytest.mark.parametrize(
    ("selected", "sentence", "clause"),
    [
        ("freed", "In May, Mr. Stock freed 3, 000 people: 20 girls.", "Mr. Stock freed 3, 000 people"),
        ("20", "In May, Mr. Stock freed 3, 000 people: 20 girls.", "20 girls"),
        ("people: 20", "In May, Mr. Stock freed 3, 000 people: 20 girls.", "Mr. Stock freed 3, 000 people: 20 girls"),
        ("They", "They left.", "They left"),
        ("Another", "Another", "Another"),
        ("girls. They", "In May, Mr. Stock freed 3, 000 people: 20 girls. They left.", "20 girls. They left"),
    ],
)  # fmt: skip
def test_sentence_and_clause(selected: str, sentence: str, clause: str) -> None:
    """Neither a title's point nor a number's comma ends them; an item of a list is one."""
    source = reading(TEXT)
    at = place(TEXT, selected)
    assert source.words(source.sentence(at)) == sentence
    assert source.words(source.clause(at)) == clause


@pytest.mark.parametrize(
    ("text", "selected", "clause"),
    [
        ("“We found 40 men, and more,” he said.", "40", "We found 40 men"),
        ("“Of 12 men,” he said, “nine left.”", "12", "Of 12 men"),
        ("“40 men” left, he said.", "40", "40 men"),
        ("“40 men” left, he said.", "men” left", "“40 men” left"),
        ("“40 men, he said.", "“40", "“40 men"),
    ],
)
def test_a_clause_has_no_half_of_a_quotation(text: str, selected: str, clause: str) -> None:
    """The opening mark stays if it was selected, or if the clause has its other half."""
    source = reading(text)
    assert source.words(source.clause(place(text, selected))) == clause


BY_HAND = "Police in Chad arrested twelve men, the National Border\nPolice said on Monday."
NARROWER = (
    "Police in Chad freed nearly 500\nvictims of human trafficking.\n\n"
    "This paragraph was pasted from another page, and is wrapped at another width, which\n"
    "has nothing to do with it."
)


@pytest.mark.parametrize(
    ("text", "selected", "first", "last"),
    [
        (f"A heading\n{BY_HAND}", "arrested", "Police in Chad", "said on Monday."),
        (f"A heading\n{BY_HAND}", "heading", "A heading", "A heading"),
        # Each paragraph is measured by itself, not by the widest line of the whole text.
        (NARROWER, "500", "Police in Chad", "trafficking."),
    ],
)
def test_a_line_that_is_wrapped_by_hand_goes_on(
    text: str, selected: str, first: str, last: str
) -> None:
    """A heading above it does not."""
    source = reading(text)
    sentence = source.words(source.sentence(place(text, selected)))
    assert sentence.startswith(first)
    assert sentence.endswith(last)


def test_a_selector_fits_one_place() -> None:
    """Neighbours are taken in; a text that repeats itself without end is refused."""
    text = "We act. " * 3
    source = reading(text)
    for n in range(3):
        quote = source.quote(TextPosition(8 * n, 8 * n + 6))
        assert [found.start for found in source.anchor_text.find_all(quote)] == [8 * n]
    text = "We act. " * 300
    with pytest.raises(CuratingError, match=r"source s, line 1: “We act” occurs several times"):
        reading(text).quote(TextPosition(1200, 1206))
