"""The panels of a pane: titles, focus, the passage strip, the way from a figure to its sentence."""

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import pytest
from textual.geometry import Region
from textual.widget import Widget

from tests.explorer_driver import Explore, Explorer, keys_of, lines_of, painted
from tests.slow import first_quick
from trafficking_explorer.config import Config
from trafficking_explorer.database.cache import StoreLocation, read_manifest
from trafficking_explorer.database.read_models import listing_from_manifest
from trafficking_explorer.ui.app import ExplorerApp
from trafficking_explorer.ui.launch_options import LaunchOptions
from trafficking_explorer.ui.panes.registry import PANES
from trafficking_explorer.ui.state import State
from trafficking_explorer.ui.view_state import ViewStateStore
from trafficking_explorer.ui.widgets.footer import Footer
from trafficking_explorer.ui.widgets.panel_rule import PanelRule
from trafficking_explorer.ui.widgets.selectable_source import SelectableSource
from trafficking_explorer.ui.widgets.title_tabs import PaneTabs

SIZES = [(80, 24), (60, 15), (100, 30), (160, 45)]
PANELS = ("table", "card", "source")


def part(it: Explorer, name: str) -> Widget:
    """The place of a panel."""
    return it.pane.query_one(f"#{name}-part")


def rule(it: Explorer, name: str) -> PanelRule:
    """The rule above a panel."""
    return it.pane.bar.rule if name == "table" else it.pane.query_one(f"#{name}-rule", PanelRule)


def footer(it: Explorer) -> str:
    """The bottom line."""
    return lines_of(it.main.query_one(Footer))[0]


def focus_is_visible(it: Explorer) -> bool:
    """True if what has the focus is on the screen."""
    focused = it.app.screen.focused
    return focused is not None and focused.is_on_screen and bool(focused.region)


async def to_column(it: Explorer, key: str) -> None:
    """Put the table's cursor into a column."""
    it.table.column = [column.key for column in it.pane.view.columns].index(key)
    await it.settle()


# Titles and focus.


@pytest.mark.parametrize("size", first_quick(SIZES))
async def test_each_panel_has_a_title_and_the_focused_one_looks_so(
    open_tiny: Explore, size: tuple[int, int]
) -> None:
    """Its rule is heavy and has a sign, with and without colour; the footer names the next panel."""
    async with open_tiny(size=size) as it:
        for focused, following in pairwise((*PANELS, "table")):
            assert it.part == focused
            for name in PANELS:
                line = lines_of(rule(it, name))[0]
                title = {"table": "Operations 13", "card": "Card", "source": "Source 1/2 · a · "}
                assert title[name] in line
                assert line.startswith("▸ ") == ("━" in line) == (name == focused)
                assert part(it, name).region.area
            assert f"tab {following.capitalize().replace('Table', 'Operations')}" in footer(it)
            await it.press("tab")


async def test_the_title_of_the_table_counts_its_rows(open_tiny: Explore) -> None:
    """All of them, or those that fit the filter of all."""
    async with open_tiny(size=(80, 24)) as it:
        assert it.title_of("table") == "Operations 13"
        await it.filter("kayak")
        assert it.title_of("table") == "Operations 1 of 13"
        await it.press("7")
        assert it.title_of("table").startswith("Findings ")
        assert it.title_of("source").startswith("Source · a · line 5")


async def test_the_signs_of_a_plain_terminal(open_tiny: Explore) -> None:
    """The rules are made of ASCII."""
    async with open_tiny(size=(80, 24), config=Config(plain_marks=True)) as it:
        for name in PANELS:
            assert lines_of(rule(it, name))[0].isascii() or name == "source"
        assert lines_of(rule(it, "table"))[0].startswith("> Operations 13 =====")


