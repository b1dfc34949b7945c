"""Quotes, folded words and numbers, whatever surrounds them."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.number_spelling import in_words

from trafficking_explorer.corpus.anchoring import IndexedText, anchor, fold_white_space
from trafficking_explorer.corpus.text_quote_selector import selectors_yaml, shortest_unique_quote
from trafficking_explorer.corpus.yaml_reader import read_yaml
from trafficking_explorer.database.quantities import number_text
from trafficking_explorer.errors import QuoteAmbiguous, QuoteNotFound
from trafficking_explorer.records.evidence import TextPosition, TextQuote
from trafficking_explorer.text.display import sanitize, single_line
from trafficking_explorer.text.folding import find_matches, fold
from trafficking_explorer.text.numbers import find_numbers

BLANKS = " \n\t\r\u00a0\u2009\u2028\u3000\x1c\x85"
PROSE = st.text(alphabet=st.sampled_from(f"aab12,.é“’{BLANKS}"), max_size=30)
"""Few letters and many kinds of white space, so that repeats are the rule."""
ANY = st.text(max_size=40)
ACCENTS = st.text(
    alphabet=st.one_of(st.sampled_from("aÀé\u0301’“–…ßİﬁ½´¨\u00a0 \n"), st.characters()),
    max_size=25,
)


@settings(max_examples=150)
@given(PROSE | ANY, PROSE | ANY, PROSE | ANY)
def test_a_quote_reads_back_as_itself(before: str, exact: str, after: str) -> None:
    """Whatever surrounds a quote, its position points at its own words, white space folded."""
    assume(exact.strip())
    text = before + exact + after
    start, end = anchor(TextQuote(exact=exact, prefix=before, suffix=after), text)
    assert 0 <= start < end <= len(text)
    assert fold_white_space(text[start:end]) == fold_white_space(exact)
    assert text[start:end] == text[start:end].strip()
    assert not text[:start].split() or fold_white_space(text[:start]) == fold_white_space(before)


@settings(max_examples=100)
@given(PROSE, PROSE, st.booleans())
def test_every_true_place_is_found_and_no_other(text: str, exact: str, whole: bool) -> None:
    """Matches are those of a plain search in the folded text, each with the words asked for."""
    assume(exact.strip())
    prepared = IndexedText(text)
    places = prepared.find_all(TextQuote(exact=exact), whole_words=whole)
    words = fold_white_space(exact)
    for start, end in places:
        assert fold_white_space(text[start:end]) == words
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        if whole:
            assert not (text[start].isalnum() and text[:start][-1:].isalnum())
            assert not (text[end - 1].isalnum() and text[end:][:1].isalnum())
    assert places == sorted(set(places))
    if not whole:
        folded = "".join(
            " " if char.isspace() else char
            for i, char in enumerate(text)
            if not (char.isspace() and i and text[i - 1].isspace())
        )
        count = sum(folded.startswith(words, i) for i in range(len(folded)))
        assert len(places) == count


@given(PROSE, PROSE)
def test_an_anchor_is_a_place_or_an_error(text: str, exact: str) -> None:
    """One place is taken, none is not found, several are ambiguous and told."""
    assume(exact.strip())
    places = IndexedText(text).find_all(TextQuote(exact=exact))
    if len(places) == 1:
        assert anchor(TextQuote(exact=exact), text) == places[0]
    elif places:
        with pytest.raises(QuoteAmbiguous) as caught:
            anchor(TextQuote(exact=exact), text)
        assert caught.value.starts == tuple(place.start for place in places)
    else:
        with pytest.raises(QuoteNotFound):
            anchor(TextQuote(exact=exact), text)


@given(PROSE, st.data())
def test_a_range_bounds_a_search(text: str, data: st.DataObject) -> None:
    """Within a range that neither begins nor ends in white space lie the places that lie in it."""
    assume(text.strip())
    solid = [i for i, char in enumerate(text) if not char.isspace()]
    start = data.draw(st.sampled_from(solid))
    end = data.draw(st.sampled_from([i for i in solid if i >= start])) + 1
    exact = data.draw(st.sampled_from(["a", "1", "a a", "b", "2, 1"]))
    prepared = IndexedText(text)
    everywhere = prepared.find_all(TextQuote(exact=exact))
    inside = prepared.find_all(TextQuote(exact=exact), within=TextPosition(start, end))
    assert inside == [place for place in everywhere if start <= place.start and place.end <= end]


@settings(max_examples=100)
@given(ACCENTS, ACCENTS, ACCENTS)
def test_what_is_typed_is_found_as_it_is_stored(before: str, word: str, after: str) -> None:
    """A folded word is found in any text that has it; the places are true ones."""
    text = f"{before} {word} {after}"
    needle = fold(word)
    spans = find_matches(text, [needle])
    assert bool(spans) == bool(needle)
    assert spans == sorted(spans)
    last = 0
    for start, end in spans:
        assert last <= start < end <= len(text)
        last = end + 1
    if needle:
        assert needle in fold(text)


@given(ACCENTS)
def test_folding_has_an_end(text: str) -> None:
    """Folded text folds to itself, on one line, and all of it is found in the text."""
    folded = fold(text)
    assert " ".join(folded.split()) == folded
    assert bool(find_matches(text, [folded])) == bool(folded)


@given(
    st.one_of(
        st.integers(0, 10**15).map(float),
        st.decimals(0, 10**9, places=2, allow_nan=False).map(float),
        st.sampled_from([0.5, 1.2, 3000.0, 12345678901.5]),
    ),
    st.sampled_from(["{}", "nearly {} people", "({})", "{}%", "“{}”", "of {}, and", "{}\n"]),
)
def test_a_number_that_is_shown_reads_back(value: float, sentence: str) -> None:
    """Separators and decimals change nothing."""
    (number,) = find_numbers(sentence.format(number_text(value)))
    assert number.value == value


@given(st.integers(1, 999_999))
def test_a_number_in_words_reads_back(value: int) -> None:
    """Words of a number are read as one, from the first to the last."""
    words = in_words(value)
    (number,) = find_numbers(f"In all, {words} people.")
    assert (number.value, number.start, number.end) == (value, 8, 8 + len(words))


@given(PROSE | ANY)
def test_numbers_lie_in_their_text(text: str) -> None:
    """In order, apart from one another, and not empty."""
    last = 0
    for number in find_numbers(text):
        assert last <= number.start < number.end <= len(text)
        last = number.end


@given(st.text(alphabet=st.characters(), max_size=60))
def test_text_for_a_terminal_keeps_its_length(text: str) -> None:
    """Nothing in it controls the terminal, positions still fit, and showing it twice changes nothing."""
    shown = sanitize(text)
    assert len(shown) == len(text)
    assert sanitize(shown) == shown
    assert not any(ord(char) < 32 or 127 <= ord(char) < 160 for char in shown)
    assert "\n" not in single_line(text)
    assert "  " not in single_line(text.replace("\x00", ""))


@given(
    st.text(alphabet=st.sampled_from("ab :#'\"-{é“\n\u00a0"), min_size=1, max_size=24), st.data()
)
def test_a_selector_leads_back_to_its_place(text: str, data: st.DataObject) -> None:
    """For any place, the quote that is grown for it fits there and nowhere else."""
    solid = [i for i, char in enumerate(text) if not char.isspace()]
    assume(solid)
    start = data.draw(st.sampled_from(solid))
    end = data.draw(st.sampled_from([i for i in solid if i >= start])) + 1
    place, prepared = TextPosition(start, end), IndexedText(text)
    assert prepared.find_all(shortest_unique_quote(place, prepared)) == [place]
    lines = selectors_yaml(text[start:end], text, (0, len(text)))
    found = set()
    for line in lines:
        value = read_yaml("f.yaml", line.encode()).value
        assert isinstance(value, dict)
        quote = value["quote"]
        found.add(
            anchor(
                TextQuote.model_validate({"exact": quote} if isinstance(quote, str) else quote),
                text,
            )
        )
    assert place in found
    assert len(found) == len(lines)
