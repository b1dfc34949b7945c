"""The overview: the first screen, its lines and what they open, its sizes, and when it is shown."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual import events
from textual.app import App
from textual.geometry import Region

from tests.explorer_driver import TINY, Explore, Explorer, explore, keys_of
from tests.panes.test_app import Gate
from trafficking_explorer.config import Config
from trafficking_explorer.database.cache import StoreLocation, locate_store, read_manifest
from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.overview import (
    ARRESTS,
    DISAGREEMENTS,
    QUOTATION,
    RESCUED,
    SPEAKERS,
    START,
    WHEN,
    Box,
    Opens,
    Overview,
    OverviewLine,
    Words,
    overview_from_json,
)
from trafficking_explorer.database.overview_words import words_of_rows
from trafficking_explorer.ui.key_order import KeyOrderMixin
from trafficking_explorer.ui.launch_options import LaunchOptions
from trafficking_explorer.ui.screens.compare import CompareScreen
from trafficking_explorer.ui.screens.search import SearchScreen
from trafficking_explorer.ui.state import State
from trafficking_explorer.ui.view_state import ViewStateStore
from trafficking_explorer.ui.widgets.overview_boxes import IF_EMPTY, TITLES
from trafficking_explorer.ui.widgets.overview_drawing import Glyphs
from trafficking_explorer.ui.widgets.overview_page import Look, Page, lay_out
from trafficking_explorer.workspace import opening as stores

pytestmark = pytest.mark.usefixtures("no_history")


def at(it: Explorer) -> tuple[str, str]:
    """The box and the first words of the line under the cursor."""
    stop = it.overview.view.stop
    assert stop is not None
    return stop.box, stop.line.label


def marked(it: Explorer) -> list[str]:
    """The lines of the screen with the sign of the cursor."""
    return [line for line in it.screen_text().splitlines() if "▸" in line]


async def go_to(it: Explorer, box: str) -> None:
    """Press tab until the cursor is in a box."""
    for _ in range(len(TITLES)):
        if at(it)[0] == box:
            return
        await it.press("tab")
    raise AssertionError(f"tab does not lead to {box}")


# What is on screen.


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_it_opens_first_with_everything_on_screen(
    open_tiny: Explore, size: tuple[int, int]
) -> None:
    """Every box has its title and its first line; nothing has to be scrolled."""
    async with open_tiny(overview=True, size=size) as it:
        assert it.main.pane_name == "overview"
        view = it.overview.view
        assert view.virtual_size.height <= view.size.height
        text = it.screen_text()
        for name in (DISAGREEMENTS, ARRESTS, WHEN, SPEAKERS, QUOTATION):
            assert TITLES[name] in text
        assert "Press reports about human trafficking" in text
        assert "2 texts · 40 records" in text
        assert "500 in one place, nearly 500 in another" in text
        assert "1 doubt · 25 notes" in text
        assert "Search everything" in text
        assert "differs" in text
        assert all(len(line) <= size[0] for line in text.splitlines())


async def test_on_a_small_screen_it_scrolls(open_tiny: Explore) -> None:
    """Every line can be reached, and is on the screen when the cursor is at it."""
    async with open_tiny(overview=True, size=(60, 15)) as it:
        view = it.overview.view
        assert view.virtual_size.height > view.size.height
        seen = [at(it)]
        for _ in range(view.item_count() - 1):
            await it.press("j")
            seen.append(at(it))
            assert len(marked(it)) == 1
        assert [*dict.fromkeys(box for box, _ in seen)] == [
            DISAGREEMENTS,
            ARRESTS,
            WHEN,
            SPEAKERS,
            START,
        ]
        await it.press("g")
        assert TITLES[DISAGREEMENTS] in it.screen_text()


async def test_the_words_behind_a_line_are_on_screen(open_tiny: Explore) -> None:
    """Both passages of a finding, with their lines; the one of a figure."""
    async with open_tiny(overview=True, size=(140, 34)) as it:
        below = it.screen_text().splitlines()[-4:]
        assert sum("a l." in line for line in below) == 2
        await go_to(it, ARRESTS)
        assert any("40" in line for line in it.screen_text().splitlines()[-4:])
        words = it.overview.words.line
        assert words is not None
        assert words.text == "40"


@pytest.mark.parametrize("down", ["down", "j"])
async def test_the_cursor_can_be_seen_without_colour(open_tiny: Explore, down: str) -> None:
    """There is one sign of it, which moves."""
    async with open_tiny(overview=True, size=(80, 24)) as it:
        (first,) = marked(it)
        await it.press(down)
        (second,) = marked(it)
        assert first != second
        await it.press(*["k"] * 5)
        assert marked(it) == [first]


async def test_plain_marks_draw_it_in_ascii(open_tiny: Explore) -> None:
    """Frames, bars, signs and the cursor; only the words of the corpus have other letters."""
    async with open_tiny(overview=True, config=Config(plain_marks=True)) as it:
        await it.press("r")
        text = it.screen_text()
        assert "+- Where the texts disagree" in text
        assert "#####" in text
        for sign in "╭╮╰╯─│█▏▌▸●◆◇≠✗▶":
            assert sign not in text


def contrast(*colours: tuple[int, int, int]) -> float:
    """The contrast ratio of two colours, by WCAG 2."""

    def luminance(colour: tuple[int, int, int]) -> float:
        red, green, blue = (
            c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
            for c in (each / 255 for each in colour)
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted(map(luminance, colours))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["explorer-dark", "explorer-light"])
async def test_its_words_can_be_read(open_tiny: Explore, theme: str) -> None:
    """Every piece of text has a contrast of at least 4.5 to 1, frames aside."""
    async with open_tiny(overview=True, start=LaunchOptions(theme=theme)) as it:
        pairs = {
            (segment.style.color, segment.style.bgcolor)
            for widget in (it.overview.view, it.overview.words)
            for y in range(widget.size.height)
            for segment in widget.render_lines(Region(0, y, widget.size.width, 1))[0]
            if segment.style is not None and any(map(str.isalnum, segment.text))
        }
        assert len(pairs) > 3
        for ink, paper in pairs:
            assert ink is not None
            assert paper is not None
            assert contrast(ink.get_truecolor(), paper.get_truecolor()) >= 4.5, (ink, paper)


# Moving.


async def test_tab_leads_from_box_to_box(open_tiny: Explore) -> None:
    """Around the page, and back."""
    async with open_tiny(overview=True, size=(80, 24)) as it:
        boxes = []
        for _ in range(5):
            boxes.append(at(it)[0])
            await it.press("tab")
        assert boxes == [DISAGREEMENTS, ARRESTS, WHEN, SPEAKERS, START]
        assert at(it)[0] == DISAGREEMENTS
        await it.press("shift+tab")
        assert at(it)[0] == START


@pytest.mark.parametrize(("right", "left"), [("right", "left"), ("l", "h")])
async def test_sideways_leads_to_the_box_beside(open_tiny: Explore, right: str, left: str) -> None:
    """And stays where there is none."""
    async with open_tiny(overview=True, size=(80, 24)) as it:
        await it.press("tab", right)
        assert at(it)[0] == WHEN
        await it.press(right)
        assert at(it)[0] == WHEN
        await it.press(left)
        assert at(it)[0] == ARRESTS


async def test_the_bars_can_be_of_people_rescued(open_tiny: Explore) -> None:
    """The cursor stays in the box; both claims that differ have their line and their sign."""
    async with open_tiny(overview=True) as it:
        await it.press("tab", "r")
        assert at(it)[0] == RESCUED
        text = it.screen_text()
        assert TITLES[ARRESTS] not in text
        epervier = [line for line in text.splitlines() if "≠" in line and "█" in line]
        assert any(" 500 " in line for line in epervier)
        assert any("~ 500" in line for line in epervier)
        await it.press("r")
        assert at(it)[0] == ARRESTS


async def test_a_click_moves_and_a_second_one_opens(open_tiny: Explore) -> None:
    """As in the tables."""
    async with open_tiny(overview=True, size=(80, 24)) as it:
        view = it.overview.view
        stop = next(each for each in view._page.stops if each.box == WHEN)
        await it.click(view, stop.left + 3, stop.top)
        assert at(it)[0] == WHEN
        await it.click(view, stop.left + 3, stop.top, times=2)
        assert (it.pane.view.name, it.shown) == ("operations", "epervier")


# Opening.


@pytest.mark.parametrize(
    ("box", "pane", "record"),
    [
        (DISAGREEMENTS, "findings", "differing-claims:statistic/rescued+statistic/rescued-heading"),
        (ARRESTS, "statistics", "arrests"),
        (WHEN, "operations", "epervier"),
    ],
)
async def test_enter_opens_the_record_of_a_line(
    open_tiny: Explore, box: str, pane: str, record: str | None
) -> None:
    """In its pane; the way back leads to the same line of the overview, and forward again."""
    (back,), (forward,) = keys_of("go.back"), keys_of("go.forward")
    async with open_tiny(overview=True) as it:
        await go_to(it, box)
        line = at(it)
        await it.press("enter")
        assert it.pane.view.name == pane
        assert it.at == it.shown
        assert record in (None, it.at)
        shown = it.at
        await it.press(back)
        assert it.main.pane_name == "overview"
        assert at(it) == line
        await it.press(forward)
        assert (it.pane.view.name, it.shown) == (pane, shown)


async def test_several_quotations_of_a_speaker_are_filtered(open_tiny: Explore) -> None:
    """One would be opened itself."""
    async with open_tiny(overview=True) as it:
        await go_to(it, SPEAKERS)
        assert at(it)[1] == "Awa Traoré"
        await it.press("enter")
        assert it.pane.view.name == "quotes"
        assert it.field.value == 'speaker:"Awa Traoré"'
        assert it.count == "2 of 2"


@pytest.mark.parametrize("box", [DISAGREEMENTS, ARRESTS, WHEN])
async def test_a_line_can_be_compared(open_tiny: Explore, box: str) -> None:
    """The texts about its record, and then the same line again."""
    async with open_tiny(overview=True) as it:
        await go_to(it, box)
        line = at(it)
        await it.press(*keys_of("overview.compare"))
        assert isinstance(it.app.screen, CompareScreen)
        await it.press("escape")
        assert at(it) == line


async def test_a_door_cannot_be_compared(open_tiny: Explore) -> None:
    """A notice says why."""
    async with open_tiny(overview=True) as it:
        await go_to(it, START)
        await it.press("c")
        assert it.on_main
        assert it.notices == ["This line is not about one record."]


@pytest.mark.parametrize(
    ("box", "begins"),
    [
        (DISAGREEMENTS, {"q": "“", "d": "> ", "r": "≠ ", "b": "@", "i": "finding/"}),
        (
            WHEN,
            {"q": "“", "r": "≠ Operation Épervier: Nov 2017", "b": "@", "i": "operation/epervier"},
        ),
        (START, {"r": "Search everything"}),
    ],
)
async def test_a_line_is_copied(open_tiny: Explore, box: str, begins: dict[str, str]) -> None:
    """Its words cited, the line, its source, and the id of its record, as far as it has them."""
    async with open_tiny(overview=True) as it:
        await go_to(it, box)
        for letter, start in begins.items():
            await it.press(*keys_of("overview.copy"))
            assert not it.on_main
            await it.press(letter)
            assert it.on_main
            assert it.app.clipboard.startswith(start)
        await it.press(*keys_of("overview.copy"))
        assert ("BibTeX" in it.screen_text()) == (box != START)


def test_long_words_of_a_line_are_cited_as_cut() -> None:
    """A quotation that is not whole says so."""
    row = ("a", 1, "", "words of a line " * 30 + "…", "")
    assert words_of_rows(row).exact.endswith("line …")


@pytest.mark.parametrize(("key", "kind"), [("t", "timeline"), ("m", "map"), ("v", "chart")])
async def test_a_drawing_of_the_operations(open_tiny: Explore, key: str, kind: str) -> None:
    """All of them, as the keys do in the panes; a line with a record still leads to its table."""
    async with open_tiny(overview=True) as it:
        await it.press(key)
        assert (it.pane.view.name, it.pane.drawings.kind) == ("operations", kind)
        await it.press("0")
        await go_to(it, WHEN)
        await it.press("enter")
        assert (it.pane.view.name, it.pane.drawings.kind) == ("operations", "")
        await it.press("0", key)
        assert it.pane.drawings.kind == kind


DOORS = {
    "Who arrested most?": ("operations", "", (("arrests", True),)),
    "What do the texts disagree on?": ("findings", "", ()),
    "Every figure about people": ("statistics", "population:people", (("value", True),)),
    "What does only one text claim?": ("findings", "rule:lone-claims", ()),
    "Who says it?": ("quotes", "", ()),
}


async def test_the_doors(open_tiny: Explore) -> None:
    """Each shows the pane with the filter and the order that it promises, whatever they were."""
    async with open_tiny(overview=True) as it:
        await it.press("1")
        await it.filter("mali")
        await it.press("escape", "0")
        for label, (pane, text, sort) in DOORS.items():
            await go_to(it, START)
            while at(it)[1] != label:
                await it.press("j")
            await it.press("enter")
            assert it.pane.view.name == pane
            assert (it.field.value, it.pane.question.sort) == (text, sort)
            assert it.ids
            assert it.part == "table"
            await it.press("0")


async def test_the_doors_to_search_and_sql(open_tiny: Explore) -> None:
    """They are the search of all kinds, and the pane with the editor."""
    async with open_tiny(overview=True) as it:
        await go_to(it, START)
        await it.press("enter")
        assert isinstance(it.app.screen, SearchScreen)
        await it.press("escape")
        assert it.main.pane_name == "overview"
        await it.press("shift+tab", "shift+tab", "tab", "G", "enter")
        assert it.main.pane_name == "sql"


async def test_a_filter_can_be_typed_at_once(open_tiny: Explore) -> None:
    """It is one of the operations; letters right behind the key are text."""
    async with open_tiny(overview=True) as it:
        for key in "/zafiro":
            it._send(key)
        await it.settle()
        assert (it.pane.view.name, it.field.value, it.ids) == ("operations", "zafiro", ["zafiro"])


class Early(KeyOrderMixin, App[None]):
    """Notes the keys that it takes."""

    def __init__(self) -> None:
        super().__init__()
        self.taken: list[str] = []

    def on_key(self, event: events.Key) -> None:
        self.taken.append(event.key)


async def test_early_keys_are_kept_in_their_order() -> None:
    """None is taken before the first pane is there; later ones are taken at once."""
    app = Early()
    async with app.run_test() as pilot:
        for key in "ab":
            app.post_message(events.Key(key, key))
        await pilot.pause()
        assert app.taken == []
        app.let_keys_go()
        app.post_message(events.Key("c", "c"))
        await pilot.pause()
        assert app.taken == ["a", "b", "c"]


# When it is shown.


@pytest.mark.parametrize(
    ("start", "pane"),
    [
        (LaunchOptions(), "overview"),
        (LaunchOptions(theme="nord"), "overview"),
        (LaunchOptions(pane="overview"), "overview"),
        (LaunchOptions(pane="tools"), "tools"),
        (LaunchOptions(goto="quote/one"), "quotes"),
        (LaunchOptions(filter_text="mali"), "operations"),
        (LaunchOptions(sort="name"), "operations"),
    ],
)
async def test_the_first_pane(open_tiny: Explore, start: LaunchOptions, pane: str) -> None:
    """The overview, unless a place was asked for."""
    async with open_tiny(overview=True, start=start) as it:
        assert it.main.pane_name == pane


async def test_switched_off(open_tiny: Explore) -> None:
    """The operations come first; the overview is one key away."""
    async with open_tiny(overview=False) as it:
        assert it.main.pane_name == "operations"
        await it.press(*keys_of("pane.overview"))
        assert it.main.pane_name == "overview"
        assert "500 in one place" in it.screen_text()


async def test_the_place_is_remembered(open_tiny: Explore, tmp_path: Path) -> None:
    """Another pane comes before the overview; of the overview also its line and its bars."""
    state = State(tmp_path)
    async with open_tiny(overview=True, remembered=ViewStateStore(state)) as it:
        await it.press("tab", "r", "j", "j")
        line = at(it)
        it.app.keep_views()
    async with open_tiny(overview=True, remembered=ViewStateStore(state)) as it:
        assert at(it) == line
        await it.press("2")
        it.app.keep_views()
    async with open_tiny(overview=True, remembered=ViewStateStore(state)) as it:
        assert it.main.pane_name == "agencies"
        await it.press("0")
        assert at(it) == line
        it.app.keep_views()
    async with open_tiny(overview=False, remembered=ViewStateStore(state)) as it:
        assert it.main.pane_name == "operations"


def known_boxes(place: StoreLocation) -> Overview:
    manifest = read_manifest(place)
    assert manifest is not None
    return overview_from_json(manifest.first_view["overview"])


async def test_it_is_there_before_the_store(
    tiny_place: StoreLocation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Kept from the last run, it can be read and moved in while the database is being opened."""
    from trafficking_explorer.database.cache import open_store
    from trafficking_explorer.ui.app import ExplorerApp

    gate = Gate(open_store, lambda *_: True)
    monkeypatch.setattr(stores, "open_store", gate)
    app = ExplorerApp(tiny_place, overview=known_boxes(tiny_place))
    assert isinstance(app, App)
    async with app.run_test(size=(100, 30)) as pilot:
        while not gate.reached.is_set():
            await pilot.pause()
        await pilot.press("tab")
        it = Explorer(app, pilot)
        assert at(it)[0] == ARRESTS
        assert "500 in one place" in it.screen_text()
        assert app.store is None
        # A search waits for the store.
        await pilot.press("a")
        assert not isinstance(app.screen, SearchScreen)
        gate.opened.set()
        await it.settle()
        assert isinstance(app.screen, SearchScreen)


