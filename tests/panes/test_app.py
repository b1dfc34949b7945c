"""The application as a whole: themes, settings, slow and damaged stores, a corpus that is not there."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.explorer_driver import TINY, Explore, explore, lines_of, painted
from tests.waiting import until
from trafficking_explorer.config import Config, read_config
from trafficking_explorer.database import card
from trafficking_explorer.database.cache import (
    StoreLocation,
    locate_store,
    open_store,
    read_manifest,
)
from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.row_reader import RowReader
from trafficking_explorer.errors import CorpusError, StoreDamaged, UsageError
from trafficking_explorer.ui import launcher as runner
from trafficking_explorer.ui.app import ExplorerApp
from trafficking_explorer.ui.launch_options import LaunchOptions
from trafficking_explorer.ui.messages import StoreCorrupted
from trafficking_explorer.ui.themes import DARK, LIGHT

# Colours.


async def test_the_colours_are_our_own(open_tiny: Explore) -> None:
    """Without a wish, the explorer has its dark colours, and evidence has the colour of evidence."""
    async with open_tiny() as it:
        assert it.app.theme == DARK.name
        assert it.app.current_theme is DARK
        evidence = it.source.get_component_rich_style("source-view--evidence").bgcolor
        assert evidence is not None
        assert evidence.name == DARK.variables["evidence"]
        assert it.main.styles.background.hex.lower() == DARK.background


@pytest.mark.parametrize("how", ["start", "config"])
async def test_a_theme_to_begin_with(open_tiny: Explore, how: str) -> None:
    """Colours can be asked for on the command line and in the settings; the former counts more."""
    start = LaunchOptions(theme=LIGHT.name) if how == "start" else None
    config = Config(theme=LIGHT.name if how == "config" else "nord")
    async with open_tiny(start=start, config=config) as it:
        assert it.app.theme == LIGHT.name
        assert it.main.styles.background.hex.lower() == LIGHT.background


async def test_a_theme_that_does_not_exist(open_tiny: Explore) -> None:
    """An unknown theme does no harm."""
    async with open_tiny(start=LaunchOptions(theme="[b]no[/b]")) as it:
        assert it.app.theme == DARK.name


def test_a_call_for_a_theme_that_does_not_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is refused before the screen is taken, with the names of all there are."""
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    with pytest.raises(UsageError, match=r"--theme nope: .* explorer-light, .* terminal, .* nord"):
        runner.run(TINY, LaunchOptions(theme="nope"))


def test_a_terminal_that_cannot_draw(monkeypatch: pytest.MonkeyPatch) -> None:
    """TERM=dumb is told what to do instead."""
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "dumb")
    with pytest.raises(UsageError, match=r"TERM=dumb.*search, show, sql.*TERM=xterm-256color"):
        runner.run(TINY, LaunchOptions())


@pytest.mark.slow
async def test_changing_the_theme_keeps_working(open_tiny: Explore) -> None:
    """Through every theme there is, the passage stays marked and the cursor stays put."""
    async with open_tiny() as it:
        await it.press("down", "down")
        for name in it.app.available_themes:
            it.app.theme = name
            await it.settle()
            assert it.at == it.shown == "brisa"
            if not name.startswith(("ansi", "textual-ansi")):
                assert painted(it.source, "source-view--evidence") == it.passage
        it.app.theme = LIGHT.name
        await it.press("tab", "j", "z", "z", "4", "8")


# Settings.


async def test_settings_that_are_wrong_are_said(open_tiny: Explore, tmp_path: Path) -> None:
    """Their number in the bottom line, which covers nothing; the palette lists them."""
    path = tmp_path / "config.toml"
    path.write_text('them = "nord"\n[keys]\n"pane.nope" = "x"\n')
    async with open_tiny(config=read_config(path), size=(100, 30)) as it:
        assert "config.toml: 2 problems · ctrl+p Settings" in it.screen_text().splitlines()[-1]
        assert not it.notices
        await it.press("ctrl+p")
        await it.search_palette("settings problems")
        await it.press("enter")
        await it.settle()
        assert "1:1    there is no setting “them”: did you mean theme?" in it.screen_text()
        assert "3:1    there is no action “pane.nope”" in it.screen_text()


# Screens.


@pytest.mark.parametrize("opens", ["y", "?", "c", "f"])
async def test_a_screen_can_be_closed_twice(open_tiny: Explore, opens: str) -> None:
    """Two keys that come faster than a screen can go leave those below it."""
    async with open_tiny() as it:
        await it.press(opens)
        screen = it.app.screen
        screen.dismiss(None)
        screen.dismiss(None)
        await it.settle()
        assert it.on_main
        assert it.at == it.shown


