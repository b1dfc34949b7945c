"""The terminal goes while the explorer draws: it ends by itself, and what was typed is there."""

import pytest

from tests.terminal.conftest import Explore
from tests.terminal.tour import edit

pytestmark = pytest.mark.slow

HANGUP = 129
NO_HANGUP = ["/bin/sh", "-c", 'trap : HUP; "$@"; exit $?', "sh"]
"""A shell that outlives its terminal, as nohup and containers do: nobody sends the explorer SIGHUP."""


@pytest.mark.parametrize("around", [[], NO_HANGUP], ids=["SIGHUP", "no SIGHUP"])
def test_what_was_typed_outlives_the_terminal(explore: Explore, around: list[str]) -> None:
    """The next explorer opens with it, so the one before holds no lock on it."""
    session = explore("--pane", "sql", columns=140, rows=30)
    session.argv = [*around, *session.argv]
    with session:
        session.wait_for(r"sources")
        edit(session)
        session.send("select 42 as typed")
        session.wait_for("1 +select 42 as typed")
        session.send(" -- and on" * 20)
        session.hang_up()
        assert session.wait_exit() == HANGUP
    with explore("--pane", "sql", columns=140, rows=30) as session:
        session.wait_for("1 +select 42 as typed")
