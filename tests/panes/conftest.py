"""Fixtures of the panes: a small corpus, opened from a store that is built once."""

from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.document._syntax_aware_document import SyntaxAwareDocument
from textual.notifications import Notification
from tree_sitter import Query

from tests.explorer_driver import TINY, Explore, explore
from tests.panes.open_corpus import CURATED, SEEDS
from tests.waiting import wait_for_idle
from trafficking_explorer.console import completion
from trafficking_explorer.database.cache import StoreLocation, locate_store
from trafficking_explorer.ui import safe_app, state
from trafficking_explorer.ui.panes import records, sql
from trafficking_explorer.ui.screens import search
from trafficking_explorer.workspace import reader_file
from trafficking_explorer.workspace.opening import open_with_findings


@pytest.fixture(scope="session")
def tiny_place(tmp_path_factory: pytest.TempPathFactory) -> StoreLocation:
    """The store of the small corpus, built."""
    place = locate_store(TINY, tmp_path_factory.mktemp("tiny"))
    open_with_findings(place).close()
    return place


@pytest.fixture
def open_tiny(tiny_place: StoreLocation) -> Explore:
    """Opens an explorer on the small corpus: `async with open_tiny(size=(80, 24)) as explorer`."""
    return partial(explore, tiny_place)


@pytest.fixture(scope="session")
def open_place(
    tmp_path_factory: pytest.TempPathFactory, write: Callable[..., Path]
) -> StoreLocation:
    """The store of a corpus in which much is open, built."""
    root = write(tmp_path_factory.mktemp("open") / "corpus", CURATED, SEEDS)
    place = locate_store(root, tmp_path_factory.mktemp("open-cache"))
    open_with_findings(place).close()
    return place


@pytest.fixture
def open_it(open_place: StoreLocation) -> Explore:
    """Opens an explorer on the corpus in which much is open."""
    return partial(explore, open_place, size=(110, 30))


@pytest.fixture(scope="session", autouse=True)
def one_grammar() -> Iterator[None]:
    """Prepare the grammar of SQL once for all editors: it takes longer than the editor itself."""
    with pytest.MonkeyPatch.context() as patch:
        prepare = cache(Query)
        patch.setattr(
            SyntaxAwareDocument, "prepare_query", lambda self, query: prepare(self.language, query)
        )
        yield


@pytest.fixture(scope="session", autouse=True)
def one_style_sheet() -> Iterator[None]:
    """Read each style sheet once: they are the same in all apps, and take a tenth of an opening."""
    parse = Stylesheet._parse_rules
    known: dict[object, list[RuleSet]] = {}

    def parse_once(sheet: Stylesheet, *args: Any, **options: Any) -> list[RuleSet]:
        key = (args, *options.items(), *sheet._variables.items())
        if key not in known:
            known[key] = parse(sheet, *args, **options)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parse_once)
        yield


@pytest.fixture(autouse=True)
def no_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pilot waits for the event loop, however busy the machine is."""
    for module in ("textual.pilot", "textual.app"):
        monkeypatch.setattr(f"{module}.wait_for_idle", wait_for_idle)
    # What is said in passing stays for a test that comes late.
    monkeypatch.setattr(Notification, "time_left", 600.0)
    monkeypatch.setattr(safe_app, "monotonic", lambda: 0.0)


@pytest.fixture(autouse=True)
def no_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """The end of typing is not waited for."""
    for module in (records, search):
        monkeypatch.setattr(module, "_DEBOUNCE_SECONDS", 0.005)
    # What is looked up meanwhile has its time, however busy the machine is.
    monkeypatch.setattr(completion, "_SECONDS", 60)


@pytest.fixture(autouse=True)
def no_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keeps the queries of a test out of the reader's own history."""
    folder = tmp_path / "data"
    for module in (state, sql, reader_file):
        monkeypatch.setattr(module, "data_folder", lambda: folder)
    return folder / "state.db"
