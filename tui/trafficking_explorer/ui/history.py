"""The queries that were run, kept between runs: one JSON object a line, appended."""

import json
import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from trafficking_explorer.locate import data_folder

_KEPT = 500


class History:
    """Reads and appends; a disk that cannot be written only shortens the memory."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or data_folder() / "queries.jsonl"
        self._run_here: list[str] = []

    def add(self, sql: str) -> None:
        """Remember a query as the newest."""
        self._run_here.append(sql)
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            at = datetime.now(UTC).isoformat(timespec="seconds")
            line = json.dumps({"at": at, "sql": sql}, ensure_ascii=False) + "\n"
            # One write in append mode: two explorers never mix their lines.
            file = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(file, line.encode("utf-8", "surrogatepass"))
            finally:
                os.close(file)

    def queries(self) -> list[str]:
        """Every query once, the newest first."""
        kept: list[str] = []
        with suppress(OSError):
            for line in self.path.read_text("utf-8", "replace").splitlines()[-_KEPT:]:
                with suppress(ValueError, KeyError, TypeError):
                    # A lone surrogate, which JSON can write, is no text that an editor can hold.
                    sql = str(json.loads(line)["sql"]).encode("utf-8", "replace")
                    kept.append(sql.decode("utf-8"))
        return list(dict.fromkeys(reversed([*kept, *self._run_here])))

    def newest(self) -> str | None:
        """The query that was run last, None before the first."""
        return next(iter(self.queries()), None)
