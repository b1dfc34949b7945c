"""Names of countries and areas, by ISO 3166-1 alpha-2 code, as ISO, the press and people have them.

Exact names only: in a fuzzy search, "Niger" finds Nigeria. XK, which ISO leaves to its users, is
Kosovo, as for the European Commission, the IMF and others.
"""

import gettext
from functools import lru_cache

import pycountry

KOSOVO = "XK"
_USUAL: dict[str, str] = {
    "BN": "Brunei",
    "CD": "Democratic Republic of the Congo",
    "FK": "Falkland Islands",
    "FM": "Federated States of Micronesia",
    "MF": "Saint Martin",
    "PS": "Palestine",
    "RU": "Russia",
    "SX": "Sint Maarten",
    "VA": "Vatican City",
    "VG": "British Virgin Islands",
    "VI": "U.S. Virgin Islands",
    KOSOVO: "Kosovo",
}
"""The usual names of those whose names in ISO 3166-1 are turned around or in parentheses."""
_ALIASES: dict[str, tuple[str, ...]] = {
    "AE": ("UAE", "U.A.E."),
    "AX": ("Aland",),
    "BA": ("Bosnia", "Bosnia-Herzegovina", "Bosnia & Herzegovina", "BiH"),
    "BL": ("St. Barthélemy", "Saint Barts", "St. Barts"),
    "BQ": ("Caribbean Netherlands",),
    "CD": (
        "DRC", "D.R.C.", "DR Congo", "D.R. Congo", "DR of Congo", "Democratic Republic of Congo",
        "Congo-Kinshasa", "Congo (Kinshasa)", "Zaire",
    ),
    "CG": ("Republic of Congo", "Congo-Brazzaville", "Congo (Brazzaville)", "Congo Republic"),
    "CI": ("Ivory Coast", "Côte d’Ivoire"),
    "CN": ("PRC", "People’s Republic of China"),
    "CV": ("Cape Verde",),
    "CZ": ("Czech Republic",),
    "EH": ("Sahrawi Arab Democratic Republic",),
    "FK": ("Falklands", "Malvinas"),
    "GB": ("UK", "U.K.", "Britain", "Great Britain"),
    "GW": ("Guinea Bissau",),
    "HK": ("Hong Kong SAR",),
    "IE": ("Republic of Ireland",),
    "KN": ("St. Kitts and Nevis", "St Kitts & Nevis", "Saint Kitts & Nevis"),
    "KP": ("DPRK", "N. Korea", "Democratic People’s Republic of Korea"),
    "KR": ("ROK", "S. Korea", "Republic of Korea"),
    "LA": ("Lao PDR",),
    "LC": ("St. Lucia", "St Lucia"),
    "MF": ("St. Martin", "St Martin", "Saint-Martin"),
    "MK": ("Macedonia", "FYROM", "Former Yugoslav Republic of Macedonia", "N. Macedonia"),
    "MM": ("Burma",),
    "MO": ("Macau",),
    "NL": ("Holland",),
    "PG": ("PNG",),
    "PM": ("St. Pierre and Miquelon", "St Pierre and Miquelon"),
    "PN": ("Pitcairn Islands",),
    "PS": (
        "Palestinian Territories", "Palestinian Territory", "Occupied Palestinian Territory",
        "Occupied Palestinian Territories",
    ),
    "SA": ("KSA",),
    "SH": ("Saint Helena", "St. Helena", "St Helena"),
    "SR": ("Surinam",),
    "ST": ("São Tomé & Príncipe",),
    "SX": ("Saint Maarten", "St. Maarten", "St Maarten"),
    "SZ": ("Swaziland",),
    "TL": ("East Timor", "Timor Leste"),
    "TR": ("Turkey",),
    "TT": ("Trinidad & Tobago",),
    "TW": ("Republic of China", "Chinese Taipei"),
    "US": ("USA", "U.S.", "U.S.A.", "United States of America"),
    "VA": ("Vatican", "Holy See", "Vatican City State"),
    "VC": ("St. Vincent and the Grenadines", "St Vincent and the Grenadines", "St Vincent & the Grenadines"),
    "VG": ("BVI",),
    "VI": ("US Virgin Islands", "USVI"),
    "WS": ("Western Samoa",),
    KOSOVO: ("Republic of Kosovo", "Kosova"),
}  # fmt: skip
"""Further names: short and former ones, acronyms."""
_PARTS: dict[str, tuple[str, ...]] = {
    "AG": ("Antigua", "Barbuda"),
    "BQ": ("Bonaire", "Sint Eustatius", "Saba"),
    "GB": ("England", "Scotland", "Wales", "Northern Ireland"),
    "KN": ("Saint Kitts", "St. Kitts", "St Kitts", "Nevis"),
    "PS": ("Gaza", "Gaza Strip", "West Bank"),
    "SH": ("Ascension Island", "Tristan da Cunha"),
    "ST": ("São Tomé", "Príncipe"),
    "TT": ("Trinidad", "Tobago"),
    "TZ": ("Zanzibar",),
    "VC": ("Saint Vincent", "St. Vincent", "St Vincent"),
}
"""Parts that texts name like countries. A passage about one is about the country; the country is not
called by it."""


@lru_cache
def codes() -> tuple[str, ...]:
    """Every alpha-2 code of ISO 3166-1, and XK."""
    return (*(country.alpha_2 for country in pycountry.countries), KOSOVO)


@lru_cache
def country_names(code: str) -> tuple[str, ...]:
    """All names of a country, the usual one first; the code itself if it is unknown."""
    given = (_USUAL.get(code), *_iso_names(code), *_ALIASES.get(code, ()))
    return tuple(dict.fromkeys(name for name in given if name)) or (code,)


def part_names(code: str) -> tuple[str, ...]:
    """Names of parts of a country that texts name like countries, such as Scotland."""
    return _PARTS.get(code, ())


@lru_cache(maxsize=4096)
def names_in(code: str, language: str) -> tuple[str, ...]:
    """The names of a country in ISO 3166-1 in another language; those in English if it is unknown.

    Args:
        language: BCP 47; only its first part counts.
    """
    known = gettext.translation(
        "iso3166-1", pycountry.LOCALES_DIR, languages=[language.partition("-")[0]], fallback=True
    )
    return tuple(dict.fromkeys(known.gettext(name) for name in _iso_names(code)))


def _iso_names(code: str) -> tuple[str, ...]:
    country = pycountry.countries.get(alpha_2=code)
    if country is None:
        return ()
    names = ("common_name", "name", "official_name")
    return tuple(name for key in names if (name := getattr(country, key, None)))
