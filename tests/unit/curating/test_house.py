"""Values in the style of the curated files."""

import pytest

from trafficking_explorer.curating.house import Id, entry, flow, inline, item
from trafficking_explorer.curating.offers import Draft
from trafficking_explorer.model.evidence import TextQuote


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
        (Id("yes"), 'x: "yes"'),
        (Id("002"), 'x: "002"'),
        (Id("002-a"), "x: 002-a"),
        ("a\0b", 'x: "a\\0b"'),
        ("a \u202eb", 'x: "a \\U0000202eb"'),
        ("a \u200bb", 'x: "a \\U0000200bb"'),
    ],
)
def test_only_what_needs_quotation_marks_has_them(value: str, line: str) -> None:
    """An id has them where an editor would take it for a number or a truth value."""
    assert entry("x:", value, 0) == [line]


def test_a_long_text_is_folded() -> None:
    """Within 120 columns; what cannot be folded stays on a line, in quotation marks."""
    lines = entry("quote:", "word " * 60 + "end", 4)
    assert lines[0] == "    quote: >-"
    assert max(map(len, lines)) <= 120
    assert all(line.startswith("      word") for line in lines[1:])
    (line,) = entry("quote:", "a\0b " * 60, 4)
    assert line.startswith('    quote: "a\\0b')


def test_a_selector_stands_in_braces() -> None:
    """As long as it fits the line."""
    quote = TextQuote(exact="human trafficking", prefix="victims of", suffix=", including")
    assert entry("quote:", quote, 2) == [
        '  quote: {exact: human trafficking, prefix: victims of, suffix: ", including"}'
    ]
    long = quote.model_copy(update={"exact": "word " * 30})
    assert entry("-", long, 2)[0].startswith("  - exact:")
    assert flow((quote, "a, b")).endswith(', "a, b"]')
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
    assert item(draft) == (
        "- id: chad\n  quote:\n    - in Chad\n    - to Chad\n  name: Chad\n"
        "  evidence:\n    name, kind: Chad\n  resolved:\n    kind: why"
    )
    assert '  quote:\n    "002":\n      - in Chad\n      - to Chad\n' in item(draft, "002")
    assert '    name, kind:\n      "002": Chad\n' in item(draft, "002")
