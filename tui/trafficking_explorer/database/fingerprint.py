"""Names for the state of a corpus: of its files with the program's code, or of its contents."""

import hashlib
from contextlib import suppress
from pathlib import Path

from trafficking_explorer.corpus.file_states import code_state, file_states
from trafficking_explorer.database.tables import SCHEMA_VERSION

_PACKAGES = ("text", "records", "corpus", "database", "findings")
"""The packages whose code determines the content of a store."""


def fingerprint(root: Path) -> str:
    """A name for the state of a corpus and of the code that reads it; 32 hex digits.

    Contents are not read: that would delay every start with a large corpus.
    """
    root = root.resolve()
    digest = hashlib.blake2b(digest_size=16)
    # The code is included, so that an upgrade rebuilds the store.
    states = [f"{SCHEMA_VERSION} {root}\n", code_state(_PACKAGES), *_corpus_files(root)]
    for state in states:
        digest.update(state.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def content_fingerprint(root: Path) -> str:
    """A name for the contents of a corpus's files, regardless of their times; 32 hex digits.

    Unreadable files count as missing.
    """
    digest = hashlib.blake2b(digest_size=16)
    for state in _corpus_files(root.resolve()):
        path = Path(state.rsplit(":", 3)[0])
        with suppress(OSError):
            if not path.is_file():
                continue  # Reading a pipe could block forever.
            with path.open("rb") as file:
                own = hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16))
            digest.update(f"{path}:".encode("utf-8", "surrogateescape") + own.digest())
    return digest.hexdigest()


def _corpus_files(root: Path) -> list[str]:
    folders = (root / "curated", root / "seeds")
    return [state for folder in folders for state in sorted(file_states(str(folder)))]
