"""The rows of a pane: moving the cursor shows the record, and its source at the passage."""

import pytest

from tests.explorer_driver import Explore, keys_of, lines_of, painted
from tests.slow import first_quick

OPERATIONS = [
    "epervier",
    *[
        "alba",
        "brisa",
        "cobre",
        "duna",
        "estrella",
        "faro",
        "garza",
        "halcon",
        "islas",
        "jade",
        "kayak",
    ],
    "zafiro",
]


async def test_what_is_there_at_first(open_tiny: Explore) -> None:
    """The explorer opens on the operations, in reading order, the first one on the card."""
    async with open_tiny() as it:
        assert it.ids == OPERATIONS
        assert (it.part, it.at, it.shown) == ("table", "epervier", "epervier")
        assert it.passage is not None
        assert it.passage.startswith("Nearly 500 victims")
        assert "tiny · 2 sources" in it.screen_text()


async def test_keys_move_the_cursor(open_tiny: Explore) -> None:
    """The cursor moves by one or to either end and stays inside; card and source follow."""
    moves = [
        *((key, 3, 4) for key in keys_of("list.down")),
        *((key, 12, 12) for key in keys_of("list.down")),
        *((key, 3, 2) for key in keys_of("list.up")),
        *((key, 0, 0) for key in keys_of("list.up")),
        *((key, 3, 0) for key in keys_of("list.first")),
        *((key, 3, 12) for key in keys_of("list.last")),
    ]
    async with open_tiny() as it:
        for key, start, end in moves:
            it.table.cursor = start
            await it.settle()
            await it.press(key)
            assert it.table.cursor == end, key
            assert it.at == it.shown == OPERATIONS[end]


@pytest.mark.parametrize(
    ("down", "up"), zip(keys_of("list.page-down"), keys_of("list.page-up"), strict=True)
)
async def test_pages(open_tiny: Explore, down: str, up: str) -> None:
    """Page keys move by a screenful, to the last row and back to the first."""
    async with open_tiny(size=(80, 18)) as it:
        seen = [it.table.cursor]
        while seen[-1] < 12:
            await it.press(down)
            seen.append(it.table.cursor)
            assert seen[-1] > seen[-2]
        assert 2 < len(seen) < 13
        while seen[-1]:
            await it.press(up)
            seen.append(it.table.cursor)
            assert seen[-1] < seen[-2]


@pytest.mark.parametrize("size", first_quick([(80, 24), (140, 40), (200, 60)]))
async def test_moving_shows_each_record_at_its_passage(
    open_tiny: Explore, size: tuple[int, int]
) -> None:
    """Row by row the passage of the record comes into sight, marked, under the name of its text."""
    async with open_tiny(size=size) as it:
        await it.press("tab", "tab")
        it.table.focus()
        for name in OPERATIONS[1:-1]:
            await it.press("down")
            assert it.shown == name
            words = f"Operation {name.capitalize()} freed"
            assert it.passage is not None
            assert it.passage.startswith(words)
            assert painted(it.source, "source-view--evidence") == it.passage
            assert it.title_of("source").startswith("Source · a · Maison")


async def test_enter_goes_into_the_card(open_tiny: Explore) -> None:
    """Enter on a row puts the cursor on the record's card."""
    async with open_tiny() as it:
        for key in keys_of("list.open"):
            it.table.focus()
            await it.press(key)
            assert it.part == "card"


async def test_the_parts_in_their_order(open_tiny: Explore) -> None:
    """Tab goes from the rows to the card, the source and round again; shift+tab the other way."""
    async with open_tiny() as it:
        for key in keys_of("pane.next-part"):
            parts = []
            for _ in range(3):
                await it.press(key)
                parts.append(it.part)
            assert parts == ["card", "source", "table"]
        for key in keys_of("pane.previous-part"):
            parts = []
            for _ in range(3):
                await it.press(key)
                parts.append(it.part)
            assert parts == ["source", "card", "table"]


