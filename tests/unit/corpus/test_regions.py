"""The subregions of countries."""

import pytest

from trafficking_explorer.corpus.regions import all_countries, subregion_of


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("ML", "Western Africa"),
        ("TH", "South-eastern Asia"),
        ("AU", "Australia and New Zealand"),
        ("XK", "Southern Europe"),
        ("XX", None),
        ("", None),
    ],
)
def test_a_country_has_a_subregion(code: str, name: str | None) -> None:
    """By the name that M49 gives it."""
    assert subregion_of(code) == name


def test_every_country_has_a_subregion() -> None:
    """None is left out of the counts by region."""
    assert [code for code in all_countries() if subregion_of(code) is None] == []
