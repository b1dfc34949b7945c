"""Open items: marked in the source, counted, and walked through."""

import pytest

from tests.explorer_driver import Explore, Explorer, keys_of, lines_of, painted, place_of
from tests.panes.open_corpus import OPEN
from trafficking_explorer.config import Config
from trafficking_explorer.ui.widgets.selectable_source import SelectableSource
from trafficking_explorer.ui.widgets.status_line import StatusLine


def reader(it: Explorer) -> SelectableSource:
    assert isinstance(it.source, SelectableSource)
    return it.source


def item(it: Explorer) -> str | None:
    """The words of the open item the reader is at."""
    view = reader(it)
    if view.place.item is None or view.document is None:
        return None
    return view.document.text[view.place.item.start : view.place.item.end]


def foot(it: Explorer) -> str:
    return it.sources.query_one("#first-foot", StatusLine).text


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_walking_through_what_is_open(open_it: Explore, size: tuple[int, int]) -> None:
    """From the first to the last and back, each in sight and marked; at either end it is said."""
    (following,), (previous,) = keys_of("pane.next-open"), keys_of("pane.previous-open")
    async with open_it(size=size) as it:
        await it.press("6")
        assert foot(it).endswith(" % curated · u 7 open")
        for number, words in enumerate(OPEN, start=1):
            await it.press(following)
            assert item(it) == words
            assert painted(it.source, "source-reader--here") == words
            assert foot(it).startswith(f"open {number}/{len(OPEN)} · ")
            assert it.part == "source"
        assert "· date · line 11 ·" in foot(it)
        await it.press(following)
        assert it.notices[-1] == "This is the last open item of the source."
        for words in OPEN[-2::-1]:
            await it.press(previous)
            assert item(it) == words
        await it.press(previous)
        assert it.notices[-1] == "This is the first open item of the source."
        assert item(it) == OPEN[0]
        # From another part the walk goes on where it was.
        await it.press("u", "tab", "u")
        assert item(it) == OPEN[2]
        assert painted(it.source, "source-reader--here") == OPEN[2]


async def test_what_is_open_is_marked_without_colour_too(open_it: Explore) -> None:
    """A dotted bar beside the line and slanted letters; not where a passage is marked strongly."""
    async with open_it() as it:
        await it.press("6")
        lines = lines_of(it.source)
        barred = [line for line in lines if line.startswith(" ┊")]
        assert any("Police in Chad arrested 12" in line for line in barred)
        assert not any("Raids in Chad" in line for line in barred)
        italic = {
            segment.text
            for y in range(it.source.size.height)
            for segment in it.source.render_line(y)
            if segment.style and segment.style.italic
        }
        assert italic >= {"12", "80", "“We go on”", "140"}


async def test_how_much_is_curated_stands_in_the_table(open_it: Explore) -> None:
    """The share is a column that sorts; it is blank for a source without items."""
    # With plain marks: no sign that a font may not have.
    async with open_it(size=(160, 45), config=Config(plain_marks=True)) as it:
        await it.press("6")
        column = [each.key for each in it.pane.view.columns].index("curated")
        assert [row.cells[column] for row in it.rows] == ["22 %", "100 %", None]
        assert any(line.startswith(" .") for line in lines_of(it.source))
        it.pane.question.sort_by((("curated", True),))
        await it.settle()
        assert it.ids[:2] == ["b", "a"]


async def test_where_nothing_is_open(open_it: Explore) -> None:
    """It is said, and no key does anything else."""
    async with open_it() as it:
        await it.press("6", "down")
        assert foot(it).endswith("all curated")
        await it.press("u")
        assert it.notices[-1] == "Everything in this source has a record."
        await it.press("u", "u")
        assert len(it.notices) == 1
        await it.press("1", "6", "down", "u")
        assert it.notices[-1] == "Nothing in this source needs a record."
        assert "curated" not in foot(it)
        assert it.part == "table"
        # The two sides of a finding are about their own passages.
        await it.press("7", "u")
        assert it.notices[-1] == "There is no source text here."
        assert not isinstance(it.source, SelectableSource)


async def test_from_where_the_reader_is(open_it: Explore) -> None:
    """The walk begins at the passage that is on screen; another passage ends it."""
    async with open_it() as it:
        await it.press("9")
        while it.at != "sarr":
            await it.press("down")
        await it.press("u")
        assert item(it) == "Lake Foundation"
        await it.press("U")
        assert item(it) == "“We go on”"
        await it.press("n")
        assert item(it) is None
        assert it.passage == "Awa Sarr"
        assert foot(it).startswith("passage 2/2 · line 7")


async def test_a_click_goes_to_what_is_open(open_it: Explore) -> None:
    """An item within a longer passage is meant before it: the shortest counts."""
    async with open_it() as it:
        await it.press("6")
        x, y = place_of(it.source, "140 officers")
        await it.click(it.source, x, y)
        assert item(it) == "140"
        x, y = place_of(it.source, "Police in")
        await it.click(it.source, x, y)
        assert item(it) is None
        assert it.passage == "Police in Chad"
