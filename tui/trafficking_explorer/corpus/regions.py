"""The countries and areas of each region.

Origin: UN Statistics Division, Standard country or area codes for statistical use (M49), by
ISO 3166-1 alpha-2. Territories count too: a larger number of countries is wrong by any reading.
Taiwan and Kosovo, which M49 does not list, are added to their regions.
"""

import re
from functools import lru_cache

from trafficking_explorer.text.folding import fold_words

_SUBREGIONS = {
    "northern africa": "DZ EG LY MA SD TN EH",
    "eastern africa": "IO BI KM DJ ER ET TF KE MG MW MU YT MZ RE RW SC SO SS UG TZ ZM ZW",
    "middle africa": "AO CM CF TD CG CD GQ GA ST",
    "southern africa": "BW SZ LS NA ZA",
    "western africa": "BJ BF CV CI GM GH GN GW LR ML MR NE NG SH SN SL TG",
    "caribbean": "AI AG AW BS BB BQ VG KY CU CW DM DO GD GP HT JM MQ MS PR BL KN LC MF VC SX TT TC VI",
    "central america": "BZ CR SV GT HN MX NI PA",
    "south america": "AR BO BV BR CL CO EC FK GF GY PY PE GS SR UY VE",
    "northern america": "BM CA GL PM US",
    "central asia": "KZ KG TJ TM UZ",
    "eastern asia": "CN HK MO KP JP MN KR TW",
    "south eastern asia": "BN KH ID LA MY MM PH SG TH TL VN",
    "southern asia": "AF BD BT IN IR MV NP PK LK",
    "western asia": "AM AZ BH CY GE IQ IL JO KW LB OM QA SA PS SY TR AE YE",
    "eastern europe": "BY BG CZ HU PL MD RO RU SK UA",
    "northern europe": "AX DK EE FO FI GG IS IE IM JE LV LT NO SJ SE GB",
    "southern europe": "AL AD BA HR GI GR VA IT MT ME MK PT SM RS SI ES XK",
    "western europe": "AT BE FR DE LI LU MC NL CH",
    "australia and new zealand": "AU CX CC HM NZ NF",
    "melanesia": "FJ NC PG SB VU",
    "micronesia": "GU KI MH FM NR MP PW UM",
    "polynesia": "AS CK PF NU PN WS TK TO TV WF",
}
_WIDER = {
    "africa": "northern africa, eastern africa, middle africa, southern africa, western africa",
    "sub saharan africa": "eastern africa, middle africa, southern africa, western africa",
    "latin america": "caribbean, central america, south america",
    "latin america and the caribbean": "caribbean, central america, south america",
    "the americas": "caribbean, central america, south america, northern america",
    "americas": "caribbean, central america, south america, northern america",
    "asia": "central asia, eastern asia, south eastern asia, southern asia, western asia",
    "europe": "eastern europe, northern europe, southern europe, western europe",
    "oceania": "australia and new zealand, melanesia, micronesia, polynesia",
}
_ALSO = {
    "north africa": "northern africa",
    "east africa": "eastern africa",
    "west africa": "western africa",
    "the caribbean": "caribbean",
    "southeast asia": "south eastern asia",
    "south east asia": "south eastern asia",
    "south asia": "southern asia",
    "east asia": "eastern asia",
}
_DIRECTIONS = re.compile(r"(?:north|south|east|west)(?:ern)?|central")


@lru_cache(maxsize=1024)
def region_members(place: str) -> frozenset[str] | None:
    """The countries and areas of a region as named in a text, or of several joined by "and".

    "Central and South America" are two regions. "North America" and "Southern Africa" are left
    out: texts may mean more by them than M49 does.

    Returns:
        ISO 3166-1 alpha-2 codes; None if any part of the name is not a region of M49.
    """
    folded = fold_words(place)
    if (whole := _region(folded)) is not None:
        return whole
    parts = [part for part in folded.split(" and ") if part]
    last = parts[-1].split() if parts else []
    found: set[str] = set()
    for part in parts:
        # "Central and South America": the last noun also belongs to the first part.
        name = f"{part} {last[-1]}" if _DIRECTIONS.fullmatch(part) and last else part
        region = _region(name)
        if region is None:
            return None
        found |= region
    return frozenset(found) if found else None


def _region(folded: str) -> frozenset[str] | None:
    if folded in ("southern africa", "northern america", "middle africa"):
        return None
    name = _ALSO.get(folded, folded)
    subregions = _WIDER[name].split(", ") if name in _WIDER else [name]
    if not all(each in _SUBREGIONS for each in subregions):
        return None
    return frozenset(code for each in subregions for code in _SUBREGIONS[each].split())


@lru_cache(maxsize=512)
def subregion_of(code: str) -> str | None:
    """The name of the subregion of a country, "Western Africa"; None if it is in none."""
    found = next((name for name, codes in _SUBREGIONS.items() if code in codes.split()), None)
    if found is None:
        return None
    name = found.replace("south eastern", "south-eastern")
    return " ".join(word if word == "and" else word.capitalize() for word in name.split())


def all_countries() -> list[str]:
    """All codes, by subregion, without repeats."""
    return [code for codes in _SUBREGIONS.values() for code in codes.split()]
