"""The way to a store, and that damage on it is never seen."""

import errno
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.row_helpers import listing
from trafficking_explorer.database import build as building
from trafficking_explorer.database import cache as opening
from trafficking_explorer.database.cache import (
    StoreLocation,
    locate_store,
    open_store,
    read_manifest,
    rebuild,
)
from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.read_models import listing_from_manifest
from trafficking_explorer.database.views import VIEWS
from trafficking_explorer.errors import CorpusError, StoreDamaged

Folder = Callable[..., Path]
YAML = "operations:\n  - {id: op, quote: Operation Sun, name: Operation Sun, kind: operation}\n"


@pytest.fixture
def root(text_folder: Folder) -> Path:
    return text_folder("In Operation Sun, 40 were arrested.", YAML)


@pytest.fixture
def place(root: Path, tmp_path: Path) -> StoreLocation:
    return locate_store(root, tmp_path / "cache" / "deep")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> StoreLocation:
    """A store that is built once, to be copied."""
    folder = tmp_path_factory.mktemp("built")
    text = "In Operation Sun, 40 were arrested."
    source = "sources:\n  - {id: s, path: s.txt, title: In, article: {from: In, to: arrested.}}\n"
    for path, content in {
        "curated/a.yaml": f"source: s\n{source}{YAML}",
        "seeds/s.txt": text,
    }.items():
        (folder / path).parent.mkdir()
        (folder / path).write_text(content)
    place = locate_store(folder, folder / "cache")
    open_store(place).close()
    return place


@pytest.fixture
def copied(built: StoreLocation, tmp_path: Path) -> StoreLocation:
    """A separate cache with a built store."""
    shutil.copytree(built.folder, tmp_path / "copy")
    return StoreLocation(built.root, tmp_path / "copy", built.fingerprint)


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The fingerprints of the stores that have been built since."""
    built: list[str] = []
    build = building.build

    def counted(root: Path, connection: Any, fingerprint: str, *more: Any) -> None:
        built.append(fingerprint)
        build(root, connection, fingerprint, *more)

    monkeypatch.setattr(building, "build", counted)
    return built


def names(store: Store) -> list[str]:
    return [row[0] for row in store.rows("SELECT name FROM corpus.operations")]


def is_on_disk(store: Store) -> bool:
    (row,) = store.rows("SELECT path FROM duckdb_databases() WHERE database_name = 'corpus'")
    return row[0] is not None


def opened(place: StoreLocation) -> None:
    """Open a store, see that it is sound, and close it."""
    store = open_store(place)
    assert names(store) == ["Operation Sun"]
    store.close()


def test_a_store_is_built_once(place: StoreLocation, builds: list[str]) -> None:
    """The first opening builds it, later ones find it; nothing else is left in the cache."""
    opened(place)
    opened(place)
    assert builds == [place.fingerprint]
    files = sorted(path for path in place.folder.iterdir() if path.is_file())
    assert files == sorted([place.database, place.manifest])


def test_a_built_store_is_opened_without_its_corpus(
    place: StoreLocation, root: Path, builds: list[str]
) -> None:
    """It holds all that the explorer shows."""
    opened(place)
    for path in root.rglob("*.*"):
        path.unlink()
    opened(place)
    assert len(builds) == 1


def test_a_changed_corpus_has_another_store(
    place: StoreLocation, root: Path, builds: list[str]
) -> None:
    """An open store stays as it is."""
    before = open_store(place)
    with (root / "curated" / "records.yaml").open("a") as file:
        file.write("tools:\n  - {id: t, quote: '40', name: '40', kind: guide}\n")
    after = open_store(locate_store(root, place.folder))
    assert len(builds) == 2
    assert after.rows("SELECT tool_id FROM corpus.tools") == [("t",)]
    assert before.rows("SELECT tool_id FROM corpus.tools") == []
    before.close()
    after.close()


def truncate(place: StoreLocation) -> None:
    os.truncate(place.database, place.manifest.stat().st_size)


def empty(place: StoreLocation) -> None:
    place.database.write_bytes(b"")


def overwrite(place: StoreLocation) -> None:
    place.database.write_bytes(b"x" * place.database.stat().st_size)


def flip(place: StoreLocation) -> None:
    data = bytearray(place.database.read_bytes())
    data[len(data) // 2] ^= 0xFF
    place.database.write_bytes(data)


def delete(place: StoreLocation) -> None:
    place.database.unlink()


def delete_manifest(place: StoreLocation) -> None:
    place.manifest.unlink()


def change_manifest(**values: object) -> Callable[[StoreLocation], None]:
    def damage(place: StoreLocation) -> None:
        manifest = json.loads(place.manifest.read_bytes())
        place.manifest.write_text(json.dumps(manifest | values))

    return damage


DAMAGES = {
    "truncated": truncate,
    "empty": empty,
    "overwritten": overwrite,
    "one bit": flip,
    "gone": delete,
    "no manifest": delete_manifest,
    "other size": change_manifest(size=1),
    "other digest": change_manifest(digest="0" * 32),
    "no digest": change_manifest(digest=None),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_store_is_built_again(
    copied: StoreLocation, builds: list[str], damage: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """Silently, and it is then as good as new."""
    DAMAGES[damage](copied)
    opened(copied)
    assert len(builds) == 1
    assert read_manifest(copied) is not None
    assert capfd.readouterr() == ("", "")


def test_any_other_manifest_is_none(copied: StoreLocation) -> None:
    """It is not trusted, and no reason to stop."""
    whole = json.loads(copied.manifest.read_bytes())
    assert read_manifest(copied) is not None
    for content in (b"", b"1", b"\xff\xfe\x00", b"null", b"[]", b"{}", b'{"name": "x', b"[[]]"):
        copied.manifest.write_bytes(content)
        assert read_manifest(copied) is None
    rows = {"total": 1, "rows": [[0, "operation", "op", ["X", "", "", "", "", ""]]]}
    for values in (
        *({"size": "1"}, {"size": None}, {"more": 1}, {"name": 1}, {"name": "x"}),
        *({"first_view": None}, {"first_view": rows}),
    ):
        copied.manifest.write_text(json.dumps(whole | values))
        assert read_manifest(copied) is None


def test_any_flipped_bit_of_a_manifest(copied: StoreLocation) -> None:
    """It is as good as none, or says what it said."""
    whole, manifest = copied.manifest.read_bytes(), read_manifest(copied)
    assert manifest is not None
    for at in range(0, 8 * len(whole), 13):
        byte = whole[at // 8] ^ (1 << at % 8)
        copied.manifest.write_bytes(whole[: at // 8] + bytes([byte]) + whole[at // 8 + 1 :])
        found = read_manifest(copied)
        assert found is None or found.first_view == manifest.first_view


def test_pipes_in_the_cache(copied: StoreLocation, builds: list[str]) -> None:
    """Nobody waits for them: what they are in the place of is written again."""
    for path in (copied.manifest, copied.database):
        path.unlink()
        os.mkfifo(path)
    opened(copied)
    assert len(builds) == 1
    assert copied.manifest.is_file()
    assert copied.database.is_file()


def test_damage_that_only_duckdb_sees_is_mended_too(
    copied: StoreLocation, builds: list[str]
) -> None:
    """A file whose checksum fits, but that is not a database."""
    copied.database.write_bytes(b"no database")
    change_manifest(size=11, digest=opening._digest(copied.database))(copied)
    opened(copied)
    assert len(builds) == 1


def test_a_large_store_is_not_read_through(
    copied: StoreLocation, builds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond a size, opening does not wait for a checksum, but still finds a damaged file."""
    monkeypatch.setattr(opening, "_CHECKED_BYTES", 0)
    change_manifest(digest="0" * 32)(copied)
    opened(copied)
    assert not builds
    overwrite(copied)
    opened(copied)
    assert len(builds) == 1


