"""Fixtures of the pictures of screens: the bundled corpus, no history of queries, no clock."""

from pathlib import Path

import pytest
from textual.notifications import Notification

from tests.waiting import wait_for_idle
from trafficking_explorer.console.background_query import BackgroundQuery
from trafficking_explorer.database.cache import StoreLocation, locate_store
from trafficking_explorer.paths import bundled_corpus
from trafficking_explorer.ui import state
from trafficking_explorer.workspace.opening import open_with_findings


@pytest.fixture(scope="session")
def bundled_place(tmp_path_factory: pytest.TempPathFactory) -> StoreLocation:
    """The store of the bundled corpus, built."""
    place = locate_store(bundled_corpus(), tmp_path_factory.mktemp("bundled"))
    open_with_findings(place).close()
    return place


@pytest.fixture(autouse=True)
def no_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pilot waits for the event loop, however busy the machine is."""
    for module in ("textual.pilot", "textual.app"):
        monkeypatch.setattr(f"{module}.wait_for_idle", wait_for_idle)


@pytest.fixture(autouse=True)
def no_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The time of a statement would be another number each time."""
    monkeypatch.setattr(BackgroundQuery, "seconds", 0.02)


@pytest.fixture(autouse=True)
def no_news(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeps notices until a test takes them away, and gives the reader's home a name."""
    monkeypatch.setattr(Notification, "time_left", 600.0)
    monkeypatch.setenv("HOME", "/home/reader")


@pytest.fixture(autouse=True)
def no_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeps the reader's own queries out of the pictures, and the tests' out of the reader's."""
    monkeypatch.setattr(state, "data_folder", lambda: tmp_path / "data")
