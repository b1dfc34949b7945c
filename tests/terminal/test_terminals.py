"""The installed program in terminals that can do less: what is on the screen, and what is left after it."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.terminal.conftest import configure
from tests.terminal.pty_session import clean_environment, installed_program
from tests.terminal.tmux_session import HAS_TMUX, TmuxSession

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not HAS_TMUX, reason="needs tmux"),
]
_REST = re.compile(r"\x1b|\^\[|�|\[\??\d*(;\d+)+[A-Za-z]|\[\?\d+[hl]|\[[0-9;]*m|\bnull\b|Traceback")
"""The rest of an escape sequence that a terminal did not understand, and worse."""
_LINES = set("─━│┃╭╮╰╯▌▏▎┊┬┴├┤▔▁▂▃▄▅▆▇█▉▊▋▍▒▓░●")


@dataclass(frozen=True, slots=True)
class Terminal:
    """The abilities of a terminal, and how the program is called in it."""

    term: str
    signs: bool
    lines: bool
    colours: bool
    arguments: tuple[str, ...] = ()


TERMINALS = (
    Terminal("screen", signs=True, lines=True, colours=True),
    Terminal("linux", signs=False, lines=True, colours=True),
    Terminal("vt100", signs=False, lines=False, colours=False),
    Terminal("screen", signs=False, lines=False, colours=True, arguments=("--plain",)),
)


def open_in(terminal: Terminal, folder: Path, **more: str) -> TmuxSession:
    """The program at an operation, in a terminal of 80 × 24.

    Args:
        more: variables of its environment.
    """
    home, empty = folder / "home", folder / "empty"
    configure(home, "overview = false\n")
    empty.mkdir()
    environment = clean_environment(home) | {"TERM": terminal.term} | more
    # Only a terminal that has them says so.
    del environment["COLORTERM"]
    argv: list[str | Path] = [
        installed_program(),
        "--goto",
        "operation/epervier",
        *terminal.arguments,
    ]
    return TmuxSession(argv, cwd=empty, env=environment)


def check_screen(text: str, terminal: Terminal) -> None:
    """Nothing on a screen is garbage, or a sign that its terminal lacks.

    Raises:
        AssertionError: something is.
    """
    assert not _REST.search(text), text
    for char in set(text) - {"\n"}:
        assert char.isprintable(), f"{char!r} in:\n{text}"
        if char.isascii() or unicodedata.category(char)[0] == "L" or terminal.signs:
            continue
        assert terminal.lines and char in _LINES, f"{char} in:\n{text}"


@pytest.mark.parametrize(
    "terminal", TERMINALS, ids=lambda each: each.term + "".join(each.arguments)
)
def test_a_visit(terminal: Terminal, tmp_path: Path) -> None:
    """Start, move, open the card, compare, leave: all can be read, and the terminal is as it was."""
    with open_in(terminal, tmp_path) as session:
        cursor = "▸" if terminal.signs else ">"
        screens = [session.wait_for(rf"{cursor}\S? +Operation Epervier[\s\S]*passage \d+/\d+")]
        assert session.is_alternate
        assert session.has_colours is terminal.colours
        # Without colours too, the cursor and the passage can be told from the rest.
        assert {"1", "4"} <= session.attributes
        assert terminal.colours or "7" in session.attributes
        differs = "≠" if terminal.signs else "#"
        assert f"{differs} 500" in screens[0]
        session.send("j")
        screens.append(session.wait_for(rf"{cursor}\S? +Operation Rescue"))
        session.send("k")
        session.wait_for(rf"{cursor}\S? +Operation Epervier")
        session.send("Tab")
        screens.append(session.wait_for(rf"{cursor}( Panel)? ?Card"))
        session.send("c")
        screens.append(session.wait_for(r"compare[\s\S]*INTERPOL[\s\S]*esc Back"))
        session.send("Escape")
        screens.append(session.wait_for(r"q Quit"))
        session.send("q")
        last = session.wait_for(r"ended with \d+")
        for screen in screens:
            check_screen(screen, terminal)
        # What was on the terminal before is there again, and the status below it.
        assert [line for line in last.splitlines() if line] == ["prompt> ended with 0"]
        assert not session.is_alternate
        assert session.shows_cursor
        assert not session.takes_mouse
        assert not session.has_colours
    before, after = (tmp_path / "empty" / name for name in ("before", "after"))
    assert after.read_text() == before.read_text()


def test_no_colours_where_none_are_wanted(tmp_path: Path) -> None:
    """The variable that readers set for all programs is obeyed in any terminal."""
    terminal = TERMINALS[0]
    with open_in(terminal, tmp_path, NO_COLOR="1") as session:
        text = session.wait_for(r"▸\S? +Operation Epervier[\s\S]*passage \d+/\d+")
        assert not session.has_colours
        assert {"1", "4", "7"} <= session.attributes
        check_screen(text, terminal)
        session.send("q")
        session.wait_for("ended with 0")
