"""Secure mode in a real terminal: the whole program, with what refuses in the interpreter."""

import os
import shutil
import signal
from pathlib import Path

import pytest

from tests.explorer_driver import TINY
from tests.terminal.conftest import Explore, configure
from tests.terminal.tour import leave_editor
from tests.trees import tree_of
from trafficking_explorer.secure import VARIABLE

pytestmark = pytest.mark.slow


def test_a_shared_login(explore: Explore, home: Path, tmp_path: Path) -> None:
    """No key and no signal leads to a shell, an editor or a file; the settings change nothing."""
    root = tmp_path / "corpus"
    shutil.copytree(TINY, root)
    configure(home, 'overview = false\neditor = "touch"\n[sql]\nallow_files = true\n')
    before = tree_of(tmp_path)
    with explore(
        "--corpus", root, env={VARIABLE: "1", "TEXTUAL_LOG": "log"}, columns=150
    ) as session:
        session.wait_for(r"2 sources, secure[\s\S]*operation · ")
        session.press("e")
        session.wait_for("secure mode: the editor is off")
        # Stopped, it would not answer.
        os.kill(session.pid, signal.SIGTSTP)
        session.press("8")
        session.wait_for("Claims about operations")
        session.send("\x1a\t\x05")
        session.wait_for(r"15 rows")
        leave_editor(session)
    assert tree_of(tmp_path) == before
