"""Names of countries in texts, by ISO 3166-1 alpha-2 code.

Exact names only: in a fuzzy search, "Niger" finds Nigeria.
"""

from functools import lru_cache

import pycountry

_ALIASES: dict[str, tuple[str, ...]] = {
    "BO": ("Bolivia",),
    "CD": ("Democratic Republic of the Congo", "DR Congo"),
    "CI": ("Ivory Coast", "Côte d’Ivoire", "Côte d'Ivoire"),
    "CV": ("Cape Verde",),
    "CZ": ("Czech Republic",),
    "GB": ("UK", "U.K.", "Britain", "Great Britain"),
    "IR": ("Iran",),
    "KP": ("North Korea",),
    "KR": ("South Korea",),
    "LA": ("Laos",),
    "MD": ("Moldova",),
    "MK": ("Macedonia",),
    "MM": ("Burma",),
    "PS": ("Palestine",),
    "RU": ("Russia",),
    "SY": ("Syria",),
    "SZ": ("Swaziland",),
    "TR": ("Turkey",),
    "TW": ("Taiwan",),
    "TZ": ("Tanzania",),
    "US": ("USA", "U.S.", "U.S.A.", "United States of America"),
    "VA": ("Vatican",),
    "VE": ("Venezuela",),
    "VN": ("Vietnam",),
}


@lru_cache
def country_names(code: str) -> tuple[str, ...]:
    """All names of a country, the usual one first; the code itself if it is unknown."""
    country = pycountry.countries.get(alpha_2=code)
    if country is None:
        return (code,)
    given = (
        getattr(country, "common_name", None),
        country.name,
        getattr(country, "official_name", None),
    )
    return tuple(dict.fromkeys(name for name in (*given, *_ALIASES.get(code, ())) if name))


@lru_cache
def _all_names() -> frozenset[str]:
    return frozenset(name for each in pycountry.countries for name in country_names(each.alpha_2))


def is_country_name(words: str) -> bool:
    """True for a name of a country, in English."""
    return words in _all_names() or words.replace("'", "’") in _all_names()
