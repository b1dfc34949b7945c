"""The comparison: the table under its keys, the finding and the passages below, and the ways out."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.compared_corpus import TEXTS, write_compared
from tests.explorer_driver import Explore, Explorer, explore, keys_of, lines_of, place_of
from trafficking_explorer.config import Config
from trafficking_explorer.database.cache import StoreLocation, locate_store
from trafficking_explorer.text.display import cell_width
from trafficking_explorer.ui.dialogs.answer import AnswerScreen
from trafficking_explorer.ui.dialogs.columns import ColumnsScreen
from trafficking_explorer.ui.dialogs.copy_menu import CopyMenu
from trafficking_explorer.ui.launch_options import LaunchOptions
from trafficking_explorer.ui.messages import EditFile
from trafficking_explorer.ui.screens.compare import CompareScreen
from trafficking_explorer.ui.screens.help import HelpScreen
from trafficking_explorer.ui.widgets.compared_passages import ComparedPassages
from trafficking_explorer.ui.widgets.comparison_panel import SideView
from trafficking_explorer.ui.widgets.wrapped_text import WrappedText
from trafficking_explorer.workspace.opening import open_with_findings

(COMPARE,) = keys_of("pane.compare")
(NEXT,) = keys_of("compare.next")
(PREVIOUS,) = keys_of("compare.previous")
(COPY,) = keys_of("compare.copy")
(FINDINGS,) = keys_of("compare.findings")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StoreLocation]:
    """The store of the corpus of four texts, built."""
    root = write_compared(tmp_path_factory.mktemp("compared") / "corpus")
    found = locate_store(root, root.parent / "cache")
    open_with_findings(found).close()
    yield found


@pytest.fixture
def open_compared(place: StoreLocation) -> Explore:
    """Opens an explorer on that corpus, at the operation that all texts are about."""
    return partial(explore, place, size=(100, 34), start=LaunchOptions(goto="operation/lantern"))


def screen_of(it: Explorer) -> CompareScreen:
    assert isinstance(it.app.screen, CompareScreen)
    return it.app.screen


def here(it: Explorer) -> tuple[str, str, str]:
    """The row under the cursor, the source, and the words; empty if it is silent."""
    table = screen_of(it).table
    assert table.row is not None
    assert table.stop is not None
    assert table.comparison is not None
    said = table.stop.saying
    source = table.comparison.sources[table.stop.column].source_id
    return table.row.label, source, " ".join(said.words.split()) if said else ""


def note(it: Explorer) -> str:
    return " ".join(" ".join(lines_of(screen_of(it).query_one(WrappedText))).split())


def sides(it: Explorer) -> list[SideView]:
    """The passages on screen."""
    return [side for side in screen_of(it).query_one(ComparedPassages).sides if side.region.area]


def marked(side: SideView) -> str:
    """The words that a passage marks."""
    assert side.document is not None
    return side.document.text[slice(*side.words[0])]


async def test_an_operation(open_compared: Explore) -> None:
    """Name and facts, the claims by source, the finding, both passages, the signs, the keys."""
    async with open_compared() as it:
        await it.press(COMPARE)
        lines = it.screen_text().splitlines()
        assert "Operation Lantern › compare · 6 claims in 3 sources" in lines[0]
        assert "Border Bureau · March 2020 · Chad, Mali" in lines[1]
        assert lines[2].split("  ")[-1].strip() == "c Press C"
        assert "9 March 2020 ◇" in lines[3]
        assert "undated" in lines[3]
        assert here(it) == ("arrests", "b", "arrested 15 suspects in all")
        assert (
            note(it) == "≠ arrests-a: source b gives 15; later, source a gives 12 Not answered yet"
        )
        assert [marked(side) for side in sides(it)] == [
            "arrested 15 suspects in all",
            "Police arrested 12 suspects",
        ]
        assert lines[-2].strip() == (
            "✗ impossible   ≠ differ   ~ two names   = copied   1 one text only   – silent"
        )
        for hint in (
            "← → Source",
            "⏎ In its text",
            "n Difference",
            "y Copy",
            "7 Findings",
            "esc Back",
        ):
            assert hint in lines[-1]


async def test_moving_about(open_compared: Explore) -> None:
    """Down to other rows, right to the words of other sources; silent ones are stops too."""
    async with open_compared() as it:
        await it.press(COMPARE, "right")
        assert here(it) == ("arrests", "a", "Police arrested 12 suspects")
        await it.press("right", "right")
        assert here(it) == ("arrests", "c", "")
        assert len(sides(it)) == 2
        await it.press("left", "down")
        assert here(it) == ("rescued", "a", "Raid rescues 90 victims")
        await it.press("l")
        assert here(it) == ("rescued", "a", "Nearly 90 victims of trafficking")
        assert [marked(side) for side in sides(it)] == [
            "Raid rescues 90 victims",
            "Nearly 90 victims of trafficking",
        ]
        await it.press("j", "h", "h")
        assert here(it) == ("of them children", "b", "saved a total of 30 children")
        assert "1 more finding: 7" in note(it)
        await it.press("G")
        assert here(it)[0] == "quotation"
        await it.press("g", "k")
        assert here(it)[0] == "arrests"


async def test_the_words_under_the_cursor_show_without_colour(open_compared: Explore) -> None:
    """They are underlined, and so is the source that they are from."""
    async with open_compared() as it:
        await it.press(COMPARE)
        table = screen_of(it).table
        underlined = [
            segment.text
            for y in range(table.size.height)
            for segment in table.render_line(y)
            if segment.style is not None and segment.style.underline
        ]
        assert underlined == ["b Press B", "“arrested 15 suspects", "in all” l.1"]


async def test_the_mouse(open_compared: Explore) -> None:
    """A click goes to the words of a source, a double click into their text."""
    async with open_compared() as it:
        await it.press(COMPARE)
        table = screen_of(it).table
        x, y = place_of(table, "“Police arrested")
        await it.click(table, x, y)
        assert here(it)[:2] == ("arrests", "a")
        await it.click(table, place_of(table, "b Press B")[0], 0)
        assert here(it)[:2] == ("arrests", "b")
        x, y = place_of(table, "“including 30")
        await it.click(table, x, y, times=2)
        assert it.on_main
        assert (it.pane.view.name, it.shown) == ("sources", "a")
        assert it.passage is not None
        assert "30 children" in it.passage


async def test_into_the_text_and_back(open_compared: Explore) -> None:
    """Enter opens the source at the words; `<` leads back to the record."""
    async with open_compared() as it:
        await it.press(COMPARE, "right", "enter")
        assert it.on_main
        assert (it.pane.view.name, it.shown) == ("sources", "a")
        assert it.passage is not None
        assert "arrested 12 suspects" in it.passage
        await it.press("<")
        assert (it.pane.view.name, it.shown) == ("operations", "lantern")


async def test_a_silent_source_has_no_text_to_open(open_compared: Explore) -> None:
    """A notice says why nothing happens."""
    async with open_compared() as it:
        await it.press(COMPARE, "right", "right", "enter", "e")
        assert not it.on_main
        assert it.notices == ["This source says nothing of it.", "There is no record to edit."]


async def test_differences(open_compared: Explore) -> None:
    """`n` and `N` go from one to the next, past rows that one text alone has."""
    async with open_compared() as it:
        await it.press(COMPARE)
        walked = []
        for _ in range(5):
            await it.press(NEXT)
            walked.append(here(it)[0])
        assert walked == ["rescued", "of them children", "name", "date", "quotation"]
        await it.press(NEXT)
        assert it.notices == ["No row below differs."]
        await it.press(PREVIOUS)
        assert here(it)[0] == "date"


async def test_copies(open_compared: Explore) -> None:
    """Both passages with their citations, the row, the table, and the command that prints it."""
    async with open_compared() as it:
        await it.press(COMPARE, COPY)
        assert isinstance(it.app.screen, CopyMenu)
        await it.press("q")
        both = it.app.clipboard.splitlines()
        assert len(both) == 2
        assert both[0].startswith("“arrested 15 suspects in all” — Press B (resolved), “Text b”")
        assert both[1].endswith("source a, line 6")
        await it.press("down", COPY, "r")
        assert it.app.clipboard.count("source a") == 2
        for letter, start in (
            ("t", "## Operation Lantern"),
            ("p", "Operation Lantern\n"),
            ("b", "@"),
        ):
            await it.press(COPY, letter)
            assert it.app.clipboard.startswith(start)
        await it.press(COPY, "l")
        assert it.app.clipboard.endswith("compare operation/lantern")
        assert not it.on_main


async def test_its_findings(open_compared: Explore) -> None:
    """The pane of findings, with those of the operation and of its claims."""
    async with open_compared() as it:
        await it.press(COMPARE, FINDINGS)
        assert it.on_main
        assert it.pane.view.name == "findings"
        assert it.field.value == "record:operation/lantern"


async def test_the_finding_of_a_row_is_answered(open_compared: Explore) -> None:
    """The one that is shown; a row without one says so."""
    async with open_compared() as it:
        await it.press(COMPARE)
        table = screen_of(it).table
        rows = table.comparison.rows if table.comparison is not None else ()
        with_finding = next(at for at, row in enumerate(rows) if row.findings)
        table.go_to(with_finding)
        await it.press(*keys_of("compare.answer"))
        assert isinstance(it.app.screen, AnswerScreen)
        assert rows[with_finding].findings[0].message[:30] in it.screen_text()
        await it.press("escape")
        table.go_to(next(at for at, row in enumerate(rows) if not row.findings))
        await it.press(*keys_of("compare.answer"))
        assert it.notices == ["There is no finding about this row to answer."]


@pytest.mark.parametrize("key", keys_of("compare.close"))
async def test_back(open_compared: Explore, key: str) -> None:
    """To the row that was compared."""
    async with open_compared() as it:
        await it.press(COMPARE, key)
        assert it.on_main
        assert (it.at, it.part) == ("lantern", "table")


async def test_passages_can_be_scrolled(open_compared: Explore) -> None:
    """`tab` goes through them; enter in one opens its text."""
    async with open_compared() as it:
        await it.press(COMPARE, "tab", "tab")
        assert it.app.focused is sides(it)[1]
        await it.press("enter")
        assert (it.pane.view.name, it.shown) == ("sources", "a")


async def test_editing(open_compared: Explore, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file of the record whose words these are."""
    asked: list[EditFile] = []
    async with open_compared() as it:
        monkeypatch.setattr(
            "trafficking_explorer.ui.external_editor.edit_file",
            lambda _app, path, line, *_, **__: asked.append(EditFile(path, line)),
        )
        await it.press(COMPARE, "e")
        (edited,) = asked
        assert edited.path.name == "records.yaml"


