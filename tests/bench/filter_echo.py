"""How long from a key in the filter to its echo and to the last repaint, against a bare input.

    python tests/bench/filter_echo.py [--program PATH] [--runs N] [--size 140x40]

After the last repaint nothing is written for 0.2 s.
"""

import sys
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.measuring import FIRST_ROW, arguments, bench, print_table
from tests.terminal.pty_session import PtySession

WORDS = "interpol arrests"


def type_key(session: PtySession, key: str) -> tuple[float, float]:
    """Type one key; ms to the first and to the last that is written after it."""
    sent = session.send(key)
    echo = session.wait_until(lambda: session.last_output > sent, "an echo")
    session.settle(0.2)
    return (echo - sent) * 1000, (session.last_output - sent) * 1000


def key_times_ms(session: PtySession, runs: int) -> tuple[list[float], list[float]]:
    """Type all of it, key by key, and empty the field again; see `type_key`."""
    times = []
    for _ in range(runs):
        times += [type_key(session, key) for key in WORDS]
        session.send("\x15")
        session.settle()
    return [first for first, _ in times], [last for _, last in times]


def main() -> int:
    """Measure and print."""
    options = arguments(__doc__, runs=3).parse_args()
    with bench(options) as place:
        with place.bare("input") as session:
            session.wait_for(FIRST_ROW)
            session.settle()
            bare, _ = key_times_ms(session, options.runs)
        with place.explorer() as session:
            session.wait_for(FIRST_ROW)
            session.wait_for(r"\d sources")
            session.settle()
            session.send("/")
            session.settle()
            echo, repainted = key_times_ms(session, options.runs)
    print_table(
        f"From a key, {options.size}, {len(echo)} keys",
        [
            ("bare Textual input, echo", f"{median(bare):5.1f} ms  (most {max(bare):.1f})"),
            ("explorer's filter, echo", f"{median(echo):5.1f} ms  (most {max(echo):.1f})"),
            (
                "rows, card and source repainted",
                f"{median(repainted):5.1f} ms  (most {max(repainted):.1f})",
            ),
        ],
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
