"""The files are edited while the explorer is open: what is on screen stays where it is."""

import gc
import shutil
import weakref
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from tests.explorer_driver import TINY, Explorer, explore, keys_of
from tests.panes.sql import run
from tests.waiting import until
from trafficking_explorer.config import Config
from trafficking_explorer.database import cache as opening
from trafficking_explorer.database.cache import locate_store
from trafficking_explorer.ui import external_editor
from trafficking_explorer.ui.dialogs.facets import FacetScreen
from trafficking_explorer.ui.screens.problems import ProblemsScreen
from trafficking_explorer.ui.screens.search import SearchScreen
from trafficking_explorer.ui.widgets.footer import Footer
from trafficking_explorer.ui.widgets.hit_list import HitList
from trafficking_explorer.ui.widgets.problem_list import ProblemList
from trafficking_explorer.ui.widgets.results_view import ResultsView
from trafficking_explorer.ui.widgets.title_tabs import PaneTabs
from trafficking_explorer.workspace import build_process as builder

Open = Callable[..., AbstractAsyncContextManager["Editing"]]

ALBA = """  - id: alba
    quote: Operation Alba freed 11 people and led to 19 arrests
    name: Operation Alba
    kind: operation
"""
SECOND_ALBA = ALBA.replace("id: alba", "id: alba-two")


class Editing(Explorer):
    """An explorer, and the files of its corpus."""

    @property
    def records(self) -> Path:
        return self.app.place.root / "curated/a/records.yaml"

    async def save(self, old: str, new: str, path: Path | None = None) -> None:
        """Save a file with a change, and wait for what that sets off."""
        path = path or self.records
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
        await self.reload()

    @property
    def problems(self) -> int:
        """The number in the top line."""
        return self.main.query_one(PaneTabs).problems

    @property
    def said(self) -> str:
        """The message about the files in the bottom line."""
        return self.main.query_one(Footer).said

    @property
    def screen(self) -> ProblemsScreen:
        screen = self.app.screen
        assert isinstance(screen, ProblemsScreen)
        return screen


@pytest.fixture
def edit(tmp_path: Path) -> Open:
    """Opens an explorer on a copy of the small corpus."""
    root = tmp_path / "corpus"
    shutil.copytree(TINY, root)

    @asynccontextmanager
    async def start(
        size: tuple[int, int] = (140, 34), config: Config | None = None, live: bool = False
    ) -> AsyncIterator[Editing]:
        place = locate_store(root, tmp_path / "cache")
        async with explore(place, size=size, config=config, live=live) as it:
            yield Editing(it.app, it.pilot)

    return start


