"""The names under which texts speak of a country."""

import pytest

from trafficking_explorer.corpus.countries import country_names


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("TD", "Chad"),
        ("NE", "Niger"),
        ("CI", "Ivory Coast"),
        ("CI", "Côte d’Ivoire"),
        ("GB", "UK"),
        ("US", "United States"),
        ("US", "United States of America"),
        ("CD", "Democratic Republic of the Congo"),
        ("CV", "Cape Verde"),
        ("BO", "Bolivia"),
        ("VN", "Vietnam"),
        ("TR", "Turkey"),
        ("CZ", "Czech Republic"),
    ],
)
def test_a_country_has_the_names_texts_use(code: str, name: str) -> None:
    """The usual names are there beside those of ISO 3166-1."""
    assert name in country_names(code)


def test_the_usual_name_comes_first() -> None:
    """The name that people use is before the official one, and none is there twice."""
    assert country_names("BO")[0] == "Bolivia"
    assert country_names("TZ")[0] == "Tanzania"
    assert len(set(country_names("US"))) == len(country_names("US"))


def test_only_names_of_the_country_itself() -> None:
    """Niger is not Nigeria, and a code is not a name."""
    assert "Nigeria" not in country_names("NE")
    assert "US" not in country_names("US")
    assert not set(country_names("GN")) & set(country_names("GQ"))


def test_an_unknown_code_is_its_own_name() -> None:
    """A code outside ISO 3166-1 stays as it is."""
    assert country_names("XX") == ("XX",)
