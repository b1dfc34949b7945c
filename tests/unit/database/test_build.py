"""Corpus to tables."""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from trafficking_explorer import __version__
from trafficking_explorer.database.build import build, write
from trafficking_explorer.database.tables import SCHEMA_VERSION, table_names
from trafficking_explorer.database.views import VIEWS
from trafficking_explorer.errors import CorpusError


def in_memory() -> duckdb.DuckDBPyConnection:
    """A connection with an empty database `corpus`, as a build fills it."""
    connection = duckdb.connect(":memory:")
    connection.execute("ATTACH ':memory:' AS corpus")
    connection.execute("USE corpus")
    return connection


def test_every_table_is_made(text_folder: Callable[..., Path]) -> None:
    """Also those that have no rows; meta says what was built, and what is wrong with it."""
    root = text_folder("The Radar.", "tools:\n  - {id: t, quote: Nowhere, name: Radar, kind: x}\n")
    with in_memory() as connection:
        build(root, connection, "abc")
        made = {row[0] for row in connection.execute("SHOW TABLES").fetchall()}
        lists = {view.table for view in VIEWS.values()}
        assert made == {*table_names()} | lists | {"sentences"}
        meta = dict(connection.execute("SELECT key, value FROM meta").fetchall())
    assert datetime.fromisoformat(meta.pop("built_at")).tzinfo is not None
    assert re.fullmatch(
        r"curated/records\.yaml:\d+:\d+: .+ \[unknown-code\]", meta.pop("first_errors")
    )
    assert meta == {
        "schema_version": str(SCHEMA_VERSION),
        "corpus": "corpus",
        "fingerprint": "abc",
        "program_version": __version__,
        "problems": "1",
        "errors": "1",
    }


def test_values_arrive_as_they_are() -> None:
    """Quotation marks, NUL and emoji; NULL where a row has nothing."""
    hostile = '\'; DROP TABLE meta; -- "x" \x00 🧭 \u2028'
    with duckdb.connect(":memory:") as connection:
        write(connection, {"meta": [{"key": hostile, "value": hostile}, {"key": "k"}]})
        found = connection.execute("SELECT key, value FROM meta").fetchall()
    assert found == [(hostile, hostile), ("k", None)]


def test_without_a_corpus_nothing_is_built(tmp_path: Path) -> None:
    """The build raises the reason."""
    with in_memory() as connection, pytest.raises(CorpusError):
        build(tmp_path, connection, "abc")


def test_a_folder_may_have_any_name(corpus_folder: Callable[..., Path]) -> None:
    """A name that is not UTF-8 is shown as far as it can be."""
    try:
        root = corpus_folder({"a.yaml": "people: []\n"}, name="\udcff")
    except (OSError, UnicodeError):
        pytest.skip("this file system has only names that are text")
    with in_memory() as connection:
        build(root, connection, "abc")
        found = connection.execute("SELECT value FROM meta WHERE key = 'corpus'").fetchall()
    assert found == [("\ufffd",)]
