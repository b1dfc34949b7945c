"""A process that rebuilds the corpus beside the explorer, with all libraries loaded.

In a thread of the explorer, a build would delay keys, and the first one would start with importing
pydantic, yaml and more. The process waits for requests, costs nothing meanwhile, and ends with its
parent.
"""

import gc
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from trafficking_explorer.database.memory_ceiling import without_ceiling
from trafficking_explorer.errors import ExplorerError, opening_corpus
from trafficking_explorer.secure import is_secure
from trafficking_explorer.workspace import rebuild as tasks
from trafficking_explorer.workspace.rebuild import ProblemKey, RebuildResult

_PACKAGES = Path(__file__).resolve().parents[2]
"""The folder to import this package from."""
_LARGE = 2**20
"""Bytes of a corpus that takes more than a second to read."""
_ATTEMPTS = 2
"""Processes that are tried for one answer."""
_MOST_MEMORY = 300 * 2**20
"""Bytes of memory above which a process ends after its answer, for the next one to start small."""
_PATIENCE_SECONDS = 0.5
"""Time for the process to clean up when it is terminated."""


class BuildProcess:
    """Reads a corpus in a separate process, or in the calling thread if there is none."""

    def __init__(self, root: Path, cache: Path, *, apart: bool = True) -> None:
        """Prepare to read a corpus.

        Args:
            root, cache: its folder, and the folder of its stores.
            apart: use a separate process; never done in secure mode.
        """
        self._root = root.absolute()
        self._cache = cache.absolute()
        self._apart = apart and not is_secure()
        self._process: subprocess.Popen[bytes] | None = None
        self._asking = threading.Lock()
        """Held during a request."""
        self._closed = False

    def start(self) -> None:
        """Start the process, so that the first request does not wait for it."""
        if self._process is not None and self._process.poll() is not None:
            self._end()
        if not self._apart or self._closed or self._process is not None:
            return
        paths = (str(_PACKAGES), os.environ.get("PYTHONPATH"))
        try:
            # The memory ceiling is for statements, one of which may be running.
            with without_ceiling():
                self._process = subprocess.Popen(
                    # -P: import nothing from the working folder.
                    [sys.executable, "-P", "-m", __name__, str(self._root)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))},
                    # Not ended by an interrupt that is meant for an editor.
                    start_new_session=True,
                )
        except OSError:
            self._apart = False

    def rebuild(self, known: frozenset[ProblemKey], held: str) -> RebuildResult:
        """Run `rebuild.rebuild` in the process; called in a thread, one request after the other.

        Raises:
            UnforeseenError: a fault in the program, as for `check` and `initial_build`.
        """
        return self._ask(tasks.rebuild, known, held)

    def check(self) -> RebuildResult:
        """Run `rebuild.check` in the process."""
        return self._ask(tasks.check)

    def initial_build(self) -> RebuildResult:
        """Run `rebuild.initial_build` in the process."""
        return self._ask(tasks.initial_build)

    def _ask(self, task: Callable[..., RebuildResult], *values: object) -> RebuildResult:
        with self._asking:
            for _ in range(_ATTEMPTS):
                self.start()
                process = self._process
                if self._closed:
                    break  # Nobody is waiting for the answer.
                if process is None:
                    with opening_corpus():
                        return task(self._root, self._cache, *values)
                assert process.stdin is not None and process.stdout is not None
                try:
                    pickle.dump((task, self._root, self._cache, *values), process.stdin)
                    process.stdin.flush()
                    answer: RebuildResult | ExplorerError = pickle.load(process.stdout)
                except (OSError, EOFError, ValueError, pickle.UnpicklingError):
                    # It was killed or had ended: try another process.
                    self._end()
                else:
                    if isinstance(answer, ExplorerError):
                        raise answer
                    return answer
            return tasks.ended_early(self._root, self._cache)

    def close(self) -> None:
        """End the process, even during a request of another thread."""
        self._closed = True
        self._end()

    def abandon(self) -> None:
        """Ask the process to end without waiting for it; from any thread."""
        self._closed = True
        process = self._process
        if process is not None:
            with suppress(OSError):
                process.terminate()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(OSError):
            process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(_PATIENCE_SECONDS)
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError, ValueError):
                if pipe is not None:
                    pipe.close()


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer requests until there are no more, or the process has grown too large."""
    while True:
        # An idle process has nothing to clean up.
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        try:
            task, *values = pickle.load(requests)
        except EOFError:
            return
        signal.signal(signal.SIGTERM, _end_in_order)
        answer: RebuildResult | ExplorerError
        try:
            with opening_corpus():
                answer = task(*values)
        except ExplorerError as error:
            answer = error
        pickle.dump(answer, answers)
        answers.flush()
        if _memory() > _MOST_MEMORY:
            return


def _memory() -> int:
    """The memory of this process in bytes; 0 if the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def _end_in_order(*_: object) -> None:
    """Exit so that an unfinished store is removed first."""
    sys.exit(1)


def warm_up(root: Path) -> None:
    """Build a store and discard it, which loads everything that the next build needs.

    Args:
        root: the open corpus. In place of a large one, the starter with a record of each kind is read.
    """
    with tempfile.TemporaryDirectory() as folder:
        if is_large(root):
            starter = Path(__file__).resolve().parents[1] / "starter"
            root = Path(folder, "corpus")
            for name, part in (("example.yaml", "curated"), ("example.txt", "seeds")):
                path = root / part / name
                path.parent.mkdir(parents=True)
                path.write_bytes((starter / name).read_bytes())
        tasks.rebuild(root, Path(folder, "cache"), frozenset(), "")


def is_large(root: Path) -> bool:
    """True if a corpus takes more than a moment to read; unreadable files do not count."""
    size = 0
    for part in ("curated", "seeds"):
        for path in (root / part).rglob("*"):
            with suppress(OSError):
                size += path.stat().st_size
    return size > _LARGE


def main() -> None:
    """Run the process."""
    signal.signal(signal.SIGTERM, _end_in_order)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Records are many and form no cycles worth collecting.
    gc.disable()
    answers: Any = os.fdopen(os.dup(1), "wb")
    # Output of a library must not get among the answers.
    os.dup2(2, 1)
    # Errors are reported on request.
    with suppress(Exception):
        warm_up(Path(sys.argv[1]))
    gc.freeze()
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
