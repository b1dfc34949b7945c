"""Helpers for tests of the SQL pane."""

from typing import Any

from textual.widget import Widget
from textual.widgets import Static

from tests.explorer_driver import Explorer, text_of
from trafficking_explorer.ui.launch_options import LaunchOptions
from trafficking_explorer.ui.widgets.sql_editor import SqlEditor

SQL = LaunchOptions(pane="sql")
ENDLESS = "select count(*) from range(1000000000000) a where a.range % 7 = 3"
"""One thread of DuckDB's, for hours."""


def status(it: Explorer) -> str:
    """The line between the editor and the results."""
    return text_of(it.sql.query_one("#sql-status", Static))


def has_failed(it: Explorer) -> bool:
    """True if that line is an error."""
    return it.sql.query_one("#sql-status", Static).has_class("-error")


def editor(it: Explorer) -> SqlEditor:
    """The editor on screen."""
    found = it.sql.editor
    assert found is not None
    return found


def focused(it: Explorer) -> Widget | None:
    """The widget that has the keys."""
    return it.app.screen.focused


def text(it: Explorer) -> str:
    """The text of the editor."""
    return editor(it).text


async def write(it: Explorer, sql: str, place: tuple[int, int] | None = None) -> None:
    """Put a text into the editor, as if pasted over what was there, with the cursor in it, at a place."""
    editor(it).text = sql
    if place is not None:
        editor(it).cursor = place
    editor(it).focus()
    await it.settle()


async def run(it: Explorer, sql: str, key: str = "ctrl+e") -> str:
    """Put a script into the editor, run all of it, and return what is said of it."""
    await write(it, sql)
    await it.press(key)
    return status(it)


def rows(it: Explorer) -> list[tuple[Any, ...]]:
    """The rows of the last statement that was run to its end."""
    outcome = it.sql.outcome
    assert outcome is not None
    return outcome.ran[-1].values(0, 10_000) if outcome.ran else []


def names(it: Explorer) -> list[str]:
    """The names of the buffers."""
    return it.sql.editors.buffers.names
