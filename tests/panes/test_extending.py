"""Panes and a finding rule that another package adds: on screen by their keys, and by `--pane`."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from textual.widgets import Static

from tests.explorer_driver import Explore, explore, lines_of
from tests.unit.test_extending_rules import RULE, TEXT, YAML
from trafficking_explorer import cli
from trafficking_explorer.database.cache import locate_store
from trafficking_explorer.database.views import VIEWS, View, ViewColumn
from trafficking_explorer.findings.rules import RULES
from trafficking_explorer.registry import additions
from trafficking_explorer.ui import launcher
from trafficking_explorer.ui.launch_options import LaunchOptions
from trafficking_explorer.ui.panes.registry import PANES, Pane
from trafficking_explorer.ui.screens.help import keys
from trafficking_explorer.ui.widgets.title_tabs import PaneTabs
from trafficking_explorer.workspace.opening import open_with_findings

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store

TITLES = View(
    "titles",
    "Titles",
    "corpus.records r",
    (
        ViewColumn("name", "Name", "r.title", flex=True),
        ViewColumn("kind", "Kind", "r.record_type"),
    ),
    noun="records",
    kinds=("operation", "statistic"),
)


class ToyPane(Static):
    """A pane that lists nothing."""

    can_focus = True

    def __init__(self) -> None:
        super().__init__("A toy of a pane")
        self.store: Store | None = None

    def open(self, store: "Store") -> None:
        """Take the store."""
        self.store = store


ADDED = (
    Pane("titles", "Titles", "R", TITLES, ("kind",), "names of all sorts"),
    Pane("toy", "Toy", "T", factory=f"{__name__}:ToyPane"),
)


@pytest.fixture(autouse=True)
def toys() -> Iterator[None]:
    """Two panes and a rule more; gone after the test."""
    before = ([*PANES], dict(VIEWS), [*RULES], additions())
    for pane in ADDED:
        PANES.register(pane)
    RULES.register(RULE)
    yield
    for pane in ADDED:
        PANES.remove(pane.name)
    RULES.remove(RULE.id)
    assert ([*PANES], dict(VIEWS), [*RULES], additions()) == before


@pytest.fixture
def open_toys(text_folder: Callable[[str, str], Path], tmp_path: Path) -> Explore:
    """Opens an explorer on a corpus that was built with them."""
    place = locate_store(text_folder(TEXT, YAML), tmp_path / "cache")
    open_with_findings(place).close()
    return partial(explore, place)


async def test_a_pane_is_shown_by_its_key(open_toys: Explore) -> None:
    """Its tab follows ours; one that lists records has all that those have."""
    async with open_toys() as it:
        assert "R Titles  T Toy" in lines_of(it.main.query_one(PaneTabs))[0]
        await it.press("R")
        assert it.main.pane_name == "titles"
        assert it.ids == ["sun", "freed"]
        await it.filter("sun kind:operation")
        assert it.ids == ["sun"]
        await it.press("escape", "escape", "f")
        assert "kind" in it.screen_text()
        await it.press("escape", "T")
        assert isinstance(it.main.pane, ToyPane)
        assert it.main.pane.store is it.app.store


@pytest.mark.parametrize("pane", ADDED, ids=lambda pane: pane.name)
async def test_a_pane_to_begin_with(open_toys: Explore, pane: Pane) -> None:
    """The explorer can be opened on it."""
    async with open_toys(start=LaunchOptions(pane=pane.name)) as it:
        assert it.main.pane_name == pane.name


async def test_a_record_opens_in_the_pane_of_its_kind(open_toys: Explore) -> None:
    """A kind that one of ours lists stays there."""
    async with open_toys(start=LaunchOptions(goto="operation/sun")) as it:
        assert it.main.pane_name == "operations"


async def test_the_findings_of_a_rule_are_listed(open_toys: Explore) -> None:
    """In their pane, with the severity of the rule."""
    async with open_toys(start=LaunchOptions(pane="findings", filter_text="rule:thirties")) as it:
        assert [row.cells[:2] for row in it.rows] == [("≠", "Freed is thirty")]


def test_the_command_line_knows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """`--pane` takes its name, and the help lists it."""
    asked: list[LaunchOptions] = []
    monkeypatch.setattr(launcher, "run", lambda _, options: asked.append(options))
    assert CliRunner().invoke(cli.cli, ["--pane", "toy"]).exit_code == 0
    assert asked[0].pane == "toy"
    assert "|titles|toy]" in "".join(CliRunner().invoke(cli.cli, ["--help"]).output.split())
    assert CliRunner().invoke(cli.cli, ["--pane", "doll"]).exit_code == 2


def test_the_list_of_keys_has_it() -> None:
    """On the help screen, and in the manual."""
    assert "| `R` | Titles: names of all sorts |" in keys()
    assert "| `T` | Toy |" in keys()
