"""Whatever a corpus has missing, empty or wrong: problems with places, a store, and no fault."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from tests import broken_corpora as broken
from tests.broken_corpora import CHANGES, FILES, STATUSES, TEXTS, Change

from trafficking_explorer.cli import opening
from trafficking_explorer.corpus.incremental_check import check_corpus
from trafficking_explorer.corpus.loader import load
from trafficking_explorer.corpus.suggestions import suggest
from trafficking_explorer.database.rows import rows_of
from trafficking_explorer.errors import CorpusError

NO_SOURCE: list[Change] = [("no source", 0, 1)]
PLACELESS = ("file",)
"""Rules about a file as a whole."""
_SHARE = 16
"""Corpora that are only read in the time of a whole round of commands."""


@contextmanager
def written(changes: list[Change]) -> Iterator[tuple[Path, Path]]:
    """The folder of a broken corpus, and one for a cache."""
    with tempfile.TemporaryDirectory() as folder:
        root, cache = Path(folder, "corpus"), Path(folder, "cache")
        broken.write(root, *broken.broken(changes))
        yield root, cache


def read_it(root: Path) -> None:
    """Read a corpus by both ways, and make the rows of its tables."""
    try:
        corpus = load(root)
    except CorpusError as error:
        assert "no YAML files" in str(error)
        return
    assert all(each.at.line >= 1 or each.rule in PLACELESS for each in corpus.problems)
    told = sorted(suggest(each, corpus) for each in corpus.problems)
    assert check_corpus(root).problems == told
    rows_of(corpus)


@given(CHANGES)
@example([("into a mapping", 833, 1128), ("value", 1449, 520), ("from elsewhere", 1023, 9)])
def test_a_broken_corpus_is_read(changes: list[Change]) -> None:
    """Pieces are taken out, exchanged, doubled, moved; files and texts are others, or gone."""
    with written(changes) as (root, _):
        read_it(root)


def test_files_and_texts_that_are_none() -> None:
    """Each kind of them alone, in the place of each file and of each text."""
    for kind, every in (("file", FILES), ("text", TEXTS)):
        for which in range(len(every)):
            for where in range(2):
                with written([(kind, where, which)]) as (root, _):
                    read_it(root)


def ask_everything(root: Path, cache: Path) -> None:
    """Call every command on a corpus, ask what panes ask, and look at what each says."""
    is_sound = is_open = True
    for args in broken.calls(root):
        if "add" in args and is_open:
            # Before the corpus is changed.
            broken.ask_store(root, cache)
        result = broken.call(*args)
        assert "unexpected error" not in result.stderr, result.stderr
        assert result.exception is None or isinstance(result.exception, SystemExit)
        assert result.exit_code in STATUSES
        is_open = result.exit_code != 3
        if args[0] == "check":
            is_sound = is_sound and result.exit_code == 0
            if "json" in args and is_open:
                for each in json.loads(result.stdout)["problems"]:
                    assert each["line"] >= 1 or each["rule"] in PLACELESS
        elif is_sound:
            assert is_open, result.stderr


@pytest.mark.slow
@settings(max_examples=max(6, settings().max_examples // _SHARE))
@given(CHANGES)
@example([])
@example(NO_SOURCE)
@example([*NO_SOURCE, ("split", 0, 0), ("split", 1, 1)])
@example([("no text", 0, 0), ("no text", 0, 0)])
def test_a_broken_corpus_is_asked_everything(changes: list[Change]) -> None:
    """Sound records can be queried; every command reports the broken ones, without a fault."""
    with written(changes) as (root, cache), patch.object(opening, "cache_folder", lambda: cache):
        ask_everything(root, cache)
