"""The state of a corpus, cheaply."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import trafficking_explorer
from trafficking_explorer.corpus import check_cache, file_states
from trafficking_explorer.database import fingerprint as module
from trafficking_explorer.database.fingerprint import fingerprint
from trafficking_explorer.records.registry import KINDS, Kind

PACKAGE = Path(trafficking_explorer.__file__).parent

Folder = Callable[..., Path]


@pytest.fixture
def root(corpus_folder: Folder) -> Path:
    return corpus_folder({"a.yaml": "people: []\n", "sub/b.yaml": "x"}, {"s.txt": "text"})


def test_the_same_state_has_the_same_name(root: Path) -> None:
    """Reading changes nothing, nor does the way the folder is named."""
    name = fingerprint(root)
    assert len(name) == 32
    assert int(name, 16)
    (root / "curated" / "a.yaml").read_text()
    assert fingerprint(root) == name
    assert fingerprint(root / ".." / root.name) == name


def moved(root: Path) -> None:
    (root / "curated" / "a.yaml").rename(root / "curated" / "sub" / "a.yaml")


def set_back(root: Path) -> None:
    """Written again with the old modification time, as archives do."""
    path = root / "seeds" / "s.txt"
    times = path.stat()
    path.unlink()
    path.write_text("TEXT and more")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


@pytest.mark.parametrize("change", [moved, set_back])
def test_a_change_has_another_name(root: Path, change: Callable[[Path], None]) -> None:
    """Even if size and time stay; `tests/properties` has the other changes."""
    before = fingerprint(root)
    change(root)
    assert fingerprint(root) != before


def test_what_is_no_part_of_it_does_not_count(root: Path) -> None:
    """Hidden files, caches of Python, and files beside the two folders."""
    before = fingerprint(root)
    (root / "curated" / ".a.yaml.swp").write_text("x")
    (root / "seeds" / "__pycache__").mkdir()
    (root / "seeds" / "__pycache__" / "x.pyc").write_text("x")
    (root / "README.md").write_text("x")
    assert fingerprint(root) == before


def test_two_corpora_never_share_a_name(corpus_folder: Folder) -> None:
    """Even where their files are alike."""
    one, two = (corpus_folder({"a.yaml": "x"}, name=name) for name in ("one", "two"))
    assert fingerprint(one) != fingerprint(two)


def test_a_folder_that_is_not_there_has_a_name_too(tmp_path: Path) -> None:
    """That it is missing is said when it is opened."""
    assert len(fingerprint(tmp_path / "gone")) == 32


def test_links_in_a_ring_are_no_trouble(root: Path) -> None:
    """A link to a folder is not followed; a link to nothing counts for nothing."""
    (root / "curated" / "ring").symlink_to(root, target_is_directory=True)
    (root / "curated" / "self").symlink_to("self")
    (root / "curated" / "gone.yaml").symlink_to("nowhere")
    assert len(fingerprint(root)) == 32


def test_a_name_need_not_be_text(root: Path) -> None:
    """File systems have names that are not UTF-8."""
    before = fingerprint(root)
    try:
        (root / "curated" / "\udcff.yaml").write_text("x")
    except (OSError, UnicodeError):
        pytest.skip("this file system has only names that are text")
    assert fingerprint(root) != before


def test_the_code_that_reads_it_counts(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An upgrade builds the store again."""
    before = fingerprint(root)
    monkeypatch.setattr(file_states, "__version__", "999")
    version = fingerprint(root)
    monkeypatch.setattr(module, "SCHEMA_VERSION", 999)
    schema = fingerprint(root)
    assert len({before, version, schema}) == 3
    monkeypatch.setattr(file_states, "_CODE", root)
    assert fingerprint(root) != schema


@pytest.mark.parametrize("keeper", [module, check_cache])
def test_the_packages_that_count_are_there(keeper: Any) -> None:
    """The code of one that was renamed would count no longer."""
    for package in keeper._PACKAGES:
        assert list((PACKAGE / package).glob("*.py"))


def test_the_kinds_of_record_count(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store has a table for each."""
    before = fingerprint(root)
    monkeypatch.setitem(KINDS, "treaty", Kind("treaty", "treaties", "Treaties."))
    assert fingerprint(root) != before