@pytest.mark.parametrize("panel", PANELS)
async def test_the_focus_is_never_in_something_hidden(open_tiny: Explore, panel: str) -> None:
    """A zoomed panel keeps the focus when the reader goes to another record, back, or elsewhere."""
    async with open_tiny(size=(80, 24), start=LaunchOptions(goto="operation/jade")) as it:
        await it.press(*["tab"] * PANELS.index(panel), "z")
        for keys in (("<",), (">",), ("2", "1"), ("7", "1"), ("8", "escape", "1"), ("a", "escape")):
            await it.press(*keys)
            assert focus_is_visible(it), keys
            assert it.part == panel
            assert it.pane.zoomed == panel
            assert "z Leave zoom" in footer(it)
        await it.pilot.resize_terminal(160, 45)
        await it.settle()
        assert focus_is_visible(it)
        await it.press("z")
        assert (it.part, it.pane.zoomed) == (panel, None)
        assert focus_is_visible(it)


async def test_back_to_a_zoomed_card(open_tiny: Explore) -> None:
    """After a reference of the zoomed card and back, keys move the card's cursor, not a hidden table's."""
    async with open_tiny(size=(80, 24), start=LaunchOptions(goto="operation/epervier")) as it:
        await it.press("enter", "z")
        while (item := it.card.current) is not None and not (item.field and item.field.targets):
            await it.press("down")
        await it.press("enter")
        assert it.shown != "epervier"
        await it.press("<")
        shown, cursor = it.shown, it.card.cursor
        assert (shown, it.part) == ("epervier", "card")
        await it.press("down")
        assert (it.shown, it.card.cursor) == (shown, cursor + 1)


async def test_a_key_right_behind_that_of_a_pane(open_tiny: Explore) -> None:
    """Typed before the other pane is there, it leaves no focus in the pane that has gone."""
    for key in ("7", "4", "8"):
        async with open_tiny(size=(140, 40)) as it:
            for each in (key, "enter"):
                it._send(each)
            await it.settle()
            assert focus_is_visible(it)
            focused = it.app.screen.focused
            assert focused is not None
            assert it.main.pane in focused.ancestors_with_self


async def test_a_text_that_goes_away_leaves_the_focus_in_sight(open_tiny: Explore) -> None:
    """The message in its place takes the keys, and gives them back."""
    async with open_tiny(size=(140, 40), start=LaunchOptions(goto="operation/kayak")) as it:
        await it.press("tab", "tab")
        it.table.cursor += 1
        await it.settle()
        assert it.shown == "zafiro"
        assert it.part == "source"
        assert focus_is_visible(it)
        it.table.cursor -= 1
        await it.settle()
        assert it.part == "source"
        assert focus_is_visible(it)


@pytest.mark.parametrize("size", first_quick([(80, 7), (40, 9), (100, 8)]))
async def test_without_room_a_panel_takes_all_of_it(
    open_tiny: Explore, size: tuple[int, int]
) -> None:
    """On a screen too low for three panels, tab still leads to each of them."""
    async with open_tiny(size=size) as it:
        for name in ("card", "source", "table"):
            await it.press("tab")
            assert it.part == name
            assert focus_is_visible(it)


# Nothing moves.


def places(app: ExplorerApp) -> dict[str, Region]:
    """The places of the panels and of the lines around them."""
    return {
        name: app.screen.query_one(name).region
        for name in ("#table-part", "#card-part", "#source-part", "#table", "#filter-told", "#keys")
    }


@pytest.mark.parametrize("pane", first_quick(["operations", "agencies", "statistics", "sources"]))
@pytest.mark.parametrize("size", first_quick([*SIZES, (200, 50)]))
async def test_the_first_paint_has_the_places_of_the_last(
    tiny_place: StoreLocation, size: tuple[int, int], pane: str
) -> None:
    """From it on nothing moves, whether the first rows are known or are read."""
    manifest = read_manifest(tiny_place)
    assert manifest is not None
    first = listing_from_manifest(manifest.first_view) if pane == "operations" else None
    app = ExplorerApp(tiny_place, first=first, start=LaunchOptions(pane=pane))
    seen: list[dict[str, Region]] = []
    laid_out = type(app)._display

    def display(self: ExplorerApp, screen: Widget, renderable: object) -> None:
        if screen.query("#keys") and screen.size == size:
            seen.append(places(self))
        laid_out(self, screen, renderable)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ExplorerApp, "_display", display)
        async with app.run_test(size=size) as pilot:
            it = Explorer(app, pilot)
            await it.settle()
            settled = places(app)
    shown = [each for each in seen if each["#table"]]
    assert shown
    assert [each for each in shown if each != settled] == []


