"""The pane that the explorer opens on, and the states that it writes."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from trafficking_explorer.errors import UsageError
from trafficking_explorer.ui.launch_options import LaunchOptions
from trafficking_explorer.ui.view_state import (
    CorpusState,
    FirstView,
    PaneState,
    ViewMemory,
    ViewStateStore,
    first_view,
)

ROOT = Path("corpus")
LEFT = PaneState("mali", (("name", True),), {"hidden": []}, ("operation", "a"))
KNOWN = CorpusState("agencies", {"operations": LEFT, "agencies": PaneState("fbi")})


class Kept(ViewStateStore):
    """States in memory, and each write of them."""

    def __init__(self, known: CorpusState) -> None:
        super().__init__()
        self.known = known
        self.written: list[tuple[str, dict[str, PaneState]]] = []

    def read(self, root: Path) -> CorpusState:
        return self.known

    def write(self, root: Path, pane: str, panes: Mapping[str, PaneState]) -> None:
        self.written.append((pane, dict(panes)))


@pytest.mark.parametrize(
    ("start", "view"),
    [
        (LaunchOptions(), FirstView("agencies")),
        (LaunchOptions(theme="nord"), FirstView("agencies")),
        (LaunchOptions(pane="quotes"), FirstView("quotes", None, PaneState())),
        (LaunchOptions("sql"), FirstView("sql", None, PaneState())),
        (
            LaunchOptions(goto="agency/fbi"),
            FirstView("agencies", ("agency", "fbi"), PaneState(sort=(("links", True),))),
        ),
        (
            LaunchOptions(filter_text="africa"),
            FirstView("operations", None, PaneState("africa", (), LEFT.arrangement)),
        ),
        (
            LaunchOptions(sort="name:desc"),
            FirstView("operations", None, PaneState("", (("name", True),), LEFT.arrangement)),
        ),
    ],
)
def test_options_come_before_memory(start: LaunchOptions, view: FirstView) -> None:
    """A view that is asked for is shown as asked, but with the columns of its pane."""
    assert first_view(start, KNOWN) == view


def test_columns_that_are_asked_for() -> None:
    """Replace those that are remembered; an unknown one is an error."""
    asked = first_view(LaunchOptions(columns="name"), KNOWN).asked
    assert asked is not None
    assert asked.arrangement not in (None, LEFT.arrangement)
    with pytest.raises(UsageError):
        first_view(LaunchOptions(columns="nope"), KNOWN)


@pytest.mark.parametrize("pane", [None, "nowhere", "", "overview"])
def test_the_first_pane_without_a_memory_of_one(pane: str | None) -> None:
    """The overview, if it is not switched off; also if the pane of last time does not exist any more."""
    assert first_view(LaunchOptions(), CorpusState(pane)).pane == "overview"
    off = first_view(LaunchOptions(), CorpusState(pane), has_overview=False)
    assert off == FirstView("operations")


def test_a_remembered_pane_comes_before_the_overview() -> None:
    """Switched off or not."""
    for has_overview in (True, False):
        assert first_view(LaunchOptions(), KNOWN, has_overview=has_overview).pane == "agencies"


def test_the_overview_can_be_asked_for() -> None:
    """Even if it is switched off."""
    start = LaunchOptions("overview")
    assert first_view(start, CorpusState(), has_overview=False).pane == "overview"


def test_a_fresh_view() -> None:
    """It has the rows that are known before the store is open."""
    off = {"has_overview": False}
    assert ViewMemory(None, ROOT, LaunchOptions(), **off).is_fresh
    assert ViewMemory(Kept(CorpusState("operations")), ROOT, LaunchOptions()).is_fresh
    assert not ViewMemory(None, ROOT, LaunchOptions()).is_fresh
    assert not ViewMemory(None, ROOT, LaunchOptions("operations")).is_fresh
    assert not ViewMemory(Kept(KNOWN), ROOT, LaunchOptions()).is_fresh
    for left in (PaneState("x"), PaneState(sort=LEFT.sort), PaneState(record=LEFT.record)):
        known = CorpusState("operations", {"operations": left})
        assert not ViewMemory(Kept(known), ROOT, LaunchOptions()).is_fresh


def test_only_news_is_written() -> None:
    """Another state, or another pane on screen, but not the same state again."""
    kept = Kept(KNOWN)
    memory = ViewMemory(kept, ROOT, LaunchOptions())
    memory.update("operations", LEFT)
    memory.update("tools", PaneState())
    memory.write()
    assert kept.written == []
    memory.update("operations", PaneState("niger"))
    memory.write()
    memory.write()
    assert [(pane, panes["operations"].filter_text) for pane, panes in kept.written] == [
        ("agencies", "niger")
    ]
    memory.pane = "sql"
    memory.write()
    assert [pane for pane, _ in kept.written] == ["agencies", "sql"]


def test_a_view_that_was_asked_for_is_not_remembered() -> None:
    """But a change of it is."""
    kept = Kept(CorpusState("operations", {"operations": LEFT}))
    memory = ViewMemory(kept, ROOT, LaunchOptions(filter_text="africa"))
    asked = memory.state_of("operations")
    assert asked is not None
    memory.update("operations", PaneState("africa", (), asked.arrangement, LEFT.record))
    assert memory.state_of("operations") == asked
    memory.write()
    assert kept.written == []
    memory.update("operations", PaneState("niger", (), asked.arrangement))
    memory.write()
    assert kept.written[-1][1]["operations"].filter_text == "niger"


def test_without_a_store() -> None:
    """Nothing is read or written."""
    memory = ViewMemory(None, ROOT, LaunchOptions())
    memory.update("tools", PaneState("x"))
    memory.write()
    assert memory.has_news
