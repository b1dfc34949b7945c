"""Money of texts as ISO 4217: signs, codes and names of currencies.

"$", "dollars", "francs" or "pesos" alone are money of several countries: no code is sure of them, and
their unit is `currency`. "US$", "Swiss francs", "£", "€" and every code itself are sure.
"""

import re
from dataclasses import dataclass
from functools import cache

from trafficking_explorer.text.currency_names import NAMES, WORDS

UNSURE = "currency"
"""The unit of money whose currency the words do not name."""


def is_money(unit: str | None) -> bool:
    """True for the unit of an amount of money, of a named currency or not."""
    return unit == UNSURE or unit in NAMES


_SURE = {
    **dict.fromkeys(["euro", "euros"], "EUR"),
    **dict.fromkeys(["yen"], "JPY"),
    **dict.fromkeys(["yuan", "renminbi", "rmb"], "CNY"),
    **dict.fromkeys(["kronor"], "SEK"),
}
"""Money words that need nobody's name beside them; those of one currency only are added below."""
_NO_MONEY_ALONE = frozenset(
    [
        "real",
        "reals",
        "won",
        "dong",
        "dongs",
        "sol",
        "soles",
        "sum",
        "sums",
        "som",
        "soms",
        "lek",
        "kip",
        "kips",
        "mark",
        "marks",
        "dram",
        "drams",
        "colon",
        "colons",
        "crown",
        "crowns",
        "florin",
        "florins",
        "lei",
        "loti",
        "dobra",
        "dobras",
        "pound",
        "pounds",
    ]
)
"""Words that mean other things too, or money of several countries: no currency without its adjective."""
_SIGNS = {
    "€": "EUR",
    "£": "GBP",
    "₹": "INR",
    "₦": "NGN",
    "₱": "PHP",
    "₩": "KRW",
    "₪": "ILS",
    "₫": "VND",
    "₴": "UAH",
    "₺": "TRY",
    "₽": "RUB",
    "₸": "KZT",
    "₵": "GHS",
    "₡": "CRC",
    "₲": "PYG",
    "₭": "LAK",
    "₮": "MNT",
    "₼": "AZN",
    "₾": "GEL",
    "৳": "BDT",
    "฿": "THB",
    "៛": "KHR",
    "¥": "JPY",
    "￥": "JPY",
    "US$": "USD",
    "U.S.$": "USD",
    "U.S. $": "USD",
    "USD$": "USD",
    "US $": "USD",
    "A$": "AUD",
    "AU$": "AUD",
    "AUD$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "CAD$": "CAD",
    "Can$": "CAD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "S$": "SGD",
    "NT$": "TWD",
    "R$": "BRL",
    "MX$": "MXN",
    "Mex$": "MXN",
    "J$": "JMD",
    "TT$": "TTD",
    "EC$": "XCD",
    "Bds$": "BBD",
    "BZ$": "BZD",
    "G$": "GYD",
    "FJ$": "FJD",
    "N$": "NAD",
    "Z$": UNSURE,
    "CN¥": "CNY",
    "JP¥": "JPY",
    "RMB": "CNY",
    "RM": "MYR",
    "GH₵": "GHS",
    "R": UNSURE,
    "N": UNSURE,
    "K": UNSURE,
    "P": UNSURE,
    "B": UNSURE,
    "L": UNSURE,
    "C": UNSURE,
    "Sh": UNSURE,
    "kr": UNSURE,
    "Kr": UNSURE,
    "KSh": "KES",
    "Ksh": "KES",
    "TSh": "TZS",
    "Tsh": "TZS",
    "USh": "UGX",
    "Ush": "UGX",
    "Tk": "BDT",
    "Rp": "IDR",
    "GH¢": "GHS",
    "Rs": UNSURE,
    "Rs.": UNSURE,
    "₨": UNSURE,
    "$": UNSURE,
    "Fr.": UNSURE,
    "SFr": "CHF",
    "SFr.": "CHF",
    "CFA": UNSURE,
    "FCFA": UNSURE,
}
"""Signs before a figure. The rupee of "Rs" and the dollar of "$" are those of several countries."""
_YUAN = re.compile(r"\b(?:yuan|renminbi|RMB|CNY|Chin(?:a|ese)|Beijing|Shanghai)\b")


@dataclass(frozen=True, slots=True)
class Money:
    """A currency beside a figure.

    Attributes:
        unit: the code of ISO 4217; `UNSURE` if the words do not name one.
        start, end: the sign or words.
    """

    unit: str
    start: int
    end: int


@cache
def _money_words() -> dict[str, str]:
    """Codes by money words that belong to one currency only; `UNSURE` by the others."""
    owners: dict[str, set[str]] = {}
    for code, (_, nouns) in WORDS.items():
        for noun in nouns.split():
            owners.setdefault(noun, set()).add(code)
    words = {
        noun: codes.copy().pop() if len(codes) == 1 else UNSURE
        for noun, codes in owners.items()
        if noun not in _NO_MONEY_ALONE
    }
    return words | _SURE


