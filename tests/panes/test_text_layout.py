"""Text to lines: no word is lost, no line is too long, and every position is the text's own."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from trafficking_explorer.text.display import cell_width, sanitize
from trafficking_explorer.ui.text_layout import MEASURE_CELLS, Line, typeset, wrap

CHARACTERS = st.one_of(
    st.sampled_from("ab,.’“”–•- \n\t\u00a0é漢字😀\u0301\u200d\x1b\u202e"),
    st.characters(codec="utf-8"),
)
TEXTS = st.text(CHARACTERS, max_size=300)
WIDTHS = st.integers(2, 120)


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, tuple[int, int], list[tuple[int, int]]]:
    """A text, its article, and pieces of furniture in it, ascending and apart."""
    text = draw(TEXTS)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=8)))
    start, *inner, end = cuts
    furniture = list(zip(inner[::2], inner[1::2], strict=False))
    return text, (start, end), furniture


def words_at(text: str, spans: list[tuple[int, int]]) -> set[int]:
    """The positions of everything but white space in some ranges."""
    return {i for start, end in spans for i in range(start, end) if not text[i].isspace()}


@given(TEXTS, WIDTHS, st.data())
def test_wrapped_lines(text: str, width: int, data: st.DataObject) -> None:
    """Lines follow each other, fit, and have every word of the range, each just once."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    lines = list(wrap(text, start, end, width))
    at = start
    for first, last in lines:
        assert at <= first < last <= end
        at = last
        assert cell_width(sanitize(text[first:last])) <= width
    assert words_at(text, lines) == words_at(text, [(start, end)])


@given(st.lists(st.text("abc", min_size=1, max_size=9), max_size=30), st.integers(10, 80))
def test_lines_break_between_words_and_are_full(words: list[str], width: int) -> None:
    """Words that fit are never cut, and no line ends before the next word would overflow it."""
    text = " ".join(words)
    lines = [text[first:last] for first, last in wrap(text, 0, len(text), width)]
    assert " ".join(lines) == text
    for line, following in itertools.pairwise(lines):
        assert len(line) + 1 + len(following.split()[0]) > width


def test_no_room_at_all() -> None:
    """A width of nothing still shows the text, a character a line."""
    assert [*wrap("ab c", 0, 4, 0)] == [(0, 1), (1, 2), (3, 4)]
    assert [*wrap("漢字", 0, 2, 1)] == [(0, 1), (1, 2)]


@given(articles(), st.integers(0, 140), st.booleans())
def test_an_article(
    article: tuple[str, tuple[int, int], list[tuple[int, int]]], width: int, opened: bool
) -> None:
    """The article is there whole and in order, what is not the article on request."""
    text, body, furniture = article
    lines = typeset(text, body, furniture, width, opened=opened)
    room = max(8, min(width, MEASURE_CELLS))
    at = 0
    for line in lines:
        assert at <= line.start <= line.end
        at = line.end
        assert line.indent + cell_width(sanitize(text[line.start : line.end])) <= room
        assert (line.start == line.end) == (line.kind in ("blank", "fold"))
    shown = words_at(text, [(line.start, line.end) for line in lines])
    inside = words_at(text, [body]) - words_at(text, furniture)
    assert shown == (words_at(text, [(0, len(text))]) if opened else inside)
    kinds = [line.kind for line in lines]
    assert ("fold" in kinds) == (not opened and shown != words_at(text, [(0, len(text))]))
    assert ("blank", "blank") not in set(itertools.pairwise(kinds))
    assert kinds[-1:] != ["blank"]


@given(articles())
def test_folds_count_what_they_hide(
    article: tuple[str, tuple[int, int], list[tuple[int, int]]],
) -> None:
    """A fold says how many words it hides."""
    text, body, furniture = article
    hidden = [(0, body[0]), *furniture, (body[1], len(text))]
    counts = [len(text[start:end].split()) for start, end in hidden]
    labels = [line.label for line in typeset(text, body, furniture, 80) if line.kind == "fold"]
    assert [int(label.split()[1]) for label in labels] == [count for count in counts if count]


def shown(text: str, width: int = 40) -> list[tuple[str, str]]:
    """Kind and words of each line of a text that is all article."""
    return [
        (line.kind, " " * line.indent + text[line.start : line.end])
        for line in typeset(text, (0, len(text)), (), width)
    ]


def test_paragraphs_and_headings() -> None:
    """Paragraphs keep their breaks; blank lines become one; headings are set apart."""
    text = "A heading\nFirst sentence, of a paragraph.\n\n\n\nSecond one.\n"
    assert shown(text) == [
        ("heading", "A heading"),
        ("text", "First sentence, of a paragraph."),
        ("blank", ""),
        ("text", "Second one."),
    ]


def test_lists_hang() -> None:
    """The lines of a list's item begin under its words."""
    assert shown("• one two three four five six.", 16) == [
        ("text", "• one two"),
        ("text", "  three four"),
        ("text", "  five six."),
    ]


def test_running_text_has_a_comfortable_measure() -> None:
    """However wide the screen, lines of text do not go beyond the measure."""
    text = "word " * 100
    widest = max(line.end - line.start for line in typeset(text, (0, len(text)), (), 300))
    assert MEASURE_CELLS - 5 <= widest <= MEASURE_CELLS


def test_a_text_of_nothing() -> None:
    """An empty text has no lines."""
    assert typeset("", (0, 0), (), 80) == []
    assert typeset(" \n \n", (1, 2), (), 80) == []
    assert typeset("Menu", (4, 4), (), 80) == [
        Line(0, 0, 0, "fold", "· 1 word of page furniture hidden: o shows them ·")
    ]


BY_HAND = """\
Nearly 500 people were freed from three places on Monday,
the border service said. Of them, 31 were children; two
suspects were arrested.

  • One item of a list that goes on,
    indented, below itself
Short
lines
"""


def words_of_lines(text: str, width: int) -> list[str]:
    found = typeset(text, (0, len(text)), (), width)
    return [" ".join(text[line.start : line.end].split()) for line in found]


def test_lines_that_were_broken_by_hand_are_set_anew_where_they_have_no_room() -> None:
    """Else each of them would be followed by a line of its last word."""
    assert words_of_lines(BY_HAND, 40) == [
        "Nearly 500 people were freed from three",
        "places on Monday, the border service",
        "said. Of them, 31 were children; two",
        "suspects were arrested.",
        "",
        "• One item of a list that goes on,",
        "indented, below itself",
        "Short",
        "lines",
    ]


def test_lines_that_were_broken_by_hand_stay_where_they_fit() -> None:
    assert words_of_lines(BY_HAND, 60) == [" ".join(line.split()) for line in BY_HAND.splitlines()]
