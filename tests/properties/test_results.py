"""Exports read back; a changed corpus has another fingerprint."""

import csv
import json
import os
import tempfile
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from trafficking_explorer.database.fingerprint import fingerprint
from trafficking_explorer.export.cell_text import as_text, json_text
from trafficking_explorer.export.formats import FORMATS

# A lone surrogate is not text, and a store cannot have one.
TEXT = st.text(alphabet=st.characters(codec="utf-8"), max_size=20)
VALUE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    TEXT,
    st.dates(),
    st.datetimes(),
    st.binary(max_size=6),
    st.lists(TEXT, max_size=3),
    st.dictionaries(TEXT, st.integers(), max_size=2),
)


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[list[Any]]]:
    """Columns and rows of any values."""
    columns = draw(st.lists(TEXT, min_size=1, max_size=4))
    row = st.lists(VALUE, min_size=len(columns), max_size=len(columns))
    return columns, draw(st.lists(row, max_size=4))


def written(name: str, columns: list[str], rows: list[list[Any]]) -> str:
    stream = StringIO(newline="")
    FORMATS[name].writer(stream, columns, iter(rows))
    return stream.getvalue()


@given(tables())
def test_csv_reads_back(table: tuple[list[str], list[list[Any]]]) -> None:
    """Every cell is the text of its value, whatever marks and line breaks it has."""
    columns, rows = table
    found = list(csv.reader(StringIO(written("csv", columns, rows), newline="")))
    # A missing value that is alone in its row is an empty line.
    assert found == [
        columns,
        *([] if row == [None] else [as_text(value) for value in row] for row in rows),
    ]


@given(tables())
def test_json_reads_back(table: tuple[list[str], list[list[Any]]]) -> None:
    """Rows are strict JSON; no column is lost, and lines are one array as well."""
    columns, rows = table
    found = json.loads(written("json", columns, rows), parse_constant=lambda _: 1 / 0)
    assert [list(each.values()) for each in found] == [
        [json.loads(json_text(value)) for value in row] for row in rows
    ]
    lines = written("jsonl", columns, rows).split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == found


@given(tables())
def test_tables_for_people_have_a_line_a_row(table: tuple[list[str], list[list[Any]]]) -> None:
    """Nothing in a value ends a line or reaches the terminal."""
    columns, rows = table
    for name in ("table", "markdown"):
        text = written(name, columns, rows)
        assert text.count("\n") == len(rows) + 2
        assert not any(ord(char) < 32 and char != "\n" for char in text)


@given(st.dates(), st.datetimes())
def test_dates_are_iso_8601(day: date, moment: datetime) -> None:
    """They read back."""
    assert date.fromisoformat(json.loads(json_text(day))) == day
    assert datetime.fromisoformat(json.loads(json_text(moment))) == moment


NAMES = st.sampled_from(["curated/a.yaml", "curated/b/c.yaml", "seeds/s.txt", "seeds/é.txt"])


@given(st.dictionaries(NAMES, st.binary(max_size=8), min_size=1), st.data())
def test_a_fingerprint_changes_with_a_file(files: dict[str, bytes], data: st.DataObject) -> None:
    """Made longer, removed, added or touched; it stays while nothing changes."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, content in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(content)
        before = fingerprint(root)
        assert fingerprint(root) == before
        path = root / data.draw(st.sampled_from(sorted(files)))
        match data.draw(st.sampled_from(["longer", "removed", "added", "touched", "renamed"])):
            case "longer":
                path.write_bytes(path.read_bytes() + b"x")
            case "removed":
                path.unlink()
            case "added":
                path.with_name("new").write_bytes(b"")
            case "touched":
                os.utime(path, ns=(0, path.stat().st_mtime_ns + 1))
            case "renamed":
                path.rename(path.with_name("other"))
        assert fingerprint(root) != before
