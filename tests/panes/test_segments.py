"""Text and marks to segments, and text cut to a width."""

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.style import Style

from tests.panes.test_text_layout import TEXTS
from trafficking_explorer.text.display import cell_width, sanitize
from trafficking_explorer.ui.widgets.segments import fit_cells, foreground, highlight

SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=5)
PLAIN = Style(color="red")


@settings(max_examples=25)
@given(TEXTS, SPANS, st.integers(0, 50))
def test_marks_are_laid_over_the_text(text: str, spans: list[tuple[int, int]], offset: int) -> None:
    """The text comes out whole, and a character is marked where a mark covers it, and only there."""
    mark = Style(underline=True)
    marks = [(min(span), max(span), mark) for span in spans]
    segments = highlight(text, PLAIN, marks, offset)
    assert "".join(segment.text for segment in segments) == sanitize(text)
    styles = [segment.style for segment in segments for _ in segment.text]
    for i, style in enumerate(styles, offset):
        assert style is not None
        assert bool(style.underline) == any(start <= i < end for start, end, _ in marks)
        assert style.color == PLAIN.color


def test_later_marks_lie_on_top() -> None:
    """The last of overlapping marks has its way, and the others the room it leaves."""
    below, above = Style(bgcolor="blue", bold=True), Style(bgcolor="green")
    segments = highlight("abc", PLAIN, [(0, 3, below), (1, 2, above)])
    assert [segment.text for segment in segments] == ["a", "b", "c"]
    middle = segments[1].style
    assert middle is not None
    assert middle.bgcolor is not None
    assert middle.bgcolor.name == "green"
    assert middle.bold


def test_nothing_to_paint() -> None:
    """No text makes no segments."""
    assert highlight("", PLAIN, [(0, 5, PLAIN)]) == []


@given(TEXTS.map(sanitize), st.integers(1, 80))
def test_fitting(text: str, width: int) -> None:
    """A text that does not fit is cut with an ellipsis; with its blanks it fills the width."""
    shown, blank = fit_cells(text, width)
    assert cell_width(shown) + blank == width
    if cell_width(text) <= width:
        assert shown == text
    else:
        assert shown.endswith("…")
        assert text.startswith(shown[:-1])


def test_ink_has_no_background() -> None:
    """Laid over another style, ink changes the letters and leaves the ground."""
    style = Style(bgcolor="blue") + foreground(Style(color="red", bgcolor="green", underline=True))
    assert style.bgcolor is not None
    assert style.bgcolor.name == "blue"
    assert style.underline