async def test_typing_a_filter_moves_nothing(open_tiny: Explore) -> None:
    """The line that explains a filter has its place from the start."""
    async with open_tiny(size=(80, 24)) as it:
        before = places(it.app)
        await it.press("slash")
        assert places(it.app) == before
        await it.press(*"in:chad")
        assert places(it.app) == before
        assert "country chad" in lines_of(it.pane.bar.rule)[0]
        await it.press(*" date:")
        assert places(it.app) == before
        assert "▴" in lines_of(it.pane.bar.rule)[0]


# The passage strip.


@pytest.mark.parametrize("size", first_quick([(80, 24), (60, 15)]))
async def test_the_strip_follows_the_cursors(open_tiny: Explore, size: tuple[int, int]) -> None:
    """Row by row, field by field and cell by cell the words are lit, with source and line."""
    async with open_tiny(size=size) as it:
        for _ in range(3):
            await it.press("down")
            assert it.passage is not None
            assert painted(it.source, "source-view--evidence") == it.passage
            assert "▌" in "".join(lines_of(it.source))
        await it.press("home", "tab")
        seen = set()
        for _ in range(it.card.item_count()):
            item = it.card.current
            if item is not None and item.field is not None and item.field.passages:
                lit = painted(it.source, "source-view--evidence")
                words = [" ".join(each.exact.split()) for each in item.field.passages]
                assert any(lit in each or each in lit for each in words)
                seen.add(item.field.name)
            await it.press("down")
        assert {"name", "countries"} <= seen
        await it.press("escape")
        await to_column(it, "arrests")
        assert painted(it.source, "source-view--evidence") == "Forty"
        assert rule(it, "source").note == "figure 1/1 · line 7"


async def test_a_strip_begins_with_the_sentence(open_tiny: Explore) -> None:
    """As far as there is room, the sentence is seen from its beginning."""
    async with open_tiny(size=(80, 24)) as it:
        await to_column(it, "arrests")
        assert lines_of(it.source)[0].split()[-1] != ""
        assert "Forty suspects were arrested." in " ".join(" ".join(lines_of(it.source)).split())


async def test_the_whole_text_from_the_strip_and_back(open_tiny: Explore) -> None:
    """Enter and z give the text the screen; the keys that leave it lead back to where one was."""
    async with open_tiny(size=(80, 24)) as it:
        for keys, back in ((("tab", "tab", "enter"), "source"), (("tab", "tab", "z"), "source")):
            it.table.focus()
            await it.press(*keys)
            assert (it.part, it.pane.zoomed) == ("source", "source")
            assert part(it, "source").region.height > 18
            await it.press("escape")
            assert (it.part, it.pane.zoomed) == (back, None)


async def test_a_passage_has_its_context(open_tiny: Explore) -> None:
    """In a text with many passages, none is shown on the last lines of the view."""
    async with open_tiny(size=(80, 16), start=LaunchOptions(pane="sources")) as it:
        await it.press("tab", "tab", "z")
        for _ in range(25):
            before = it.passage
            await it.press("n")
            if it.passage == before:
                break
            lines = [i for i, line in enumerate(lines_of(it.source)) if "▌" in line]
            assert lines
            assert lines[-1] < it.source.size.height - 1


async def test_neighbouring_passages_are_underlined_as_one(open_tiny: Explore) -> None:
    """Between two passages of a record, the blank is underlined too; only the current one has a ground."""
    async with open_tiny(size=(140, 40)) as it:
        view = it.source
        assert isinstance(view, SelectableSource)
        assert view.document is not None
        start = view.document.text.index("We will not stop")
        view.show_document(view.document, [(start, start + 2), (start + 3, start + 7)])
        await it.settle()
        line = next(y for y, each in enumerate(lines_of(view)) if "We will" in each)
        underlined = "".join(
            segment.text
            for segment in view.render_line(line)
            if segment.style is not None and segment.style.underline
        )
        assert underlined == "We will"


