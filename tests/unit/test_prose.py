"""Docstrings, comments, messages and pages are plain English."""

from pathlib import Path

import pytest

import trafficking_explorer
from tests.prose import Slip, banned_in, slips, slips_below

PACKAGE = Path(trafficking_explorer.__file__).parent
TESTS = Path(__file__).resolve().parents[1]

PENDING_TESTS: tuple[str, ...] = ()
"""Tests that are still to be rewritten."""
_EXAMPLES = ("prose.py", "unit/test_prose.py")
"""Modules of tests that quote the patterns."""

EXCEPTIONS: dict[tuple[str, str, str], str] = {
    ("curation/publication_day.py", "stands", "veröffentlicht"): "words of a text, as data",
    ("curation/service.py", "so many", "number of|so many"): "words of a text, as data",
    ("curation/grammar/changes.py", "stands", "total stand top"): "verbs, as data",
    ("curation/grammar/verbs.py", "stands", "stay steal"): "verbs, as data",
    ("curation/grammar/verbs.py", "stands", "stood stood"): "verbs, as data",
}
"""Reasons for uses that are right, by (module, pattern, words of the text)."""


def _unexcused(found: list[tuple[str, Slip]]) -> list[str]:
    return [
        f"{name}:{slip.line}: {slip.pattern}: {slip.text[:80]}"
        for name, slip in found
        if not any(
            (name, slip.pattern) == (module, pattern) and words in slip.text
            for module, pattern, words in EXCEPTIONS
        )
    ]


@pytest.fixture(scope="module")
def found() -> list[tuple[str, Slip]]:
    """The uses in the program."""
    return list(slips_below(PACKAGE, ()))


@pytest.fixture(scope="module")
def in_tests() -> list[tuple[str, Slip]]:
    """The uses in tests."""
    return list(slips_below(TESTS, (*PENDING_TESTS, *_EXAMPLES)))


def test_the_program_is_written_in_plain_english(found: list[tuple[str, Slip]]) -> None:
    """No summary line is a noun clause, and no docstring or message has a banned word."""
    assert _unexcused(found) == []


def test_the_tests_are_written_in_plain_english(in_tests: list[tuple[str, Slip]]) -> None:
    """Tests follow the same rules."""
    assert _unexcused(in_tests) == []


def test_pages_are_written_in_plain_english() -> None:
    """The README and its like, the manual, and the pages of the rules of `check`."""
    top = TESTS.parent
    pages = (
        *(top / name for name in ("README.md", "CHANGELOG.md", ".github/CONTRIBUTING.md")),
        *TESTS.rglob("*.md"),
        *(PACKAGE / "docs").glob("*.md"),
        *(PACKAGE / "corpus/pages").glob("*.txt"),
    )
    found = [
        f"{page.name}: {name}" for page in pages for name in banned_in(page.read_text("utf-8"))
    ]
    assert found == []


def test_every_exception_is_used(
    found: list[tuple[str, Slip]], in_tests: list[tuple[str, Slip]]
) -> None:
    """One that is not needed any more leaves the list."""
    for module, pattern, words in EXCEPTIONS:
        assert any(
            (name, slip.pattern) == (module, pattern) and words in slip.text
            for name, slip in (*found, *in_tests)
        ), (module, pattern, words)


@pytest.mark.parametrize(
    ("code", "pattern"),
    [
        ('"""What the console shows."""', "clause"),
        ('class Pane:\n    """Where rows are listed."""', "clause"),
        ('def count():\n    """How many there are."""', "clause"),
        ('async def is_open(self):\n    """Whether it is open."""', "clause"),
        ('def kind():\n    """Which of them it is."""', "clause"),
        ('"""The place where it stands."""', "stands"),
        ('"""A file that lies in a folder."""', "lies"),
        ('"""Records that rest on a passage."""', "rests"),
        ('raise Error("“many” is no number")', "is no"),
        ('raise Error(f"{name} is no folder of a corpus")', "is no"),
        ('"""A value that is none."""', "is none"),
        ('"""Show another one."""', "another one"),
        ('notify("The corpus was read anew.")', "anew"),
        ('"""For whoever reads it."""', "whoever"),
        ('"""At most so many rows."""', "so many"),
        ('"""A process of its own."""', "of its own"),
        ('TITLE = "Readers of one\'s own"', "of its own"),
        ('"""The order by what they hold."""', "by what"),
        ('f"to mend it: {page}"', "mend"),
        ("a = 1  # stands there\n", "stands"),
        ('a = 1\n"""A number that lies in a file."""', "lies"),
        ('print("put it in by hand")', "put … by hand"),
    ],
)
def test_a_pattern_is_found(code: str, pattern: str) -> None:
    """In docstrings of all kinds, in plain strings and in parts of f-strings."""
    assert [slip.pattern for slip in slips(code)] == [pattern]


@pytest.mark.parametrize(
    "code",
    [
        '"""Storage for query results."""',
        'def run():\n    """Run a query; what is typed meanwhile waits."""',
        'print("Where is the corpus?")',
        '"""Where is the corpus?"""',
        '"""There is no such record any more; a sign stands for it, and the rest stands out."""',
        '"""The fields of its own sources."""',
        '"""None if there is none; such files are written by hand."""',
        '"""None if the value is no longer known."""',
        'name = "stands"',
        "# What follows in a comment is free.\n",
        'print("init DIR makes a corpus of your own")',
        '"""A standard, an understanding, amends."""',
    ],
)
def test_plain_english_passes(code: str) -> None:
    """Idioms that only look like a pattern are no slips; nor are single words, such as data."""
    assert slips(code) == []
