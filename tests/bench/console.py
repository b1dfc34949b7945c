"""The SQL console in a pseudo-terminal: first rows of a large result, its end, its memory, its interruption.

    python tests/bench/console.py [--program PATH] [--peers DIR …] [--runs N] [--check]

Everything in one session: `select 1` and 100 million rows by turns, from the key that runs them to
the first rows on screen; the last row; the most memory the process held; a cross join of hours,
interrupted, and the next query. Beside it, 10 million rows in Harlequin, where it is installed
(--peers names folders with it, before those of PATH). What was on the screen at which moment is read
off a recording. --check exits with 1 above a limit: first rows within 3 times those of `select 1`,
700 MB, the console free again within half a second.
"""

import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import inf
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.measuring import Bench, arguments, bench, memory_mb, print_table
from tests.bench.recording import Recording
from tests.terminal.pty_session import SessionError

ONES = 3
"""Limit for the first rows of the large result, as a multiple of those of `select 1`."""
MEMORY_MB = 700
FREE_SECONDS = 0.5
MANY = 100_000_000
PEER_ROWS = 10_000_000

_RUN, _ESCAPE, _ALL, _LAST = "\x12", "\x1b", "\x01", "G"
_ONE = "select 1 as one"
_CROSS = "select sum(a.range * b.range) from range(10000000) a, range(10000000) b"
_SECONDS = 120.0


@dataclass
class Console:
    """The explorer's console, and the moments that are looked for in its recording."""

    session: Recording
    looked_for: list[tuple[str, float, re.Pattern[str]]] = field(default_factory=list)
    """A name, the moment of a key, and what its answer looks like."""

    def write(self, sql: str) -> None:
        """Put a statement into the editor in place of what is there."""
        self.session.send(_ALL)
        self.session.watch(0.2)
        self.session.send(f"\x1b[200~{sql}\x1b[201~")
        self.session.watch(0.5)

    def run(self, name: str, answer: str) -> None:
        """Run it; when the answer came is found out later."""
        self.press(name, _RUN, answer)

    def press(self, name: str, key: str, answer: str) -> None:
        """Press a key whose answer is looked for."""
        self.looked_for.append((name, self.session.send(key), re.compile(answer)))

    def look_back(self) -> dict[str, list[float]]:
        """Seconds from each key to its answer, by name; infinity where that never came."""
        found: dict[str, list[float]] = {}
        left = list(self.looked_for)
        for came, screen in self.session.screens():
            if not left:
                break
            name, sent, answer = left[0]
            if came > sent and answer.search("\n".join(screen.lines)):
                found.setdefault(name, []).append(came - sent)
                left.pop(0)
        for name, _, _ in left:
            found.setdefault(name, []).append(inf)
        return found


@contextmanager
def console(place: Bench) -> Iterator[Console]:
    """The explorer with its cursor in the editor."""
    with place.explorer("--pane", "sql") as session:
        session.wait_for(r"\d sources")
        # The editor comes a little later, with whatever was in it last.
        session.watch(1)
        session.settle(1)
        session.send("i")
        session.settle(0.5)
        yield Console(session)


def measure(place: Bench, runs: int) -> tuple[dict[str, list[float]], float]:
    """A table of times, and the most memory."""
    many = f"select * from range({MANY})"
    with console(place) as it:
        session = it.session
        for _ in range(runs):
            it.write(_ONE)
            it.run("select 1", r"▸ *1\b(.|\n)*\b1 row")
            session.watch(0.7)
            it.write(many)
            it.run("first rows", r"▸ *0\b(.|\n)*\b(rows so far|of 100,000,000)")
            session.watch(0.7)
            session.send(_ESCAPE)
            session.watch(0.7)
        it.write(many)
        it.run("all counted", rf"\bof {MANY:,} ·")
        session.wait_for(rf"\bof {MANY:,} ·", seconds=_SECONDS)
        session.send(_ESCAPE)
        session.settle(0.5)
        it.press("last row", _LAST, rf"▸ *{MANY - 1}\b")
        session.watch(1)
        memory = memory_mb(session.pid)
        session.send("i")
        session.watch(0.5)
        it.write(_CROSS)
        session.send(_RUN)
        session.watch(2)
        it.press("interrupted", _ESCAPE, r"interrupted")
        session.watch(1.5)
        it.write("select 7 as seven")
        it.run("the next query", r"▸ *7\b")
        session.watch(1)
        memory = max(memory, memory_mb(session.pid))
    return it.look_back(), memory


