"""The SQL pane in a real terminal: what is typed when the program is killed, and its settings."""

import os
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.terminal.conftest import Explore, configure
from tests.terminal.tour import SELECT_ALL, edit, leave, leave_editor

pytestmark = pytest.mark.slow

NEW_BUFFER, RUN = "\x14", "\x12"


def kept(home: Path) -> str:
    """The buffers that are stored."""
    with closing(sqlite3.connect(home / "data" / "trafficking-explorer" / "state.db")) as db:
        return " ".join(document for (document,) in db.execute("select document from buffers"))


def test_a_killed_explorer_loses_nothing_that_was_typed(explore: Explore, home: Path) -> None:
    """The next one opens with both buffers, at the one that was on screen, and can run it."""
    with explore("--pane", "sql", columns=140, rows=30) as session:
        session.wait_for(r"sources")
        edit(session)
        session.send(SELECT_ALL + "select 6 as first")
        session.press(NEW_BUFFER)
        session.wait_for("2 empty")
        session.send("select 42 as typed")
        session.wait_for("2 select 42 as typed")
        session.wait_until(lambda: "42 as typed" in kept(home), "both buffers stored")
        os.kill(session.pid, signal.SIGKILL)
        session.wait_exit()
    with explore("--pane", "sql", columns=140, rows=30) as session:
        session.wait_for(r"1 select 6 as first +2 select 42 as typed")
        session.send(RUN)
        session.wait_for(r"1 row\b[\s\S]*42")
        leave(session)


def test_files_that_the_settings_open_are_read(explore: Explore, home: Path) -> None:
    """And the pane says that they can be."""
    configure(home, "[sql]\nallow_files = true\n")
    (home / "a.csv").write_text("n\n1234567\n")
    with explore("--pane", "sql", columns=140, rows=30) as session:
        session.wait_for(r"sources[\s\S]*files can be read")
        edit(session)
        session.send(SELECT_ALL + f"from read_csv('{home / 'a.csv'}")
        session.wait_for("a.csv")
        session.send(RUN)
        session.wait_for(r"1 row\b[\s\S]*1234567")
        leave_editor(session)


def test_a_time_limit_of_the_settings_ends_a_statement(explore: Explore, home: Path) -> None:
    """It is said that this was why."""
    configure(home, "[sql]\nseconds = 0.5\n")
    with explore("--pane", "sql", columns=140, rows=30) as session:
        session.wait_for(r"sources")
        edit(session)
        session.send(
            SELECT_ALL + "select count(*) from range(1000000000000) a where a.range % 7 = 3"
        )
        session.wait_for("% 7 = 3")
        session.send(RUN)
        session.wait_for(r"0\.5 s: that is the time limit")
        leave_editor(session)
