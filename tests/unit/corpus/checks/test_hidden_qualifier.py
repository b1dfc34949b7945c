"""A figure that the text qualifies is not curated as exact."""

from collections.abc import Callable

import pytest

from trafficking_explorer.corpus.corpus import Corpus

Read = Callable[[str, str], Corpus]
Place = Callable[..., tuple[int, int]]


def statistic(quote: str, qualifier: str = "exact", value: str = "500") -> str:
    return (
        f"statistics:\n  - id: a\n    quote: {quote}\n    label: x\n    measure: rescued\n"
        f"    value: 500\n    value_text: {value}\n    unit: persons\n    qualifier: {qualifier}\n"
        "    scope: operation\n"
    )


@pytest.mark.parametrize("word", ["Nearly", "as many as", "some"])
@pytest.mark.parametrize("quote", ["500 victims", "the {} 500 victims"])
def test_a_qualifying_word_before_an_exact_figure_is_reported(
    read_text: Read, place_of: Place, word: str, quote: str
) -> None:
    """In the passage or just before it."""
    yaml = statistic(quote.format(word))
    (problem,) = read_text(f"Of the {word} 500 victims", yaml).problems
    assert problem.rule == "hidden-qualifier"
    assert f"“{word}”" in problem.message
    assert (problem.at.line, problem.at.column) == place_of(yaml, "qualifier")


@pytest.mark.parametrize(
    "text",
    [
        "500 victims",
        "Of the 500 victims",
        "Nearly all of the 500 victims",
        "500 victims, nearly",
    ],
)
def test_a_plain_figure_is_exact(read_text: Read, text: str) -> None:
    """A qualifying word after the figure, or about something else, does not count."""
    assert not read_text(text, statistic("500 victims")).problems


def test_a_figure_that_is_curated_as_the_text_has_it_is_sound(read_text: Read) -> None:
    """The qualifier says what the word says."""
    assert not read_text("Nearly 500 victims", statistic("Nearly 500 victims", "nearly")).problems


def test_a_line_break_hides_no_qualifier(read_text: Read) -> None:
    """Any white space may separate the word from the figure."""
    (problem,) = read_text("Nearly\u00a0\n500 victims", statistic("500 victims")).problems
    assert problem.rule == "hidden-qualifier"
