"""A store of a small corpus, which tests of several modules ask."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.tiny_corpus import SOURCE, TEXT, YAML
from trafficking_explorer.database.build import build_in_memory
from trafficking_explorer.database.connection import Store


@pytest.fixture(scope="package")
def small(tmp_path_factory: pytest.TempPathFactory, write: Callable[..., Path]) -> Iterator[Store]:
    """The store of `tests/tiny_corpus.py`, in memory."""
    curated = {"records.yaml": f"{YAML}source: s\n", "source.yaml": SOURCE}
    root = write(tmp_path_factory.mktemp("small"), curated, {"s.txt": TEXT})
    store = build_in_memory(root, "test")
    yield store
    store.close()
