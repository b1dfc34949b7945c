"""Whatever a corpus says, it says it in letters: nothing of it reaches the terminal as a command."""

import re
from pathlib import Path

import pytest

from tests.terminal.conftest import Explore
from tests.terminal.hostile import ATTACKS, SENTENCE, write_hostile_corpus
from tests.terminal.pty_session import PtySession, escapes
from tests.terminal.tour import ESCAPE, edit, filter_rows, leave, leave_editor, run_query

pytestmark = pytest.mark.slow

OURS = re.compile(
    rb"\x1b\[[\d;]*[mH]"  # colours; the cursor's place
    rb"|\x1b\[\?[\d;]+[hl]|\x1b\[\?\d+\$p"  # modes
    rb"|\x1b\[[<>=][\d;]*u"  # the keyboard's protocol
    rb"|\x1b\]22;\w*\x07"  # the pointer's shape
    rb"|\r"
)
"""What Textual itself sends to a terminal."""

UNSEEN = re.compile(
    "[\x80-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
)
"""Eight-bit controls, direction marks and characters without a glyph."""


def assert_tame(session: PtySession) -> None:
    """Nothing but what Textual sends came to the terminal."""
    raw = bytes(session.raw)
    assert [each for each in ATTACKS if each.encode() in raw] == []
    assert {each for each in escapes(raw) if not OURS.fullmatch(each)} == set()
    assert set(UNSEEN.findall(raw.decode())) == set()


def see_pane(session: PtySession, key: str) -> None:
    """Open a pane, its card and its source, each with the whole screen too and to its end."""
    session.press(key)
    session.wait_for("Evil")
    for _ in range(3):
        for each in ("\t", "z", "G", "z"):
            session.send(each)
            session.settle(0.2)


def test_hostile_records_and_texts_are_shown_and_do_nothing(
    explore: Explore, tmp_path: Path
) -> None:
    """Names, notes, roles, passages, articles, file names: all of it is text, markup included."""
    corpus = write_hostile_corpus(tmp_path)
    with explore("--corpus", corpus, columns=140, rows=40) as session:
        session.wait_for("Evil")
        session.wait_for(r"\[red\]no markup\[/red\]")
        filter_rows(session, "evil")
        for key in "234561":
            see_pane(session, key)
        session.press("9")
        session.wait_for("Evil")
        session.press("\x10")
        session.send("evil")
        session.wait_for(r"evil[\s\S]*person · [\s\S]*esc Close")
        session.send(ESCAPE)
        session.wait_gone("esc Close")
        leave(session)
        assert_tame(session)


def test_hostile_rows_of_a_query_are_shown_and_do_nothing(explore: Explore, tmp_path: Path) -> None:
    """The console shows what it finds, and names columns as it is told to."""
    corpus = write_hostile_corpus(tmp_path)
    with explore("--corpus", corpus, "--pane", "sql", columns=140, rows=40) as session:
        session.wait_for(r"1 source")
        edit(session)
        run_query(session, "select name, summary from operations")
        session.wait_for(r"1 row\b[\s\S]*Evil")
        run_query(session, 'select text as "[red]a" from sources')
        session.wait_for(r"1 row\b[\s\S]*\[red\]a[\s\S]*Evil")
        for nested in ("[name]", "{'a': name}", "map([name], [name])"):
            run_query(session, f"select {nested} as nested from operations")
            session.wait_for(r"1 row\b[\s\S]*nested[\s\S]*Evil")
        run_query(session, "select name::int as failed from operations")
        session.wait_for(r"Conversion Error[\s\S]*Evil")
        leave_editor(session)
        assert_tame(session)


def test_hostile_words_of_a_command_are_shown_and_do_nothing(
    explore: Explore, tmp_path: Path
) -> None:
    """Exact output in a pipe is harmless here, and so are the words of messages."""
    corpus = write_hostile_corpus(tmp_path)
    query = "select name, text from operations, sources"
    for args in (
        ("sql", query, "--format", "csv"),
        ("sql", query, "--format", "jsonl"),
        ("show", f"operation/{SENTENCE}"),
    ):
        with explore("--corpus", corpus, *args, columns=140, rows=40) as session:
            session.wait_exit()
            assert b"Evil" in session.raw or b"no record" in session.raw
            assert_tame(session)
