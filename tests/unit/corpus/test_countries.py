"""The names under which texts speak of a country."""

import pytest

from trafficking_explorer.corpus.countries import country_names, names_country
from trafficking_explorer.records.country_names import codes, part_names
from trafficking_explorer.records.fields import UnknownCode, country_codes, fields_of
from trafficking_explorer.records.place import Place
from trafficking_explorer.text.folding import fold_words


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
        ("CD", "DRC"),
        ("AE", "UAE"),
        ("BA", "Bosnia"),
        ("KR", "Republic of Korea"),
        ("NL", "Holland"),
        ("PS", "Palestine"),
        ("TW", "Taiwan"),
        ("MM", "Burma"),
        ("SZ", "Swaziland"),
        ("VA", "Holy See"),
        ("XK", "Kosovo"),
        ("HK", "Hong Kong"),
        ("PR", "Puerto Rico"),
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


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("CI", "people from Cote d'Ivoire"),
        ("CI", "CÔTE D’IVOIRE"),
        ("CD", "in the DRC then"),
        ("CD", "the Democratic Republic of Congo"),
        ("BA", "Bosnia’s police"),
        ("AE", "from Dubai (UAE)"),
        ("KR", "South Korea"),
        ("KP", "the DPRK"),
        ("TR", "Turkey and Turkiye"),
        ("TR", "Türkiye"),
        ("MM", "Burma"),
        ("NL", "in Holland"),
        ("GB", "Police Scotland searched homes in Scotland"),
        ("GB", "Northern Ireland"),
        ("GB", "England and Wales"),
        ("PS", "the Gaza Strip"),
        ("US", "women in the US were"),
        ("US", "the U.S."),
        ("CF", "refugees from CAR"),
        ("RE", "Reunion"),
        ("ST", "Sao Tome and Principe"),
        ("XK", "Kosovo"),
        ("TL", "East Timor"),
        ("CW", "Curacao"),
        ("CN", "the People’s Republic of China"),
        ("CG", "the Republic of the Congo"),
    ],
)
def test_words_name_a_country(code: str, words: str) -> None:
    """By common names, those of the press, and its parts; case and accents aside."""
    assert names_country(code, words)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("IE", "in Northern Ireland"),
        ("SD", "South Sudan"),
        ("GN", "Guinea-Bissau, Equatorial Guinea and Papua New Guinea"),
        ("CG", "DR Congo"),
        ("CG", "the Democratic Republic of the Congo"),
        ("WS", "American Samoa"),
        ("MX", "Albuquerque, New Mexico"),
        ("JE", "New Jersey"),
        ("GB", "New South Wales"),
        ("GE", "the U.S. state of Georgia"),
        ("GE", "Atlanta, Georgia"),
        ("KR", "the Democratic People’s Republic of Korea"),
        ("CN", "the South China Sea"),
        ("CN", "the Republic of China"),
        ("NE", "Nigeria"),
        ("TR", "a turkey for dinner"),
        ("RE", "a family reunion"),
        ("US", "he told us"),
        ("US", "US$1.2m"),
        ("CF", "a car"),
        ("CZ", "Germany"),
        ("DE", "in Alemania"),
    ],
)
def test_words_that_name_another_place(code: str, words: str) -> None:
    """The name within the name of another place, or a word in small letters."""
    assert not names_country(code, words)


@pytest.mark.parametrize(
    ("code", "words", "language"),
    [
        ("DE", "doce personas en Alemania", "es"),
        ("CI", "douze personnes de Côte d’Ivoire", "fr"),
        ("GB", "im Vereinigten Königreich, Vereinigtes Königreich", "de"),
        ("NL", "los Países Bajos", "es-MX"),
        ("DE", "в стране Германия", "ru"),
    ],
)
def test_names_in_the_language_of_a_text(code: str, words: str, language: str) -> None:
    """Those of ISO 3166-1, if a source of the corpus is in that language."""
    assert names_country(code, words, (language,))


def test_an_unknown_language_adds_nothing() -> None:
    """Its names are those in English."""
    assert names_country("TD", "Chad", ("xx",))
    assert not names_country("TD", "Tchad", ("xx",))


def test_no_two_countries_share_a_name() -> None:
    """A name gives one code."""
    names = [(fold_words(name), code) for code in codes() for name in country_names(code)]
    found = dict(names)
    assert [each for each in names if found[each[0]] != each[1]] == []
    parts = {fold_words(name) for code in codes() for name in part_names(code)}
    assert not parts & set(found)


@pytest.mark.parametrize(
    ("given", "meant"),
    [("UK", "GB"), ("DRC", "CD"), ("Kosovo", "XK"), ("Holland", "NL"), ("Ivory Coast", "CI")],
)
def test_a_name_in_place_of_a_code_is_understood(given: str, meant: str) -> None:
    """The message offers the code."""
    role = next(each.role for each in fields_of(Place) if each.name == "country")
    with pytest.raises(UnknownCode) as error:
        role.check(given)
    assert error.value.code == meant
    assert "XK" in country_codes()