def test_a_manifest_is_trusted_or_none(place: StoreLocation) -> None:
    """It knows the first rows of the first pane."""
    assert read_manifest(place) is None
    store = open_store(place)
    manifest = read_manifest(place)
    assert manifest is not None
    found = listing_from_manifest(manifest.first_view)
    assert found.rows == listing(store, VIEWS["operations"]).rows
    assert (found.count, found.total, manifest.first_view["sources"]) == (1, 1, 1)
    store.close()


def refuse(error: OSError) -> Callable[..., None]:
    def raises(*_: object, **__: object) -> None:
        raise error

    return raises


READ_ONLY = PermissionError(errno.EACCES, "Permission denied")
FULL = OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize(
    ("where", "error"), [("mkdir", READ_ONLY), ("replace", READ_ONLY), ("write_text", FULL)]
)
def test_a_disk_that_cannot_be_written(
    place: StoreLocation, monkeypatch: pytest.MonkeyPatch, where: str, error: OSError
) -> None:
    """The store is in memory then, with everything in it; no half-written file stays."""
    with monkeypatch.context() as patch:
        patch.setattr(Path, where, refuse(error))
        store = open_store(place)
    assert names(store) == ["Operation Sun"]
    assert not is_on_disk(store)
    store.close()
    if place.folder.exists():
        assert not [path for path in place.folder.iterdir() if "building" in path.name]
    assert read_manifest(place) is None


@pytest.mark.parametrize(
    "error", [duckdb.IOException("Cannot open file"), duckdb.OutOfMemoryException("No space left")]
)
def test_duckdb_cannot_write(
    place: StoreLocation, monkeypatch: pytest.MonkeyPatch, error: duckdb.Error
) -> None:
    """The same where DuckDB meets the full disk first."""

    def fails(_path: Path) -> Any:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(Store, "attach_new", fails)
        store = open_store(place)
    assert names(store) == ["Operation Sun"]
    assert not is_on_disk(store)
    store.close()
    opened(place)


