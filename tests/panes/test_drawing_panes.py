"""Timeline, map and matrix in the place of a pane's table."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from textual.widget import Widget

from tests.conftest import declare
from tests.explorer_driver import Explore, Explorer, explore, lines_of
from trafficking_explorer.config import Config
from trafficking_explorer.database.cache import StoreLocation, locate_store
from trafficking_explorer.ui.launch_options import LaunchOptions
from trafficking_explorer.ui.messages import OpenRecord
from trafficking_explorer.ui.panes.drawing import Drawing
from trafficking_explorer.ui.panes.map_drawing import MapDrawing
from trafficking_explorer.ui.panes.matrix_drawing import MatrixDrawing, short_names
from trafficking_explorer.ui.panes.timeline_drawing import TimelineDrawing
from trafficking_explorer.ui.state import State
from trafficking_explorer.ui.view_state import PaneState, ViewStateStore
from trafficking_explorer.workspace.opening import open_with_findings

TEXT = """Operation Sun led to 40 arrests in Mali, Niger and Chad in May 2014.

Operation Moon, in Togo, ran in 2016. In Togo alone 7 people were arrested of 20.

Operation Star went through the Sahel since 2018. Operation Comet is not dated.

The Lake Police and the Hill Police worked on Sun and Moon, the River Police (RP) on Moon and Star.
The Sea Police watched Comet. The Desk did nothing.
"""
RECORDS = """
operations:
  - id: sun
    quote: Operation Sun
    name: Operation Sun
    kind: operation
    date: 2014-05
    countries: [ML, NE, TD]
    evidence: {date: in May 2014, countries: "in Mali, Niger and Chad"}
    links:
      - {relation: conducted_by, to: agency/lake, quote: The Lake Police}
      - {relation: conducted_by, to: agency/hill, quote: the Hill Police}
  - id: moon
    quote: Operation Moon
    name: Operation Moon
    kind: operation
    date: 2016
    countries: [TG]
    evidence: {date: ran in 2016, countries: in Togo}
    links:
      - {relation: conducted_by, to: agency/lake, quote: The Lake Police}
      - {relation: conducted_by, to: agency/hill, quote: the Hill Police}
      - {relation: conducted_by, to: agency/river, quote: the River Police}
  - id: star
    quote: Operation Star
    name: Operation Star
    kind: operation
    date: 2018/..
    regions: [Sahel]
    evidence: {date: since 2018, regions: the Sahel}
    links:
      - {relation: conducted_by, to: agency/river, quote: the River Police}
  - id: comet
    quote: Operation Comet
    name: Operation Comet
    kind: operation
    links:
      - {relation: conducted_by, to: agency/sea, quote: The Sea Police}
agencies:
  - {id: lake, quote: The Lake Police, name: Lake Police, kind: law_enforcement, resolved: {kind: Police.}}
  - {id: hill, quote: the Hill Police, name: Hill Police, kind: law_enforcement, resolved: {kind: Police.}}
  - {id: river, quote: the River Police (RP), name: River Police, acronym: RP, kind: law_enforcement, resolved: {kind: Police.}}
  - {id: sea, quote: The Sea Police, name: Sea Police, kind: law_enforcement, resolved: {kind: Police.}}
  - {id: desk, quote: The Desk, name: Desk, kind: unit, resolved: {kind: A desk.}}
statistics:
  - id: sun-arrests
    quote: Operation Sun led to 40 arrests
    label: Arrests in Operation Sun
    measure: arrests
    value: 40
    value_text: 40
    unit: persons
    qualifier: exact
    operation: sun
    scope: operation
  - id: moon-togo
    quote: In Togo alone 7 people were arrested
    label: Arrests in Togo
    measure: arrests
    value: 7
    value_text: 7
    unit: persons
    qualifier: exact
    population: people
    country: TG
    operation: moon
    scope: operation
    evidence: {country: In Togo}
    resolved: {operation: The sentence before names it.}
