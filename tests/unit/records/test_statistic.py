"""A figure and its words."""

import pytest
from pydantic import ValidationError

from trafficking_explorer.records.case import Case
from trafficking_explorer.records.quote import Quote
from trafficking_explorer.records.statistic import Statistic

BASE = {
    "id": "a",
    "label": "Victims",
    "measure": "rescued",
    "unit": "persons",
    "qualifier": "exact",
    "scope": "world",
}


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"value_text": "dozens"},
        {"value": "500", "value_text": "500"},
        {"value": "2", "value_to": "3", "value_text": "two to three"},
        {"value": "0", "value_text": "none"},
    ],
)
def test_a_figure_may_have_a_value(fields: dict[str, str]) -> None:
    """With its words, as a single value or the start of a range."""
    assert Statistic.model_validate(BASE | fields).display_name == "Victims"


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"value": "500"}, "a value needs its value_text"),
        ({"value_to": "500", "value_text": "500"}, "value_to is the upper end"),
        ({"value": "3", "value_to": "2", "value_text": "x"}, "value_to is the upper end"),
        ({"value": "3", "value_to": "3", "value_text": "x"}, "value_to is the upper end"),
        ({"value": "many", "value_text": "many"}, "is not a number"),
        ({"measure": "saved"}, "'saved' is not a measure"),
    ],
)
def test_a_figure_is_whole(fields: dict[str, str], says: str) -> None:
    """A number comes with its words, a range with its start and the right way round."""
    with pytest.raises(ValidationError, match=says):
        Statistic.model_validate(BASE | fields)


def test_records_without_a_name_have_one_to_show() -> None:
    """A case its summary, a quotation its words, a figure its label."""
    assert Case(id="a", summary="A girl").display_name == "A girl"
    assert Quote.model_validate({"id": "a", "quote": "“Well”"}).display_name == "“Well”"


def test_a_quotation_needs_words() -> None:
    """A quotation without a quote is refused."""
    for quote in ((), None):
        with pytest.raises(ValidationError):
            Quote.model_validate({"id": "a", "quote": quote})
