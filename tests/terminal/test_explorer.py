"""The installed program as a person meets it: a terminal, an empty folder, keys, and what it leaves."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.terminal.conftest import Explore
from tests.terminal.pty_session import installed_program
from tests.terminal.tour import ENTER, ESCAPE, FIRST_ROWS, SIZES, leave, take_tour


def cached(home: Path) -> dict[str, int]:
    """The files of the cache, and when each was written."""
    folder = home / "cache" / "trafficking-explorer"
    return {path.name: path.stat().st_mtime_ns for path in folder.iterdir() if path.is_file()}


def test_a_first_day(tmp_path: Path) -> None:
    """Open, filter, walk passages, open another record, query, quit; the terminal is as before.

    `.ci/run` takes the tour in a larger terminal too, three times.
    """
    take_tour(installed_program(), tmp_path, *SIZES[0])


@pytest.mark.slow
def test_the_second_start_comes_from_the_cache(explore: Explore, home: Path) -> None:
    """The second start reads the store of the first, and does not write it again."""
    with explore() as session:
        session.wait_for(r"\d sources|operation ·")
        leave(session)
    built = cached(home)
    assert sorted(Path(name).suffix for name in built) == [".duckdb", ".json"]
    with explore() as session:
        session.wait_for(FIRST_ROWS)
        session.wait_for(r"operation ·")
        leave(session)
    assert cached(home) == built


@pytest.mark.slow
def test_two_explorers_open_the_same_corpus(explore: Explore) -> None:
    """Both build at once, both can be used, and one outlives the other."""
    with explore(columns=140) as first, explore(columns=140) as second:
        for session in (first, second):
            session.wait_for(FIRST_ROWS)
            session.wait_for(r"\d sources")
        leave(first)
        second.send("/")
        second.wait_for("esc Leave")
        second.send("epervier")
        second.wait_for(r"/ epervier [\s\S]*\d+ of \d+ ")
        second.send(ENTER)
        second.wait_for("s Sort")
        leave(second)


@pytest.mark.slow
@pytest.mark.parametrize("unwritable", ["read-only folder", "file", "system folder"])
def test_without_a_cache_it_works_from_memory(
    explore: Explore, tmp_path: Path, unwritable: str
) -> None:
    """A cache that cannot be written causes no message."""
    place = tmp_path / "unwritable"
    if unwritable == "read-only folder":
        place.mkdir(mode=0o500)
    elif unwritable == "file":
        place.write_text("a file where a folder should be")
    else:
        place = Path("/proc") if Path("/proc").is_dir() else Path("/dev")
    with explore(env={"XDG_CACHE_HOME": str(place)}) as session:
        session.wait_for(FIRST_ROWS)
        session.wait_for(r"operation ·")
        leave(session)
    if unwritable == "file":
        assert place.read_text() == "a file where a folder should be"


@pytest.mark.slow
def test_the_screen_follows_the_size_of_the_terminal(explore: Explore) -> None:
    """Made wider, the source moves beside the rows; made narrow again, it is a strip below them."""
    with explore() as session:
        session.wait_for(FIRST_ROWS)
        session.wait_for(r"operation ·")
        session.resize(160, 45)
        session.wait_for(r"│─ Source")
        session.resize(80, 24)
        session.wait_gone(r"│─ Source")
        session.wait_for(r"─ Source .*passage \d+/\d+ · line \d+")
        leave(session)


@pytest.mark.slow
def test_keys_typed_ahead_of_the_filter_reach_it(explore: Explore) -> None:
    """Letters typed faster than the screen answers are text: none is an action, none is lost."""
    with explore() as session:
        session.wait_for(FIRST_ROWS)
        session.wait_for(r"operation ·")
        session.send("/question")
        session.wait_for(r"/ question [\s\S]*\d+ of \d+ ")
        session.send(ESCAPE)
        session.wait_for("s Sort")
        leave(session)


@pytest.mark.slow
@pytest.mark.parametrize("settings", ["config", "none"])
def test_keys_typed_at_once_wait_for_the_first_pane(
    explore: Explore, home: Path, settings: str
) -> None:
    """Typed before anything is on the screen, a filter is a filter, on whatever pane it opens."""
    with explore(env={"XDG_CONFIG_HOME": str(home / settings)}) as session:
        session.send("/epervier")
        session.wait_for(r"/ epervier [\s\S]*\d+ of \d+ ")
        session.send(ESCAPE)
        session.wait_for("s Sort")
        leave(session)


@pytest.mark.slow
def test_a_damaged_cache_is_built_again(explore: Explore, home: Path) -> None:
    """Another program's file under the store's name does not stop the explorer."""
    with explore() as session:
        session.wait_for(r"operation ·")
        leave(session)
    (store,) = (home / "cache" / "trafficking-explorer").glob("*.duckdb")
    store.unlink()
    with closing(sqlite3.connect(store)) as other:
        other.execute("create table t (c)")
    with explore() as session:
        session.wait_for(FIRST_ROWS)
        session.wait_for(r"operation ·")
        leave(session)
    assert store.read_bytes()[8:12] == b"DUCK"


@pytest.mark.slow
def test_a_corpus_that_is_not_there_is_said_on_the_plain_screen(
    explore: Explore, tmp_path: Path
) -> None:
    """Status 3, one line, and the terminal was never taken over."""
    with explore("--corpus", tmp_path / "nowhere") as session:
        assert session.wait_exit() == 3
        assert "no such folder" in session.text
        assert b"\x1b[?1049h" not in session.raw
        assert session.modes_left_on() == []