async def test_what_is_known_is_not_asked_again(
    tiny_place: StoreLocation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The manifest is of the very store that is opened; without one the store is asked."""
    from trafficking_explorer.database import overview_queries

    asked: list[Store] = []
    ask = overview_queries.ask_overview

    def noted(store: Store) -> Iterator[Box]:
        asked.append(store)
        return ask(store)

    monkeypatch.setattr(overview_queries, "ask_overview", noted)
    async with explore(tiny_place, overview=True, boxes=known_boxes(tiny_place)) as it:
        assert "500 in one place" in it.screen_text()
        assert asked == []
    async with explore(tiny_place, overview=True) as it:
        assert "500 in one place" in it.screen_text()
        assert len(asked) == 1


async def test_a_saved_change_is_shown(write: Callable[..., Path], tmp_path: Path) -> None:
    """Also if the overview was hidden when the corpus was read again."""
    files = {
        str(path.relative_to(TINY / folder)): path.read_text("utf-8")
        for folder in ("curated", "seeds")
        for path in sorted((TINY / folder).rglob("*"))
        if path.is_file()
    }
    texts = {name: text for name, text in files.items() if name.endswith(".txt")}
    curated = {name: text for name, text in files.items() if name not in texts}
    root = write(tmp_path / "corpus", curated, texts)
    place = locate_store(root, tmp_path / "cache")
    async with explore(place, overview=True) as it:
        assert "2 texts · 40 records" in it.screen_text()
        await it.press("2")
        added = {
            "source": "a",
            "events": [{"id": "new", "quote": "Raids across", "name": "Raids", "kind": "meeting"}],
        }
        (root / "curated" / "new.yaml").write_text(json.dumps(added), "utf-8")
        await it.reload()
        await it.press("0")
        assert "2 texts · 41 records" in it.screen_text()


# Without anything to show.


async def test_an_empty_corpus_says_what_would_fill_it(
    corpus_folder: Callable[..., Path], tmp_path: Path
) -> None:
    """Each box says why it is empty; what is left can be opened."""
    place = locate_store(corpus_folder({"a.yaml": "operations: []\n"}), tmp_path / "cache")
    async with explore(place, overview=True, size=(160, 45)) as it:
        text = " ".join(it.screen_text().split())
        for name in (DISAGREEMENTS, ARRESTS, WHEN, SPEAKERS, QUOTATION):
            assert IF_EMPTY[name][:30] in text
        assert "0 texts · 0 records" in text
        assert at(it) == (START, "Search everything")
        await it.press("r", "tab", "G", "enter")
        assert it.main.pane_name == "sql"


# The page.


def look(*boxes: Box) -> Look:
    return Look({box.name: box for box in boxes}, ARRESTS, Glyphs(), lambda pane: "7")


def text_of(page: Page) -> list[str]:
    """The lines of a page."""
    lines = []
    for row in page.rows:
        line = ""
        for left, pieces, _ in sorted(row, key=lambda each: each[0]):
            line = f"{line:<{left}}" + "".join(text for text, _ in pieces)
        lines.append(line)
    return lines


HOSTILE = "a\x1b[31mb\n\tc 日本語 " + "long " * 40
LONG = tuple(
    OverviewLine(
        HOSTILE,
        Opens(("statistic", str(number))),
        HOSTILE,
        "≠",
        "000 l.1, 2, 3… · 001 l.2",
        HOSTILE,
        float(730_000 + number),
        float(730_000 + 40 * number) if number % 3 else None,
        words=(Words("s", 1, HOSTILE, HOSTILE, HOSTILE),),
    )
    for number in range(12)
)


@pytest.mark.parametrize("height", [10, 24, 45, 100])
@pytest.mark.parametrize("width", [20, 40, 60, 72, 80, 119, 120, 160, 200, 300])
def test_nothing_leaves_its_box(width: int, height: int) -> None:
    """However long and wide the words are, no line is wider than the screen, and no box cuts another."""
    from trafficking_explorer.text.display import cell_width, sanitize

    names = (DISAGREEMENTS, ARRESTS, WHEN, SPEAKERS, QUOTATION, START)
    page = lay_out(look(*(Box(name, LONG, 1204, HOSTILE) for name in names)), width, height)
    for row in page.rows:
        end = 0
        for left, pieces, _ in sorted(row, key=lambda each: each[0]):
            assert left >= end
            assert all(sanitize(text) == text for text, _ in pieces)
            end = left + sum(cell_width(text) for text, _ in pieces)
        assert end <= width
    assert {stop.box for stop in page.stops} == set(names)


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 45), (200, 60), (300, 100)])
def test_a_page_of_many_lines_fits_the_screen(size: tuple[int, int]) -> None:
    """It says how many of how many are shown, and uses the height there is."""
    lines = tuple(
        OverviewLine(
            f"line {n}",
            Opens(("finding", str(n))),
            "it differs",
            "≠",
            "000 l.1",
            "open",
            730_000.0 + n,
            730_100.0 + n,
        )
        for n in range(24)
    )
    names = (DISAGREEMENTS, ARRESTS, WHEN, SPEAKERS, QUOTATION, START)
    page = lay_out(look(*(Box(name, lines, 1204) for name in names)), *size)
    assert len(page.rows) == size[1]
    shown = sum(stop.box == DISAGREEMENTS for stop in page.stops)
    assert shown >= 4
    assert any(f"{shown} of 1,204" in line for line in text_of(page))


def bar_of(text: str, low: float | None, high: float | None) -> str:
    """The line of a figure beside one of 100."""
    box = Box(
        ARRESTS,
        (
            OverviewLine("Most", Opens(("statistic", "m")), "100", low=100, high=100),
            OverviewLine("This", Opens(("statistic", "t")), text, low=low, high=high),
        ),
        2,
    )
    return next(line for line in text_of(lay_out(look(box), 60, 40)) if "This" in line)


@pytest.mark.parametrize(
    ("text", "low", "high", "has", "has_not"),
    [
        ("50", 50, 50, "█ 50", "▶"),
        ("≥ 50", 50, 50, "▶ ≥ 50", "◀"),
        ("> 50", 50, 50, "▶ > 50", "◀"),
        ("≤ 50", 50, 50, "◀ ≤ 50", "▶"),
        ("~ 50", 50, 50, " ~ 50", "▶"),
        ("50 – 80", 50, 80, "█▒", "▶"),
        ("many", None, None, "“many”", "█"),
        ("0", 0, 0, "▏ 0", "█"),
    ],
)
def test_a_bar_keeps_its_qualifier(
    text: str, low: float | None, high: float | None, has: str, has_not: str
) -> None:
    """Open ends are arrows, ranges are hatched, and a quantity in words has no bar."""
    line = bar_of(text, low, high)
    assert has in line
    assert has_not not in line


def test_a_timeline_keeps_open_ends() -> None:
    """Since a year and until a year are lines to the edge; a day is a point, a range a bar."""
    day = {
        name: (year - 1) * 365.2425 + 180
        for name, year in (("a", 2010), ("b", 2014), ("c", 2016), ("d", 2018))
    }
    lines = (
        OverviewLine("Until", Opens(("operation", "u")), "until 2010", high=day["a"]),
        OverviewLine("Since", Opens(("operation", "s")), "since 2014", low=day["b"]),
        OverviewLine("Day", Opens(("operation", "d")), "2016", low=day["c"], high=day["c"] + 1),
        OverviewLine(
            "Range",
            Opens(("operation", "r")),
            "2016 – 2018",
            low=day["c"],
            high=day["d"],
            is_inferred=True,
        ),
    )
    text = text_of(lay_out(look(Box(WHEN, lines, 4, "4 of 9 operations dated")), 130, 50))
    until, since, point, span = (
        next(line for line in text if f" {name} " in line)
        for name in ("Until", "Since", "Day", "Range")
    )
    assert "◀" in until
    assert "┤" in until
    assert "├" in since
    assert "▶" in since
    assert "●" in point
    assert "▓▓" in span
    assert "2016 – 2018 ◇" in span
    assert since.index("├") < point.index("●") == span.index("▐")
    assert any("2014" in line and "2016" in line for line in text[:30])


def test_the_manifest_is_small(tiny_place: StoreLocation) -> None:
    """It is read before anything is drawn."""
    manifest = read_manifest(tiny_place)
    assert manifest is not None
    assert len(json.dumps(manifest.first_view["overview"])) < 100_000
