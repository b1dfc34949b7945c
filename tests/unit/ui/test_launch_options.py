"""A view as a command."""

import shlex
from dataclasses import replace
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from trafficking_explorer import cli
from trafficking_explorer.database.read_models import Sort
from trafficking_explorer.database.views import VIEWS
from trafficking_explorer.errors import UsageError
from trafficking_explorer.ui.launch_options import (
    LaunchOptions,
    command_line,
    parse_sort,
    sort_text,
)
from trafficking_explorer.ui.launcher import check_view

STATISTICS = VIEWS["statistics"]

COMMAND = click.Command(
    "any",
    params=[click.Option([f"--{name}"]) for name in ("corpus", "pane", "filter", "sort", "goto")],
)
"""Takes the options of the explorer, and nothing of what they say."""

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
sorts = st.lists(
    st.tuples(st.sampled_from([column.key for column in STATISTICS.columns]), st.booleans()),
    unique_by=lambda key: key[0],
).map(tuple)


def test_a_command_as_people_write_it() -> None:
    """Only what differs from the usual view is named, and quoted only where it must be."""
    assert (
        command_line(
            None,
            "statistics",
            "arrests>=100",
            (("value", True), ("measure", False)),
            ("statistic", "x"),
        )
        == "trafficking-explorer --pane statistics --filter 'arrests>=100' "
        "--sort value:desc,measure --goto statistic/x"
    )
    assert command_line(None, "quotes") == "trafficking-explorer --pane quotes"


@given(
    texts, sorts, st.none() | st.tuples(st.sampled_from(["agency", "quote"]), texts.filter(bool))
)
def test_a_shell_gives_back_the_parts(
    filter_text: str, sort: Sort, record: tuple[str, str] | None
) -> None:
    """Quotation marks, dollars, blanks, a leading minus: every part arrives as it was."""
    program, *words = shlex.split(command_line(None, "statistics", filter_text, sort, record))
    assert program == "trafficking-explorer"
    assert COMMAND.make_context(program, words).params == {
        "corpus": None,
        "pane": "statistics",
        "filter": filter_text or None,
        "sort": sort_text(sort) or None,
        "goto": "/".join(record) if record else None,
    }


@given(sorts)
def test_an_order_reads_back(sort: Sort) -> None:
    """The order in a command is the one it was made from."""
    assert parse_sort(sort_text(sort), STATISTICS) == sort


@given(texts)
def test_an_order_can_be_any_text(text: str) -> None:
    """It is read, or refused with the columns there are."""
    try:
        assert {key for key, _ in parse_sort(text, STATISTICS)} <= {
            column.key for column in STATISTICS.columns
        }
    except UsageError as error:
        assert "value, measure" in str(error) or "asc or desc" in str(error)


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("", ()),
        ("  ", ()),
        ("value", (("value", False),)),
        ("Value:DESC, measure:asc", (("value", True), ("measure", False))),
        ("claim", (("label", False),)),
        ("when:desc", (("period", True),)),
        ("value:", (("value", False),)),
        ("value,value:desc", (("value", False),)),
    ],
)
def test_columns_go_by_key_or_title(text: str, sort: Sort) -> None:
    """In capitals or not; a column that is named again decides nothing any more."""
    assert parse_sort(text, STATISTICS) == sort


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("vlaue", "no column “vlaue”; statistics can be sorted by sign, value, measure, label"),
        ("value,", "a column is missing; statistics can be sorted by sign, value"),
        ("value:down", "“down” is not a direction: use asc or desc"),
    ],
)
def test_a_wrong_order_says_what_there_is(text: str, says: str) -> None:
    """The message names the columns, so that nobody has to look them up."""
    with pytest.raises(UsageError) as caught:
        parse_sort(text, STATISTICS)
    assert says in str(caught.value)
    assert str(caught.value).startswith(f"--sort {text}: ")


def test_a_corpus_is_named_so_that_it_is_found_from_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command has its folder in full, with its spaces."""
    folder = tmp_path / "my corpus"
    folder.mkdir()
    monkeypatch.chdir(tmp_path)
    words = shlex.split(command_line(Path("my corpus"), "quotes"))
    assert words == ["trafficking-explorer", "--corpus", str(folder), "--pane", "quotes"]


def test_a_filter_that_begins_with_a_minus_is_no_option() -> None:
    """It is tied to its option, and the program takes it so."""
    line = command_line(None, "quotes", "-smuggling")
    assert line.endswith("--filter=-smuggling")
    assert CliRunner().invoke(cli.cli, [*shlex.split(line)[1:], "--help"]).exit_code == 0


@pytest.mark.parametrize("pane", ["overview", "sql"])
@pytest.mark.parametrize("option", ["filter_text", "sort", "columns"])
def test_a_pane_without_rows_takes_no_view_of_them(pane: str, option: str) -> None:
    """An option that would change nothing is an error, not silence."""
    with pytest.raises(UsageError, match=f"the pane {pane} has no rows"):
        check_view(replace(LaunchOptions(pane), **{option: "name"}))  # type: ignore[arg-type]
    check_view(LaunchOptions(pane))
    check_view(replace(LaunchOptions("operations"), **{option: "name"}))  # type: ignore[arg-type]
