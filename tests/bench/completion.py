"""Completion in the SQL editor, among a thousand tables of twenty columns.

    python tests/bench/completion.py [--runs N] [--check]

--check exits with 1 where half of the answers at one of the places take longer than 50 ms.
"""

import argparse
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.console_helpers import ask
from trafficking_explorer.console.completion import Completer
from trafficking_explorer.console.session import Console
from trafficking_explorer.database.cache import locate_store, open_store
from trafficking_explorer.paths import bundled_corpus

LIMIT_MS = 50
TABLES, COLUMNS = 1000, 20
PLACES = (
    "select * from ",
    "select * from many_9",
    "select * from many_500 where ",
    "select conta",
    "se",
    "select * from operations where operation_id = 'ep",
)


def times(completer: Completer, script: str, runs: int) -> list[float]:
    """Milliseconds until the offers at the end of a script are there."""
    found = []
    for _ in range(runs):
        began = time.perf_counter()
        offers = completer.complete(script, len(script)).offers
        found.append(1000 * (time.perf_counter() - began))
        assert offers, script
    return found


def main() -> int:
    """Measure, print, and judge where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    columns = ", ".join(f"c{i}_{{n}} INTEGER" for i in range(COLUMNS))
    tables = (f"CREATE TABLE many_{n} ({columns.format(n=n)})" for n in range(TABLES))
    slow = False
    with TemporaryDirectory() as folder:
        store = open_store(locate_store(bundled_corpus(), Path(folder)))
        console = Console(store)
        ask(console, ";".join(tables))
        completer = console.completer()
        for place in PLACES:
            found = times(completer, place, options.runs)
            slow = slow or median(found) > LIMIT_MS
            print(f"{place:55} median {median(found):6.1f} ms   most {max(found):6.1f} ms")
        console.close()
        store.close()
    return int(options.check and slow)


if __name__ == "__main__":
    sys.exit(main())
