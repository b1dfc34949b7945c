"""No word and no line is so long that it holds up the screen.

What is counted is processor time, of eight times as much: work that grows with the square of a
length takes sixty-four times as long for it. The machine may be busy.
"""

import time
from collections.abc import Callable
from functools import partial

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.geometry import Size
from textual.widgets import Input
from textual.widgets.input import Selection

from tests.explorer_driver import Explore, Explorer, lines_of
from trafficking_explorer.search.hits import _ranked
from trafficking_explorer.search.parser import MAX_FUZZY, parse_filter
from trafficking_explorer.text.display import cell_edges, cell_width, end_of_fitting, sanitize
from trafficking_explorer.text.folding import find_matches
from trafficking_explorer.text.layout import find_headings, unwrap_lines
from trafficking_explorer.ui import text_layout as typesetting
from trafficking_explorer.ui.text_layout import typeset, wrap
from trafficking_explorer.ui.text_selection import words_of
from trafficking_explorer.ui.widgets import line_list
from trafficking_explorer.ui.widgets.card_items import _wrapped as broken
from trafficking_explorer.ui.widgets.column_fit import ColumnWidth, FittedColumns, fit_columns
from trafficking_explorer.ui.widgets.filter_input import MOST_TYPED
from trafficking_explorer.ui.widgets.long_text import LongText, text_to_read
from trafficking_explorer.ui.widgets.segments import fit_cells

SHAPES = {
    "letters": "x",
    "wide": "漢",
    "marks": "e\u0301",
    "marks on nothing": "\u0301",
    "joined": "👩\u200d👩",
    "emoji": "😀",
    "made wide": "❤\ufe0f",
    "right to left": "א",
    "hyphens": "-",
    "slashes": "/",
    "quotation marks": "“",
    "short words": "ab ",
    "blanks": " ",
    "controls": "\x1b",
    "sentences": "It’s a word. ",
    "lines": "a word\n",
    "paragraphs": "a word\n\n",
    "abbreviations": "A. ",
}
QUICK = ("letters", "wide", "marks", "sentences")
EACH_SHAPE = pytest.mark.parametrize(
    "shape",
    [
        pytest.param(shape, id=name, marks=() if name in QUICK else pytest.mark.slow)
        for name, shape in SHAPES.items()
    ],
)
LENGTH = 4_000
TIMES = 8
MOST_GROWTH = 3 * TIMES


def seconds(work: Callable[[], object]) -> float:
    """The least processor time that some work takes, of several times."""
    least = float("inf")
    for _ in range(3):
        before = time.process_time()
        work()
        least = min(least, time.process_time() - before)
    return least


def growth(shape: str, work: Callable[[str], object]) -> float:
    """The ratio of the times that some work takes for a long and a short text."""
    short, long = ((shape * length)[:length] for length in (LENGTH, TIMES * LENGTH))
    # Of what is over at once there is nothing to compare.
    return max(seconds(lambda: work(long)), 0.001) / max(seconds(lambda: work(short)), 0.001)


def set_as_article(text: str) -> None:
    typeset(text, (0, len(text)), (), 90)


def look_at_lines(text: str) -> None:
    list(find_headings(text, 0, len(text)))
    unwrap_lines(text, 0, len(text))


@EACH_SHAPE
@pytest.mark.parametrize(
    "work",
    [
        lambda text: list(wrap(text, 0, len(text), 60)),
        set_as_article,
        look_at_lines,
        lambda text: find_matches(text, ("word", text)),
        lambda text: cell_edges(sanitize(text)),
    ],
    ids=["wrap", "typeset", "headings", "find", "edges"],
)
def test_a_longer_text_takes_longer_as_it_is_longer(
    shape: str, work: Callable[[str], object]
) -> None:
    assert growth(shape, work) < MOST_GROWTH


@EACH_SHAPE
def test_of_a_long_line_only_what_has_room_is_looked_at(shape: str) -> None:
    """A cell of ten megabytes is cut as quickly as one of a hundred letters."""

    class Watched(str):
        """A text that counts the code points that are taken out of it."""

        __slots__ = ("taken",)

        def __getitem__(self, index: object) -> str:
            piece = super().__getitem__(index)  # type: ignore[index]
            self.taken = getattr(self, "taken", 0) + len(piece)
            return piece

    text = Watched(sanitize(shape * 100_000))
    shown, blank = fit_cells(text, 40)
    assert cell_width(shown) + blank == 40
    assert shown.endswith("…")
    assert getattr(text, "taken", 0) < 2_000