source: s
"""


@pytest.fixture(scope="session")
def drawn_place(
    tmp_path_factory: pytest.TempPathFactory, write: Callable[..., Path]
) -> StoreLocation:
    """The store of a corpus with dates and places of all shapes, built."""
    curated = {"source.yaml": declare("s", "s.txt", TEXT), "records.yaml": RECORDS}
    root = write(tmp_path_factory.mktemp("drawn") / "corpus", curated, {"s.txt": TEXT})
    place = locate_store(root, tmp_path_factory.mktemp("drawn-cache"))
    open_with_findings(place).close()
    return place


@pytest.fixture
def open_drawn(drawn_place: StoreLocation) -> Explore:
    """Opens an explorer on that corpus, at 80×24."""
    return partial(explore, drawn_place, size=(80, 24))


def timeline_of(it: Explorer) -> TimelineDrawing:
    return it.pane.query_one(TimelineDrawing)


def map_of(it: Explorer) -> MapDrawing:
    return it.pane.query_one(MapDrawing)


def matrix_of(it: Explorer) -> MatrixDrawing:
    return it.pane.query_one(MatrixDrawing)


def drawn(it: Explorer) -> list[str]:
    """The records of the timeline."""
    return [row.record_id for row in timeline_of(it).timeline.found.rows]


def focused(it: Explorer) -> Widget | None:
    return it.app.screen.focused


def is_table(it: Explorer) -> bool:
    return not it.pane.query(Drawing) and it.table.display and it.pane.front is it.table


async def test_a_timeline_takes_the_place_of_the_table(open_drawn: Explore) -> None:
    """With the record under the cursor, which moves card and source; the key leads back to it."""
    async with open_drawn() as it:
        await it.press("1", "down", "t")
        assert drawn(it) == ["sun", "moon", "star"]
        assert not it.table.display
        assert timeline_of(it).pointed == ("operation", "moon")
        assert (it.shown, it.passage) == ("moon", "ran in 2016")
        screen = it.screen_text()
        assert "Operations 4 › timeline" in screen
        assert "3 dated · 1 without a date" in screen
        assert "1 without a date (d lists them): Operation Comet" in screen
        assert "since 2018" in screen
        await it.press("down")
        assert (it.shown, it.passage, it.at) == ("star", "since 2018", "star")
        await it.press("t")
        assert is_table(it)
        assert (it.at, it.shown, it.part) == ("star", "star", "table")
        assert "›" not in it.title_of("table")


@pytest.mark.parametrize("key", ["t", "escape", "1"])
async def test_a_key_leads_back_to_the_record(open_drawn: Explore, key: str) -> None:
    """Without a move, the record is the one the table's cursor was on, though it is not drawn."""
    async with open_drawn() as it:
        await it.press("1", "G", "t")
        assert it.shown == "sun"
        await it.press(key)
        assert is_table(it)
        assert (it.at, it.shown) == ("comet", "comet")


async def test_a_drawing_follows_the_filter(open_drawn: Explore) -> None:
    """Live, with the cursor kept where it can be; the table has the same rows."""
    async with open_drawn() as it:
        await it.press("1", "t", "down")
        await it.filter("year:2016..2020")
        assert drawn(it) == ["moon", "star"]
        assert timeline_of(it).pointed == ("operation", "moon")
        await it.filter("star")
        assert (drawn(it), it.shown) == (["star"], "star")
        await it.filter("comet")
        assert drawn(it) == []
        assert "Nothing here has a date." in it.screen_text()
        assert it.shown is None
        await it.filter("nothing-fits-this")
        assert (drawn(it), it.shown) == ([], None)
        await it.press("escape", "escape")
        assert is_table(it)
        assert it.field.value == ""
        assert it.notices == []


async def test_a_filter_typed_over_a_drawing_stays(open_drawn: Explore) -> None:
    """Back in the table, though the record of before is not among its rows."""
    async with open_drawn() as it:
        await it.press("1", "G", "t")
        await it.filter("moon")
        await it.press("down", "t")
        assert (it.field.value, it.ids, it.notices) == ("moon", ["moon"], [])


async def test_rows_that_cannot_be_drawn_are_listed(open_drawn: Explore) -> None:
    """`d` adds to the filter, whose parts stay together."""
    async with open_drawn() as it:
        await it.press("1", "t", "d")
        assert is_table(it)
        assert (it.field.value, it.ids) == ("-has:date", ["comet"])
        await it.filter("comet or moon")
        await it.filter("comet or moon")
        await it.press("m", "d")
        assert it.ids == ["comet"]
        assert "comet or moon" in it.field.value
        assert "-has:country" in it.field.value


async def test_enter_on_a_timeline_leads_to_the_words_of_the_date(open_drawn: Explore) -> None:
    """As on a cell of the table; `esc` leads back to the drawing first."""
    async with open_drawn() as it:
        await it.press("1", "t", "enter")
        assert it.part == "source"
        assert it.passage == "in May 2014"
        await it.press("escape")
        assert focused(it) is timeline_of(it).timeline
        await it.press("tab")
        assert it.part == "card"
        await it.press("escape")
        assert focused(it) is timeline_of(it).timeline