@cache
def _before_pattern() -> re.Pattern[str]:
    signs = "|".join(re.escape(each) for each in sorted(_SIGNS, key=len, reverse=True))
    codes = "|".join(NAMES)
    return re.compile(
        rf"(?:(?<![\w$])(?P<sign>{signs})|(?P<late>[$€£₹¥])|(?<!\w)(?P<code>{codes}))"
        r"[ \u00a0\u2000-\u200a\u202f]?\Z"
    )


@cache
def _names() -> str:
    """A pattern of the names of currencies, with groups for what is found."""
    words = sorted(_money_words(), key=len, reverse=True)
    adjectives = {name for whose, _ in WORDS.values() for name in whose.split("|") if name}
    whose = "|".join(map(re.escape, sorted(adjectives, key=len, reverse=True)))
    nouns = {noun for _, nouns in WORDS.values() for noun in nouns.split()}
    money = "|".join(sorted(nouns, key=len, reverse=True))
    return (
        rf"(?:(?P<whose>(?i:{whose}))\s(?P<money>(?i:{money}))|(?P<sterling>(?i:pounds?\ssterling))"
        rf"|(?P<cfa>(?i:cfa\sfrancs?|francs?\scfa))|(?P<alone>(?i:{'|'.join(words)})))\b"
    )


@cache
def _after_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"\s?(?P<sign>[€£₹₽₴₺₫₪])(?!\w)|\s?(?P<code>{'|'.join(NAMES)})\b"
        rf"|(?:\s|-)(?:(?:in|of)\s)?{_names()}"
    )


@cache
def _anywhere() -> re.Pattern[str]:
    signs = "|".join(
        re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True) if _SIGNS[sign] != UNSURE
    )
    return re.compile(
        rf"(?<![\w$])(?P<sign>{signs})|(?<=[\s\d])(?P<late>[€£₹])|\b(?P<code>{'|'.join(NAMES)})\b"
        rf"|(?<!\w){_names()}"
    )


_WORDS_TOO = frozenset(
    [
        "ALL",
        "TOP",
        "TRY",
        "CUP",
        "PEN",
        "MAD",
        "GEL",
        "SOS",
        "BAM",
        "COP",
        "BOB",
        "RON",
        "SDG",
        "MOP",
        "LAK",
        "SLE",
        "TOP",
        "ARS",
        "NAD",
    ]
)
"""Codes that are words or other abbreviations in capitals: "TOP 10", "SDG 8"."""


def money_before(text: str, at: int) -> Money | None:
    """The sign or code of a currency that ends at a place, one blank aside."""
    start = max(0, at - 12)
    match = _before_pattern().search(text[start:at])
    if match is None or match["code"] in _WORDS_TOO:
        return None
    sign = match["sign"] or match["late"]
    if sign and len(sign) == 1 and sign.isalpha() and match.end() < at - start:
        return None
    if sign and len(sign) == 1 and sign.isalpha() and text[at - 1].isspace():
        # "vitamin C 500"
        return None
    unit = _SIGNS[sign] if sign else match["code"]
    if sign in ("¥", "￥") and _YUAN.search(text, max(0, at - 200), at + 200):
        # The yuan has the same sign.
        unit = UNSURE
    return Money(unit, start + match.start(), start + match.end())


def money_after(text: str, at: int) -> Money | None:
    """The currency that follows a figure: "Swiss francs", "euros", "USD", "€"."""
    match = _after_pattern().match(text, at, at + 60)
    unit = _unit_of(match) if match else ""
    return Money(unit, at, match.end()) if match and unit else None


def currencies_in(text: str) -> set[str]:
    """The currencies that words of a text surely name: by sign, code or name."""
    found = set()
    for match in _anywhere().finditer(text):
        late = match["late"]
        found.add(_SIGNS[late] if late else _unit_of(match))
    return found - {UNSURE, ""}


def _unit_of(match: re.Match[str]) -> str:
    """The code that a sign, code or name means; empty if there is no such money."""
    if sign := match["sign"]:
        return _SIGNS[sign]
    if match["code"]:
        return str(match["code"])
    if match["sterling"]:
        return "GBP"
    if match["cfa"]:
        return UNSURE
    if match["whose"] == "us":
        # "gave us dollars"
        return UNSURE
    if match["whose"]:
        return _owner(match["whose"].casefold(), match["money"].lower())
    return _money_words()[match["alone"].lower()]


@cache
def _owner(whose: str, money: str) -> str:
    found = {
        code
        for code, (names, nouns) in WORDS.items()
        if money in nouns.split() and whose in names.casefold().split("|")
    }
    return found.pop() if len(found) == 1 else ""
