"""The road that a person takes on the first day, key by key; also a script for a program elsewhere.

    python -m tests.terminal.tour PROGRAM

opens PROGRAM from an empty folder, in terminals of several sizes, filters, walks passages, opens records,
queries and quits; it says what it did and fails with the screen on which it did not go on.
"""

import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.terminal.pty_session import PtySession, clean_environment

SIZES = ((80, 24), (140, 40))
FIRST_ROWS = r"▸\S[\s\S]*Operations \d+|Operations \d+[\s\S]*▸\S"
ESCAPE, ENTER, RUN, SELECT_ALL = "\x1b", "\r", "\x12", "\x01"


def filter_rows(session: PtySession, text: str) -> None:
    """Type into the filter, see the count, go back to the rows."""
    session.send("/")
    session.wait_for("esc Leave")
    session.send(text)
    session.wait_for(rf"/ {text} [\s\S]*\d+ of \d+ ")
    session.send(ENTER)
    session.wait_for("s Sort")


def walk_passages(session: PtySession) -> None:
    """On to the next passages of the record, and back to where the walk began."""

    def passage() -> str:
        found = re.search(r"passage \d+/\d+", session.text)
        return found[0] if found else ""

    def walk(key: str) -> str:
        # The source of the record before may still be on screen.
        session.settle(0.5)
        before = passage()
        session.send(key)
        session.wait_until(lambda: passage() != before, "another passage")
        return passage()

    first, _, back = walk("n"), walk("n"), walk("N")
    assert back == first


def open_other_record(session: PtySession) -> None:
    """Into the card, down to the last record that refers to this one, and to that."""
    session.send(ENTER)
    session.wait_gone("s Sort")
    session.send("G")
    reference = r"▸ +(quote|statistic|event|tool|case) · "
    session.wait_for(reference)
    found = re.search(reference, session.text)
    assert found
    session.send(ENTER)
    session.wait_for(rf"{found[1]} +◆")


def query(session: PtySession) -> None:
    """Run the query that the SQL pane suggests, then a new one, then a wrong one."""
    session.send("8")
    session.wait_for("k Complete")  # A key of the editor’s: the cursor is in it.
    session.send("\t" + RUN)
    session.wait_for(r"\d+ rows")
    run_query(session, "select 6 * 7 as answer, count(*) > 5 as many from operations")
    session.wait_for(r"1 row\b[\s\S]*answer +many[\s\S]*42 +(true|True|✓)")
    run_query(session, "select nothing from nowhere")
    session.wait_for(r"nowhere does not exist")
    session.send(ESCAPE)
    session.wait_gone("k Complete")


def edit(session: PtySession) -> None:
    """Go into the editor of an SQL pane that the explorer has opened on."""
    session.wait_for("i Edit")
    session.send("i")
    session.wait_for("k Complete")


def run_query(session: PtySession, sql: str) -> None:
    """Put another query into the editor, and run it."""
    session.send(SELECT_ALL + sql)
    session.wait_for(r"1  " + re.escape(sql))
    session.send(RUN)


def leave(session: PtySession) -> None:
    """Quit; the terminal is as it was.

    Raises:
        AssertionError: the program failed, or left something on.
    """
    session.send("q")
    status = session.wait_exit()
    assert status == 0, f"ended with {status}: {bytes(session.raw[-2000:])!r}"
    assert session.modes_left_on() == []
    assert b"Traceback" not in session.raw


def leave_editor(session: PtySession) -> None:
    """Leave the SQL editor, where a q would be text, and quit."""
    session.press(ESCAPE)  # A q right behind it would be one key with it.
    session.wait_for("q Quit")
    leave(session)


def tour(session: PtySession) -> None:
    """All of it."""
    session.wait_for("Where the texts disagree")
    session.wait_for("esc hides this")  # Said at the first start only.
    session.send(ESCAPE)
    session.wait_gone("esc hides this")
    session.send("1")
    session.wait_for(FIRST_ROWS)
    session.wait_for(r"operation ·")
    filter_rows(session, "epervier")
    session.settle(0.2)
    while not re.search("▸. +Operation Epervier", session.text):
        session.send("j")
        # What else is repainted meanwhile is not the cursor.
        session.settle(0.2)
    session.wait_for(r"Operation Epervier [\s\S]*operation · INTERPOL")
    walk_passages(session)
    open_other_record(session)
    query(session)
    leave(session)


def take_tour(program: Path, home: Path, columns: int, rows: int) -> None:
    """The tour from an empty folder, with nothing of an earlier run in the home."""
    empty = home / "empty"
    empty.mkdir(parents=True)
    environment = clean_environment(home)
    with PtySession([program], cwd=empty, env=environment, columns=columns, rows=rows) as session:
        tour(session)
    assert not list(empty.iterdir()), "the program wrote into the folder it was started in"


def main() -> None:
    """Take the tour with the program that is named."""
    with TemporaryDirectory() as folder:
        for columns, rows in SIZES:
            size = f"{columns}x{rows}"
            take_tour(Path(sys.argv[1]).absolute(), Path(folder) / size, columns, rows)
            print(f"{size}: opened, filtered, walked, queried, quit; status 0")


if __name__ == "__main__":
    main()
