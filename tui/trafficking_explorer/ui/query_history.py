"""The statements that were run, kept between runs: one JSON object a line, appended.

A line is written when a statement begins, so that one that ends the program is known too, and
another with the same number when it is through.
"""

import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from trafficking_explorer.paths import data_folder
from trafficking_explorer.secure import is_secure
from trafficking_explorer.text.display import escape_json

_KEPT = 500
_MOST_BYTES = 2**22
"""So much of the end of the file is read."""
DONE, FAILED, INTERRUPTED = "done", "failed", "interrupted"
CLOSED = "closed"
"""Of a text that was not run: its buffer was closed."""
OUTCOMES = (DONE, FAILED, INTERRUPTED, CLOSED)


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A statement and how it went.

    Attributes:
        at: when it began.
        seconds: how long it took; None where its end is not known.
        rows: how many it gave; None where it gives none, or its end is not known.
        outcome: one of `OUTCOMES`; empty where its end is not known.
    """

    sql: str
    at: datetime | None = None
    seconds: float | None = None
    rows: int | None = None
    outcome: str = ""


class QueryHistory:
    """Reads and appends; a disk that cannot be written only shortens the memory.

    In secure mode it is of this run alone.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or data_folder() / "queries.jsonl"
        self._here: dict[str, HistoryEntry] = {}
        """What was run here, by number."""

    def begin(self, sql: str) -> str:
        """Remember a statement as the newest; returns its number, for `end`."""
        number = f"{os.getpid()}-{time.monotonic_ns()}"
        run = self._here[number] = HistoryEntry(sql, datetime.now(UTC))
        assert run.at is not None
        self._append({"at": run.at.isoformat(timespec="seconds"), "id": number, "sql": sql})
        return number

    def end(self, number: str, outcome: str, seconds: float, rows: int | None = None) -> None:
        """Remember how a statement went.

        Args:
            outcome: one of `OUTCOMES`.
        """
        run = self._here[number]
        self._here[number] = replace(run, outcome=outcome, seconds=seconds, rows=rows)
        line = {"id": number, "outcome": outcome, "seconds": round(seconds, 3), "rows": rows}
        self._append(line)

    def runs(self) -> list[HistoryEntry]:
        """Every statement once, as it last went, the newest first."""
        runs = self._read() | self._here
        newest = {run.sql: run for run in runs.values()}
        order = dict.fromkeys(run.sql for run in reversed(runs.values()))
        return [newest[sql] for sql in order][:_KEPT]

    def _append(self, line: Mapping[str, object]) -> None:
        if is_secure():
            return
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            text = escape_json(json.dumps(line, ensure_ascii=False)) + "\n"
            # One write in append mode: two explorers never mix their lines.
            file = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(file, text.encode("utf-8", "surrogatepass"))
            finally:
                os.close(file)

    def _read(self) -> dict[str, HistoryEntry]:
        """What the file tells, by number, the oldest first."""
        runs: dict[str, HistoryEntry] = {}
        for i, line in enumerate(self._lines()):
            with suppress(ValueError, TypeError, RecursionError):
                entry = json.loads(line)
                number = str(entry.get("id", i)) if isinstance(entry, dict) else ""
                if isinstance(entry, dict) and isinstance(entry.get("sql"), str):
                    runs[number] = HistoryEntry(_text(entry["sql"]), _time(entry.get("at")))
                elif number in runs:
                    runs[number] = _ended(runs[number], entry)
        return runs

    def _lines(self) -> Iterator[str]:
        if is_secure():
            return
        with suppress(OSError), self.path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - _MOST_BYTES))
            yield from file.read().decode("utf-8", "replace").split("\n")


def _ended(run: HistoryEntry, entry: Mapping[str, Any]) -> HistoryEntry:
    seconds, rows, outcome = (entry.get(name) for name in ("seconds", "rows", "outcome"))
    return replace(
        run,
        seconds=float(seconds) if isinstance(seconds, int | float) else None,
        rows=rows if isinstance(rows, int) else None,
        outcome=outcome if outcome in OUTCOMES else "",
    )


def _text(sql: str) -> str:
    """Without lone surrogates, which JSON can write: they are no text that an editor can hold."""
    return sql.encode("utf-8", "replace").decode("utf-8")


def _time(value: object) -> datetime | None:
    with suppress(ValueError, TypeError):
        at = datetime.fromisoformat(str(value))
        return at if at.tzinfo is not None else None
    return None
