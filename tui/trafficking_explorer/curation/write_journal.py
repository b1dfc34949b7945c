"""A journal of the last writes to a corpus, in the reader's data folder, by which they are undone.

It has the bytes of each file before a write, and the digest of those after it. A write is undone only
if its files are still as it left them.
"""

import base64
import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from trafficking_explorer.errors import CuratingError, ExplorerError
from trafficking_explorer.paths import data_folder
from trafficking_explorer.secure import Feature, require
from trafficking_explorer.text.files import replace_file

_FOLDER = "undo"
_MOST_WRITES = 20
_MOST_BYTES = 64 * 2**20
"""Bytes of the files before a write, in all writes that are kept; a larger write is not."""
_DIGITS = 16
_UNKNOWN = "unknown"
"""The state after a write that was interrupted."""


@dataclass(frozen=True)
class FileState:
    """A file of a write.

    Attributes:
        path: below the folder of the corpus.
        before: its bytes, compressed, in Base64; None if it did not exist.
        before_digest, after_digest: SHA-256 of its bytes; "" if it does not exist.
    """

    path: str
    before: str | None
    before_digest: str
    after_digest: str


@dataclass(frozen=True)
class JournaledWrite:
    """A write: what it did, when, and its files in the order in which they were written."""

    what: str
    at: str
    files: tuple[FileState, ...]


class WriteJournal:
    """The last writes to one corpus."""

    def __init__(self, root: Path, folder: Path | None = None) -> None:
        """Prepare to keep writes.

        Args:
            folder: of the journals; None for that in the reader's data folder.
        """
        self.root = root.resolve()
        name = hashlib.sha256(str(self.root).encode("utf-8", "surrogateescape")).hexdigest()
        self.path = (folder or data_folder() / _FOLDER) / f"{name[:_DIGITS]}.json"

    @contextmanager
    def recording(
        self,
        what: str,
        paths: Iterable[Path],
        planned: Mapping[Path, bytes | None] | None = None,
    ) -> Iterator[None]:
        """Keep what some files have before a write, for the time of which this is the context.

        Args:
            what: the write in a few words: "add lake".
            paths: its files.
            planned: what it will make of them, if that is known: an interrupted write can then be
                undone, and one that could not be is not begun.

        Raises:
            ExplorerError: the journal cannot be written, of a planned write.
        """
        before = {path: _bytes_of(path) for path in dict.fromkeys(paths)}
        try:
            self._keep(self._entry(what, before, planned or {}))
        except (ExplorerError, OSError):
            if planned is not None:
                raise
            # The write itself is worth more than that it can be undone.
            yield
            return
        try:
            yield
        finally:
            after = {path: _bytes_of(path) for path in before}
            with suppress(ExplorerError, OSError):
                self._settle(what, before, after)

    def last(self) -> JournaledWrite | None:
        """The write that would be undone; None without one."""
        writes = self._read()
        return writes[-1] if writes else None

    def undo(self) -> JournaledWrite:
        """Undo the last write: its files are as they were before it.

        Returns:
            That write.

        Raises:
            CuratingError: there is none, a file has changed since, or one cannot be written.
        """
        require(Feature.CURATION)
        write = self.last()
        if write is None:
            raise CuratingError(f"{self.root}: no write to undo is known")
        wanted = [each for each in write.files if self._is_to_restore(each, write)]
        for each in reversed(wanted):
            _restore(self.root / each.path, each)
        self._write(self._read()[:-1])
        return write

    def _is_to_restore(self, state: FileState, write: JournaledWrite) -> bool:
        """True if a file is as the write left it, false if it is as it was before.

        Raises:
            CuratingError: it is neither.
        """
        now = _digest(_bytes_of(self.root / state.path))
        if now == state.before_digest:
            return False
        if now == state.after_digest:
            return True
        raise CuratingError(
            f"{state.path}: has changed since “{write.what}”, and that change would be lost; nothing is undone"
        )

    def _entry(
        self, what: str, before: Mapping[Path, bytes | None], planned: Mapping[Path, bytes | None]
    ) -> JournaledWrite:
        states = tuple(
            FileState(
                path.relative_to(self.root).as_posix()
                if path.is_relative_to(self.root)
                else path.resolve().relative_to(self.root).as_posix(),
                None if data is None else base64.b64encode(zlib.compress(data)).decode("ascii"),
                _digest(data),
                _digest(planned[path]) if path in planned else _UNKNOWN,
            )
            for path, data in before.items()
        )
        return JournaledWrite(what, datetime.now(UTC).replace(microsecond=0).isoformat(), states)

    def _settle(
        self, what: str, before: Mapping[Path, bytes | None], after: Mapping[Path, bytes | None]
    ) -> None:
        """Note what a write has left; forget one that changed nothing."""
        writes = self._read()[:-1]
        if before != after:
            writes.append(self._entry(what, before, after))
        self._write(writes)

    def _keep(self, write: JournaledWrite) -> None:
        self._write([*self._read(), write])

    def _read(self) -> list[JournaledWrite]:
        """The writes that are kept; none if the journal is not what was written."""
        try:
            data: Any = json.loads(self.path.read_bytes())
            return [
                JournaledWrite(
                    each["what"], each["at"], tuple(FileState(**state) for state in each["files"])
                )
                for each in data
            ]
        except (OSError, ValueError, TypeError, KeyError):
            return []

    def _write(self, writes: list[JournaledWrite]) -> None:
        require(Feature.WRITING)
        kept: list[JournaledWrite] = []
        size = 0
        for each in reversed(writes[-_MOST_WRITES:]):
            size += sum(len(state.before or "") for state in each.files)
            if kept and size > _MOST_BYTES:
                break
            kept.insert(0, each)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(self.path, json.dumps([asdict(each) for each in kept]).encode())


def _bytes_of(path: Path) -> bytes | None:
    """The bytes of a file; None if it does not exist or cannot be read."""
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError:
        return None


def _digest(data: bytes | None) -> str:
    return "" if data is None else hashlib.sha256(data).hexdigest()


def _restore(path: Path, state: FileState) -> None:
    require(Feature.WRITING)
    try:
        if state.before is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path.resolve(), zlib.decompress(base64.b64decode(state.before)))
            return
        path.unlink(missing_ok=True)
        with suppress(OSError):
            # A folder that was made for the file.
            path.parent.rmdir()
    except OSError as error:
        raise CuratingError(
            f"{state.path}: cannot be restored: {error.strerror or error}"
        ) from error
