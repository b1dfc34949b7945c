"""The state of a corpus: the names, sizes and times of its files.

Contents are not read, since that would delay every start with a large corpus. The change time is
included because editors and archives can set the modification time back.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from trafficking_explorer import __version__
from trafficking_explorer.database.tables import SCHEMA_VERSION
from trafficking_explorer.records.registry import KINDS
from trafficking_explorer.registry import additions

_CODE = Path(__file__).resolve().parents[1]
_PACKAGES = ("text", "records", "corpus", "database", "findings")
"""The packages whose code determines the contents of a store."""


def fingerprint(root: Path) -> str:
    """A digest of the state of a corpus and of the code that reads it; 32 hex digits."""
    digest = hashlib.blake2b(digest_size=16)
    root = root.resolve()
    digest.update(
        f"{__version__} {SCHEMA_VERSION} {[*KINDS]} {root}\n{additions()}".encode(
            errors="surrogateescape"
        )
    )
    for folder in (root / "curated", root / "seeds"):
        for line in sorted(_files(str(folder))):
            digest.update(line.encode("utf-8", "surrogateescape"))
    # The code that builds a store is part of its state, so that an upgrade builds it again.
    for package in _PACKAGES:
        for line in sorted(_files(str(_CODE / package))):
            if ".py:" in line and ".pyc" not in line:
                digest.update(line.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def content_fingerprint(root: Path) -> str:
    """A digest of the contents of a corpus's files, whenever they were written; 32 hex digits.

    Files that cannot be read count as missing.
    """
    digest = hashlib.blake2b(digest_size=16)
    root = root.resolve()
    for folder in (root / "curated", root / "seeds"):
        for line in sorted(_files(str(folder))):
            path = Path(line.rsplit(":", 3)[0])
            with suppress(OSError):
                if not path.is_file():
                    continue  # Reading a pipe would never end.
                with path.open("rb") as file:
                    own = hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16))
                digest.update(f"{path}:".encode("utf-8", "surrogateescape") + own.digest())
    return digest.hexdigest()


def _files(folder: str) -> Iterator[str]:
    """`path:size:modified:changed` of every file below a folder."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name == "__pycache__":
            continue
        # A link to a folder is not followed: it may lead back to a folder above.
        if entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path)
        else:
            try:
                stat = entry.stat()
            except OSError:
                continue
            yield f"{entry.path}:{stat.st_size}:{stat.st_mtime_ns}:{stat.st_ctime_ns}\n"
