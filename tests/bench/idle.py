"""Processor time of the explorer while nobody touches it.

    python tests/bench/idle.py [--program PATH] [--size 140x40] [--check]

--check exits with 1 where 10 s of waiting take 0.05 s or more.
"""

import sys
import time
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.measuring import FIRST_ROW, arguments, bench, print_table

SECONDS = 10
LIMIT = 0.05


def processor_seconds(pid: int) -> float:
    """Processor time of a process and its children so far."""
    process = psutil.Process(pid)
    times = [each.cpu_times() for each in (process, *process.children(recursive=True))]
    return float(sum(time.user + time.system for time in times))


def rest(pid: int) -> None:
    """Wait until start-up is over for the process beside the explorer too, which nobody sees."""
    for _ in range(20):
        before = processor_seconds(pid)
        time.sleep(1)
        if processor_seconds(pid) - before < LIMIT:
            return


def main() -> int:
    """Measure and print."""
    options = arguments(__doc__, runs=1).parse_args()
    taken = []
    with bench(options) as place:
        for _ in range(options.runs):
            with place.explorer() as session:
                session.wait_for(FIRST_ROW)
                session.wait_for(r"\d sources")
                session.settle(2)
                rest(session.pid)
                before = processor_seconds(session.pid)
                written = len(session.raw)
                session.watch(SECONDS)
                taken.append(processor_seconds(session.pid) - before)
                written = len(session.raw) - written
    worst = max(taken)
    print_table(
        f"Idle for {SECONDS} s, {options.size}",
        [
            ("processor time", f"{worst:.3f} s  (under {LIMIT})"),
            ("written to the terminal", f"{written} bytes"),
        ],
    )
    return int(options.check and worst >= LIMIT)


if __name__ == "__main__":
    sys.exit(main())
