"""The filter line of a result, and the subject of a row."""

from typing import Any

import pytest

from trafficking_explorer.console.result_views import Condition
from trafficking_explorer.ui.result_filter import condition, describe_condition
from trafficking_explorer.ui.row_targets import PassagePlace, RecordPlace, place_in, record_in

COLUMNS = ("name", "n", "A b", 'q"q')


@pytest.mark.parametrize(
    ("line", "expected", "words"),
    [
        ("", None, ""),
        ("  mali   girl ", Condition("mali girl"), "with “mali girl”"),
        ("= 5", Condition("5", 1, "="), "where n = 5"),
        (">=  2020-01-01 ", Condition("2020-01-01", 1, ">="), "where n >= 2020-01-01"),
        ("NAME='O''Neil'", Condition("O'Neil", 0, "="), "where name = O'Neil"),
        ('"A b" != x', Condition("x", 2, "<>"), "where A b <> x"),
        ('"q""q" is null', Condition("", 3, "null"), 'where q"q is null'),
        ("name IS  NOT NULL", Condition("", 0, "not null"), "where name is not null"),
        ("is null", Condition("", 1, "null"), "where n is null"),
        ("nobody = 5", Condition("nobody = 5"), "with “nobody = 5”"),
        ("a < b < c", Condition("a < b < c"), "with “a < b < c”"),
    ],
)
def test_a_line_is_words_or_a_comparison(line: str, expected: Condition | None, words: str) -> None:
    """With the column that it names, or that of the cursor; both are said alike."""
    assert condition(line, COLUMNS, 1) == expected
    if expected is not None:
        assert describe_condition(expected, COLUMNS) == words


@pytest.mark.parametrize(
    ("row", "at", "expected"),
    [
        ({"a": 1, "operation_id": "alba"}, 0, RecordPlace("operation", "alba")),
        ({"agency_id": "x", "operation_id": "alba"}, 1, RecordPlace("operation", "alba")),
        ({"speaker_id": "who"}, 0, RecordPlace("person", "who")),
        ({"Record_Type": "case", "RECORD_ID": "c"}, 0, RecordPlace("case", "c")),
        (
            {"record_type": "case", "record_id": "c", "target_type": "form", "target_id": "f"},
            3,
            RecordPlace("form", "f"),
        ),
        ({"a": "tool/x"}, 0, RecordPlace("tool", "x")),
        ({"a": "tool/x y"}, 0, None),
        ({"a": "nothing/x"}, 0, None),
        ({"record_type": "nothing", "record_id": "c"}, 0, None),
        ({"operation_id": None}, 0, None),
        ({"operation_id": 5}, 0, None),
        ({"source_id": "000", "start_char": 3, "end_char": 9}, 0, PassagePlace("000", 3, 9)),
        ({"source_id": "000", "start_char": 9, "end_char": 3}, 0, RecordPlace("source", "000")),
        ({"source_id": "000", "start_char": True, "end_char": 3}, 0, RecordPlace("source", "000")),
        (
            {"source_id": "000", "start_char": 3, "end_char": 9, "quote_id": "q"},
            3,
            RecordPlace("quote", "q"),
        ),
        (
            {"source_id": "000", "start_char": 3, "end_char": 9, "exact": "words"},
            3,
            PassagePlace("000", 3, 9),
        ),
    ],
)
def test_a_row_names_a_record_or_a_passage(row: dict[str, Any], at: int, expected: object) -> None:
    """First the cell of the cursor, then the passage, then the record."""
    assert place_in(list(row), list(row.values()), at) == expected


@pytest.mark.parametrize(
    ("row", "at", "expected"),
    [
        (
            {"source_id": "000", "start_char": 3, "record_type": "quote", "record_id": "q"}
            | {"end_char": 9},
            0,
            RecordPlace("quote", "q"),
        ),
        ({"operation_id": "weka", "agency_id": "interpol"}, 1, RecordPlace("agency", "interpol")),
        ({"source_id": "000", "start_char": 3, "end_char": 9}, 1, RecordPlace("source", "000")),
        (
            {"finding_id": "f-1", "record_type": "quote", "record_id": "q"},
            0,
            RecordPlace("quote", "q"),
        ),
        ({"finding_id": "f-1", "other": "finding/f-2"}, 0, None),
        ({"n": 1, "words": "a / b"}, 0, None),
    ],
)
def test_a_row_names_a_record_to_edit(row: dict[str, Any], at: int, expected: object) -> None:
    """First the cell of the cursor, then the row; never a passage or a finding."""
    assert record_in(list(row), list(row.values()), at) == expected


def test_of_two_columns_of_one_name_the_first_counts() -> None:
    """Two columns have the same name, as in a join."""
    assert place_in(["operation_id", "operation_id"], ["a", "b"], 0) == RecordPlace(
        "operation", "a"
    )
    assert place_in(["operation_id", "operation_id"], ["a", "b"], 1) == RecordPlace(
        "operation", "b"
    )
