"""What a check has found, kept for the next one: one file a corpus, under a checksum.

It is written under another name and renamed, so that whoever reads it has a whole one; of two runs
the last one counts. One that is damaged, or that other code has written, is as good as none.
"""

import hashlib
import json
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pydantic
import pydantic_core

from trafficking_explorer import __version__
from trafficking_explorer.corpus.check_workers import FileSummary
from trafficking_explorer.registry import additions
from trafficking_explorer.secure import is_secure

_PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class CachedFile:
    """What is kept of one file.

    Attributes:
        state: of what the file refers to, when its problems were found; None where they hold for
            that run alone.
    """

    state: str | None
    facts: FileSummary


def load_cache(folder: Path, root: Path) -> dict[str, CachedFile]:
    """What is known of the files of a corpus, by path; nothing where it cannot be trusted."""
    place = _place(folder, root)
    if not place.is_file():
        return {}  # A pipe would be waited for without end.
    try:
        checksum, _, body = place.read_bytes().partition(b"\n")
        if checksum.decode("ascii") != _checksum(body):
            return {}
        document = json.loads(body)
        if document["code"] != _code():
            return {}
        return {
            name: CachedFile(state, FileSummary(**facts))
            for name, (state, facts) in document["files"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def save_cache(folder: Path, root: Path, kept: Mapping[str, CachedFile]) -> None:
    """Keep what was found, where the folder can be written; nothing in secure mode."""
    if is_secure():
        return
    files = {name: (each.state, vars(each.facts)) for name, each in kept.items()}
    place = _place(folder, root)
    temporary = place.with_name(f"{place.stem}-{os.getpid()}-{time.monotonic_ns()}.tmp")
    # What is no Unicode is not kept.
    with suppress(OSError, ValueError):
        # In half the time that `json` takes, which reads it faster.
        body = pydantic_core.to_json({"code": _code(), "files": files})
        folder.mkdir(parents=True, exist_ok=True)
        try:
            temporary.write_bytes(_checksum(body).encode() + b"\n" + body)
            temporary.replace(place)
        finally:
            temporary.unlink(missing_ok=True)


def _place(folder: Path, root: Path) -> Path:
    name = hashlib.blake2b(os.fsencode(root.resolve()), digest_size=16).hexdigest()
    return folder / f"check-{name}.json"


def _checksum(body: bytes) -> str:
    return hashlib.blake2b(body, digest_size=16).hexdigest()


def _code() -> str:
    """A name for the code that finds problems: other code may find others."""
    return f"{_own_code()} {additions()}"


@cache
def _own_code() -> str:
    digest = hashlib.blake2b(f"{__version__} {pydantic.VERSION}".encode(), digest_size=16)
    modules = [*_PACKAGE.glob("*.py")]
    for package in ("text", "records", "corpus"):
        modules.extend((_PACKAGE / package).rglob("*.py"))
    for path in sorted(modules):
        digest.update(path.read_bytes())
    return digest.hexdigest()
