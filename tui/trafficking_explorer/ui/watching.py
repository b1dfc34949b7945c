"""Tells when a file of a corpus has been saved, added or taken away.

Watched are the folders themselves, not the files: editors save by writing another file and giving
it the old one's name. The corpus folder is watched without what lies deeper, so that `curated` and
`seeds` may go and come again and whatever else lies there costs nothing.
"""

import asyncio
import os
import re
from collections.abc import AsyncIterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path

_PARTS = ("curated", "seeds")
_DEBOUNCE_MS = 50
_STEP_MS = 50
"""Between two looks at what the system has reported; as long as nothing new comes, it is told."""
_RETRY_SECONDS = 2.0
_DROPPING = re.compile(
    r"""
    \.                                  # hidden: swap files of vim, locks of emacs and of office
    | .*~(\d+~)?\Z                      # backups
    | \#.*\#\Z                          # emacs, while one types
    | .*\.(swp|swo|swx|swpx|tmp|temp|bak|orig|rej|part|crdownload|kate-swp|lock)\Z
    | .*\.tmp[.-][^/]*\Z                # what is about to be renamed
    | .*___jb_(old|tmp|bak)___\Z        # JetBrains
    | 4913\Z                            # vim tries whether it may write
    | __pycache__\Z
    """,
    re.VERBOSE | re.IGNORECASE,
)


def is_ours(root: Path, path: str) -> bool:
    """Whether a change of a path may change the corpus: no dropping of an editor does.

    Args:
        root: the corpus folder, as it was given to be watched.
    """
    parts = Path(os.path.relpath(path, root)).parts
    if parts[0] not in _PARTS:
        return False
    if any(_DROPPING.match(part) for part in parts[1:]):
        return False
    # Below `curated` YAML counts, and folders, whose names have no ending; of texts any may.
    suffix = Path(parts[-1]).suffix.lower()
    return len(parts) == 1 or parts[0] != "curated" or suffix in (".yaml", ".yml", "")


def folders(root: Path) -> dict[str, tuple[int, int]]:
    """The corpus folder, and all that lie below its two parts; links are not followed.

    Each with its device and inode: one that was put in the place of another is another one.
    """
    found = [str(root)]
    for part in _PARTS:
        for folder, below, _ in os.walk(root / part):
            below[:] = [name for name in below if not _DROPPING.match(name)]
            found.append(folder)
    states = {}
    for folder in found:
        with suppress(OSError):
            status = Path(folder).stat()
            states[folder] = (status.st_dev, status.st_ino)
    return states


async def saves(root: Path, stop: asyncio.Event) -> AsyncIterator[None]:
    """Yield whenever files of a corpus have changed, a burst at once, and when watching has begun.

    Look after each: what changed while nothing was watched is told of by no other.
    """
    # It takes some 60 ms to import, which nobody is to wait for.
    watchfiles = await asyncio.to_thread(import_module, "watchfiles")
    while not stop.is_set():
        watched = await asyncio.to_thread(folders, root)
        changes = watchfiles.awatch(
            *watched,
            watch_filter=lambda _, path: is_ours(root, path),
            debounce=_DEBOUNCE_MS,
            step=_STEP_MS,
            stop_event=stop,
            recursive=False,
            ignore_permission_denied=True,
        )
        news = asyncio.ensure_future(anext(changes, None))
        # Its first step is to watch.
        await asyncio.sleep(0)
        try:
            yield
            while await news is not None:
                yield
                if await asyncio.to_thread(folders, root) != watched:
                    break  # Folders came or went: watch those that are there now.
                news = asyncio.ensure_future(anext(changes, None))
        except (OSError, RuntimeError):
            # A folder went before it was watched, or the system watches no more of them.
            await asyncio.sleep(_RETRY_SECONDS)
        finally:
            news.cancel()
            with suppress(asyncio.CancelledError, OSError, RuntimeError):
                await news
            await changes.aclose()
