"""Values in the style of the curated files."""

import pytest

from trafficking_explorer.curation.types import Draft
from trafficking_explorer.curation.yaml_style import (
    QuotedScalar,
    block_lines,
    flow_style,
    inline,
    record_yaml,
)
from trafficking_explorer.records.evidence import TextQuote


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("27%", "x: 27%"),
        ("40", "x: 40"),
        ("“We act,”", "x: “We act,”"),
        ("INTERPOL: a day", 'x: "INTERPOL: a day"'),
        ("a # b", 'x: "a # b"'),
        ("null", 'x: "null"'),
        ("- a", 'x: "- a"'),
        ("yes", "x: yes"),
        (QuotedScalar("yes"), 'x: "yes"'),
        (QuotedScalar("002"), 'x: "002"'),
        (QuotedScalar("002-a"), "x: 002-a"),
        ("a\0b", 'x: "a\\0b"'),
        ("a \u202eb", 'x: "a \\U0000202eb"'),
        ("a \u200bb", 'x: "a \\U0000200bb"'),
    ],
)
def test_only_what_needs_quotation_marks_has_them(value: str, line: str) -> None:
    """An id has them where an editor would take it for a number or a truth value."""
    assert block_lines("x:", value, 0) == [line]


def test_a_long_text_is_folded() -> None:
    """Within 120 columns; what cannot be folded stays on a line, in quotation marks."""
    lines = block_lines("quote:", "word " * 60 + "end", 4)
    assert lines[0] == "    quote: >-"
    assert max(map(len, lines)) <= 120
    assert all(line.startswith("      word") for line in lines[1:])
    (line,) = block_lines("quote:", "a\0b " * 60, 4)
    assert line.startswith('    quote: "a\\0b')


def test_a_selector_stands_in_braces() -> None:
    """As long as it fits the line."""
    quote = TextQuote(exact="human trafficking", prefix="victims of", suffix=", including")
    assert block_lines("quote:", quote, 2) == [
        '  quote: {exact: human trafficking, prefix: victims of, suffix: ", including"}'
    ]
    long = quote.model_copy(update={"exact": "word " * 30})
    assert block_lines("-", long, 2)[0].startswith("  - exact:")
    assert flow_style((quote, "a, b")).endswith(', "a, b"]')
    assert inline("a, b") == "a, b"


def test_a_record_has_its_fields_in_order() -> None:
    """Passages of another source than the file's are under its id."""
    draft = Draft(
        "place",
        "chad",
        (TextQuote(exact="in Chad"), TextQuote(exact="to Chad")),
        (("name", "Chad"),),
        (("name, kind", TextQuote(exact="Chad")),),
        (("kind", "why"),),
    )
    assert record_yaml(draft) == (
        "- id: chad\n  quote:\n    - in Chad\n    - to Chad\n  name: Chad\n"
        "  evidence:\n    name, kind: Chad\n  resolved:\n    kind: why"
    )
    assert '  quote:\n    "002":\n      - in Chad\n      - to Chad\n' in record_yaml(draft, "002")
    assert '    name, kind:\n      "002": Chad\n' in record_yaml(draft, "002")
