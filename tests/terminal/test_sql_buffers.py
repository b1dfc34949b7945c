"""What is typed in the SQL pane, in a real terminal, when the program is killed."""

import os
import signal

from tests.terminal.conftest import Explore
from tests.terminal.tour import ESCAPE, SELECT_ALL, leave

NEW_BUFFER, RUN = "\x14", "\x12"


def test_a_killed_explorer_loses_nothing_that_was_typed(explore: Explore) -> None:
    """The next one opens with both buffers, at the one that was on screen, and can run it."""
    with explore("--pane", "sql", columns=110, rows=30) as session:
        session.wait_for(r"sources[\s\S]*k Complete")
        session.press(SELECT_ALL)
        session.send("select 6 as first")
        session.press(NEW_BUFFER)
        session.wait_for("2 empty")
        session.send("select 42 as typed")
        session.wait_for("2 select 42 as typed")
        session.watch(1.0)
        os.kill(session.pid, signal.SIGKILL)
        session.wait_exit()
    with explore("--pane", "sql", columns=110, rows=30) as session:
        session.wait_for(r"1 select 6 as first +2 select 42 as typed")
        session.send(RUN)
        session.wait_for(r"1 row\b[\s\S]*42")
        session.press(ESCAPE)
        leave(session)
