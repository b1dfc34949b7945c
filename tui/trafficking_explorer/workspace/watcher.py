"""Report saved, added and removed files of a corpus.

The folders are watched, not the files: editors save by writing a new file and renaming it. The corpus
folder is watched without its subfolders, so that `curated` and `seeds` may disappear and return, and
other folders in it cost nothing.
"""

import asyncio
import os
import re
import stat
from collections.abc import AsyncIterator, Callable, Container, Iterable
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path

from trafficking_explorer.text.display import single_line, truncate

_PARTS = ("curated", "seeds")
_DEBOUNCE_MS = 50
_STEP_MS = 50
"""Interval between two looks at the reported changes; a burst ends when nothing new comes."""
_TICK_MS = 2000
"""Without reports, the upper folders are compared this often."""
_RETRY_SECONDS = 2.0
_FAILURES = 2
"""Failures in a row that are reported."""
_UNWATCHED = "Files are only checked every 2 s, as the system does not report changes"
_REASONS = {
    "watch limit": "too many folders are watched. Raise the limit fs.inotify.max_user_watches.",
    "os error 24": "too many programs watch files. Raise the limit fs.inotify.max_user_instances.",
}
_MOST_SAID = 200
"""Code points shown of an unforeseen error."""
_HIDDEN = re.compile(r"\.|__pycache__\Z")
"""Names outside the corpus: hidden folders, swap files of vim, locks of emacs and office."""
_DROPPING = re.compile(
    r"""
    .*~(\d+~)?\Z                        # backups
    | \#.*\#\Z                          # emacs, while typing
    | .*\.(swp|swo|swx|swpx|tmp|temp|bak|orig|rej|part|crdownload|kate-swp|lock)\Z
    | .*\.tmp[.-][^/]*\Z                # about to be renamed
    | .*___jb_(old|tmp|bak)___\Z        # JetBrains
    | 4913\Z                            # vim tests for write permission
    """,
    re.VERBOSE | re.IGNORECASE,
)


def is_ours(root: Path, path: str) -> bool:
    """True if a change of a path may change the corpus; editors' temporary files do not.

    Args:
        root: the corpus folder, as given to the watcher.
    """
    parts = Path(os.path.relpath(path or root, root)).parts
    if not parts:
        return True  # The folder itself may have been removed or replaced.
    if parts[0] not in _PARTS:
        return False
    if any(_HIDDEN.match(part) for part in parts[1:]):
        return False
    if len(parts) == 1:
        return True
    # Below `curated`, YAML counts and names without a suffix, such as folders; texts may have any.
    suffix = Path(parts[-1]).suffix.lower()
    may_be = parts[0] != "curated" or suffix in (".yaml", ".yml", "")
    return (may_be and not _DROPPING.match(parts[-1])) or bool(_identities([path]))


def folders(root: Path) -> dict[str, tuple[int, int]]:
    """The corpus folder and all folders below its two parts; links are not followed.

    Each has its device and inode, so that a replaced folder is noticed.
    """
    found = [str(root)]
    for part in _PARTS:
        for folder, below, _ in os.walk(root / part):
            below[:] = [name for name in below if not _HIDDEN.match(name)]
            found.append(folder)
    return _identities(found)


def _tops(root: Path) -> list[str]:
    """The folders that may be replaced without any report, through links or parent folders."""
    return [str(root), *(str(root / part) for part in _PARTS)]


def _identities(paths: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Device and inode of the existing folders that can be watched."""
    states = {}
    for path in paths:
        with suppress(OSError, ValueError):  # ValueError: a name that no file can have.
            status = Path(path).stat()
            if stat.S_ISDIR(status.st_mode) and os.access(path, os.R_OK):
                states[path] = (status.st_dev, status.st_ino)
    return states


async def saves(
    root: Path, stop: asyncio.Event, say: Callable[[str], object]
) -> AsyncIterator[None]:
    """Yield after each burst of changes, and whenever watching has begun.

    The caller should look at the files each time: changes before the watch began are not reported. If
    nothing can be watched, it yields at intervals.

    Args:
        say: receives the reason, once, if nothing can be watched.
    """
    # Start-up: it takes some 60 ms to import.
    watchfiles = await asyncio.to_thread(import_module, "watchfiles")
    failures = 0
    while not stop.is_set():
        watched = await asyncio.to_thread(folders, root)
        changes = watchfiles.awatch(
            *watched,
            watch_filter=partial(_is_news, root, watched),
            debounce=_DEBOUNCE_MS,
            step=_STEP_MS,
            stop_event=stop,
            recursive=False,
            rust_timeout=_TICK_MS,
            yield_on_timeout=True,
            # It would also hide other errors.
            ignore_permission_denied=False,
        )
        news = asyncio.ensure_future(anext(changes, None))
        # Let it begin to watch.
        await asyncio.sleep(0)
        # Folders may have been added between listing and watching, without a report.
        is_first = True
        try:
            yield
            while (found := await news) is not None:
                failures = 0
                if found:
                    yield
                # A removed and recreated folder may have the same inode, but is not watched.
                if any(path in watched and change.name != "modified" for change, path in found):
                    break
                if not await asyncio.to_thread(_is_current, root, watched, bool(found) or is_first):
                    break  # Watch the current folders.
                is_first = False
                news = asyncio.ensure_future(anext(changes, None))
        except Exception as error:
            # One failure may be a folder removed before it was watched, or a name that is not
            # UTF-8; two mean that the system cannot watch. Either way, go on.
            failures += 1
            if failures == _FAILURES:
                say(f"{_UNWATCHED}: {_reason(error)}")
            await asyncio.sleep(_RETRY_SECONDS)
        finally:
            news.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await news
            await changes.aclose()


def _is_news(root: Path, watched: Container[str], change: object, path: str) -> bool:
    """True if a change matters; a removed folder is only known by name."""
    return path in watched or is_ours(root, path)


def _is_current(root: Path, watched: dict[str, tuple[int, int]], fully: bool) -> bool:
    """True if the watched folders are current; compares only the upper ones unless `fully`."""
    if fully:
        return folders(root) == watched
    tops = _tops(root)
    return _identities(tops) == {path: watched[path] for path in tops if path in watched}


def _reason(error: Exception) -> str:
    """The reason why nothing can be watched, and the remedy."""
    while isinstance(error, ExceptionGroup):
        error = error.exceptions[0]
    said = single_line(str(error)) or type(error).__name__
    for mark, reason in _REASONS.items():
        if mark in said:
            return reason
    return truncate(said, _MOST_SAID)
