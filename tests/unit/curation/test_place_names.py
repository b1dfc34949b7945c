"""Countries by their names, and what only looks like one."""

import pytest

from tests.curation_fakes import place, reading
from trafficking_explorer.curation.place_names import country_of, named_countries
from trafficking_explorer.records.evidence import TextPosition


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("Police in Niger arrested two.", "Niger", "NE"),
        ("In Ghana, police arrested two.", "Ghana", "GH"),
        ("Police in Georgia, Armenia and Turkey took part.", "Georgia", "GE"),
        ("A raid near Tbilisi, Georgia, followed.", "Georgia", "GE"),
        # A state, a town, a part of a longer name (R8).
        ("A similar operation in Georgia, a state of the US, was held later.", "Georgia", None),
        ("The suspects were flown to Atlanta, Georgia, for trial.", "Georgia", None),
        ("The car was found in Georgia.", "Georgia", None),
        ("A crash in Lebanon, a town in Ohio, killed two.", "Lebanon", None),
        ("A raid in the state of Georgia followed.", "Georgia", None),
        ("Officers in New Mexico took part.", "Mexico", None),
        ("They crossed the Gulf of Guinea.", "Guinea", None),
        ("Chad Wolf said so.", "Chad", None),
        ("He met Michael Jordan.", "Jordan", None),
    ],
)
def test_the_country_of_a_name(text: str, name: str, code: str | None) -> None:
    """Only where the words beside it do not say something else."""
    assert country_of(reading(text), place(text, name)) == code


def test_the_countries_of_a_part() -> None:
    """In the order of the text, each with its place."""
    text = "It ran in Spain, Peru and Georgia."
    found = list(named_countries(reading(text), TextPosition(0, len(text))))
    assert [code for code, _ in found] == ["ES", "PE"]
    assert [text[each.start : each.end] for _, each in found] == ["Spain", "Peru"]