async def test_the_keys_of_the_comparison(open_compared: Explore) -> None:
    """`?` lists them."""
    async with open_compared() as it:
        await it.press(COMPARE, "?")
        assert isinstance(it.app.screen, HelpScreen)
        assert "next, previous row that differs" in it.screen_text()


# From other panes.


async def test_marked_statistics(open_compared: Explore) -> None:
    """They alone; a statistic under the cursor leads to its operation."""
    async with open_compared(start=LaunchOptions(pane="statistics")) as it:
        await it.filter("arrests")
        it.table.focus()
        await it.press("space", "space", COMPARE)
        assert "2 claims › compare" in it.screen_text()
        assert [row.label for row in screen_of(it).table.rows] == ["arrests"]
        await it.press("escape", "escape")
        it.pane.go_to("statistic", "children-b")
        await it.settle()
        await it.press(COMPARE)
        assert here(it)[0] == "of them children"


async def test_a_finding_and_an_agency(open_compared: Explore) -> None:
    """A finding at its row; an agency with the operations that it took part in."""
    finding = "finding/parts-as-wholes:statistic/children-b"
    async with open_compared(start=LaunchOptions(goto=finding)) as it:
        await it.press(COMPARE)
        assert here(it)[0] == "of them children"
        await it.press("escape", "2", COMPARE)
        lines = it.screen_text().splitlines()
        assert lines[0].startswith(" Border Bureau › compare")
        assert " Operation Lantern" in lines


