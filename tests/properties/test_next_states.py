"""Caches kept from one state of a corpus for the next change nothing in the store."""

import shutil
import tempfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.explorer_driver import TINY

from trafficking_explorer.corpus import items
from trafficking_explorer.corpus.corpus import Corpus
from trafficking_explorer.corpus.loader import load, read_file
from trafficking_explorer.database.cache import locate_store
from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.rows import rows_of
from trafficking_explorer.workspace.opening import open_with_findings
from trafficking_explorer.workspace.rebuild import rebuild

pytestmark = pytest.mark.slow

FILES = sorted(path.relative_to(TINY) for path in TINY.rglob("*") if path.is_file())
PIECES = (
    "",
    "\n",
    "# remark\n",
    "  - id: alba\n",
    "    kind: operation\n",
    "    nota: x\n",
    "    note: A word.\n",
    "Operation Alba",
    "Operation Brisa",
    "11 people",
    "12",
    "“",
    "tools:\n",
    "\t",
    "é",
)


@st.composite
def edits(draw: st.DrawFn) -> tuple[Path, Callable[[str], str] | None]:
    """A file, and what becomes of it: lines given another content, taken out or doubled.

    None: it goes, or comes again as it was.
    """
    path = draw(st.sampled_from(FILES))
    if draw(st.integers(0, 7)) == 0:
        return path, None
    first, count = draw(st.integers(0, 300)), draw(st.integers(0, 6))
    piece, twice = draw(st.sampled_from(PIECES)), draw(st.booleans())

    def change(text: str) -> str:
        lines = text.splitlines(keepends=True) or [""]
        at = first % len(lines)
        kept = lines[at : at + count]
        return "".join([*lines[:at], *(kept if twice else ()), piece, *lines[at + (1 - twice) :]])

    return path, change


def apply(root: Path, path: Path, change: Callable[[str], str] | None) -> None:
    """Write a file as an edit has it."""
    place = root / path
    if change is not None and place.exists():
        place.write_text(change(place.read_text("utf-8")), "utf-8")
    elif place.exists() and path.parts[0] == "seeds":
        place.unlink()
    else:
        shutil.copyfile(TINY / path, place)


def said(corpus: Corpus) -> object:
    """All that a corpus comes to."""
    return corpus.problems, rows_of(corpus), corpus.answers, corpus.quote_status


@given(st.lists(edits(), min_size=1, max_size=5))
def test_what_is_kept_of_files(changes: list[tuple[Path, Callable[[str], str] | None]]) -> None:
    """After each edit, the corpus that is read with it is that which is read from nothing."""
    reading = lru_cache(maxsize=3)(read_file)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(shutil.copytree(TINY, Path(folder, "corpus")))
        for path, change in changes:
            apply(root, path, change)
            again = said(load(root, reading))
            items.find_in_text.cache_clear()
            items.headings_of.cache_clear()
            assert again == said(load(root))


def tables(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every table of a store with all rows in their order, but for when it was built."""
    names = store.rows("SELECT table_name FROM duckdb_tables() WHERE database_name = 'corpus'")
    return {
        name: [
            row
            for row in store.rows(f'SELECT * FROM corpus."{name}" ORDER BY rowid')
            if name != "meta" or row[0] != "built_at"
        ]
        for (name,) in names
    }


def comments(store: Store) -> list[tuple[object, ...]]:
    """The meanings of tables and columns."""
    return store.rows(
        "SELECT table_name, column_name, data_type, comment FROM duckdb_columns() "
        "WHERE database_name = 'corpus' ORDER BY ALL"
    )


def test_stores_of_one_state(tmp_path: Path) -> None:
    """The store that is built after others holds what one built alone does, table by table."""
    root = Path(shutil.copytree(TINY, tmp_path / "corpus"))
    records = root / "curated/a/records.yaml"
    for number, (old, new) in enumerate(
        (
            ("name: Operation Alba\n", "name: Operation Alba\n    note: A word.\n"),
            ("id: alba\n", "id: zalba\n"),
            ("    note: A word.\n", ""),
        )
    ):
        text = records.read_text("utf-8")
        assert old in text
        records.write_text(text.replace(old, new, 1), "utf-8")
        rebuild(root, tmp_path / "cache", frozenset(), "")
        place = locate_store(root, tmp_path / "cache")
        found = open_with_findings(place)
        items.find_in_text.cache_clear()
        items.headings_of.cache_clear()
        alone = open_with_findings(locate_store(root, tmp_path / f"alone-{number}"), fresh=True)
        assert tables(found) == tables(alone)
        assert comments(found) == comments(alone)
        found.close()
        alone.close()
