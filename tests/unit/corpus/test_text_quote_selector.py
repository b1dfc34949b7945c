"""Words of a text to the YAML that anchors them."""

import pytest

from trafficking_explorer.corpus.anchoring import IndexedText, anchor
from trafficking_explorer.corpus.text_quote_selector import selectors_yaml, shortest_unique_quote
from trafficking_explorer.corpus.yaml_reader import read_yaml
from trafficking_explorer.records.evidence import TextPosition, TextQuote

TEXT = (
    "Menu: human trafficking\n"
    "Victims of human trafficking, including minors. The fight\n"
    "against human\u00a0 trafficking goes on: “yes”, he said. It's 27 # no: x\n"
    "Footer: yes"
)
BODY = (TEXT.index("Victims"), TEXT.index("Footer"))


def quotes(words: str, text: str = TEXT, body: tuple[int, int] = BODY) -> list[TextQuote]:
    """The quotes of a curated file with the YAML pasted into it."""
    found = []
    for line in selectors_yaml(words, text, body):
        document = read_yaml("f.yaml", line.encode())
        assert not document.problems
        assert isinstance(document.value, dict)
        quote = document.value["quote"]
        found.append(
            TextQuote.model_validate({"exact": quote} if isinstance(quote, str) else quote)
        )
    return found


def test_words_that_stand_once_are_written_plainly() -> None:
    """White space folded, as a curator would type them."""
    assert selectors_yaml("including minors", TEXT, BODY) == ["quote: including minors"]
    assert selectors_yaml("fight\nagainst", TEXT, BODY) == ["quote: fight against"]


def test_words_that_stand_several_times_have_neighbours() -> None:
    """One selector for each place of the article, each fits only that one of the whole text."""
    found = quotes("human trafficking")
    assert [quote.prefix for quote in found] == ["of", "against"]
    places = [anchor(quote, TEXT) for quote in found]
    assert [TEXT[start:end] for start, end in places] == [
        "human trafficking",
        "human\u00a0 trafficking",
    ]
    assert all(BODY[0] <= start and end <= BODY[1] for start, end in places)


def test_words_that_stand_once_in_the_article_and_elsewhere() -> None:
    """They have neighbours too, since the text has them twice."""
    (quote,) = quotes("yes")
    assert anchor(quote, TEXT).start == TEXT.index("yes")


@pytest.mark.parametrize("words", ["", " \n", "nowhere", "Menu", "Footer", "minors.  The  ends"])
def test_words_that_are_not_in_the_article(words: str) -> None:
    """There is no selector for words outside the article."""
    assert selectors_yaml(words, TEXT, BODY) == []


def test_furniture_has_no_selector() -> None:
    """Words that touch page furniture have no selector."""
    at = TEXT.index("including minors")
    for piece in ((at, at + 16), (at + 10, at + 12), (at, at + 1)):
        assert selectors_yaml("including minors", TEXT, BODY, [piece]) == []
    assert selectors_yaml("including minors", TEXT, BODY, [(at + 16, at + 20), (0, at)])


def test_neighbours_grow_on_both_sides() -> None:
    """Word by word, and no further than need be."""
    text = IndexedText("a b x c d . e b x c f")
    first = shortest_unique_quote(TextPosition(4, 5), text)
    assert (first.prefix, first.suffix) == ("a b", "c")
    assert text.find_all(first) == [(4, 5)]
    unique = shortest_unique_quote(TextPosition(0, 1), text)
    assert (unique.prefix, unique.suffix) == ("", "")
