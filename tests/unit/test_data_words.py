"""Words of a call that only begin like an option."""

from collections.abc import Callable

import pytest
from click.testing import Result


@pytest.mark.parametrize(
    "query",
    [
        "-- Claims of a kind\nselect 1 as a",
        "--comment without a blank\nselect 1 as a",
        "--\nselect 1 as a",
        "-- one\n-- two\nselect 1 as a -- three",
    ],
)
def test_a_query_may_begin_with_a_comment(call: Callable[..., Result], query: str) -> None:
    """Wherever the options are."""
    for args in ((query, "--format", "csv"), ("--format", "csv", query)):
        result = call("sql", *args)
        assert (result.exit_code, result.stdout) == (0, "a\n1\n"), result.output


def test_a_filter_may_begin_with_an_exclusion(call: Callable[..., Result]) -> None:
    """Several words are not an option."""
    result = call("search", "-arrested in:chad", "--format", "csv")
    assert result.exit_code == 0, result.output
    assert len(result.stdout.splitlines()) > 1


@pytest.mark.parametrize(
    "args", [("--nope",), ("sql", "--nope", "select 1"), ("sql", "-x", "select 1")]
)
def test_an_unknown_option_is_still_one(call: Callable[..., Result], args: tuple[str, ...]) -> None:
    """A single word, which may be misspelt."""
    result = call(*args)
    assert result.exit_code == 2
    assert "No such option" in result.stderr


def test_values_of_options_stay_as_they_are(call: Callable[..., Result]) -> None:
    """Also those that begin like an option."""
    result = call("sql", "select $a as a", "--param=a=-- x y", "--format", "csv")
    assert (result.exit_code, result.stdout) == (0, "a\n-- x y\n"), result.output
    result = call("sql", "select $a as a", "--param", "a=-- x y", "--format", "csv")
    assert (result.exit_code, result.stdout) == (0, "a\n-- x y\n"), result.output
