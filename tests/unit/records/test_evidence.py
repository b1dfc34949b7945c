"""Every way of writing passages."""

from typing import Any

import pytest
from pydantic import BaseModel, ConfigDict, ValidationError

from trafficking_explorer.records.evidence import Passages, TextQuote


class Holder(BaseModel):
    """A model with passages."""

    model_config = ConfigDict(strict=True)

    quote: Passages


def spread(raw: Any) -> list[tuple[str, str | None, tuple[str | int, ...]]]:
    quotes = Holder.model_validate({"quote": raw}).quote
    return [(quote.exact, quote.source, quote.trail) for quote in quotes]


@pytest.mark.parametrize(
    ("raw", "quotes"),
    [
        ("words", [("words", None, ())]),
        ({"exact": "words"}, [("words", None, ())]),
        ({"exact": "words", "source": "001"}, [("words", "001", ())]),
        (("a", "b"), [("a", None, (0,)), ("b", None, (1,))]),
        (("a", {"exact": "b"}), [("a", None, (0,)), ("b", None, (1,))]),
        ({"000": "a"}, [("a", "000", ("000",))]),
        (
            {"000": "a", "002": ("b", {"exact": "c"})},
            [
                ("a", "000", ("000",)),
                ("b", "002", ("002", 0)),
                ("c", "002", ("002", 1)),
            ],
        ),
        (
            ({"000": ("a", "b")}, "c"),
            [("a", "000", (0, "000", 0)), ("b", "000", (0, "000", 1)), ("c", None, (1,))],
        ),
        ((), []),
    ],
)
def test_passages_may_be_written_in_several_ways(
    raw: object, quotes: list[tuple[str, str | None, tuple[str | int, ...]]]
) -> None:
    """A text, a mapping, a list, a mapping from sources: each quote knows its path."""
    assert spread(raw) == quotes


def test_neighbours_are_kept() -> None:
    """Prefix and suffix stay with their words, blanks and all."""
    (quote,) = Holder.model_validate(
        {"quote": {"exact": "b", "prefix": "a ", "suffix": ", c"}}
    ).quote
    assert quote == TextQuote(exact="b", prefix="a ", suffix=", c")


@pytest.mark.parametrize(
    "raw",
    [
        None,
        "",
        " ",
        1,
        {},
        {"prefix": "a"},
        {"exact": ""},
        {"exact": "a", "sufix": "b"},
        {"exact": ("a",)},
        {"exact": "a", "trail": ("x",)},
        {"000": None},
        {"000": {"001": "a"}},
        ("a", None),
        ("a", ("b", {"exact": None})),
    ],
)
def test_what_is_no_passage_is_refused(raw: object) -> None:
    """By pydantic, so that it becomes a problem with a place."""
    with pytest.raises(ValidationError):
        spread(raw)
