"""The state of files and of the program's code, without reading contents."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from trafficking_explorer import __version__
from trafficking_explorer.records.registry import KINDS
from trafficking_explorer.registry import additions

_CODE = Path(__file__).resolve().parents[1]


def file_states(folder: str) -> Iterator[str]:
    """`path:size:modified:changed` of every file below a folder.

    The change time is included, as editors and archives may set back the modification time.
    """
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name == "__pycache__":
            continue
        # A link to a folder is not followed: it may lead to a folder above.
        if entry.is_dir(follow_symlinks=False):
            yield from file_states(entry.path)
        else:
            try:
                stat = entry.stat()
            except OSError:
                continue
            yield f"{entry.path}:{stat.st_size}:{stat.st_mtime_ns}:{stat.st_ctime_ns}\n"


def code_state(packages: Iterable[str]) -> str:
    """A text that changes with the version, the registries, or the code of some packages."""
    states = (
        state
        for package in packages
        for state in sorted(file_states(str(_CODE / package)))
        if ".py:" in state
    )
    return f"{__version__} {[*KINDS]}\n{additions()}\n{''.join(states)}"