async def test_a_map_lists_the_records_of_a_country(open_drawn: Explore) -> None:
    """A figure for several countries is written once; one of a country alone with that country."""
    async with open_drawn(size=(100, 30)) as it:
        await it.press("1", "m")
        view = map_of(it)
        assert view.map.codes == ("ML", "NE", "TD", "TG")
        assert view.map.is_shared("ML")
        assert not view.map.is_shared("TG")
        screen = " ".join(it.screen_text().split())
        assert "2 placed · 1 only in a region · 1 without a country" in screen
        assert "Mali · 1 record" in screen
        assert "arrests 40: for 3 countries together · no text gives a share of Mali" in screen
        assert "regions, not drawn (r lists them): Sahel (1)" in screen
        assert it.passage == "in Mali, Niger and Chad"
        while view.map.code != "TG":
            await it.press("left" if view.map.code in ("NE", "TD") else "down")
        assert (it.shown, view.pointed) == ("moon", ("operation", "moon"))
        screen = " ".join(it.screen_text().split())
        assert "Togo · 1 record" in screen
        assert "Togo alone: arrests 7" in screen
        assert "share of" not in screen


async def test_the_cursor_goes_into_the_records_of_a_country(open_drawn: Explore) -> None:
    """Enter leads in, `esc` back to the map, `o` to the table of this country."""
    async with open_drawn() as it:
        await it.press("1", "m", "enter")
        assert focused(it) is map_of(it).records
        await it.press("escape")
        assert focused(it) is map_of(it).map
        await it.press("r")
        assert (it.shown, focused(it)) == ("star", map_of(it).records)
        await it.press("escape", "o")
        assert is_table(it)
        assert (it.field.value, it.ids) == ("country:Mali", ["sun"])


async def test_a_wide_map_counts_by_region(open_drawn: Explore) -> None:
    """A record once in each region of its countries."""
    async with open_drawn(size=(160, 45)) as it:
        await it.press("1", "m")
        assert map_of(it).regions.counts == (("Western Africa", 2), ("Middle Africa", 1))
        screen = it.screen_text()
        assert "Records by region (UN M49)" in screen
        assert "Natural Earth" in screen


async def test_one_drawing_gives_place_to_the_other(open_drawn: Explore) -> None:
    """At the same record."""
    async with open_drawn() as it:
        await it.press("1", "t", "down", "m")
        assert (map_of(it).map.code, it.shown) == ("TG", "moon")
        await it.press("t")
        assert timeline_of(it).pointed == ("operation", "moon")
        assert len(it.pane.query(Drawing)) == 1
        await it.press("escape")
        assert it.at == "moon"


async def test_a_record_opened_from_elsewhere_is_shown_in_the_table(open_drawn: Explore) -> None:
    """It may not be among those that are drawn."""
    async with open_drawn() as it:
        await it.press("1", "t", "2")
        assert is_table(it)
        await it.press("1")
        assert drawn(it) == ["sun", "moon", "star"]
        it.main.post_message(OpenRecord("operation", "comet"))
        await it.settle()
        assert is_table(it)
        assert (it.at, it.shown) == ("comet", "comet")


async def test_the_record_under_the_cursor_is_compared_and_copied(open_drawn: Explore) -> None:
    """Though its row in the table is another."""
    async with open_drawn() as it:
        await it.press("1", "t", "down")
        row = it.table.current
        assert row is not None
        assert row.record_id == "moon"
        await it.press("y")
        assert not it.on_main
        await it.press("escape", "c")
        assert "Operation Moon" in it.screen_text()


async def test_a_matrix_has_agencies_that_share_operations(open_drawn: Explore) -> None:
    """The cursor begins at the pair with most in common; enter opens what both share."""
    async with open_drawn() as it:
        await it.press("2", "W")
        view = matrix_of(it)
        assert view.matrix.short == ("LP", "HP", "RP")
        assert view.matrix.counts == ((2, 2, 1), (2, 2, 1), (1, 1, 2))
        assert view.matrix.at == (0, 1)
        screen = it.screen_text()
        assert "Lake Police and Hill Police · 2 shared operations" in screen
        assert "1 took part alone · 1 in no operation on record" in screen
        assert it.shown == "lake"
        await it.press("enter")
        assert focused(it) is view.operations
        await it.press("escape", "down", "right")
        assert it.shown == "hill"
        assert "Hill Police and River Police · 1 shared operation" in it.screen_text()
        await it.press("enter")
        assert (it.pane.view.name, it.at) == ("operations", "moon")
        await it.press("2")
        assert matrix_of(it).matrix.at == (1, 2)
        await it.press("W")
        assert (is_table(it), it.at) == (True, "hill")


