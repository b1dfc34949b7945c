"""A store of a corpus made for searches."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.unit.search.own_corpus import CURATED, SEEDS
from trafficking_explorer.database.cache import locate_store
from trafficking_explorer.database.connection import Store
from trafficking_explorer.workspace.opening import open_with_findings


@pytest.fixture(scope="package")
def own_corpus(write: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the corpus."""
    return write(tmp_path_factory.mktemp("own"), CURATED, SEEDS)


@pytest.fixture(scope="package")
def own(own_corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The store of the corpus."""
    opened = open_with_findings(locate_store(own_corpus, tmp_path_factory.mktemp("own-cache")))
    yield opened
    opened.close()