# From a figure to its sentence.


@pytest.mark.parametrize("size", first_quick(SIZES))
async def test_enter_on_a_figure_goes_to_its_sentence(
    open_tiny: Explore, size: tuple[int, int]
) -> None:
    """The first of several claims comes first, n and N lead through them, and escape back to the cell."""
    async with open_tiny(size=size) as it:
        await to_column(it, "rescued")
        assert "⏎ Its sentence" in footer(it)
        await it.press("enter")
        assert it.part == "source"
        first, claims = it.sources.passage, []
        while not it.notices:
            claims.append(it.sources.passage)
            assert it.passage is not None
            assert "00" in it.passage or "236" in it.passage
            assert painted(it.source, "source-view--evidence") == it.passage
            await it.press("n")
        assert "the last figure" in it.notices[-1]
        assert len({each.place for each in claims if each}) == len(claims) > 2
        assert {each.source_id for each in claims if each} == {"a", "b"}
        await it.press(*["N"] * (len(claims) - 1))
        assert it.sources.passage == first
        await it.press("escape")
        assert (it.part, it.at, it.pane.zoomed) == ("table", "epervier", None)
        assert it.pane.view.columns[it.table.column].key == "rescued"


async def test_enter_elsewhere_in_a_row(open_tiny: Explore) -> None:
    """On the name, and on a cell that nothing supports, it goes to the card."""
    async with open_tiny(size=(140, 40)) as it:
        for column in ("name", "countries"):
            await to_column(it, column)
            assert "⏎ Open" in footer(it)
            await it.press("enter")
            assert it.part == "card"
            await it.press("escape")


@pytest.mark.parametrize(
    ("pane", "record", "column", "words"),
    [
        ("statistics", "arrests", "value", "Forty"),
        ("agencies", "maison", "acronym", "MDA"),
        ("quotes", "not-stop", "speaker", "Awa Traoré"),
    ],
)
async def test_cells_of_other_tables(
    open_tiny: Explore, pane: str, record: str, column: str, words: str
) -> None:
    """A cell that is supported by a passage leads to it in every pane."""
    kind = {"statistics": "statistic", "agencies": "agency", "quotes": "quote"}[pane]
    async with open_tiny(size=(140, 40), start=LaunchOptions(goto=f"{kind}/{record}")) as it:
        await to_column(it, column)
        await it.press("enter")
        assert (it.part, it.passage) == ("source", words)


async def test_the_card_takes_the_source_over_from_a_figure(open_tiny: Explore) -> None:
    """A field of the card shows its own passage, also one that the figure has not; back comes the figure."""
    async with open_tiny(size=(140, 40)) as it:
        await to_column(it, "arrests")
        await it.press("tab")
        for _ in range(it.card.item_count()):
            item = it.card.current
            if item is not None and item.field is not None and item.field.name == "countries":
                break
            await it.press("down")
        assert it.passage == "across Chad and Mali"
        await it.press("escape")
        assert it.passage == "Forty"


# The mouse.


async def drag(it: Explorer, widget: Widget, at: tuple[int, int], to: tuple[int, int]) -> None:
    """Press the button on a cell of a widget, draw it to a cell of the screen, and let it go."""
    await it.pilot.mouse_down(widget, offset=at)
    await it.pilot.hover(offset=to)
    await it.pilot.mouse_up(offset=to)
    await it.settle()


async def test_rules_can_be_drawn_with_the_mouse(open_tiny: Explore, tmp_path: Path) -> None:
    """A panel becomes larger, the others smaller, and it is so at the next start."""
    kept = ViewStateStore(State(tmp_path))
    async with open_tiny(size=(80, 24), remembered=kept) as it:
        y = part(it, "card").region.y
        await drag(it, rule(it, "card"), (30, 0), (30, y - 3))
        assert part(it, "card").region.y == y - 3
        assert part(it, "source").region.height == 4
        await drag(it, rule(it, "source"), (10, 0), (10, 14))
        assert part(it, "source").region.y == 14
        sizes = [part(it, name).region for name in PANELS]
        it.app.keep_views()
    async with open_tiny(size=(80, 24), remembered=kept) as it:
        assert [part(it, name).region for name in PANELS] == sizes
        await it.pilot.resize_terminal(140, 40)
        await it.settle()
        # A size is that of an arrangement.
        assert part(it, "table").region.height == part(it, "card").region.height


