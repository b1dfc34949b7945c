"""What each pane looked like, kept between runs.

Read before the first paint, so nothing is imported here that start-up does not have already.
"""

import hashlib
import json
import os
import stat
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeGuard

from trafficking_explorer.paths import data_folder
from trafficking_explorer.secure import is_secure

_FORMAT = "trafficking-explorer views 1"
"""Says that a file is ours."""
_MOST_BYTES = 2**20
"""A larger file is not ours."""
_MOST_CORPORA = 50
"""Those that were opened last are kept."""
_MOST_TEXT = 4_000
"""Code points of a filter, or of an id, that are worth remembering."""
_LOCK_SECONDS = 1.0
"""So long another explorer may take to write."""


@dataclass(frozen=True, slots=True)
class PaneState:
    """One pane as the reader left it."""

    filter_text: str = ""
    sort: tuple[tuple[str, bool], ...] = ()
    """(key of a column, whether descending); the view may have no such column any more."""
    arrangement: object = None
    """As `Arrangement.to_json` gave it; `Arrangement.from_json` takes it as it is."""
    record: tuple[str, str] | None = None
    """Type and id of the one the cursor was on; it may be gone."""

    def without_overrides(self, asked: "PaneState", left: "PaneState") -> "PaneState":
        """What is worth keeping of a pane that another view was asked of, by options of the call.

        Args:
            asked: that view; what still is as it says was not the reader's choice.
            left: as the reader had left the pane before.
        """
        # One that is gone again, such as where it hid the record that was asked for, is none either.
        is_asked = self.filter_text in (asked.filter_text, "")
        return replace(
            self,
            filter_text=left.filter_text if is_asked else self.filter_text,
            sort=left.sort if self.sort == asked.sort else self.sort,
            arrangement=(
                left.arrangement if self.arrangement == asked.arrangement else self.arrangement
            ),
        )


@dataclass(frozen=True, slots=True)
class CorpusState:
    """What is known of a corpus."""

    pane: str | None = None
    """The one that was on screen last."""
    panes: Mapping[str, PaneState] = field(default_factory=dict)


class ViewStateStore:
    """Reads and writes; a file that makes no sense is as good as none, a full disk forgets.

    In secure mode nothing is kept, and nothing is told of other visitors.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or data_folder() / "views.json"

    def read(self, root: Path) -> CorpusState:
        """What is remembered of the corpus in a folder."""
        corpus = _mapping((self._load() or {}).get(_name(root)))
        pane = corpus.get("pane")
        panes = _mapping(corpus.get("panes"))
        return CorpusState(
            pane if isinstance(pane, str) else None,
            {name: _from_json(_mapping(value)) for name, value in panes.items()},
        )

    def write(self, root: Path, pane: str, panes: Mapping[str, PaneState]) -> None:
        """Remember the pane on screen, and how some panes look; what is known of others stays."""
        if is_secure():
            return
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self._alone():
                corpora = self._load()
                if corpora is None:
                    corpora = {}
                    if self.path.is_file():
                        # Whatever it is, it is not ours to overwrite.
                        self.path.replace(self.path.with_name(self.path.name + ".set-aside"))
                before = _mapping(corpora.pop(_name(root), None))
                known = _mapping(before.get("panes"))
                known |= {name: _to_json(memory) for name, memory in panes.items()}
                # The last corpus of the file is the one that was opened last.
                corpora[_name(root)] = {"pane": pane, "panes": known}
                self._save(corpora)

    def _load(self) -> dict[str, Any] | None:
        """All corpora by name; None where there is no file of ours."""
        if is_secure():
            return None
        try:
            found = self.path.stat()
            # A pipe would never come to an end.
            if not stat.S_ISREG(found.st_mode) or found.st_size > _MOST_BYTES:
                return None
            document = _mapping(json.loads(self.path.read_bytes()))
        except (OSError, ValueError, RecursionError):
            return None
        return _mapping(document.get("corpora")) if document.get("format") == _FORMAT else None

    def _save(self, corpora: dict[str, Any]) -> None:
        for name in list(corpora)[:-_MOST_CORPORA]:
            del corpora[name]
        while len(data := _document(corpora)) > _MOST_BYTES and corpora:
            del corpora[next(iter(corpora))]
        from tempfile import NamedTemporaryFile

        folder, prefix = self.path.parent, f".{self.path.name}."
        # Such a file is private: nobody else is to read what was looked for.
        with NamedTemporaryFile(dir=folder, prefix=prefix, delete=False) as file:
            temporary = Path(file.name)
            try:
                file.write(data)
                file.close()  # Windows renames no open file.
                temporary.replace(self.path)
            finally:
                temporary.unlink(missing_ok=True)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep another explorer from writing between our reading and our writing.

        One that was stopped while it wrote holds nobody up: after a while we write all the same.
        """
        try:
            import fcntl
        except ImportError:  # Windows: the last word counts.
            yield
            return
        lock = os.open(
            self.path.with_name(f".{self.path.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600
        )
        try:
            deadline = time.monotonic() + _LOCK_SECONDS
            while time.monotonic() < deadline:
                with suppress(BlockingIOError):
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                time.sleep(0.01)
            yield
        finally:
            os.close(lock)


def _name(root: Path) -> str:
    """What stands for a corpus: its path would tell others where things lie."""
    path = os.fsencode(root.resolve())
    return hashlib.blake2b(path, digest_size=16).hexdigest()


def _document(corpora: dict[str, Any]) -> bytes:
    return json.dumps({"format": _FORMAT, "corpora": corpora}, indent=1).encode()


def _to_json(memory: PaneState) -> dict[str, Any]:
    # A part of a filter would find something else than the whole.
    record = memory.record
    return {
        "filter": memory.filter_text if len(memory.filter_text) <= _MOST_TEXT else "",
        "sort": memory.sort,
        "columns": memory.arrangement,
        "record": record if record and len(record[1]) <= _MOST_TEXT else None,
    }


def _from_json(value: dict[str, Any]) -> PaneState:
    text, record = value.get("filter"), value.get("record")
    keys = value.get("sort")
    return PaneState(
        text if isinstance(text, str) else "",
        tuple(
            (key[0], key[1])
            for key in (keys if isinstance(keys, list) else ())
            if _is_list_of(key, str, bool)
        ),
        value.get("columns"),
        (record[0], record[1]) if _is_list_of(record, str, str) else None,
    )


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _is_list_of(value: object, *types: type) -> TypeGuard[list[Any]]:
    return (
        isinstance(value, list)
        and len(value) == len(types)
        and all(isinstance(item, type_) for item, type_ in zip(value, types, strict=True))
    )
