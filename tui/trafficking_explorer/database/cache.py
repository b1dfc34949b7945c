"""The way to a store: the one in the cache if it fits the corpus, else a new one.

A store's file is named after the state of its corpus, so a changed corpus has another file and two
programs can hold different states open. It comes into being under a temporary name and is renamed
when complete; a manifest with its size and checksum follows, and without it the store does not count.
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
"""Stores up to this size are read through at opening (about 1 ms a MiB); in larger ones DuckDB's
own checksums find damage when a block is read."""
_STALE_SECONDS = 7 * 24 * 3600
"""Stores of other states that nobody opened for so long are removed."""


@dataclass(frozen=True)
class Manifest:
    """What the cache knows of a store without opening it.

    Attributes:
        name: the store's file.
        size, digest: of that file; bytes and hex.
        first_view: the first rows of the first pane, so that they can be on screen before the
            database is; see `queries.first_view`.
        view_digest: of those; they are shown before anything else could tell that they are damaged.
    """

    name: str
    size: int
    digest: str
    first_view: dict[str, Any]
    view_digest: str


@dataclass(frozen=True)
class StoreLocation:
    """Where the store of a corpus in its present state lies, or would lie.

    Attributes:
        limits: what its console may use and reach; where it spills is decided when it is opened.
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
    """The place of a corpus's store. Imports and opens nothing large."""
    return StoreLocation(root, cache, fingerprint(root), limits or Limits())


def read_manifest(place: StoreLocation) -> Manifest | None:
    """The manifest of a built store; None where there is none that can be trusted."""
    try:
        if not place.manifest.is_file():
            return None  # A pipe would be waited for without end.
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
    """Open the store of a corpus, building it where need be.

    Args:
        finish: as for a build.

    Raises:
        CorpusError: there is no corpus to build from.
    """
    return open_if_valid(place) or rebuild(place, finish)


def open_if_valid(place: StoreLocation) -> "Store | None":
    """The store of a corpus, where the cache has a whole one."""
    manifest = read_manifest(place)
    if manifest is not None and _is_whole(place.database, manifest):
        return open_fresh(place)
    return None


def open_fresh(place: StoreLocation) -> "Store | None":
    """As `open_if_valid`, where it was written a moment ago and is not read through for damage."""
    if read_manifest(place) is not None:
        with suppress(StoreDamaged):
            return _attach(place)
    return None


def rebuild(place: StoreLocation, finish: "DerivedTables | None" = None) -> "Store":
    """Build the store anew, in the cache or, where that cannot be written, in memory.

    In secure mode it is always built in memory, and a store that is in the cache is only read.

    Args:
        finish: as for a build.

    Raises:
        CorpusError: there is no corpus to build from.
    """
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
    """A name for the first rows that a manifest has."""
    return hashlib.blake2b(json.dumps(view).encode(), digest_size=16).hexdigest()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def write_store(place: StoreLocation, finish: "DerivedTables", read: "Read") -> bool:
    """Build the store anew in the cache and leave it there; whether that can be written.

    For those who do so again and again: what all stores have in common is made once.

    Args:
        finish, read: as for a build.

    Raises:
        CorpusError: there is no corpus to build from.
    """
    if is_secure():
        # What `read` refuses is refused all the same.
        read(place.root)
        return False
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
    """Build under a temporary name, then rename: a reader sees a whole store or none.

    Args:
        empty: a store to begin with.
    """
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
            # Closing would write it too, and keep to itself that the disk is full.
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
    """Remove stores that have not been opened for long, and what an interrupted build left."""
    oldest = time.time() - _STALE_SECONDS
    with suppress(OSError):
        for path in place.folder.iterdir():
            with suppress(OSError):
                if path.stem != place.fingerprint and path.stat().st_atime < oldest:
                    path.unlink()
