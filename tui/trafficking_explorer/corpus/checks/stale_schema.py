"""Check that the JSON Schema beside the YAML is the one of this version."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from trafficking_explorer.corpus.corpus import Problem
from trafficking_explorer.errors import Location
from trafficking_explorer.paths import APP
from trafficking_explorer.records.json_schema import corpus_schema

SCHEMA = "corpus.schema.json"
"""The file of the schema, beside the YAML whose first line names it."""
_MOST_BYTES = 2**22


def schemas_of(root: Path) -> list[Path]:
    """All schema files among the YAML of a corpus."""
    return sorted(path for path in (root / "curated").rglob(SCHEMA) if path.is_file())


def schema_text() -> str:
    """The content of the schema file."""
    return json.dumps(corpus_schema(), ensure_ascii=False, indent=1) + "\n"


def stale_schema(root: Path) -> Iterator[Problem]:
    """Report schemas with a different content; their layout does not matter."""
    for path in schemas_of(root):
        if not _is_current(path):
            message = (
                "outdated schema: editors will report valid YAML as wrong; "
                f"{APP} init --schema {root} updates it"
            )
            at = Location(path.relative_to(root).as_posix())
            yield Problem(at, "stale-schema", message, "warning")


def _is_current(path: Path) -> bool:
    try:
        if path.stat().st_size > _MOST_BYTES:
            return False
        text = path.read_text("utf-8")
        return text == _text() or bool(json.loads(text) == corpus_schema())
    except (OSError, ValueError, RecursionError):
        return False


@cache
def _text() -> str:
    return schema_text()
