"""The tasks of a first visit, in a real terminal, from the start of the program, with their keys counted."""

import re
from functools import partial
from pathlib import Path

import pytest

from tests.terminal.conftest import Explore
from tests.terminal.pty_session import PtySession

pytestmark = pytest.mark.slow

ENTER, ESCAPE, TAB, BACK_TAB, RUN = "\r", "\x1b", "\t", "\x1b[Z", "\x12"
DOWN = "\x1b[B"
READY = r"Where the texts disagree[\s\S]*✗▸"


class Visit:
    """A reader at the keyboard; counts the keys, a typed word as the letters that it has."""

    def __init__(self, session: PtySession) -> None:
        self.session = session
        self.keys = 0

    def press(self, *keys: str) -> None:
        """Press keys, each when what the one before led to is on the screen."""
        for key in keys:
            self.session.press(key)
            self.keys += 1

    def type(self, words: str) -> None:
        """Type in one go, as fast as nobody does."""
        self.session.send(words)
        self.keys += len(words)

    def sees(self, *patterns: str) -> None:
        """Wait until all of some patterns are on the screen; blanks are those of any layout."""
        for pattern in patterns:
            compiled = re.compile(pattern)
            self.session.wait_until(partial(self._has, compiled), pattern)

    def _has(self, pattern: re.Pattern[str]) -> bool:
        return bool(pattern.search(self.words))

    @property
    def words(self) -> str:
        """The screen as one line."""
        return " ".join(self.session.text.split())


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (160, 45)])
def test_what_the_texts_say_of_one_operation(visiting: Explore, columns: int, rows: int) -> None:
    """Task 1: the figures of Epervier, and who disagrees: in at most six keys; each passage is cited."""
    with visiting(columns=columns, rows=rows) as session:
        session.wait_for(READY)
        it = Visit(session)
        it.press("j", "c")
        it.sees("Operation Epervier › compare", "including 236 minors", "236 ?minors", "≠")
        it.sees("rescues 500", "Nearly 500 victims", "lead to 40 arrests")
        it.sees("source 000 gives 236")
        assert it.keys <= 6
        it.press("q")
        assert session.wait_exit() == 0


def test_who_arrested_most(visiting: Explore) -> None:
    """Task 2: the most arrests, in which operation, when, and in which words: in at most five keys."""
    with visiting() as session:
        session.wait_for(READY)
        it = Visit(session)
        it.press(TAB)
        it.sees("▸WEKA II .*300", "the arrest of 300 suspected traffickers")
        it.press(ENTER)
        it.sees("12–17 June 2022", "001 l.36", "300 suspected traffickers and migrant smugglers")
        assert it.keys <= 5


def test_every_figure_about_children(visiting: Explore) -> None:
    """Task 3: the figures, those that are contradicted, and a citation on the clipboard."""
    with visiting(columns=160, rows=45) as session:
        session.wait_for(READY)
        it = Visit(session)
        it.press(BACK_TAB, BACK_TAB)
        it.sees("▸Search everything")
        it.press(DOWN, DOWN, DOWN)
        it.sees("▸Every figure about children")
        it.press(ENTER)
        it.sees("about:children", r"Statistics \d+ of 99", "≠")
        assert it.keys <= 6
        # With the words that a filter of the letters alone misses.
        it.type("/")
        it.sees("esc Leave")
        it.type("about:children epervier" + ENTER)  # typed over the line that was there
        it.sees("Statistics 5 of 99", "236")
        it.press("y")
        it.sees("quote with citation", "SecurityLink India|LUDCI Magazine")
        it.press("q")
        it.sees("Copied: quote with citation")
        assert b"\x1b]52;" in session.raw


def test_who_is_quoted_most(visiting: Explore) -> None:
    """Task 4: on the first screen, a copied statement told apart; in its text with three keys."""
    with visiting() as session:
        session.wait_for(READY)
        it = Visit(session)
        it.sees("Who speaks", "= Yoro Traore █▒ 2")
        it.press(TAB, TAB, TAB)
        it.sees("▸Yoro Traore")
        it.press(ENTER)
        it.sees("Quotes 2 of 12", "Source · 00[02] · ", "In addition to")
        assert it.keys == 4


