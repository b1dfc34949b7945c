"""Time from a key in the filter to the repainted rows, and the longest standstill meanwhile.

    python tests/bench/rows.py [--program PATH] [--size 140x40] [--keep DIR] [--count N] [--check]
        [--peers [DIR …]]

Everything in one run, in the same kind of pseudo-terminal: the echo of a key in a bare Textual app,
the bundled corpus, DuckDB's own scan of the folded text of a made corpus (1,000,000 claims), and the
explorer on it. What the rows must be is asked of the store beforehand; when they were on the screen
is read off a recording. A key whose rows never came, since the next was typed, counts until those of
a later key came.

The made corpus takes some minutes; --keep uses it again. --check exits with 1 above a limit: on the
bundled corpus a median of 2 echoes; on the made one a median of an echo and 3 scans, twice that for
95 of 100, and 600 MB of memory.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from math import inf
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench import million, peers
from tests.bench.course import DELETE, PAUSE, Course, foresee
from tests.bench.expected import Oracle
from tests.bench.measuring import FIRST_ROW, Bench, arguments, bench, memory_mb, print_table
from tests.bench.recording import Recording
from trafficking_explorer.database.cache import StoreLocation, locate_store, open_store
from trafficking_explorer.database.views import VIEWS
from trafficking_explorer.paths import bundled_corpus

VIEW = VIEWS["statistics"]
PANE_KEY = "4"
PAGE_DOWN = "\x1b[6~"
BUNDLED_ECHOES = 2
SCANS = 3
MEMORY_MB = 600

BUNDLED_LINES = (
    "interpol arrests",
    "agency:interpol",
    "arrests>=100",
    '"human trafficking"',
    "children -rescued",
    "nearly" + DELETE * 4,
)
MADE_LINES = (
    "in",  # nearly all
    "police arrested",
    "zambia",  # few
    "cedar bridge",
    "prosecutors" + DELETE * 6,
    '"forced labour"',
    "country:togo",
    "agency:nbp",
    "arrests>=100",
    "value>=1000000",
)
SCANNED = ("in", "police", "arrested", "zambia", "cedar bridge", "prosecutors", "forced labour")
SORTS = (("label", "ll", "s"), ("period", "ll", "S"), ("value", "hhhh", "S"))
"""Columns, the way to each from the one before, and the key that sorts by it."""

TYPED, AT_ONCE, SCROLLED = "typing", "a line at once", "page down held"


# The programs.


def bare_echo_ms(place: Bench) -> list[float]:
    """From a key to its echo in a bare Textual app with one input."""
    with place.bare("input") as session:
        session.wait_for(FIRST_ROW)
        session.settle()
        course = Course(session, VIEW)
        for key in "interpol arrests" * 3:
            course.key("echo", key, None)
            session.watch(PAUSE)
    return course.answered_ms("echo")


def scan_ms(place: StoreLocation) -> dict[str, float]:
    """Time of DuckDB's own scan, word by word, in its own process."""
    done = subprocess.run(
        [sys.executable, Path(__file__).with_name("scan.py"), place.database, *SCANNED],
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    return {word: seconds * 1000 for word, seconds in json.loads(done.stdout).items()}


def bundled_course(place: Bench) -> Course:
    """Filters on the bundled corpus."""
    with TemporaryDirectory() as cache:
        store = open_store(locate_store(bundled_corpus(), Path(cache)))
        seen = foresee(Oracle(store, VIEW), BUNDLED_LINES)
        store.close()
    with place.explorer("--pane", VIEW.name) as session:
        _await_opened(session)
        course = Course(session, VIEW)
        course.type_lines(TYPED, BUNDLED_LINES, seen, at_once=False)
        course.type_lines(AT_ONCE, BUNDLED_LINES, seen, at_once=True)
    course.look_back()
    return course


def made_course(place: Bench, made: million.Million) -> tuple[Course, float]:
    """All that is done to a table, on the made corpus; and the most memory it took, in MB."""
    store = open_store(made.place)
    oracle = Oracle(store, VIEW)
    if oracle.total != made.count:
        raise SystemExit(f"{made.place.database} was rebuilt; run this again")
    seen = foresee(oracle, MADE_LINES)
    start, end = oracle.expect(""), oracle.last_row()
    sorts = [tuple((key, False) for key, _, _ in SORTS[: n + 1]) for n in range(len(SORTS))]
    sorted_ = [oracle.expect("", sort, [oracle.first]) for sort in sorts]
    store.close()
    with place.explorer("--corpus", made.root, cache=made.home / "cache") as session:
        _await_opened(session)
        course = Course(session, VIEW)
        course.key("the pane opened", PANE_KEY, start)
        course.wait(start)
        course.type_lines(TYPED, MADE_LINES, seen, at_once=False)
        course.type_lines(AT_ONCE, MADE_LINES, seen, at_once=True)
        session.send("g")
        assert start is not None
        course.press("to the last row", "G", end)
        course.press("to the first row", "g", start)
        for (column, way, key), expected in zip(SORTS, sorted_, strict=True):
            assert expected is not None
            session.settle(0.3)
            session.send(way)
            course.press(f"sorted {'' if key == 's' else 'also '}by {column}", key, expected)
        session.send("g")
        session.settle()
        course.hold(SCROLLED, [PAGE_DOWN] * 40)
        session.settle()
        memory = memory_mb(session.pid)
    course.look_back()
    return course, memory


def _await_opened(session: Recording) -> None:
    """Wait until the explorer has its store and is idle."""
    session.wait_for(FIRST_ROW)
    session.wait_for(r"\d sources")
    session.settle(1)


# The report.


def main() -> int:
    """Measure and print."""
    parser = arguments(__doc__, runs=1)
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the made corpus there")
    parser.add_argument("--count", type=int, default=million.MILLION, help="its claims (1,000,000)")
    parser.add_argument(
        "--peers",
        type=Path,
        nargs="*",
        metavar="DIR",
        help="beside them VisiData, Harlequin and sqlit, where they are installed: there, or in PATH",
    )
    parser.add_argument("--only", choices=("bundled", "made"), help="one of the two corpora")
    options = parser.parse_args()
    failed = []
    with bench(options) as place:
        echoes = bare_echo_ms(place)
        echo = median(echoes)
        title = f"A key in a bare Textual app with one input, {options.size}, {len(echoes)} keys"
        print_table(title, [("echo", spread(echoes))])
        if options.only != "made":
            failed += report_bundled(place, echo)
        if options.only != "bundled":
            failed += report_made(place, echo, options)
    for line in failed:
        print(f"not as it should be: {line}")
    return int(options.check and bool(failed))


def report_bundled(place: Bench, echo: float) -> list[str]:
    """Measure the bundled corpus and print; what is not as it should be."""
    course = bundled_course(place)
    keys = [step.rows_ms for step in course.named(TYPED)]
    limit = BUNDLED_ECHOES * echo
    print_table(
        f"The bundled corpus, its statistics, {len(keys)} keys",
        [*filter_lines(course), (f"allowed: {BUNDLED_ECHOES} bare echoes", f"{limit:6.1f} ms")],
    )
    slow = [f"rows of the bundled corpus: {median(keys):.0f} ms"] if median(keys) > limit else []
    return slow + never_seen(course)


def report_made(place: Bench, echo: float, options: argparse.Namespace) -> list[str]:
    """Measure the made corpus and print; what is not as it should be."""
    with TemporaryDirectory() as temporary:
        made = million.make((options.keep or Path(temporary)).resolve(), options.count)
        scans = scan_ms(made.place)
        course, memory = made_course(place, made)
        again = scan_ms(made.place)
        if options.peers is not None:
            peers.report(place, made, options.peers, options.size)
    scan = median([*scans.values(), *again.values()])
    limit = echo + SCANS * scan
    keys = [step.rows_ms for step in course.named(TYPED)]
    filters = (TYPED, AT_ONCE)
    others = dict.fromkeys(step.name for step in course.steps if step.name not in filters)
    each = ", ".join(f"{word} {ms:.0f}" for word, ms in scans.items())
    print_table(
        f"{made.count:,} statistics, {len(keys)} keys",
        [
            ("DuckDB's scan for a word", f"{scan:6.1f} ms   {each}"),
            *filter_lines(course),
            (f"allowed: echo and {SCANS} scans", f"{limit:6.1f} ms   95 %: {2 * limit:7.1f}"),
            *((name, f"{course.named(name)[0].all_ms:6.1f} ms") for name in others),
            *(
                (f"longest without an answer, {name}", f"{max(course.answered_ms(name)):6.1f} ms")
                for name in (TYPED, *others, SCROLLED)
            ),
            ("most memory", f"{memory:6.0f} MB   (at most {MEMORY_MB})"),
        ],
    )
    for step in sorted(course.named(TYPED), key=lambda step: -step.rows_ms)[:5]:
        print(f"    slowest: {step.rows_ms:7.1f} ms  {step.expected.line}")
    failed = {
        f"rows, median: {median(keys):.0f} ms": median(keys) > limit,
        f"rows, 95 of 100: {p95(keys):.0f} ms": p95(keys) > 2 * limit,
        f"memory: {memory:.0f} MB": memory > MEMORY_MB,
    }
    return [what for what, is_so in failed.items() if is_so] + never_seen(course)


def filter_lines(course: Course) -> list[tuple[str, str]]:
    """The lines of a report on filters."""
    steps, last, lines = (
        course.named(TYPED),
        course.last_keys(TYPED),
        course.named(AT_ONCE),
    )
    return [
        ("echo", spread(course.answered_ms(TYPED))),
        (f"a key every {PAUSE * 1000:.0f} ms: rows", spread([step.rows_ms for step in steps])),
        ("   and count", spread([step.all_ms for step in steps])),
        ("   rows, last keys of lines", spread([step.rows_ms for step in last])),
        (f"{AT_ONCE}: rows", spread([step.rows_ms for step in lines])),
        ("   and count", spread([step.all_ms for step in lines])),
    ]


def never_seen(course: Course) -> list[str]:
    """Lines whose rows did not come, or were others than the store has."""
    last = {step.group: step for step in course.steps}.values()
    missing = dict.fromkeys(step.expected.line or step.name for step in last if step.all_at == inf)
    return [f"never on screen: {', '.join(missing)}"] if missing else []


def spread(times: Sequence[float]) -> str:
    """Median, 95 of 100, most."""
    return f"{median(times):6.1f} ms   95 %: {p95(times):7.1f}   most {max(times):7.1f}"


def p95(times: Sequence[float]) -> float:
    """The 95th percentile."""
    return quantiles(times, n=20, method="inclusive")[-1] if len(times) > 1 else times[0]


if __name__ == "__main__":
    sys.exit(main())
