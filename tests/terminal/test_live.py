"""The files are edited in a real terminal: in the reader's editor, and beside the explorer."""

import shutil
from pathlib import Path

import pytest

from tests.explorer_driver import TINY
from tests.terminal.conftest import Explore
from tests.terminal.tour import ESCAPE, leave

pytestmark = pytest.mark.slow

EDITOR = """#!/bin/sh
printf '\\033[2J\\033[HEDITING %s %s' "$1" "$2"
read -r word
sed "s/^    name: Operation Alba$/&\\n    aliases: [$word]/" "$2" > "$2.tmp" && mv "$2.tmp" "$2"
"""


def test_an_editor_has_the_terminal_and_gives_it_back(
    explore: Explore, tmp_path: Path, home: Path
) -> None:
    """Its changes are on show; a file broken beside the explorer is reported until it is fixed."""
    root = tmp_path / "corpus"
    shutil.copytree(TINY, root)
    records = root / "curated/a/records.yaml"
    editor = tmp_path / "nano"
    editor.write_text(EDITOR)
    editor.chmod(0o755)
    with explore(
        "--corpus", root, "--goto", "operation/alba", env={"EDITOR": str(editor)}, columns=150
    ) as session:
        session.wait_for(r"2 sources[\s\S]*Operation Alba[\s\S]*kind  operation")
        session.press("e")
        session.wait_for(rf"EDITING \+21,1 {records}")
        session.send("Alba\n")
        session.wait_for(r"aliases +Alba")
        good = records.read_text("utf-8")
        records.write_text(good.replace("    aliases:", "    alaises:"), "utf-8")
        session.wait_for(r"! 1 problem")
        session.press("!")
        session.wait_for(r"24 \|     alaises: \[Alba\].*\n.*\|     \^")
        records.write_text(good, "utf-8")
        session.wait_for("All problems are fixed")
        session.press(ESCAPE)
        session.wait_gone("All problems are fixed")
        leave(session)
        # Stores that were let go are closed: what is not, DuckDB reports at the end.
        assert b"leaked" not in session.raw