@pytest.fixture
def edited(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The command lines of editors; none is run."""
    calls: list[list[str]] = []

    def run(_: object, argv: list[str], __: Path) -> bool:
        calls.append(argv)
        return True

    monkeypatch.setattr(external_editor, "edit_in_terminal", run)
    return calls


async def test_the_cursor_stays_on_its_record(edit: Open) -> None:
    """Filter, order, marks and scroll too, when a record comes before it; quietly said."""
    async with edit(size=(80, 24)) as it:
        await it.filter("operation")
        await it.press("j", "space", "G", "k")
        at, line = it.at, it.table.cursor - it.table.scroll_offset.y
        assert it.table.scroll_offset.y > 0
        await it.save(ALBA, SECOND_ALBA + ALBA)
        assert "alba-two" in it.ids
        assert (it.at, it.shown) == (at, at)
        assert it.table.cursor - it.table.scroll_offset.y == line
        assert it.field.value == "operation"
        assert [row.record_id for row in it.table.marked_rows] == ["alba"]
        assert it.said.endswith("· 1 record changed")
        assert it.notices == []
        await it.filter("alba")
        assert it.ids == ["alba-two", "alba"]


async def test_a_record_that_is_gone(edit: Open, tmp_path: Path) -> None:
    """The cursor goes to its neighbour, within the filter."""
    records = tmp_path / "corpus/curated/a/records.yaml"
    text = records.read_text("utf-8")
    records.write_text(text.replace(ALBA, ALBA + SECOND_ALBA), "utf-8")
    async with edit() as it:
        await it.filter("alba or cobre or duna")
        await it.press("j")
        assert it.at == "alba-two"
        await it.save(SECOND_ALBA, "")
        assert it.at == it.shown == "cobre"


async def test_a_changed_record_is_shown(edit: Open) -> None:
    """On the card, whose cursor stays where it is."""
    async with edit() as it:
        await it.press("j", "tab", "j")
        cursor = it.card.cursor
        await it.save("name: Operation Alba\n", "name: Operation Alba\n    note: Something new.\n")
        record = it.card.record
        assert record is not None
        assert ("note", "Something new.") in [(each.name, each.value) for each in record.fields]
        assert it.card.cursor == cursor
        assert it.part == "card"


async def test_a_passage_that_has_moved(edit: Open) -> None:
    """The source stays at its words, wherever in the text they are now."""
    async with edit() as it:
        await it.press("n")
        before = it.sources.passage
        assert before is not None
        passage = it.passage
        await it.save("", "", it.app.place.root / "seeds/a.txt")
        text = it.app.place.root / "seeds/a.txt"
        words = passage.split()[0] if passage else ""
        assert words
        first = next(line for line in text.read_text("utf-8").splitlines() if line.strip())
        await it.save(first, f"{first}\nA line that was not there.\n", text)
        after = it.sources.passage
        assert after is not None
        assert (after.field, after.exact) == (before.field, before.exact)
        assert after.start != before.start
        assert it.passage == passage


@pytest.mark.slow
async def test_what_is_laid_over_stays(edit: Open) -> None:
    """Facets count again, and the search asks again for its hits."""
    async with edit() as it:
        await it.press("f")
        assert isinstance(it.app.screen, FacetScreen)
        await it.save(ALBA, SECOND_ALBA + ALBA)
        assert isinstance(it.app.screen, FacetScreen)
        assert it.app.screen.store is it.app.store
        await it.press("escape", "a", *"alba", "tab", "j")
        search = it.app.screen
        assert isinstance(search, SearchScreen)
        hits = search.query_one(HitList)
        at, count = hits.current, len(hits.hits)
        await it.save(ALBA, ALBA.replace("id: alba", "id: alba-three") + ALBA)
        assert it.app.screen is search
        assert len(hits.hits) == count + 1
        assert at is not None and hits.current is not None
        assert hits.current.record_id == at.record_id


@pytest.mark.slow
async def test_results_of_sql_stay(edit: Open) -> None:
    """A statement afterwards asks the new state; that one's own tables are gone is said."""
    async with edit() as it:
        await it.press("8", "escape", "i")
        editor = it.sql.editor
        assert editor is not None
        editor.area.text = "create table mine as select 1; select count(*) from operations"
        await it.press("ctrl+e")
        assert "13" in it.screen_text()
        await it.save(ALBA, SECOND_ALBA + ALBA)
        assert "13" in it.screen_text()
        assert "your tables are gone: mine" in it.screen_text()
        editor.area.text = "select count(*) from operations"
        await it.press("ctrl+r")
        assert "14" in it.screen_text()


@pytest.mark.slow
async def test_states_before_are_let_go(edit: Open) -> None:
    """Nothing keeps a store open that no one asks any more."""
    async with edit() as it:
        await it.press("6", "1")
        first = weakref.ref(it.app.store)
        await it.save(ALBA, SECOND_ALBA + ALBA)
        await it.save(SECOND_ALBA, "")
        gc.collect()
        assert first() is None


@pytest.mark.slow
async def test_a_large_corpus(edit: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process reads it, also the first time."""
    monkeypatch.setattr(builder, "_LARGE", 0)

    def build_here(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(opening, "rebuild", build_here)
    async with edit() as it:
        assert "alba" in it.ids


async def test_a_record_that_no_longer_loads(edit: Open, edited: list[list[str]]) -> None:
    """All others are shown as they are; a key lists the problems, `e` opens each at its place."""
    async with edit(config=Config(editor="nano")) as it:
        await it.press("j")
        ids = it.ids
        await it.save("name: Operation Alba\n", "name: Operation Alba\n    nota: x\n")
        assert (it.ids, it.problems) == ([each for each in ids if each != "alba"], 1)
        assert "! 1 problem" in it.screen_text()
        for key in keys_of("app.problems"):
            await it.press(key)
        text = it.screen_text()
        assert "1 problem. The record that it is about is left out." in text
        assert "unknown key 'nota': did you mean" in text
        assert "= to fix it:" in text
        caret = next(line for line in text.splitlines() if line.strip(" │|").endswith("^"))
        line = text.splitlines()[text.splitlines().index(caret) - 1]
        assert line.index("nota") == caret.index("^")
        at = it.screen.query_one(ProblemList).current
        assert at is not None
        for key in (*keys_of("problems.edit"), "enter"):
            await it.press(key)
        wanted = ["nano", f"+{at.at.line},{at.at.column}", str(it.records)]
        assert edited == [wanted, wanted]
        # Saved again, with one more.
        await it.save("name: Operation Brisa\n", "name: Operation Brisa\n    nota: x\n")
        assert it.problems == 2
        assert "2 problems." in it.screen_text()
        await it.save("    nota: x\n", "")
        await it.save("    nota: x\n", "")
        assert it.problems == 0
        assert "All problems are fixed." in it.screen_text()
        for key in keys_of("problems.close"):
            await it.press(key)
            assert it.on_main
            await it.press("!")
            assert "No problems found in the files." in it.screen_text()
        assert it.ids == ids


async def test_a_file_that_no_longer_loads(edit: Open) -> None:
    """The last state that had it stays."""
    async with edit() as it:
        ids = it.ids
        before = it.records.read_text("utf-8")
        it.records.write_text("operations: [", "utf-8")
        await it.reload()
        assert it.ids == ids
        assert it.problems
        await it.press("!")
        assert "The explorer shows the last state without" in it.screen_text()
        await it.press("escape")
        it.records.write_text(before, "utf-8")
        await it.reload()
        assert (it.ids, it.problems) == (ids, 0)


async def test_the_keys_of_the_problems(edit: Open) -> None:
    """Are shown by the key that shows all of them elsewhere."""
    key, _ = keys_of("dialog.help")
    async with edit(size=(80, 24)) as it:
        await it.save("kind: operation", "kind: [", it.records)
        await it.press("exclamation_mark")
        assert "? Help" in it.screen_text()
        await it.press(key)
        assert "the file in your editor, at the place" in it.screen_text()
        assert "facets" not in it.screen_text()
        await it.press(key, "exclamation_mark")
        assert it.on_main


async def test_problems_that_were_there_before(edit: Open, tmp_path: Path) -> None:
    """They are counted from the start, and keep no later state from being shown."""
    records = tmp_path / "corpus/curated/a/records.yaml"
    text = records.read_text("utf-8")
    records.write_text(text.replace(ALBA, ALBA + "    nota: x\n"), "utf-8")
    async with edit() as it:
        assert it.problems == 1
        assert "alba" not in it.ids
        await it.press("!")
        await it.reload()
        assert "1 problem. The record that it is about is left out." in it.screen_text()
        await it.press("escape")
        await it.save("  - id: brisa\n", "# moved\n\n  - id: brisa\n    note: A word.\n")
        assert it.problems == 1
        assert it.said.endswith("1 record changed")
        await it.save("    nota: x\n", "")
        assert it.problems == 0
        assert "alba" in it.ids


async def test_edit_opens_the_record(edit: Open, edited: list[list[str]]) -> None:
    """From table, card and source; of a finding, the record of the side."""
    async with edit(config=Config(editor="nano")) as it:
        lines = it.records.read_text("utf-8").splitlines()
        await it.press("j")
        record = it.card.record
        assert record is not None
        for key in keys_of("pane.edit"):
            await it.press(key)
            await it.press("tab", key)
            await it.press("tab", key)
        assert len(edited) == 3
        assert {tuple(call) for call in edited} == {("nano", f"+{record.line},1", str(it.records))}
        assert record.record_id in lines[record.line - 1]
        edited.clear()
        await it.press("7")
        await it.press("e")
        (call,) = edited
        assert call[2].startswith(str(it.app.place.root / "curated"))


async def test_edit_opens_what_was_found(edit: Open, edited: list[list[str]]) -> None:
    """From a hit of the search, a sentence's source; from a row of a result; else it is said."""
    (key,) = keys_of("search.edit")
    async with edit(config=Config(editor="nano")) as it:
        await it.press("a", *"kayak", key, "escape")
        assert edited == []  # In the line it is a letter.
        await it.press("a")
        search = it.app.screen
        assert isinstance(search, SearchScreen)
        search.bar.text = "kayak"
        await it.settle()
        await it.press("tab")
        assert "e Edit" in it.screen_text().splitlines()[-1]
        for index, hit in enumerate(search.hits.hits):
            search.hits.cursor = index
            await it.press(key)
            line = int(edited[-1][1].partition(",")[0].lstrip("+"))
            written = Path(edited[-1][2]).read_text("utf-8").splitlines()[line - 1]
            assert written.replace('"', "").endswith(f"id: {hit.record_id}"), hit
        assert {hit.is_sentence for hit in search.hits.hits} == {True, False}
        assert it.app.screen is search
        await it.press("escape", "8")
        edited.clear()
        for sql, called in (
            ("select 'operation/alba' as a", 1),
            ("select 'operation/nix' as a", 0),
        ):
            await run(it, sql)
            it.sql.query_one(ResultsView).focus_rows()
            await it.press(*keys_of("result.edit"))
            assert len(edited) == called
            edited.clear()
        assert it.notices[-1] == "There is no record operation/nix to edit."


@pytest.mark.slow
async def test_an_editor_that_cannot_have_the_terminal(edit: Open) -> None:
    """It is said, with the file; so is a file that has gone, and that there is no editor."""
    async with edit(config=Config(editor="nano")) as it:
        await it.press("j", "e")
        assert "no editor can have this terminal" in it.notices[-1]
        assert str(it.records) in it.notices[-1]
        it.records.unlink()
        await it.press("e")
        assert "the file is not there any more" in it.notices[-1]


async def test_a_save_is_seen_by_itself(edit: Open) -> None:
    """Watched files are read without a key."""
    async with edit(live=True) as it:
        path = it.records
        beside = path.with_name(".records.new")
        beside.write_text(path.read_text("utf-8").replace(ALBA, SECOND_ALBA + ALBA), "utf-8")
        await until(lambda: it.app.reloader is not None)
        beside.replace(path)
        await until(lambda: "alba-two" in it.ids)
