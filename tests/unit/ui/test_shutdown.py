"""The end without a key, in other processes: it always comes, and typed text is kept."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from trafficking_explorer.ui.shutdown import TERMINAL_GONE

PROGRAM = """
import asyncio, os, signal, sys, threading, time
from pathlib import Path
from trafficking_explorer.ui import shutdown as ending
from trafficking_explorer.ui.shutdown import Shutdown

ending._SECONDS_OF_A_STEP = 0.05
kept = Path(sys.argv[1])

async def main():
    done = asyncio.Event()
    status = []
    def leave(number):
        status.append(number)
        done.set()
    {keep}
    end = Shutdown(leave, keep)
    end.start(lambda: print("given back", flush=True))
    {then}
    await done.wait()
    sys.exit(status[0])

asyncio.run(main())
"""
KEEP = "keep = lambda: kept.write_text('typed')"
STUCK = "threading.Event().wait()"
LATER = "threading.Timer(0.05, {}).start();"


def run(tmp_path: Path, then: str, keep: str = KEEP) -> tuple[int, str, str]:
    """Exit status, what was kept, and what was said on standard output."""
    program = PROGRAM.format(keep=keep, then=then)
    kept = tmp_path / "kept"
    done = subprocess.run(
        [sys.executable, "-c", program, kept], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    return done.returncode, kept.read_text() if kept.exists() else "", done.stdout


@pytest.mark.parametrize(
    ("then", "status"),
    [
        ("end.begin(129)", 129),
        ("end.begin(7); end.begin(129)", 7),
        ("threading.Thread(target=end.begin, args=(129,)).start()", 129),
        ("os.kill(os.getpid(), signal.SIGTERM)", 128 + signal.SIGTERM),
        ("os.kill(os.getpid(), signal.SIGQUIT)", 128 + signal.SIGQUIT),
        ("os.kill(os.getpid(), signal.SIGHUP)", TERMINAL_GONE),
    ],
)
def test_a_loop_that_runs_ends_in_order(tmp_path: Path, then: str, status: int) -> None:
    """It keeps what there is itself, and gives the terminal back."""
    assert run(tmp_path, then) == (status, "", "")


@pytest.mark.parametrize(
    ("then", "status"),
    [
        (f"end.begin(129, 0); {STUCK}", 129),
        (f"{LATER.format('lambda: end.begin(129, 0)')} {STUCK}", 129),
        (f"{LATER.format('lambda: os.kill(os.getpid(), signal.SIGHUP)')} {STUCK}", 129),
        # Nobody waits for the end of a request when the terminal has gone.
        (f"end.begin(143, 1e6); end.begin(129, 0); {STUCK}", 143),
        (f"while not end.has_begun: end.begin(129, 0)\n    {STUCK}", 129),
    ],
)
def test_a_loop_that_is_stuck_is_not_waited_for(tmp_path: Path, then: str, status: int) -> None:
    """The buffers are kept, and the terminal is restored."""
    assert run(tmp_path, then) == (status, "typed", "given back\n")


@pytest.mark.parametrize("keep", ["keep = lambda: 1 / 0", f"keep = lambda: {STUCK}"])
def test_what_cannot_be_kept_is_no_reason_to_stay(tmp_path: Path, keep: str) -> None:
    """An error, and a disk that does not answer; without a word."""
    assert run(tmp_path, f"end.begin(129, 0); {STUCK}", keep) == (129, "", "given back\n")