@EACH_SHAPE
@pytest.mark.parametrize("width", [1, 2, 7, 40])
def test_what_has_room_is_as_long_as_it_can_be(shape: str, width: int) -> None:
    """The edges of the cells say the same."""
    text = sanitize((shape * 100)[:100])
    edges = cell_edges(text)
    assert edges[-1] == cell_width(text)
    for start in range(0, 100, 13):
        end = end_of_fitting(text, width, start)
        assert cell_width(text[start:end]) <= width
        if end < len(text) and end - start < 16 * width:
            # Whatever makes a character wider goes with it to the next line.
            following = 2 if text[end + 1 : end + 2] == "\ufe0f" else 1
            assert cell_width(text[start : end + following]) > width


@EACH_SHAPE
def test_each_line_is_measured_once(shape: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """However long the word, its lines are as many questions."""
    asked = 0

    def counted(text: str, width: int, start: int = 0) -> int:
        nonlocal asked
        asked += 1
        return end_of_fitting(text, width, start)

    monkeypatch.setattr(typesetting, "end_of_fitting", counted)
    text = (shape * LENGTH)[:LENGTH]
    assert len(list(wrap(text, 0, LENGTH, 60))) == asked


@pytest.mark.parametrize("shape", ["x", "漢", "e\u0301", "❤\ufe0f", "ab "])
async def test_a_long_word_in_the_filter(open_tiny: Explore, shape: str) -> None:
    """Advice on a filter without rows is broken into lines once, and no more than are on screen."""
    lines = 0

    def counted(text: str, start: int, end: int, width: int) -> object:
        nonlocal lines
        for span in wrap(text, start, end, width):
            lines += 1
            yield span

    async with open_tiny(size=(100, 24)) as it:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(line_list, "wrap", counted)
            await it.press("slash")
            assert it.app._driver is not None
            word = (shape.replace("\n", " ") * 30_000)[:30_000]
            it.app._driver.send_message(events.Paste(word))
            await it.settle()
            assert it.field.value == sanitize(word)
            assert lines <= 3 * it.table.size.height
            before = lines
            await it.press("left", "right")
            assert lines <= before + it.table.size.height
            await it.press("escape", "escape")
        assert it.count == "13 operations"


async def test_what_is_pasted_by_mistake_leaves_the_filter_as_it_was(open_tiny: Explore) -> None:
    """And says why."""
    async with open_tiny() as it:
        await it.press("slash", "o", "f")
        count = it.count
        assert it.app._driver is not None
        it.app._driver.send_message(events.Paste("word " * (MOST_TYPED // 4)))
        await it.settle()
        assert it.field.value == "of"
        assert it.count == count
        assert f"at most {MOST_TYPED:,} characters" in it.notices[-1]
        it.app._driver.send_message(events.Paste("x" * (MOST_TYPED - 2)))
        await it.settle()
        assert len(it.field.value) == MOST_TYPED


async def test_nothing_that_is_quoted_fills_the_screen(open_tiny: Explore) -> None:
    """A long word is named by its ends and its length."""
    word = "a" * 15_000 + "b" * 15_000
    async with open_tiny() as it:
        await it.filter(word)
        assert any("aaa…bbb" in each for each in it.table.if_empty)
        assert any("(30,000 characters)" in each for each in it.table.if_empty)
        for line in (f"note:{word}", f"{word}:x", f"rescued>{word}", f"has:{word}", f"is:{word}"):
            await it.filter(line)
            assert "(30,000 characters)" in it.told, line
            assert len(it.told) < 200, line
        for line in (f"~{word}", f"/{word}/"):
            await it.filter(line)
            assert "at most" in it.told, line
        it.app.notify(word)
        await it.settle()
        assert len(it.notices[-1]) < 1_100
    assert parse_filter("~" + "x" * MAX_FUZZY)


class Reading(App[None]):
    """Shows one text, in a box that scrolls."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield text_to_read(self.text)


@pytest.mark.parametrize("shape", ["x", "漢", "ab ", "  a line\n"])
async def test_a_long_text_in_full(shape: str) -> None:
    """All of it can be scrolled to, no line is too long, and where it begins further in, it stays so."""
    text = (shape * 20_000)[:20_000]
    async with Reading(text).run_test(size=(60, 20)) as pilot:
        (shown,) = pilot.app.query(LongText)
        lines = lines_of(shown)
        assert all(cell_width(line) <= shown.size.width for line in lines)
        assert "".join("".join(lines).split()) == "".join(text.split())
        assert shown.size.height == len(lines) > 20
        if shape.startswith(" "):
            assert {line for line in lines if line} == {"  a line"}
        pilot.app.query_one(VerticalScroll).scroll_end(animate=False)
        await pilot.pause()
        assert lines[-1] in shown.screen._compositor.render_strips()[-1].text


async def test_of_a_text_that_nobody_reads_to_its_end_it_is_said_how_much_is_left_out() -> None:
    async with Reading("x" * 1_000_000).run_test(size=(60, 20)) as pilot:
        (shown,) = pilot.app.query(LongText)
        assert lines_of(shown)[-1] == "… 800,000 of 1,000,000 characters more; y copies all"


@EACH_SHAPE
def test_a_card_shows_the_beginning_of_a_long_field(shape: str) -> None:
    """And how much more there is."""
    text = (shape * 1_000_000)[:1_000_000]
    lines = broken(text, 40)
    assert len(lines) < 5_001
    assert all(cell_width(line) <= 40 for line in lines)
    assert lines[-1] == "… 995,000 characters more"
    assert broken("a few words", 40) == ["a few words"]


@pytest.mark.parametrize("cursor", [0, 1, -1])
def test_of_very_many_columns_those_on_screen_are_found_at_once(cursor: int) -> None:
    """Whichever the cursor is in."""

    def fitting(count: int) -> FittedColumns:
        columns = [ColumnWidth(i, 8) for i in range(count)]
        return fit_columns(columns, 150, 0, 0, cursor % count)

    assert cursor % 2_000 in [column.index for column in fitting(2_000).rooms]
    few, many = (seconds(partial(fitting, count)) for count in (2_000, TIMES * 2_000))
    assert max(many, 0.001) / max(few, 0.001) < MOST_GROWTH


def test_one_word_many_times_is_as_many_conditions() -> None:
    """A filter of very many words is ranked without a condition for each."""
    assert _ranked(parse_filter("word " * 5_000), closely=False)[1] == []
    assert _ranked(parse_filter("word other"), closely=False)[1] != []


@EACH_SHAPE
def test_words_to_select_are_found_in_a_long_run(shape: str) -> None:
    """Punctuation before a letter, and no letter at all."""
    for text in ("." * 5_000 + shape, shape + ")" * 5_000, "(" * 5_000 + shape + "!" * 5_000):
        found = words_of(text).spans
        assert all(start < end for start, end in found)
        assert len(found) == len(text.split())


async def test_of_very_many_words_not_each_is_a_question(
    open_tiny: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the first words are looked up in the store."""
    async with open_tiny() as it:
        assert it.app.store is not None
        asked = 0
        rows = type(it.app.store).rows

        def counted(*values: object) -> object:
            nonlocal asked
            asked += 1
            return rows(*values)  # type: ignore[arg-type]

        monkeypatch.setattr(type(it.app.store), "rows", counted)
        await it.filter(" ".join(f"w{i}" for i in range(5_000)))
        assert it.count == "0 of 13"
        assert "“w0”" in " ".join(it.table.if_empty)
        assert asked < 100


LINES = (
    "",
    "a",
    "arrests>100 or “élan”",
    "漢字 and more of it, 漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字",
    "x" * 300,
    "é" * 50 + "e\u0301" * 50,
    "❤\ufe0f😀" * 40,
)


async def test_the_field_draws_as_textual_does(open_tiny: Explore) -> None:
    """Wherever the caret is, with what is selected, offered and marked."""
    async with open_tiny(size=(80, 24)) as it:
        await it.press("slash")
        for line in LINES:
            await _draw_both(it, line)


async def _draw_both(it: Explorer, line: str) -> None:
    field = it.field
    field.value = line
    for at in {0, 1, len(line) // 2, len(line) - 1, len(line)}:
        for start in (at, 0, len(line)):
            field.selection = Selection(start, at)
            field._suggestion = f"{line} and what may follow"
            for suggestion in (field._suggestion, ""):
                field._suggestion = suggestion
                ours, textuals = field.render_line(0), Input.render_line(field, 0)
                assert [*ours.simplify()] == [*textuals.simplify()]
    if line:
        assert field.virtual_size == Size(cell_width(line) + 1, 1)