def beside(place: Bench, folders: list[Path]) -> list[tuple[str, str]]:
    """The same 10 million rows here and in Harlequin, each in its own process."""
    sql = f"select * from range({PEER_ROWS})"
    with console(place) as it:
        it.write(sql)
        it.run("first rows", r"▸ *0\b")
        it.session.wait_for(rf"\bof {PEER_ROWS:,} ·", seconds=_SECONDS)
        memory = memory_mb(it.session.pid)
    first = it.look_back()["first rows"][0]
    rows = [("trafficking-explorer", f"first rows after {first:5.2f} s   {memory:4.0f} MB")]
    path = ":".join(str(folder.resolve()) for folder in folders)
    found = shutil.which("harlequin", path=path) or shutil.which("harlequin")
    rows.append(("harlequin", _harlequin(place, found, sql) if found else "not installed"))
    return rows


def _harlequin(place: Bench, program: str, sql: str) -> str:
    with place.session([program, "--no-write-history", "--limit", "-1", ":memory:"]) as session:
        try:
            session.wait_for("Query Editor", seconds=_SECONDS)
            session.watch(2)
            # The blank closes what completion offers.
            for key in f"{sql} ":
                # What comes at once is lost now and then.
                session.send(key)
                session.watch(0.03)
            session.watch(1)
            sent = session.send("\x0a")
            came = session.wait_for(rf"\b{PEER_ROWS:,} Records", seconds=_SECONDS)
        except SessionError as error:
            return f"{str(error).splitlines()[0]}; {memory_mb(session.pid):.0f} MB"
        return f"rows after       {came - sent:5.2f} s   {memory_mb(session.pid):4.0f} MB"


def main() -> int:
    """Measure and print."""
    parser = arguments(__doc__, runs=5)
    parser.add_argument("--peers", type=Path, action="append", default=[], metavar="DIR")
    options = parser.parse_args()
    with bench(options) as place:
        times, memory = measure(place, options.runs)
        one, first = (median(times[name]) for name in ("select 1", "first rows"))
        free = times["interrupted"][0]
        print_table(
            f"{MANY:,} rows in the console, {options.size}",
            [
                ("select 1 on screen", f"{one * 1000:7.1f} ms"),
                ("first of many rows on screen", f"{first * 1000:7.1f} ms   {first / one:.2f} ×"),
                ("all counted", f"{times['all counted'][0]:7.2f} s"),
                ("last row on screen", f"{times['last row'][0] * 1000:7.1f} ms"),
                ("most memory", f"{memory:7.0f} MB"),
                ("free again after esc", f"{free * 1000:7.1f} ms"),
                ("the next query", f"{times['the next query'][0] * 1000:7.1f} ms"),
            ],
        )
        print_table(f"{PEER_ROWS:,} rows", beside(place, options.peers))
    failed = {
        f"first rows after {first / one:.2f} × select 1": not first <= ONES * one,
        f"{memory:.0f} MB": not memory < MEMORY_MB,
        f"interrupted after {free:.2f} s": not free <= FREE_SECONDS,
        **{f"never seen: {name}": inf in found for name, found in times.items()},
    }
    for what, is_wrong in failed.items():
        if is_wrong:
            print(f"not as it should be: {what}")
    return int(options.check and any(failed.values()))


if __name__ == "__main__":
    sys.exit(main())
