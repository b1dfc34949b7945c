"""Paths of the corpus, the cache and the settings."""

from pathlib import Path

import pytest

from trafficking_explorer import paths as locate
from trafficking_explorer.errors import CorpusError


def test_the_bundled_corpus_is_found() -> None:
    """In a checkout, it is at the top."""
    root = locate.bundled_corpus()
    assert (root / "curated").is_dir()
    assert (root / "seeds").is_dir()


def test_a_wheel_has_it_inside_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a checkout, it is in the package; without either, the error says what to do."""
    package = tmp_path / "lib" / "trafficking_explorer"
    package.mkdir(parents=True)
    monkeypatch.setattr(locate, "_PACKAGE", package)
    with pytest.raises(CorpusError, match="install trafficking-explorer again"):
        locate.bundled_corpus()
    for folder in ("curated", "seeds"):
        (package / "bundled" / folder).mkdir(parents=True)
    assert locate.bundled_corpus() == package / "bundled"


def test_folders_bear_the_name_of_the_program() -> None:
    """Cache, settings and data are those of this program and user."""
    assert "trafficking-explorer" in locate.cache_folder().parts
    assert "trafficking-explorer" in locate.data_folder().parts
    assert locate.config_file().name == "config.toml"
    assert locate.config_file().parent.name == "trafficking-explorer"
