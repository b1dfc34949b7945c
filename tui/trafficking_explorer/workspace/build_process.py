"""A process beside the explorer that reads the corpus anew, and has what that takes loaded already.

In a thread of the explorer a build would take the interpreter from the keys, and the first one would
import pydantic, yaml, pyarrow and more before it begins. The process waits for a line of work and
costs nothing while it does; it ends when whoever started it does.
"""

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
from trafficking_explorer.workspace.rebuild import (
    ProblemKey,
    RebuildResult,
    check,
    ended_early,
    initial_build,
    rebuild,
)

_PACKAGES = Path(__file__).resolve().parents[2]
"""Where this package lies."""
_TASKS: dict[str, Callable[..., RebuildResult]] = {
    "renew": rebuild,
    "look": check,
    "first": initial_build,
}
_LARGE = 2**20
"""Bytes of a corpus that takes more than a second to read."""
_ATTEMPTS = 2
"""Processes that try one after the other to answer."""
_MOST_MEMORY = 300 * 2**20
"""Bytes of memory with which a process ends that has answered: the next one begins with little."""
_PATIENCE_SECONDS = 0.5
"""So long the process has to clean up when it is ended."""


class BuildProcess:
    """Reads a corpus in a process of its own; where none can be had, in the thread that asks."""

    def __init__(self, root: Path, cache: Path, *, apart: bool = True) -> None:
        """Prepare to read a corpus.

        Args:
            root, cache: its folder, and that of its stores.
            apart: whether in a process of its own; never so in secure mode.
        """
        self._root = root.absolute()
        self._cache = cache.absolute()
        self._apart = apart and not is_secure()
        self._process: subprocess.Popen[bytes] | None = None
        self._asking = threading.Lock()
        """Held while an answer is under way."""
        self._closed = False

    def start(self) -> None:
        """Have the process ready, so that the first answer does not wait for it."""
        if self._process is not None and self._process.poll() is not None:
            self._end()
        if not self._apart or self._closed or self._process is not None:
            return
        paths = (str(_PACKAGES), os.environ.get("PYTHONPATH"))
        try:
            # The ceiling of memory is for statements, of which one may run meanwhile.
            with without_ceiling():
                self._process = subprocess.Popen(
                    # -P: nothing is imported from the folder that the reader happens to be in.
                    [sys.executable, "-P", "-m", __name__, str(self._root)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))},
                    # An interrupt that is meant for an editor must not end it.
                    start_new_session=True,
                )
        except OSError:
            self._apart = False

    def renew(self, known: frozenset[ProblemKey], held: str) -> RebuildResult:
        """As `renewal.renew`. Called in a thread; waits for the answer before.

        Raises:
            UnforeseenError: there is a fault in what reads the corpus; the others raise it too.
        """
        return self._ask("renew", known, held)

    def look(self) -> RebuildResult:
        """As `renewal.look`."""
        return self._ask("look")

    def first(self) -> RebuildResult:
        """As `renewal.first`."""
        return self._ask("first")

    def _ask(self, task: str, *values: object) -> RebuildResult:
        with self._asking:
            for _ in range(_ATTEMPTS):
                self.start()
                process = self._process
                if self._closed:
                    break  # Nobody waits for the answer.
                if process is None:
                    with opening_corpus():
                        return _TASKS[task](self._root, self._cache, *values)
                assert process.stdin is not None and process.stdout is not None
                try:
                    pickle.dump((task, self._root, self._cache, *values), process.stdin)
                    process.stdin.flush()
                    answer: RebuildResult | ExplorerError = pickle.load(process.stdout)
                except (OSError, EOFError, ValueError, pickle.UnpicklingError):
                    # It was killed, or had ended by itself: another one finds out.
                    self._end()
                else:
                    if isinstance(answer, ExplorerError):
                        raise answer
                    return answer
            return ended_early(self._root, self._cache)

    def close(self) -> None:
        """End the process, whatever it does; called while nobody, or another thread, asks."""
        self._closed = True
        self._end()

    def abandon(self) -> None:
        """Ask the process to end, and wait for nothing; from any thread."""
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
    """Answer one request after the other until there are no more, or too much memory is taken."""
    while True:
        # Whoever waits has nothing to take away, and need not end in order.
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        try:
            task, *values = pickle.load(requests)
        except EOFError:
            return
        signal.signal(signal.SIGTERM, _end_in_order)
        answer: RebuildResult | ExplorerError
        try:
            with opening_corpus():
                answer = _TASKS[task](*values)
        except ExplorerError as error:
            answer = error
        pickle.dump(answer, answers)
        answers.flush()
        if _memory() > _MOST_MEMORY:
            return


def _memory() -> int:
    """The memory that this process takes, in bytes; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def _end_in_order(*_: object) -> None:
    """Ended by its parent, the process takes the unfinished store away first."""
    sys.exit(1)


def warm_up(root: Path) -> None:
    """Build a store for nobody: then all is loaded and read that the next one needs.

    Args:
        root: the corpus that is open. One that takes long to read is left alone, and one record of
            each kind is read in its place.
    """
    with tempfile.TemporaryDirectory() as folder:
        if is_large(root):
            starter = Path(__file__).resolve().parents[1] / "starter"
            root = Path(folder, "corpus")
            for name, part in (("example.yaml", "curated"), ("example.txt", "seeds")):
                path = root / part / name
                path.parent.mkdir(parents=True)
                path.write_bytes((starter / name).read_bytes())
        rebuild(root, Path(folder, "cache"), frozenset(), "")


def is_large(root: Path) -> bool:
    """Whether a corpus takes more than a moment to read; what cannot be had does not count."""
    size = 0
    for part in ("curated", "seeds"):
        for path in (root / part).rglob("*"):
            with suppress(OSError):
                size += path.stat().st_size
    return size > _LARGE


def main() -> None:
    """Be the process."""
    import gc

    signal.signal(signal.SIGTERM, _end_in_order)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Records hold no cycles worth looking for, and there are many.
    gc.disable()
    answers: Any = os.fdopen(os.dup(1), "wb")
    # Nothing that a library prints gets among the answers.
    os.dup2(2, 1)
    # What cannot be read here is said when it is asked for.
    with suppress(Exception):
        warm_up(Path(sys.argv[1]))
    gc.freeze()
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