@pytest.mark.parametrize("size", first_quick([(80, 24), (140, 40), (200, 60)]))
async def test_zoom(open_tiny: Explore, size: tuple[int, int]) -> None:
    """The part with the focus gets the room of all, and gives it back."""
    (zoom,), (leave,) = keys_of("pane.zoom"), keys_of("pane.clear")
    async with open_tiny(size=size) as it:
        for part in ("table", "card", "source"):
            place = it.pane.query_one(f"#{part}-part")
            before = place.region
            await it.press(zoom)
            assert it.part == part
            # The rows keep the rule with their title, as the others have theirs.
            lines = size[1] - (4 if part == "table" else 3)
            assert (place.region.width, place.region.height) == (size[0], lines)
            await it.press(zoom)
            assert place.region == before
            await it.press(zoom, "tab")
            assert it.part != part
            assert it.pane.query_one(f"#{it.part}-part").region.width == size[0]
            await it.press(leave)
            assert it.pane.zoomed is None


async def test_the_filter_is_within_reach_from_a_zoomed_part(open_tiny: Explore) -> None:
    """A filter typed while the source has the screen brings the rows back."""
    async with open_tiny() as it:
        await it.press("tab", "tab", "z", "slash", *"kayak")
        assert it.pane.query_one("#table-part").display
        assert it.at == it.shown == "kayak"


async def test_the_screen_may_change_its_size(open_tiny: Explore) -> None:
    """Cursor, record and passage outlast every width."""
    async with open_tiny() as it:
        it.table.cursor = 10
        await it.settle()
        for width, height in ((80, 24), (200, 60), (110, 30), (60, 16), (300, 80), (140, 40)):
            await it.pilot.resize_terminal(width, height)
            await it.settle()
            assert it.at == it.shown == "jade"
            assert it.passage is not None
            if it.pane.query_one("#source-part").display:
                assert painted(it.source, "source-view--evidence") == it.passage
            cursor = it.table.cursor + 1 - it.table.scroll_offset.y
            assert 0 < cursor < it.table.size.height


@pytest.mark.parametrize("size", first_quick([(20, 6), (1, 1), (400, 5), (10, 60)]))
async def test_sizes_nobody_would_choose(open_tiny: Explore, size: tuple[int, int]) -> None:
    """However small the screen, nothing fails."""
    async with open_tiny(size=size) as it:
        await it.press(
            "3", "j", "6", "8", "escape", "1", "j", "n", "tab", "j", "tab", "z", "j", "w"
        )
        await it.press("slash", "x", "escape", "f", "escape", "question_mark", "escape", "ctrl+p")


async def test_clicking_a_row(open_tiny: Explore) -> None:
    """A click puts the cursor on a row, a second one at once opens it."""
    async with open_tiny() as it:
        await it.click(it.table, 5, 4)
        assert (it.part, it.at, it.shown) == ("table", "cobre", "cobre")
        await it.click(it.table, 5, 30)
        assert it.at == "cobre"
        await it.click(it.table, 5, 4, times=2)
        assert it.part == "card"


async def test_the_mouse_wheel_scrolls(open_tiny: Explore) -> None:
    """The wheel moves what is seen; the cursor stays where it is."""
    async with open_tiny(size=(80, 18)) as it:
        it.table.scroll_to(y=5, animate=False)
        await it.settle()
        assert it.table.cursor == 0
        assert lines_of(it.table)[0].strip().startswith("Operation")
        await it.press("down")
        assert it.table.scroll_offset.y <= 1


async def test_the_focused_part_looks_focused(open_tiny: Explore) -> None:
    """The row under the cursor is painted in the colour of focus only where the focus is."""
    async with open_tiny() as it:
        cursor = it.table.get_component_rich_style("line-list--cursor").bgcolor
        await it.press("tab")
        assert it.table.get_component_rich_style("line-list--cursor").bgcolor != cursor
        assert it.card.get_component_rich_style("line-list--cursor").bgcolor == cursor
        await it.press("shift+tab")
        assert it.table.get_component_rich_style("line-list--cursor").bgcolor == cursor


@pytest.mark.parametrize(("width", "hidden"), [(80, True), (130, True), (300, False)])
async def test_a_sign_says_that_columns_are_left_out(
    open_tiny: Explore, width: int, hidden: bool
) -> None:
    """The header ends in › if there is no room for all columns."""
    async with open_tiny(size=(width, 30)) as it:
        await it.press("2")
        header = lines_of(it.table)[0]
        assert ("Sources" not in header) == hidden
        assert header.endswith("›") == hidden