async def test_sources_are_not_compared(open_compared: Explore) -> None:
    """They are the columns: a notice says so."""
    async with open_compared(start=LaunchOptions(pane="sources")) as it:
        await it.press(COMPARE)
        assert it.on_main
        assert "sources are the columns" in it.notices[0]


async def test_columns_have_their_new_key(open_compared: Explore) -> None:
    """`C`, whose binding has its old id."""
    async with open_compared() as it:
        assert keys_of("pane.columns") == ["C"]
        await it.press("C")
        assert isinstance(it.app.screen, ColumnsScreen)


# Room, marks, files.


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (160, 45), (300, 100)])
async def test_any_size(open_compared: Explore, size: tuple[int, int]) -> None:
    """The row under the cursor, its sign, its finding and its passage are to be seen."""
    async with open_compared(size=size) as it:
        await it.press(COMPARE, NEXT, NEXT)
        text = it.screen_text()
        lines = text.splitlines()
        assert max(map(cell_width, lines)) <= size[0]
        row = next(line for line in lines if line.startswith("▸"))
        assert "≠" in row
        assert "source b gives 30 and no" in " ".join(text.split())
        shown = " ".join(" ".join(lines_of(side)) for side in sides(it)).replace("▌", "")
        assert "30 children" in " ".join(shown.split())
        assert len(sides(it)) == (1 if size[0] < 68 else 2)


