"""The same claims in VisiData, Harlequin and sqlit, where they are installed, and in the explorer.

    python tests/bench/peers.py [--program PATH] [--peers DIR …] [--keep DIR] [--count N]

For each: how long from its start until it can be used, from the key that asks for the claims on one
country to these on screen, and the most memory it held. VisiData reads a CSV file and selects rows
by a regular expression; Harlequin and sqlit run a query on a DuckDB file; the explorer filters by
the same expression. --peers names folders with their programs, before those of PATH.
"""

import shutil
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench import million
from tests.bench.measuring import FIRST_ROW, Bench, arguments, bench, memory_mb, print_table
from tests.bench.recording import Recording
from tests.terminal.pty_session import SessionError

WORD = "zambia"
_QUERY = f"select * from claims where regexp_matches(text, '{WORD}') "
_COLUMNS = (
    "s.statistic_id, s.label, s.measure, s.value, replace(r.search_text, chr(10), ' ') AS text"
)
_SECONDS = 120.0
"""For each wait; what takes longer is reported so."""


@dataclass(frozen=True)
class Data:
    """The claims, as each program reads them.

    Attributes:
        count: of all.
        hits: of those that fit.
    """

    csv: Path
    database: Path
    count: int
    hits: int


@dataclass(frozen=True)
class Peer:
    """A program, and how the claims on one country are asked of it.

    Attributes:
        arguments: what it is started with.
        ready: a pattern of the screen that says that all can be used.
        ask: types all but the last key, and returns that.
        answer: a pattern of the screen that says that the claims are there.
    """

    program: str
    arguments: Callable[[Data], list[str]]
    ready: Callable[[Data], str]
    ask: Callable[[Recording], str]
    answer: Callable[[Data], str]


def _type(session: Recording, keys: str) -> None:
    """Type as a person does; some of the programs lose what comes at once."""
    for key in keys:
        session.send(key)
        session.watch(0.03)
    session.watch(1)


def _ask_visidata(session: Recording) -> str:
    _type(session, "ctext\r")
    _type(session, f"|{WORD}")
    return "\r"


def _ask_harlequin(session: Recording) -> str:
    _type(session, _QUERY)
    return "\x0a"


def _ask_sqlit(session: Recording) -> str:
    _type(session, "q")
    _type(session, "i")
    _type(session, _QUERY)
    _type(session, "\x1b")
    return "\r"


PEERS = (
    Peer(
        "visidata",
        lambda data: [str(data.csv)],
        lambda data: rf"{data.count} rows",
        _ask_visidata,
        lambda data: rf"selected {data.hits} rows|{data.hits} matches",
    ),
    Peer(
        "harlequin",
        lambda data: ["--read-only", "--no-write-history", "--limit", "-1", str(data.database)],
        lambda data: "Query Editor(.|\n)*claims|claims(.|\n)*Query Editor",
        _ask_harlequin,
        lambda data: rf"\({data.hits:,} Records\)",
    ),
    Peer(
        "sqlit",
        lambda data: ["connect", "duckdb", "--file-path", str(data.database)],
        lambda data: "Connected to",
        _ask_sqlit,
        lambda data: rf"returned {data.hits} rows",
    ),
)


def write_data(made: million.Million, folder: Path) -> Data:
    """The claims as a CSV file and as a table of a DuckDB file."""
    data = folder / "claims.csv", folder / "claims.duckdb"
    store = str(made.place.database).replace("'", "''")
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"ATTACH '{store}' AS corpus (READ_ONLY)")
        connection.execute(f"ATTACH '{data[1]}' AS written")
        connection.execute(
            f"CREATE TABLE written.claims AS SELECT {_COLUMNS} FROM corpus.statistics s "
            "JOIN corpus.records r ON r.record_type = 'statistic' AND r.record_id = s.statistic_id"
        )
        connection.execute(f"COPY written.claims TO '{data[0]}' (HEADER)")
        (hits,) = connection.execute(
            "SELECT count(*) FROM written.claims WHERE regexp_matches(text, ?)", [WORD]
        ).fetchall()[0]
    return Data(*data, made.count, hits)


def try_peer(place: Bench, program: Path, peer: Peer, data: Data) -> str:
    """Start a program, ask it, end it; what it took, or why that is not known."""
    with place.session([program, *peer.arguments(data)]) as session:
        try:
            ready = session.wait_for(peer.ready(data), seconds=_SECONDS) - session.started
            session.watch(1)
            key = peer.ask(session)
            sent = session.send(key)
            answered = session.wait_for(peer.answer(data), seconds=_SECONDS)
        except SessionError as error:
            return f"{str(error).splitlines()[0]}; {memory_mb(session.pid):.0f} MB"
        return _told(ready, answered - sent, memory_mb(session.pid))


def try_explorer(place: Bench, made: million.Million, data: Data) -> str:
    """The same in the explorer, started a second time."""
    arguments = ("--corpus", made.root, "--pane", "statistics")
    with place.explorer(*arguments, cache=made.home / "cache") as session:
        session.wait_for(FIRST_ROW)
        ready = session.wait_for(rf"{made.count:,} statistics") - session.started
        session.settle(1)
        _type(session, f"//{WORD}")
        # The last key makes the expression whole.
        sent = session.send("/")
        answered = session.wait_for(rf"\b{data.hits:,} of {made.count:,}")
        return _told(ready, answered - sent, memory_mb(session.pid))


def _told(ready: float, answered: float, memory: float) -> str:
    return f"ready after {ready:6.2f} s   rows after {answered:6.2f} s   {memory:5.0f} MB"


def report(place: Bench, made: million.Million, folders: Sequence[Path], size: str) -> None:
    """Measure those that are installed, and print.

    Args:
        folders: where their programs are looked for, before those of PATH.
    """
    rows = []
    with TemporaryDirectory() as temporary:
        data = write_data(made, Path(temporary))
        rows.append(("trafficking-explorer", try_explorer(place, made, data)))
        for peer in PEERS:
            paths = ":".join(str(folder.resolve()) for folder in folders)
            found = shutil.which(peer.program, path=paths) or shutil.which(peer.program)
            told = try_peer(place, Path(found), peer, data) if found else "not installed"
            rows.append((peer.program, told))
            time.sleep(1)
    print_table(f"{data.hits:,} of {made.count:,} claims by /{WORD}/, {size}", rows)


def main() -> int:
    """Measure and print."""
    parser = arguments(__doc__, runs=1)
    parser.add_argument("--peers", type=Path, action="append", default=[], metavar="DIR")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the made corpus there")
    parser.add_argument("--count", type=int, default=million.MILLION, help="its claims (1,000,000)")
    options = parser.parse_args()
    with bench(options) as place, TemporaryDirectory() as temporary:
        made = million.make((options.keep or Path(temporary)).resolve(), options.count)
        report(place, made, options.peers, options.size)
    return 0


if __name__ == "__main__":
    sys.exit(main())
