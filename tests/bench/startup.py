"""Time until the first rows are on screen, against a bare Textual app.

    python tests/bench/startup.py [--program PATH] [--runs N] [--size 140x40] [--check]

Both programs are started in turn in the same kind of pseudo-terminal;
the explorer once before that, so that its store is in the cache. --check exits with 1 where the
ratio of the medians is above 1.6.
"""

import sys
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.measuring import FIRST_ROW, arguments, bench, print_table
from tests.terminal.pty_session import PtySession

LIMIT = 1.6


def first_row_ms(session: PtySession) -> float:
    """Start a program, see its first row, quit it; ms from start to row."""
    with session:
        seen = session.wait_for(FIRST_ROW)
        session.settle()
        session.send("q")
        session.wait_exit()
        return (seen - session.started) * 1000


def main() -> int:
    """Measure and print."""
    options = arguments(__doc__, runs=11).parse_args()
    with bench(options) as place:
        building = first_row_ms(place.explorer())
        first_row_ms(place.bare("table"))
        bare, explorer = [], []
        for _ in range(options.runs):
            bare.append(first_row_ms(place.bare("table")))
            explorer.append(first_row_ms(place.explorer()))
    ratio = median(explorer) / median(bare)
    print_table(
        f"First rows on screen, {options.size}, medians of {options.runs}",
        [
            ("bare Textual app, one row", f"{median(bare):6.0f} ms  (least {min(bare):.0f})"),
            ("explorer, second start", f"{median(explorer):6.0f} ms  (least {min(explorer):.0f})"),
            ("explorer, first start, once", f"{building:6.0f} ms"),
            ("second start : bare", f"{ratio:6.2f}     (at most {LIMIT})"),
        ],
    )
    return int(options.check and ratio > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