async def test_columns_move_where_there_are_more(open_compared: Explore) -> None:
    """With signs at the edges that there are more."""
    async with open_compared(size=(80, 24)) as it:
        await it.press(COMPARE, "end")
        head = lines_of(screen_of(it).table)[0]
        assert "b Press B" in head
        assert "c Press C" not in head
        assert "›" in head
        await it.press("up", "up", "up", "right", "right")
        head = lines_of(screen_of(it).table)[0]
        assert "c Press C" in head
        assert "‹" in head
        assert here(it) == ("name", "c", "Operation Lanterne")


async def test_plain_marks(open_compared: Explore) -> None:
    """Signs of ASCII where the terminal has no font for others."""
    async with open_compared(config=Config(plain_marks=True)) as it:
        await it.press(COMPARE)
        table = "\n".join(lines_of(screen_of(it).table))
        assert ">arrests" in table
        assert not set("≠◇▸–─") & set(table)
        assert note(it).startswith("# arrests-a")
        assert "# differ" in it.screen_text()


async def test_a_text_cannot_reach_the_terminal(open_compared: Explore) -> None:
    """Control characters of a source are shown as marks."""
    assert "\x1b" in TEXTS["c"]
    async with open_compared() as it:
        await it.press(COMPARE)
        it.app.screen.query_one(ComparedPassages).styles.height = 20
        screen_of(it).table.go_to(3)
        await it.press("right", "right")
        assert "\x1b" not in it.screen_text()


async def test_a_new_store_keeps_the_row(open_compared: Explore, place: StoreLocation) -> None:
    """And the source."""
    async with open_compared() as it:
        await it.press(COMPARE, "down", "down", "right")
        before = here(it)
        store = open_with_findings(place)
        try:
            screen_of(it).open(store)
            await it.settle()
            assert here(it) == before
        finally:
            await it.press("escape")
            store.close()


async def test_a_record_that_is_gone(open_compared: Explore, tmp_path: Path) -> None:
    """An empty comparison says what can be compared."""
    async with open_compared() as it:
        assert it.app.store is not None
        screen = CompareScreen(
            it.app.store, (("operation", "gone"),), marks=it.main.panes._marks, corpus=tmp_path
        )
        it.app.push_screen(screen)
        await it.settle()
        assert "No source says anything of it" in it.screen_text()
        await it.press("n", "y", "7", "e", "enter", "tab", "right", "down")
        assert not it.on_main
