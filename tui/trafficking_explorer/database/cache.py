"""The cache of stores: open the one that fits the corpus, else build it.

A store's file is named after the state of its corpus, so that two programs can have different states
open. It is written under a temporary name and renamed when complete; a manifest with its size and
checksum follows. A store without a manifest is not used.
"""

import hashlib
import json
import os
import time
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trafficking_explorer.database.fingerprint import fingerprint
from trafficking_explorer.database.sandbox import Limits
from trafficking_explorer.errors import StoreDamaged
from trafficking_explorer.records.registry import KINDS
from trafficking_explorer.secure import Feature, is_secure, require

if TYPE_CHECKING:
    from trafficking_explorer.database.build import DerivedTables, Read
    from trafficking_explorer.database.connection import Store

_CHECKED_BYTES = 64 * 2**20
"""Stores up to this size are checked as a whole when opened (about 1 ms per MiB); in larger ones
DuckDB's own checksums find damage when a block is read."""
_STALE_SECONDS = 7 * 24 * 3600
"""The time after which unused stores of other states are removed."""


@dataclass(frozen=True)
class Manifest:
    """Facts about a store that are known without opening it.

    Attributes:
        name: the store's file.
        size, digest: its size in bytes and its checksum in hex.
        first_view: the overview and the first operations, which are shown before the database is
            open; see `queries.first_view`.
        view_digest: the checksum of these rows.
    """

    name: str
    size: int
    digest: str
    first_view: dict[str, Any]
    view_digest: str


@dataclass(frozen=True)
class StoreLocation:
    """The place of the store of a corpus in its present state.

    Attributes:
        limits: those of its console; the spill folder is chosen when it is opened.
    """

    root: Path
    folder: Path
    fingerprint: str
    limits: Limits = field(default_factory=Limits)

    @property
    def database(self) -> Path:
        """The DuckDB file."""
        return self.folder / f"{self.fingerprint}.duckdb"

    @property
    def manifest(self) -> Path:
        """The file that says the store is complete."""
        return self.folder / f"{self.fingerprint}.json"


def locate_store(root: Path, cache: Path, limits: Limits | None = None) -> StoreLocation:
    """The place of a corpus's store. This imports and opens nothing large."""
    return StoreLocation(root, cache, fingerprint(root), limits or Limits())


def read_manifest(place: StoreLocation) -> Manifest | None:
    """The manifest of a built store; None if it is missing or damaged."""
    try:
        if not place.manifest.is_file():
            return None  # Reading a pipe would never end.
        manifest = Manifest(**json.loads(place.manifest.read_bytes()))
        if (
            manifest.name == place.database.name
            and place.database.stat().st_size == manifest.size
            and manifest.view_digest == digest_of_view(manifest.first_view)
        ):
            return manifest
    except (OSError, ValueError, TypeError, RecursionError):
        pass
    return None


def open_store(place: StoreLocation, finish: "DerivedTables | None" = None) -> "Store":
    """Open the store of a corpus, building it if necessary.

    Args:
        finish: as for a build.

    Raises:
        CorpusError: no corpus to build from was found.
    """
    return open_if_valid(place) or rebuild(place, finish)


def open_if_valid(place: StoreLocation) -> "Store | None":
    """The store of a corpus, if the cache has an undamaged one."""
    manifest = read_manifest(place)
    if manifest is not None and _is_whole(place.database, manifest):
        return open_fresh(place)
    return None


def open_fresh(place: StoreLocation) -> "Store | None":
    """The store of a corpus, not checked for damage since it was written a moment ago."""
    if read_manifest(place) is not None:
        with suppress(StoreDamaged):
            return _attach(place)
    return None