async def test_the_line_between_columns_can_be_drawn(open_tiny: Explore) -> None:
    """To the left or right, with the focus where it was; a panel keeps some room."""
    async with open_tiny(size=(140, 40)) as it:
        source = part(it, "source")
        await drag(it, source, (0, 5), (90, 12))
        assert source.region.x == 90
        assert it.part == "table"
        await drag(it, source, (0, 5), (139, 12))
        assert source.region.width >= 20


async def test_the_rule_of_the_table_stays(open_tiny: Explore) -> None:
    """There is nothing above it to take room from."""
    async with open_tiny(size=(140, 40)) as it:
        before = [part(it, name).region for name in PANELS]
        await drag(it, rule(it, "table"), (4, 0), (4, 20))
        assert [part(it, name).region for name in PANELS] == before


# The top line.


def labels(tabs: PaneTabs) -> Iterable[str]:
    """The names of the panes on the top line."""
    return [label.strip() for tab, label in tabs._labels() if tab is not None]


@pytest.mark.parametrize("width", [60, 80, 100, 160])
async def test_tabs_have_words(open_tiny: Explore, width: int) -> None:
    """No pane is a bare digit; names are short where there is no room for long ones."""
    async with open_tiny(size=(width, 24)) as it:
        tabs = it.main.tabs
        tabs.counts = {"findings": 17}
        shown = labels(tabs)
        assert all(len(label.split(" ", 1)[1]) >= 3 for label in shown)
        assert sum(len(label) + 1 for _, label in tabs._labels()) <= width + 12
        assert "1 Operations" in shown or width < 100
        assert any(each in shown for each in ("7 Findings 17", "7 Finds 17", "7 Finds"))
        assert len([*shown]) == len(PANES) or width == 60
        if width == 60:
            await it.press("9")
            assert lines_of(tabs)[0].startswith("‹")
            await it.click(tabs, 0, 0)
            assert lines_of(tabs)[0].strip() != ""


# Before the program is ready.


async def test_escape_while_the_corpus_is_read(tiny_place: StoreLocation) -> None:
    """It clears the filter of the call, as it does later."""
    app = ExplorerApp(tiny_place, start=LaunchOptions(filter_text="kayak"))
    async with app.run_test(size=(80, 24)) as pilot:
        app.main.pane.query_ancestor(type(app.screen))
        pane = app.main.panes.pane
        pane.action_clear()  # type: ignore[attr-defined]
        it = Explorer(app, pilot)
        await it.settle()
        assert it.title_of("table") == "Operations 13"


async def test_escape_after_the_filter_key_before_there_is_a_field(
    tiny_place: StoreLocation,
) -> None:
    """It leaves the line: the next keys are for the rows."""
    app = ExplorerApp(tiny_place, start=LaunchOptions(pane="operations"))
    async with app.run_test(size=(80, 24)) as pilot:
        it = Explorer(app, pilot)
        pane = it.pane
        if not pane.is_furnished:
            pane.action_filter()
            pane.bar._typed_ahead = "kayak"
            pane.action_clear()
        await it.settle()
        assert (it.part, pane.bar.text) == ("table", "")
        await it.press(*keys_of("list.down")[:1])
        assert it.table.cursor == 1


# Quotations.


async def test_several_quotations_are_on_a_small_screen(open_tiny: Explore) -> None:
    """However long they are, two are on the screen, and the list begins with the beginning of one."""
    async with open_tiny(size=(50, 24), start=LaunchOptions(pane="quotes")) as it:
        room = it.table.size.height - 1
        assert all(
            last - first <= max(3, room // 2)
            for first, last in map(it.table._span, range(it.table.item_count()))
        )
        await it.press("end", "home")
        for _ in range(it.table.item_count()):
            await it.press("down")
            top = int(it.table.scroll_offset.y)
            assert top in [it.table._span(i)[0] for i in range(it.table.item_count())]
