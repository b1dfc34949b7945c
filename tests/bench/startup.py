"""Time until the overview, or the first rows of a table, are on screen, against a bare Textual app.

    python tests/bench/startup.py [--program PATH] [--runs N] [--size 140x40] [--check]

The programs are started in turn in the same kind of pseudo-terminal;
the explorer once before that, so that its store is in the cache. --check exits with 1 where a
ratio of the medians is above its limit.
"""

import sys
from dataclasses import replace
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.measuring import FIRST_ROW, Bench, arguments, bench, print_table
from tests.terminal.pty_session import PtySession
from trafficking_explorer.paths import APP

OVERVIEW_LIMIT = 1.5
ROWS_LIMIT = 1.6


def first_row_ms(session: PtySession) -> float:
    """Start a program, see its first row, quit it; ms from start to row."""
    with session:
        seen = session.wait_for(FIRST_ROW)
        session.settle()
        session.send("q")
        session.wait_exit()
        return (seen - session.started) * 1000


def without_overview(place: Bench) -> Bench:
    """A home in which the explorer opens on the operations."""
    home = place.home / "without-overview"
    settings = home / "config" / APP / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("overview = false\n", "utf-8")
    return replace(place, home=home)


def main() -> int:
    """Measure and print."""
    options = arguments(__doc__, runs=11).parse_args()
    with bench(options) as place:
        other = without_overview(place)
        building = first_row_ms(place.explorer())
        first_row_ms(other.explorer())
        first_row_ms(place.bare("table"))
        bare, overview, rows = [], [], []
        for _ in range(options.runs):
            bare.append(first_row_ms(place.bare("table")))
            overview.append(first_row_ms(place.explorer()))
            rows.append(first_row_ms(other.explorer()))
    overview_ratio, rows_ratio = median(overview) / median(bare), median(rows) / median(bare)
    print_table(
        f"First screen, {options.size}, medians of {options.runs}",
        [
            ("bare Textual app, one row", f"{median(bare):6.0f} ms  (least {min(bare):.0f})"),
            ("overview, second start", f"{median(overview):6.0f} ms  (least {min(overview):.0f})"),
            ("operations, second start", f"{median(rows):6.0f} ms  (least {min(rows):.0f})"),
            ("explorer, first start, once", f"{building:6.0f} ms"),
            ("overview : bare", f"{overview_ratio:6.2f}     (at most {OVERVIEW_LIMIT})"),
            ("operations : bare", f"{rows_ratio:6.2f}     (at most {ROWS_LIMIT})"),
        ],
    )
    return int(options.check and (overview_ratio > OVERVIEW_LIMIT or rows_ratio > ROWS_LIMIT))


if __name__ == "__main__":
    sys.exit(main())