def test_an_average_in_sql(visiting: Explore) -> None:
    """Task 5: a query typed at once, its chart, and a file."""
    query = "select measure, avg(value) as mean from statistics group by all order by 2 desc"
    with visiting(columns=120, rows=36) as session:
        session.wait_for(READY)
        it = Visit(session)
        it.type("8" + query)
        it.sees("1 select measure, avg")
        it.type(RUN)
        it.sees(r"\d+ rows · ", "mean")
        beyond = it.keys - len(query)
        it.press(ESCAPE)
        it.press("v")
        it.sees("mean by measure")
        it.press("v", "x")
        it.sees("CSV")
        it.press(ESCAPE)
        assert beyond <= 3


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
def test_the_obvious_words_are_an_answer(visiting: Explore, size: tuple[int, int]) -> None:
    """Task 6: in Africa, after 2016, more than 30 arrests; typed as soon as the program starts."""
    with visiting(columns=size[0], rows=size[1]) as session:
        it = Visit(session)
        it.type("/africa year>2016 arrests>30")
        it.sees("Operations 1 of 18", "Operation Epervier .*40 ")


def test_the_darkweb(visiting: Explore) -> None:
    """Task 7: in one word or two, with the other word for it."""
    with visiting() as session:
        session.wait_for(READY)
        it = Visit(session)
        it.type("adark web")
        it.sees("Darkweb monitoring operations", r"also darknet \d")
        it.type("\x0e")
        it.sees("/ dark web or darknet", "Hits 12 of 12")


def test_theme_keys_help_and_palette(visiting: Explore, home: Path) -> None:
    """Task 8: a theme that stays, a key that says where it works, help for the panel, and all actions."""
    with visiting(columns=120, rows=36) as session:
        session.wait_for(READY)
        it = Visit(session)
        it.press("s")
        it.sees("s works in the table")
        it.press("?")
        it.sees("The corpus at a glance")
        it.press(ESCAPE, "\x10")
        it.type("nord")
        it.sees("Theme: nord")
        it.press(ENTER)
        it.press("\x10")
        it.type("zoom")
        it.sees("Zoom this panel")
        it.press(ESCAPE)
        it.press("q")
        session.wait_exit()
    kept = [path for path in home.rglob("*") if path.is_file() and b"nord" in path.read_bytes()]
    assert kept


def test_sizes_and_pasted_lines(visiting: Explore) -> None:
    """Task 9: any size, lines pasted into the filter, and words pasted into SQL."""
    with visiting() as session:
        session.wait_for(READY)
        it = Visit(session)
        for columns, rows in ((60, 15), (30, 5), (160, 45)):
            session.resize(columns, rows)
            session.settle(0.3)
        it.sees("Where the texts disagree", "Who speaks")
        it.type("/")
        it.sees("esc Leave")
        it.type("\x1b[200~mali\ngirl\x1b[201~")
        it.sees("/ mali girl")
        it.press(ESCAPE, ESCAPE)
        it.type("8\x1b[200~select 40\n + 2 as answer\x1b[201~" + RUN)
        it.sees(r"1 row · ", "42")


def test_plain_lines(visiting: Explore) -> None:
    """Task 10: commands for a screen reader: no boxes, and nothing is cut."""
    for command in (("show", "operation/epervier"), ("search", "epervier"), ("check",)):
        with visiting(*command) as session:
            session.wait_exit()
            assert not set("│╭╮╰╯┌┐└┘") & set(session.text)
            assert "…" not in session.text


def test_mistakes_are_explained(visiting: Explore) -> None:
    """Task 11: a filter, a statement, a record and a file that are not there."""
    with visiting(columns=120, rows=36) as session:
        session.wait_for(READY)
        it = Visit(session)
        it.type("/arrests>many")
        it.sees("“many” is not a number")
        it.press(ESCAPE, ESCAPE)
        it.type("8select nothing from nowhere" + RUN)
        it.sees("nowhere does not exist")
    with visiting("show", "operation/eperviar") as session:
        assert session.wait_exit() != 0
        assert "operation/epervier" in session.text
    with visiting("--corpus", "/nope") as session:
        assert session.wait_exit() != 0
        assert "no such folder" in session.text