def test_a_cache_that_is_no_folder(root: Path, tmp_path: Path) -> None:
    """A file where the cache should be is as good as no cache."""
    (tmp_path / "file").write_text("x")
    store = open_store(locate_store(root, tmp_path / "file"))
    assert names(store) == ["Operation Sun"]
    assert (tmp_path / "file").read_text() == "x"
    store.close()


def test_two_stores_may_be_open_at_once(copied: StoreLocation, builds: list[str]) -> None:
    """In one process; neither is in the other's way."""
    one, two = open_store(copied), open_store(copied)
    assert names(one) == names(two) == ["Operation Sun"]
    one.close()
    assert names(two) == ["Operation Sun"]
    two.close()
    assert not builds


SECOND = """
import sys
from pathlib import Path
from trafficking_explorer.database.cache import locate_store, open_store, read_manifest
place = locate_store(Path(sys.argv[1]), Path(sys.argv[2]))
assert read_manifest(place) is not None
store = open_store(place)
print(*store.rows("SELECT name FROM corpus.operations")[0], place.fingerprint)
"""


def test_two_processes_may_have_it_open(copied: StoreLocation, program: Callable[..., Any]) -> None:
    """A second one opens what the first has built and holds."""
    store = open_store(copied)
    done = program("-c", SECOND, str(copied.root), str(copied.folder))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split() == ["Operation", "Sun", copied.fingerprint]
    assert names(store) == ["Operation Sun"]
    store.close()


def test_a_store_may_be_replaced_while_it_is_open(place: StoreLocation) -> None:
    """A process that has it open keeps reading the old one."""
    one = open_store(place)
    two = rebuild(place)
    assert names(one) == names(two) == ["Operation Sun"]
    one.close()
    two.close()
    opened(place)


@pytest.mark.parametrize("where", ["build", "rename", "manifest"])
def test_an_interrupted_build_leaves_nothing_that_counts(
    place: StoreLocation, builds: list[str], monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    """After any interruption, the next opening builds the store, and no part is left over."""

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        match where:
            case "build":
                patch.setattr(building, "fill", interrupted)
            case "rename":
                patch.setattr(Path, "replace", interrupted)
            case "manifest":
                patch.setattr(Path, "write_text", interrupted)
        with pytest.raises(KeyboardInterrupt):
            open_store(place)
    assert read_manifest(place) is None
    assert not [path for path in place.folder.iterdir() if path != place.database]
    opened(place)
    assert len(builds) == 2


def test_a_build_that_was_killed_leaves_nothing_that_counts(place: StoreLocation) -> None:
    """Its files stay for a while and are not used; old ones are removed."""
    place.folder.mkdir(parents=True)
    new, old = place.folder / "building-1-1.duckdb", place.folder / "building-2-2.duckdb"
    for path in (new, old):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    place.database.write_bytes(b"half")
    opened(place)
    assert new.exists()
    assert not old.exists()


def test_stores_that_nobody_opened_for_long_are_removed(place: StoreLocation) -> None:
    """Those of other states, when one is built; folders are left alone."""
    place.folder.mkdir(parents=True)
    recent, stale = place.folder / "a.duckdb", place.folder / "b.duckdb"
    for path in (recent, stale, place.folder / "b.json"):
        path.write_text("x")
        os.utime(path, (0, 0))
    os.utime(recent)
    (place.folder / "folder").mkdir()
    os.utime(place.folder / "folder", (0, 0))
    opened(place)
    left = {path.name for path in place.folder.iterdir()}
    assert left == {"a.duckdb", "folder", "spill", place.database.name, place.manifest.name}


def test_without_a_corpus_there_is_no_store(tmp_path: Path) -> None:
    """Opening raises the reason and leaves no file."""
    place = locate_store(tmp_path / "gone", tmp_path / "cache")
    with pytest.raises(CorpusError, match="no such folder"):
        open_store(place)
    assert not list((tmp_path / "cache").iterdir())


def test_attaching_what_is_no_store(tmp_path: Path) -> None:
    """A file of another type, a missing one, and a database of another program."""
    (tmp_path / "x.duckdb").write_text("x" * 10_000)
    with duckdb.connect(str(tmp_path / "other.duckdb")) as other:
        other.execute("CREATE TABLE mine (i INTEGER)")
    for name in ("x.duckdb", "gone.duckdb", "other.duckdb"):
        with pytest.raises(StoreDamaged, match=name):
            Store.attach(tmp_path / name)


def test_a_quotation_mark_in_a_path_is_no_trouble(root: Path, tmp_path: Path) -> None:
    """Paths are what people have."""
    store = open_store(locate_store(root, tmp_path / 'it\'s "a" cache; DROP'))
    assert is_on_disk(store)
    assert names(store) == ["Operation Sun"]
    store.close()
