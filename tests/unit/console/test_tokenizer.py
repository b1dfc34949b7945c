"""A script as DuckDB reads it: tokens, statements, the statement at a place, parameters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trafficking_explorer.console.tokenizer import parameters, statement_at, statements, tokens

SCRIPTS = [
    ("SELECT 1", ["SELECT 1"]),
    ("SELECT 1; SELECT 2;", ["SELECT 1", "SELECT 2"]),
    (" ;; SELECT 1 ;\n; ", ["SELECT 1"]),
    ("SELECT ';' AS a; SELECT 2", ["SELECT ';' AS a", "SELECT 2"]),
    ("SELECT 'it''s;'; SELECT 2", ["SELECT 'it''s;'", "SELECT 2"]),
    ('SELECT 1 AS "a;b"; SELECT 2', ['SELECT 1 AS "a;b"', "SELECT 2"]),
    ("SELECT $$a;b$$; SELECT $x$ ; $x$", ["SELECT $$a;b$$", "SELECT $x$ ; $x$"]),
    ("SELECT e'a\\';b'; SELECT 2", ["SELECT e'a\\';b'", "SELECT 2"]),
    ("-- one; two\nSELECT 1 -- ; x\n; /* ; */ SELECT 2", ["SELECT 1", "SELECT 2"]),
    ("/* a /* b; */ c; */ SELECT 1", ["SELECT 1"]),
    ("SELECT 'é;日', 1; SELECT '🧭'", ["SELECT 'é;日', 1", "SELECT '🧭'"]),
    ("SELECT 'open ; SELECT 2  ", ["SELECT 'open ; SELECT 2  "]),
    ("SELEC 1; SELECT FROM WHERE; SELECT 3", ["SELEC 1", "SELECT FROM WHERE", "SELECT 3"]),
    ("SELECT 1 /* ; open", ["SELECT 1"]),
    ("", []),
    ("-- only a remark;", []),
    ("SELECT '\ud800'; SELECT 2", ["SELECT '\ud800'", "SELECT 2"]),
]


@pytest.mark.parametrize(("script", "texts"), SCRIPTS, ids=[script for script, _ in SCRIPTS])
def test_a_script_has_statements(script: str, texts: list[str]) -> None:
    """Comments, strings and quoted names end none of them; errors do not matter."""
    found = statements(script)
    assert [each.text for each in found] == texts
    assert [script[each.start : each.end] for each in found] == texts
    assert [(each.number, each.of) for each in found] == [
        (i, len(texts)) for i in range(1, len(texts) + 1)
    ]


@given(st.text(alphabet=st.sampled_from("ab;'\"$-/*\n é日(1.\ud800"), max_size=30))
def test_tokens_are_in_their_places(script: str) -> None:
    """Whatever is typed: in their order, without overlap; what is left out is blank."""
    at = 0
    for token in tokens(script):
        assert script[token.start : token.end] == token.text != ""
        assert script[at : token.start].strip(" \n") == ""
        at = token.end
    assert script[at:].strip(" \n") == ""


TYPED = "SELECT 1; -- of the first\nSELECT 2;\n\n-- of the third\nSELECT 3  ; SELECT 4"


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("SELECT 1", "SELECT 1"),
        ("; -- of the f", "SELECT 1"),
        ("SELECT 2", "SELECT 2"),
        (";\n\n-- of", "SELECT 2"),
        ("\n-- of the third", "SELECT 3"),
        ("third\n", "SELECT 3"),
        ("3  ;", "SELECT 3"),
        (" SELECT 4", "SELECT 3"),
        ("ELECT 4", "SELECT 4"),
    ],
)
def test_a_place_belongs_to_a_statement(words: str, text: str) -> None:
    """The one it is in, or behind on the same line; else the next."""
    found = statement_at(TYPED, TYPED.index(words))
    assert found is not None
    assert found.text == text


def test_every_place_of_a_script_with_statements_has_one() -> None:
    """Places before the first and after the last too; without a statement there is no answer."""
    for script in ("  SELECT 1", "SELECT 1;  \n\n ", "\n\n-- x\nSELECT 1; -- y"):
        for place in range(len(script) + 1):
            found = statement_at(script, place)
            assert found is not None
            assert found.text == "SELECT 1"
    assert statement_at("-- nothing", 3) is None


def test_parameters_are_named_once_each() -> None:
    """Not in strings, comments or dollar quotes."""
    script = "SELECT $a, $b_1, '$c', $$ $d $$, $1, ? -- $e\n; SELECT $a + $Type, x$f"
    assert parameters(script) == ("a", "b_1", "Type")