async def test_a_matrix_without_agencies_says_so(open_drawn: Explore) -> None:
    """Under a filter that leaves one; in another pane the key says where it works."""
    async with open_drawn() as it:
        await it.press("2", "W")
        await it.filter("sea")
        assert "No two agencies here share an operation" in it.screen_text()
        await it.press("up", "left", "enter", "d")
        assert matrix_of(it).pointed is None
        await it.press("1", "W")
        assert it.notices[-1:] == ["Who worked with whom is drawn in the pane Agencies."]


async def test_every_pane_of_records_is_drawn(open_drawn: Explore) -> None:
    """Whatever its records lack."""
    async with open_drawn() as it:
        for pane in ("3", "4", "5", "6", "7", "9"):
            await it.press(pane, "t", "down", "m", "right", "enter")
            view = map_of(it)
            assert view.told, pane
            has_countries = bool(view.map.codes)
            assert (focused(it) is view.records) == has_countries, pane
            await it.press(*["escape"] * (1 + has_countries))
            assert is_table(it), pane


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (160, 45)])
async def test_drawings_need_neither_colour_nor_signs(
    open_drawn: Explore, size: tuple[int, int]
) -> None:
    """In any size the drawing and the sentence are on screen, in ASCII where marks are plain."""
    async with open_drawn(size=size, config=Config(plain_marks=True)) as it:
        for keys, words in ((("1", "t"), "Operation"), (("m",), "Mali"), (("2", "W"), "[2]")):
            await it.press(*keys)
            drawing = it.pane.query_one(Drawing)
            lines = it.screen_text().splitlines()
            top, end = drawing.region.y, drawing.region.bottom
            shown = "\n".join(lines[top:end])
            assert words in shown
            assert not set(shown) & set("▸▓▒●▐▌◀▶├┤─◇◆⣿")
            assert it.sources.region.height > 2


def test_short_names_are_short_and_different() -> None:
    """Acronyms, else initials, else the name; equal ones are numbered."""
    names = [("Lake Police", ""), ("Land Patrol", ""), ("Office", "OF"), ("Watchtower", "")]
    assert short_names([*names, ("of the", "")]) == ("LP", "LP2", "OF", "Watcht", "of the")


async def test_a_key_of_the_map_in_the_palette_says_where_it_works(open_drawn: Explore) -> None:
    """While there is no map, choosing the action explains its key."""
    async with open_drawn() as it:
        await it.press("1", "ctrl+p")
        hits = await it.search_palette("map only")
        assert hits[0] == "Map: list only the records of the country"
        await it.press("enter")
        await it.settle()
        assert it.on_main
        assert it.pane.view.name == "operations"
        assert "o works" in it.screen_text().splitlines()[-1]


@pytest.mark.parametrize(("pane", "key", "kind"), [("1", "t", "timeline"), ("2", "W", "shared")])
async def test_a_drawing_is_remembered(
    open_drawn: Explore, tmp_path: Path, pane: str, key: str, kind: str
) -> None:
    """The next explorer opens with it, at its record; what asks for something else gets the table."""
    views = ViewStateStore(State(tmp_path / "state"))
    async with open_drawn(remembered=views) as it:
        await it.press(pane, key, "j")
        at = drawing_of(it).pointed
        it.app.keep_views()
    async with open_drawn(remembered=views) as it:
        assert it.pane.drawings.kind == kind
        assert drawing_of(it).pointed == at
    async with open_drawn(remembered=views, start=LaunchOptions(goto="operation/moon")) as it:
        assert is_table(it)


async def test_a_drawing_that_is_unknown_is_not_opened(open_drawn: Explore, tmp_path: Path) -> None:
    """As one of a later version, or one that the pane does not have."""
    for kind in ("globe", "shared"):
        views = ViewStateStore(State(tmp_path / kind))
        async with open_drawn(remembered=views) as it:
            root = it.app.place.root
        views.write(root, "operations", {"operations": PaneState(drawing=kind)})
        async with open_drawn(remembered=views) as it:
            assert is_table(it)
            assert it.notices == []


async def test_the_figures_of_operations_are_on_the_timeline(open_drawn: Explore) -> None:
    """Beside their dates where there is room; a part of a whole is said to be one."""
    async with open_drawn(size=(160, 40)) as it:
        await it.press("1", "t")
        head, *lines = lines_of(timeline_of(it).timeline)
        assert head.split()[-1] == "arrests"
        assert any("sun" in line.lower() and line.endswith(" 40") for line in lines)


def drawing_of(it: Explorer) -> Drawing:
    drawing = it.pane.drawings.drawing
    assert drawing is not None
    return drawing
