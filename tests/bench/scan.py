"""DuckDB's own scan of the folded text for a word, the floor of what a filter can take.

    python tests/bench/scan.py STORE WORD …

Prints seconds by word, as JSON: medians of warm runs on two threads.
"""

import json
import sys
import time
from statistics import median

import duckdb

RUNS = 5
SQL = "SELECT count(*) FROM corpus.records WHERE contains(search_text, ?)"


def scan_seconds(database: str, words: list[str]) -> dict[str, float]:
    """Seconds of one count, by word."""
    with duckdb.connect(":memory:") as connection:
        quoted = database.replace("'", "''")
        connection.execute(f"ATTACH '{quoted}' AS corpus (READ_ONLY)")
        connection.execute("SET threads = 2")
        found = {}
        for word in words:
            times = []
            for _ in range(RUNS + 1):
                started = time.perf_counter()
                connection.execute(SQL, [word]).fetchall()
                times.append(time.perf_counter() - started)
            found[word] = median(times[1:])
        return found


if __name__ == "__main__":
    print(json.dumps(scan_seconds(sys.argv[1], sys.argv[2:])))
