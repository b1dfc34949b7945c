"""Tells when a file of a corpus has been saved, added or taken away.

Watched are the folders themselves, not the files: editors save by writing another file and giving
it the old one's name. The corpus folder is watched without what lies deeper, so that `curated` and
`seeds` may go and come again and whatever else lies there costs nothing.
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
"""Between two looks at what the system has reported; as long as nothing new comes, it is told."""
_TICK_MS = 2000
"""So often, where nothing is reported, we look whether the upper folders are still the same."""
_RETRY_SECONDS = 2.0
_FAILURES = 2
"""So many in a row are no accident."""
_UNWATCHED = "The files are looked at every 2 s only, as the system does not tell of saves"
_REASONS = {
    "watch limit": "too many folders are watched. Raise the limit fs.inotify.max_user_watches.",
    "os error 24": "too many programs watch. Raise the limit fs.inotify.max_user_instances.",
}
_MOST_SAID = 200
"""Code points of an error that is not foreseen."""
_HIDDEN = re.compile(r"\.|__pycache__\Z")
"""Folders that are no part of a corpus; swap files of vim, locks of emacs and of office."""
_DROPPING = re.compile(
    r"""
    .*~(\d+~)?\Z                        # backups
    | \#.*\#\Z                          # emacs, while one types
    | .*\.(swp|swo|swx|swpx|tmp|temp|bak|orig|rej|part|crdownload|kate-swp|lock)\Z
    | .*\.tmp[.-][^/]*\Z                # what is about to be renamed
    | .*___jb_(old|tmp|bak)___\Z        # JetBrains
    | 4913\Z                            # vim tries whether it may write
    """,
    re.VERBOSE | re.IGNORECASE,
)


def is_ours(root: Path, path: str) -> bool:
    """Whether a change of a path may change the corpus: no dropping of an editor does.

    Args:
        root: the corpus folder, as it was given to be watched.
    """
    parts = Path(os.path.relpath(path or root, root)).parts
    if not parts:
        return True  # The folder itself: it may have gone, or be another one.
    if parts[0] not in _PARTS:
        return False
    if any(_HIDDEN.match(part) for part in parts[1:]):
        return False
    if len(parts) == 1:
        return True
    # Below `curated` YAML counts, and what has no ending, as folders do; of texts any may.
    suffix = Path(parts[-1]).suffix.lower()
    may_be = parts[0] != "curated" or suffix in (".yaml", ".yml", "")
    return (may_be and not _DROPPING.match(parts[-1])) or bool(_identities([path]))


def folders(root: Path) -> dict[str, tuple[int, int]]:
    """The corpus folder, and all that lie below its two parts; links are not followed.

    Each with its device and inode: one that was put in the place of another is another one.
    """
    found = [str(root)]
    for part in _PARTS:
        for folder, below, _ in os.walk(root / part):
            below[:] = [name for name in below if not _HIDDEN.match(name)]
            found.append(folder)
    return _identities(found)


def _tops(root: Path) -> list[str]:
    """The folders that may become others, by links and folders above, without a word from any."""
    return [str(root), *(str(root / part) for part in _PARTS)]


def _identities(paths: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Device and inode of the folders that are there, and can be watched."""
    states = {}
    for path in paths:
        with suppress(OSError, ValueError):  # Such as a name that no file can have.
            status = Path(path).stat()
            if stat.S_ISDIR(status.st_mode) and os.access(path, os.R_OK):
                states[path] = (status.st_dev, status.st_ino)
    return states


async def saves(
    root: Path, stop: asyncio.Event, say: Callable[[str], object]
) -> AsyncIterator[None]:
    """Yield whenever files of a corpus have changed, a burst at once, and when watching has begun.

    Look after each: what changed while nothing was watched is told of by no other. Where nothing
    can be watched, it is time to look again and again.

    Args:
        say: takes the reason, once, where nothing can be watched.
    """
    # It takes some 60 ms to import, which nobody is to wait for.
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
            # It would ignore every other reason too.
            ignore_permission_denied=False,
        )
        news = asyncio.ensure_future(anext(changes, None))
        # Its first step is to watch.
        await asyncio.sleep(0)
        # Folders may have come between our look and the watch, of which nobody tells.
        is_first = True
        try:
            yield
            while (found := await news) is not None:
                failures = 0
                if found:
                    yield
                # One that went and came may be known by the same number, and is not watched.
                if any(path in watched and change.name != "modified" for change, path in found):
                    break
                if not await asyncio.to_thread(_is_current, root, watched, bool(found) or is_first):
                    break  # Watch the folders that are there now.
                is_first = False
                news = asyncio.ensure_future(anext(changes, None))
        except Exception as error:
            # Once is a folder that went before it was watched, or a name that is no text; twice
            # that the system watches no more. Whatever it is, saves are followed as well as can be.
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
    """Whether to look; of a folder that has gone only its name is left."""
    return path in watched or is_ours(root, path)


def _is_current(root: Path, watched: dict[str, tuple[int, int]], fully: bool) -> bool:
    """Whether these are the folders to watch; where not looked at fully, the upper ones."""
    if fully:
        return folders(root) == watched
    tops = _tops(root)
    return _identities(tops) == {path: watched[path] for path in tops if path in watched}


def _reason(error: Exception) -> str:
    """Why nothing can be watched, and what helps."""
    while isinstance(error, ExceptionGroup):
        error = error.exceptions[0]
    said = single_line(str(error)) or type(error).__name__
    for mark, reason in _REASONS.items():
        if mark in said:
            return reason
    return truncate(said, _MOST_SAID)
