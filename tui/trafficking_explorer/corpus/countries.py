"""The names under which texts speak of a country, by its ISO 3166-1 alpha-2 code.

Only names that mean the country: no fuzzy search, in which "Niger" finds Nigeria.
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
    """Every name of a country, the usual one first; the code itself where it is unknown."""
    country = pycountry.countries.get(alpha_2=code)
    if country is None:
        return (code,)
    given = (
        getattr(country, "common_name", None),
        country.name,
        getattr(country, "official_name", None),
    )
    return tuple(dict.fromkeys(name for name in (*given, *_ALIASES.get(code, ())) if name))
