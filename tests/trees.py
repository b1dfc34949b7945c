"""Folders compared before and after: nothing in them was made, changed or taken away."""

import hashlib
from pathlib import Path

Tree = dict[str, tuple[int, str]]


def tree_of(*folders: Path) -> Tree:
    """Everything below some folders: when it was last changed, and a file's content."""
    return {
        str(path): (path.lstat().st_mtime_ns, _content(path))
        for folder in folders
        for path in (folder, *sorted(folder.rglob("*")))
        if path.exists() or path.is_symlink()
    }


def _content(path: Path) -> str:
    if path.is_symlink():
        return str(path.readlink())
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
