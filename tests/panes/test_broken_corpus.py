"""A corpus that cannot be opened, or not as it is: what is wrong is on screen, and keys answer."""

import shutil
from pathlib import Path

import pytest

from tests.explorer_driver import TINY, Explorer, explore, keys_of
from trafficking_explorer.database.cache import locate_store
from trafficking_explorer.errors import UnforeseenError
from trafficking_explorer.ui.app import ExplorerApp
from trafficking_explorer.ui.launch_options import LaunchOptions
from trafficking_explorer.ui.screens.help import HelpScreen
from trafficking_explorer.ui.screens.main import MainScreen
from trafficking_explorer.ui.screens.problems import FirstProblemsScreen, ProblemsScreen


async def test_a_fault_of_what_reads_the_corpus(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is on screen beside the problems of the files, keys answer, and the status is 3."""

    def bug(*_: object) -> None:
        raise TypeError("no text\x1b[31m")

    monkeypatch.setattr("trafficking_explorer.findings.engine.run_rules", bug)
    root = shutil.copytree(TINY, tmp_path / "corpus")
    records = root / "curated/a/records.yaml"
    records.write_text(records.read_text("utf-8").replace("kind: operation", "kind: x", 1), "utf-8")
    app = ExplorerApp(locate_store(root, tmp_path / "cache"))
    async with app.run_test(size=(100, 30)) as pilot:
        it = Explorer(app, pilot)
        while not (isinstance(app.screen, ProblemsScreen) and "2 problems" in it.screen_text()):
            await pilot.pause(0.02)
        text = it.screen_text()
        assert "The corpus cannot be opened. 2 problems." in text
        assert "unexpected error while opening the corpus: TypeError: no text" in text
        assert "curated/a/records.yaml:" in text
        await pilot.press("question_mark")
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("question_mark", "escape")
        assert it.app.screen is it.main
        await pilot.press("exclamation_mark")
        assert isinstance(app.screen, ProblemsScreen)
        await pilot.press("escape", "q")
    assert isinstance(app.failure, UnforeseenError)
    assert app.failure.exit_status == 3


async def test_a_fault_while_exploring(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The explorer closes with a word about it, and without the traceback of Textual."""

    def bug(*_: object) -> None:
        raise TypeError("no record")

    app = ExplorerApp(locate_store(TINY, tmp_path / "cache"))
    with pytest.raises(TypeError, match="no record"):
        async with app.run_test(size=(100, 30)) as pilot:
            it = Explorer(app, pilot)
            await it.settle()
            monkeypatch.setattr(MainScreen, "action_search", bug)
            await pilot.press("a")
            await pilot.pause()
    assert "unexpected error while exploring: TypeError: no record" in str(app.failure)
    assert app._exit_renderables == []


async def test_errors_are_what_it_opens_on(tmp_path: Path) -> None:
    """Behind them is what could be read; a view that is asked for comes first."""
    root = tmp_path / "corpus"
    (root / "curated").mkdir(parents=True)
    (root / "curated/x.yaml").write_text(
        "operations:\n"
        "  - {id: sun, quote: Operation Sun, name: Operation Sun, kind: operation}\n"
        "statistics:\n"
        "  - {id: freed, quote: freed 30, label: Freed, measure: rescued, value: 30, "
        "value_text: 30, unit: persons, qualifier: exact, operation: sun, scope: operation}\n"
    )
    place = locate_store(root, tmp_path / "cache")
    async with explore(place) as it:
        await it.reload()
        assert isinstance(it.app.screen, FirstProblemsScreen)
        text = it.screen_text()
        assert "curated/x.yaml:2:15" in text
        assert "no source: name it here" in text
        await it.press(*keys_of("problems.again"))
        assert isinstance(it.app.screen, FirstProblemsScreen)
        await it.press("escape")
        assert it.on_main
        assert it.ids == ["sun"]
    async with explore(place) as it:
        await it.reload()
        await it.press(*keys_of("problems.quit"))
        assert not it.app.is_running
    async with explore(place, start=LaunchOptions(goto="operation/sun")) as it:
        assert it.on_main
        assert "! 2 problems" in it.screen_text()
