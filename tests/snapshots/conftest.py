"""Fixtures of snapshots: the bundled corpus, no history of queries, and what differs in words."""

import difflib
import pickle
import re
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest
from pytest_textual_snapshot import (  # type: ignore[import-untyped]
    node_to_report_path,
    normalize_svg,
)

from tests.waiting import wait_for_idle
from trafficking_explorer.console.background_query import BackgroundQuery
from trafficking_explorer.database.cache import StoreLocation, locate_store
from trafficking_explorer.paths import bundled_corpus
from trafficking_explorer.ui import state
from trafficking_explorer.workspace.opening import open_with_findings

_MOST_LINES = 60


@pytest.fixture
def snap_compare(
    snap_compare: Callable[..., bool], request: pytest.FixtureRequest
) -> Callable[..., bool]:
    """The plugin's comparison; prints what differs, since its report is lost with a fresh clone."""

    def compare(*args: object, **options: object) -> bool:
        if snap_compare(*args, **options):
            return True
        _, expected, actual, *_ = pickle.loads(node_to_report_path(request.node).read_bytes())
        changes = difflib.unified_diff(_elements(expected), _elements(actual), lineterm="", n=0)
        print(*islice(changes, _MOST_LINES), sep="\n")
        return False

    return compare


def _elements(svg: str) -> list[str]:
    return re.split(r"(?<=>)(?=<)|\n", normalize_svg(svg))


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
def no_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeps the reader's own queries out of the pictures, and the tests' out of the reader's."""
    monkeypatch.setattr(state, "data_folder", lambda: tmp_path / "data")
