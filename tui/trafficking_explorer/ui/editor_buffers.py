"""What stands in the SQL editor, kept between runs and through crashes.

Each explorer that runs has a file of its own in one folder, and beside it a lock that it holds as
long as it lives. The next one to start takes over every file that nobody holds any more.
"""

import json
import os
import re
import stat
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trafficking_explorer.file_lock import try_lock
from trafficking_explorer.paths import data_folder
from trafficking_explorer.secure import is_secure
from trafficking_explorer.text.display import single_line, truncate

_FORMAT = "trafficking-explorer buffers 1"
"""Says that a file is ours."""
_MOST_BYTES = 2**26
"""A larger file is not ours."""
_MOST_FILES = 100
_NAME = 22
"""Code points of a buffer's name."""


@dataclass(frozen=True, slots=True)
class Buffer:
    """A text in the editor.

    Attributes:
        cursor: line and column, from 0.
        query: the file name of the reader's own query that it came from, without its ending.
    """

    text: str = ""
    cursor: tuple[int, int] = (0, 0)
    query: str = ""

    @property
    def name(self) -> str:
        """What it is called."""
        return name_of(self.text)


def name_of(text: str) -> str:
    """The first line of a text's first comment, else its first words."""
    for line in text.splitlines():
        if words := line.strip():
            comment = re.match(r"(?:--|/\*)+\s*(.*?)\s*(?:\*/)?$", words)
            if comment and not comment[1]:
                continue
            return truncate(single_line(comment[1] if comment else text), _NAME)
    return "empty"


class EditorBuffers:
    """Reads and writes; where nothing can be written, `problem` says why.

    In secure mode there are no files: buffers last as long as the explorer.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or data_folder() / "buffers"
        self.problem: str | None = None
        self._own: Path | None = None
        self._held: int | None = None
        """The open lock of our file."""
        self._lock = threading.Lock()
        self._written = -1
        """The number of the newest state that is in the file."""

    def open(self) -> tuple[tuple[Buffer, ...], int]:
        """Take a file of one's own, and what files that nobody holds have.

        Returns:
            The buffers, each text once, and the index of the one that was on screen last.
        """
        if is_secure():
            return (), 0
        found: list[Buffer] = []
        buffers: tuple[Buffer, ...] = ()
        active, left = 0, []
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for path in self._places():
                held = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
                if not try_lock(held):
                    os.close(held)
                    continue
                texts, at = _read(path)
                if self._own is None:
                    self._own, self._held, active = path, held, at
                else:
                    left.append((path, held))
                found += texts
            buffers = _each_once(found)
            if found:
                here = found[active].text
                active = next((i for i, each in enumerate(buffers) if each.text == here), 0)
            if left:
                self.write(buffers, active)
        except OSError as error:
            self.problem = f"{self.folder}: {error.strerror or error}"
            buffers = _each_once(found)
        for path, held in left:
            # What could not be written stays where it is.
            if self.problem is None:
                path.unlink(missing_ok=True)
            os.close(held)
        return buffers, active if active < len(buffers) else 0

    def write(self, buffers: Sequence[Buffer], active: int, number: int = 0) -> None:
        """Keep buffers; from any thread.

        Args:
            active: the index of the one on screen.
            number: a state that is older than what is in the file is not written.
        """
        from tempfile import NamedTemporaryFile

        with self._lock:
            if self._own is None or number < self._written or is_secure():
                return
            self._written = number
            document = {
                "format": _FORMAT,
                "active": active,
                "buffers": [[each.text, each.cursor, each.query] for each in buffers],
            }
            try:
                # Such a file is private: nobody else is to read what was typed.
                with NamedTemporaryFile(dir=self.folder, prefix=".new-", delete=False) as file:
                    temporary = Path(file.name)
                    try:
                        file.write(json.dumps(document).encode())
                        file.close()  # Windows renames no open file.
                        temporary.replace(self._own)
                    finally:
                        temporary.unlink(missing_ok=True)
            except OSError as error:
                self.problem = f"{self._own}: {error.strerror or error}"
            else:
                self.problem = None

    def close(self) -> None:
        """Let go of the file: the next explorer takes it over."""
        with self._lock:
            if self._held is not None:
                os.close(self._held)
            self._own = self._held = None

    def _places(self) -> Iterator[Path]:
        """Files that there are, and those that could be until one is ours."""
        for number in range(_MOST_FILES):
            path = self.folder / f"{number}.json"
            if self._own is None or path.exists():
                yield path


def _read(path: Path) -> tuple[list[Buffer], int]:
    """The buffers of a file and the index of the active one; a file that makes no sense is set aside."""
    try:
        found = path.stat()
        # A pipe would never come to an end.
        if not stat.S_ISREG(found.st_mode) or found.st_size > _MOST_BYTES:
            raise ValueError(path)
        document = json.loads(path.read_bytes())
        if document["format"] != _FORMAT:
            raise ValueError(path)
        buffers = [_from_json(each) for each in document["buffers"]]
        active = document["active"]
    except FileNotFoundError:
        return [], 0
    except (ValueError, TypeError, LookupError, RecursionError):
        with suppress(OSError):
            path.replace(path.with_suffix(".set-aside"))
        return [], 0
    return buffers, active if isinstance(active, int) and 0 <= active < len(buffers) else 0


def _from_json(value: Any) -> Buffer:
    text, (line, column), query = value
    if not (isinstance(text, str) and isinstance(query, str)):
        raise TypeError(value)
    # A lone surrogate, which JSON can write, is no text that an editor can hold.
    text = text.encode("utf-8", "replace").decode("utf-8")
    return Buffer(text, (max(0, int(line)), max(0, int(column))), query)


def _each_once(buffers: Sequence[Buffer]) -> tuple[Buffer, ...]:
    """The buffers without those that are empty or say the same again."""
    by_text: dict[str, Buffer] = {}
    for buffer in buffers:
        if buffer.text.strip():
            by_text.setdefault(buffer.text, buffer)
    return tuple(by_text.values())
