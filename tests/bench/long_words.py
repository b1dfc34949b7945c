"""The processor time that a long word pasted into the filter takes, and a key after it.

    python tests/bench/long_words.py [--program PATH] [--runs 3] [--check]

--check exits with 1 where 30,000 letters take 0.1 s or more.
"""

import sys
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.measuring import FIRST_ROW, arguments, bench, print_table
from tests.bench.recording import Recording

LENGTH = 30_000
SHORT = 30
LIMIT = 0.1
WORDS = {
    "letters": "x",
    "Chinese": "漢",
    "letters with marks": "e\u0301",
    "emoji": "😀",
    "Hebrew": "א",
    "hyphens": "-",
    "slashes": "/",
    "short words": "ab ",
}
"""What the word is made of."""
_QUIET = 0.01
"""So little processor time in half a second means that all is done."""


def processor_seconds(pid: int) -> float:
    """Processor time of the process so far; not of the one beside it, which is for saved files."""
    times = psutil.Process(pid).cpu_times()
    return float(times.user + times.system)


def rest(session: Recording) -> float:
    """Wait until the explorer has nothing left to do; what it has taken by then."""
    before = processor_seconds(session.pid)
    while True:
        session.watch(0.5)
        now = processor_seconds(session.pid)
        if now - before <= _QUIET:
            return now
        before = now


def paste(session: Recording, text: str) -> tuple[float, float]:
    """The processor time of a paste into the empty filter, and of a key after it."""
    session.send("/")
    at = rest(session)
    session.send(f"\x1b[200~{text}\x1b[201~")
    pasted = rest(session)
    session.send("y")
    typed = rest(session)
    session.send("\x1b")
    rest(session)
    return pasted - at, typed - pasted


def main() -> int:
    """Measure and print."""
    options = arguments(__doc__, runs=3).parse_args()
    taken: dict[tuple[str, int], list[tuple[float, float]]] = {}
    with bench(options) as place, place.explorer("--pane", "operations") as session:
        session.wait_for(FIRST_ROW)
        session.wait_for(r"\d sources")
        session.settle(2)
        paste(session, "warm")
        for _ in range(options.runs):
            for name, letter in WORDS.items():
                for length in (SHORT, LENGTH):
                    figures = paste(session, (letter * length)[:length])
                    taken.setdefault((name, length), []).append(figures)
    rows = []
    worst = 0.0
    for name in WORDS:
        short, long = (
            tuple(min(each) for each in zip(*taken[name, length], strict=True))
            for length in (SHORT, LENGTH)
        )
        worst = max(worst, long[0])
        ratio = long[0] / max(short[0], 0.01)
        rows.append(
            (name, f"{long[0]:.2f} s, {ratio:.1f} times that of {SHORT}; a key {long[1]:.2f} s")
        )
    rows.append(("the worst", f"{worst:.2f} s  (under {LIMIT})"))
    print_table(f"{LENGTH:,} characters pasted into the filter, {options.size}", rows)
    return int(options.check and worst >= LIMIT)


if __name__ == "__main__":
    sys.exit(main())
