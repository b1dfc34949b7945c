"""The layout of SQL: other blanks, and nothing else."""

import pytest

from trafficking_explorer.console.formatter import format_sql
from trafficking_explorer.console.saved_queries import read_queries
from trafficking_explorer.console.tokenizer import COMMENT, statements, tokens


def words(sql: str) -> list[str]:
    """The tokens that DuckDB reads, without comments."""
    return [token.text for token in tokens(sql) if token.kind != COMMENT]


def test_a_statement_is_set_out() -> None:
    """One clause a line, with the comments in their places and unchanged names."""
    before = """\
-- What this is:  kept   as it is
SELECT Name, -- the name
  count(*) /* of all */ as "N" from Operations
where kind = 'a  b' and -- why
 Name is not null order by all; -- after
select   2"""
    after, problems = format_sql(before)
    assert problems == ()
    assert (
        after
        == """\
-- What this is:  kept   as it is
SELECT
    Name,  -- the name
    count(*)  /* of all */
    as "N"
from Operations
where
    kind = 'a  b'  -- why
    and Name is not null
order by all; -- after
select 2"""
    )
    assert words(after) == words(before)


def test_only_the_statement_at_a_place() -> None:
    """The others stay as they are."""
    script = "select   1;\nselect   2"
    assert format_sql(script, statements(script)[1].start) == ("select   1;\nselect 2", ())


def test_all_shipped_queries_can_be_set_out() -> None:
    """They say the same afterwards, comments and parameters too, and a second time changes nothing."""
    queries, _ = read_queries()
    assert len(queries) > 10
    for query in queries:
        after, problems = format_sql(query.sql)
        assert problems == (), query.name
        assert words(after) == words(query.sql)
        header = [line for line in query.sql.splitlines() if line.startswith("--")]
        assert after.splitlines()[: len(header)] == header
        assert format_sql(after) == (after, ())


@pytest.mark.parametrize(
    "sql",
    [
        "select E'\\n', 1",
        "select 7 // 2, 2 ** 3",
        "select {'a': {'b': 1}}",
        "select 'a'\n'b'",
        "select #1, 2",
        "select 'unclosed",
        'select "unclosed',
        "select $tag$ it's {{ $tag$, (",
        pytest.param("(" * 1000, id="deep"),
    ],
)
def test_what_cannot_be_set_out_stays_as_it_is(sql: str) -> None:
    """Either nothing is said by it that was not said before, or it is untouched, with the reason."""
    script = f"select  1;\n  {sql}"
    after, problems = format_sql(script)
    if problems:
        assert after == f"select 1;\n  {sql}"
        assert "cannot be formatted" in str(problems[0])
        assert (problems[0].line, problems[0].column) == (2, 3)
    else:
        assert words(after) == words(script)


@pytest.mark.parametrize("script", ["", "  \n", "-- a remark\n", ";;"])
def test_nothing_to_set_out(script: str) -> None:
    """A script without a statement stays."""
    assert format_sql(script) == (script, ())