# Slow answers.


class Gate:
    """Holds up some of the answers of a function until it is opened."""

    def __init__(self, function: Callable[..., Any], holds: Callable[..., bool]) -> None:
        self.function = function
        self.holds = holds
        self.reached = threading.Event()
        self.opened = threading.Event()

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        answer = self.function(*args, **kwargs)
        if self.holds(*args):
            self.reached.set()
            self.opened.wait(300)
        return answer


async def test_nothing_waits_for_rows(open_tiny: Explore, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the store thinks, keys are answered; its late answer to an old question is dropped."""
    async with open_tiny() as it:
        answer = RowReader.answer
        gate = Gate(
            lambda *args: iter(list(answer(*args))),
            lambda _reader, _number, where, *_: where.params == ("chad",),
        )
        monkeypatch.setattr(RowReader, "answer", lambda *args: gate(*args))  # noqa: PLW0108
        it.field.value = "chad"
        while not gate.reached.is_set():
            await it.pilot.pause()
        await it.pilot.press("j", "j", "tab")
        assert it.table.cursor == 2
        assert it.part == "card"
        assert len(it.ids) == 13
        it.field.value = "kayak"
        await it.pilot.pause()
        assert len(it.ids) == 13
        gate.opened.set()
        await it.settle()
        assert (it.ids, it.count, it.shown) == (["kayak"], "1 of 13", "kayak")


async def test_nothing_waits_for_a_record(
    open_tiny: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one record is being read, the cursor goes on; its late card does not come."""
    async with open_tiny() as it:
        gate = Gate(card.card, lambda _store, _type, id_: id_ == "alba")
        monkeypatch.setattr(card, "card", gate)
        await it.pilot.press("j")
        while not gate.reached.is_set():
            await it.pilot.pause()
        await it.pilot.press("j", "j")
        await it.settle()
        assert it.at == it.shown == "cobre"
        gate.opened.set()
        await it.settle()
        assert it.at == it.shown == "cobre"


# The first rows.


async def test_the_first_rows_are_there_before_the_store(
    tiny_place: StoreLocation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows kept from the last run are on the screen while the database is still being opened."""
    manifest = read_manifest(tiny_place)
    assert manifest is not None
    from trafficking_explorer.database.cache import open_store
    from trafficking_explorer.database.read_models import listing_from_manifest
    from trafficking_explorer.workspace import opening as stores

    gate = Gate(open_store, lambda *_: True)
    monkeypatch.setattr(stores, "open_store", gate)
    first = listing_from_manifest(manifest.first_view)
    app = ExplorerApp(tiny_place, config=Config(overview=False), first=first)
    async with app.run_test(size=(100, 30)) as pilot:
        while not gate.reached.is_set():
            await pilot.pause()
        await pilot.press("j")
        strips = app.screen._compositor.render_strips()
        text = "\n".join(strip.text for strip in strips)
        assert "Operation Épervier" in text
        assert "Operations 13" in text
        assert app.store is None
        gate.opened.set()
        while app.store is None:
            await pilot.pause()


# Damage.


def own_place(tmp_path: Path) -> StoreLocation:
    """A built store of the small corpus that a test may harm."""
    place = locate_store(TINY, tmp_path / "cache")
    open_store(place).close()
    return place


@pytest.mark.slow
async def test_a_store_that_breaks_while_open_is_built_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A store that turns out to be damaged is built again without a message."""
    async with explore(own_place(tmp_path)) as it:
        broken, rows = it.app.store, Store.rows

        def damaged(self: Store, *args: Any) -> Any:
            if self is broken:
                raise StoreDamaged("a block does not have its checksum")
            return rows(self, *args)

        monkeypatch.setattr(Store, "rows", damaged)
        await it.press("4")
        while it.app.store is broken:
            await it.settle()
        await it.settle()
        assert it.count == "15 statistics"
        assert it.shown == it.at
        await it.press("1", "down")
        assert it.at == it.shown == "alba"
        await it.press("8", "tab", "ctrl+r")
        assert "15 rows" in it.screen_text()
        assert it.notices == []


async def test_damage_that_several_questions_meet(tmp_path: Path) -> None:
    """Two questions that meet the same damage have the store built again once, without a word."""
    async with explore(own_place(tmp_path)) as it:
        broken = it.app.store
        it.main.post_message(StoreCorrupted("a block does not have its checksum"))
        it.main.post_message(StoreCorrupted("a block does not have its checksum"))
        while it.app.store is broken:
            await it.settle()
        await it.settle()
        assert it.notices == []
        it.main.post_message(StoreCorrupted("and again"))
        await it.settle()
        assert it.notices == ["and again"]


async def test_a_file_that_is_damaged_while_open(tmp_path: Path) -> None:
    """Whatever becomes of the file, every pane still shows the corpus."""
    place = own_place(tmp_path)
    async with explore(place) as it:
        size = place.database.stat().st_size
        with place.database.open("r+b") as file:
            file.seek(4096)
            file.write(b"\xa5" * (size - 4096))
        for key, count in (("4", "15 statistics"), ("6", "2 sources"), ("9", "5 records")):
            await it.press(key)
            await it.settle()
            assert it.count == count
        await it.press("1", "down")
        assert it.at == it.shown == "alba"
        assert it.notices == []


async def test_a_store_that_stays_broken_is_said_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If building again does not help, a notice says so, and the explorer goes on."""
    async with explore(own_place(tmp_path)) as it:

        def damaged(self: Store, *args: Any) -> Any:
            raise StoreDamaged("a block does not have its checksum")

        monkeypatch.setattr(Store, "rows", damaged)
        await it.pilot.press("4")
        await until(lambda: it.app.failure is not None or it.notices != [])
        assert it.app.failure is not None or "checksum" in it.notices[-1]


async def test_a_damaged_store_is_built_again_at_the_start(tmp_path: Path) -> None:
    """A store that is damaged before it is opened is not believed."""
    place = own_place(tmp_path)
    place.database.write_bytes(b"no database" * 1000)
    async with explore(place) as it:
        assert len(it.ids) == 13
        assert it.notices == []


async def test_a_cache_that_cannot_be_written(tmp_path: Path) -> None:
    """Without a cache the explorer works from memory."""
    (tmp_path / "file").write_text("no folder")
    async with explore(locate_store(TINY, tmp_path / "file")) as it:
        assert len(it.ids) == 13
        await it.press("4")
        assert it.count == "15 statistics"


async def test_a_corpus_that_cannot_be_opened(tmp_path: Path) -> None:
    """Without a corpus, the explorer closes with status 3 and keeps the reason."""
    app = ExplorerApp(locate_store(tmp_path / "nowhere", tmp_path / "cache"))
    async with app.run_test() as pilot:
        while app.is_running and app.failure is None:
            await pilot.pause()
    assert app.return_value == 3
    assert isinstance(app.failure, CorpusError)
    assert "nowhere" in str(app.failure)


async def test_an_empty_corpus(tmp_path: Path) -> None:
    """A corpus without any record opens, and every pane says how it came to be empty."""
    (tmp_path / "corpus" / "curated").mkdir(parents=True)
    (tmp_path / "corpus" / "seeds").mkdir()
    (tmp_path / "corpus" / "curated" / "a.yaml").write_text("operations: []\n")
    async with explore(locate_store(tmp_path / "corpus", tmp_path / "cache")) as it:
        for key in "1234569":
            await it.press(key)
            assert it.count.startswith("0 ")
        await it.press("j", "n", "s", "enter", "tab", "tab", "z", "escape", "escape")
        assert not any(line.startswith("Traceback") for line in lines_of(it.table))


# The way in.


@pytest.mark.parametrize("goto", ["operation", "operation/", "/epervier", ""])
def test_a_record_is_named_by_type_and_id(goto: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Anything else is a wrong call, said before the screen is taken."""
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setattr(ExplorerApp, "run", lambda self: 0)
    if not goto:
        assert LaunchOptions(goto=goto).goto_key is None
        return
    with pytest.raises(UsageError, match="TYPE/ID"):
        runner.run(TINY, LaunchOptions(goto=goto))


def test_the_explorer_needs_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a pipe it says which commands there are instead."""
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    with pytest.raises(UsageError, match="terminal"):
        runner.run(TINY, LaunchOptions())


def test_a_corpus_that_is_not_there_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder without a corpus is an error with status 3, before the screen is taken."""
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    with pytest.raises(CorpusError) as caught:
        runner.run(tmp_path / "nowhere", LaunchOptions())
    assert caught.value.exit_status == 3
    assert "nowhere" in str(caught.value)


@pytest.mark.parametrize("failure", [CorpusError("gone"), None])
def test_what_the_explorer_closes_with(
    failure: CorpusError | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reason why it had to close comes out; without one it closes quietly."""
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setattr(runner, "cache_folder", lambda: tmp_path)
    monkeypatch.setattr(runner, "config_file", lambda: tmp_path / "config.toml")

    def close(self: ExplorerApp) -> int:
        self.failure = failure
        return 0 if failure is None else 3

    monkeypatch.setattr(ExplorerApp, "run", close)
    if failure is None:
        runner.run(TINY, LaunchOptions())
        return
    with pytest.raises(CorpusError, match="gone"):
        runner.run(TINY, LaunchOptions())