def rebuild(place: StoreLocation, finish: "DerivedTables | None" = None) -> "Store":
    """Build the store again, in the cache or, if that cannot be written, in memory.

    In secure mode it is always built in memory; a store in the cache is only read.

    Args:
        finish: as for a build.

    Raises:
        CorpusError: no corpus to build from was found.
    """
    # Imported late: the first rows are shown from a manifest before DuckDB is loaded.
    import duckdb

    from trafficking_explorer.database.build import build_in_memory

    if is_secure():
        return build_in_memory(place.root, place.fingerprint, finish, place.limits)
    try:
        _write(place, finish)
        return _attach(place)
    except (OSError, duckdb.Error, StoreDamaged):
        return build_in_memory(place.root, place.fingerprint, finish, place.limits)


def _attach(place: StoreLocation) -> "Store":
    # Imported late: they load DuckDB.
    from trafficking_explorer.database.connection import Store
    from trafficking_explorer.database.spill_folder import acquire

    limits = replace(place.limits, spill=acquire(place.folder))
    return Store.attach(place.database, limits)


def _is_whole(database: Path, manifest: Manifest) -> bool:
    if manifest.size > _CHECKED_BYTES:
        return True
    try:
        return _digest(database) == manifest.digest
    except OSError:
        return False


def digest_of_view(view: object) -> str:
    """The checksum of the first rows in a manifest."""
    return hashlib.blake2b(json.dumps(view).encode(), digest_size=16).hexdigest()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def write_store(place: StoreLocation, finish: "DerivedTables", read: "Read") -> bool:
    """Build the store again in the cache; False if that cannot be written.

    For a process that does so repeatedly: the parts common to all stores are made once.

    Args:
        finish, read: as for a build.

    Raises:
        CorpusError: no corpus to build from was found.
    """
    if is_secure():
        # `read` must still be able to refuse the corpus.
        read(place.root)
        return False
    # Imported late: opening a built store needs neither YAML nor pydantic.
    import duckdb

    from trafficking_explorer.database.build import empty_store

    try:
        _write(place, finish, read, empty_store(tuple(KINDS)))
    except (OSError, duckdb.Error):
        return False
    return True


def _write(
    place: StoreLocation,
    finish: "DerivedTables | None" = None,
    read: "Read | None" = None,
    empty: bytes = b"",
) -> None:
    """Build under a temporary name, then rename, so that readers see a whole store or none.

    Args:
        empty: the file of an empty store to begin with.
    """
    # Imported late: opening a built store needs neither YAML nor pydantic.
    from trafficking_explorer.corpus.loader import load
    from trafficking_explorer.database.build import build
    from trafficking_explorer.database.connection import Store
    from trafficking_explorer.database.queries import first_view

    require(Feature.WRITING)
    place.folder.mkdir(parents=True, exist_ok=True)
    # The extension stays: DuckDB names its own temporary files after the database's.
    temporary = place.folder / f"building-{os.getpid()}-{time.monotonic_ns()}.duckdb"
    unfinished = temporary.with_suffix(".json")
    try:
        if empty:
            temporary.write_bytes(empty)
        connection = Store.attach_new(temporary)
        try:
            build(place.root, connection, place.fingerprint, finish, read or load)
            view = first_view(Store(connection))
            # Closing would write it too, but not report that the disk is full.
            connection.execute("CHECKPOINT")
        finally:
            connection.close()
        size, digest = temporary.stat().st_size, _digest(temporary)
        temporary.replace(place.database)
        manifest = {
            "name": place.database.name,
            "size": size,
            "digest": digest,
            "first_view": view,
            "view_digest": digest_of_view(view),
        }
        unfinished.write_text(json.dumps(manifest), "utf-8")
        unfinished.replace(place.manifest)
    finally:
        for leftover in (temporary, temporary.with_suffix(".duckdb.wal"), unfinished):
            with suppress(OSError):
                leftover.unlink()
    _remove_stale(place)


def _remove_stale(place: StoreLocation) -> None:
    """Remove stores that have not been opened for long, and files of interrupted builds."""
    oldest = time.time() - _STALE_SECONDS
    with suppress(OSError):
        for path in place.folder.iterdir():
            with suppress(OSError):
                if path.stem != place.fingerprint and path.stat().st_atime < oldest:
                    path.unlink()
