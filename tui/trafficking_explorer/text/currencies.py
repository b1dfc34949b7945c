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
def _after_pattern() -> re.Pattern[str]:
    words = sorted(_money_words(), key=len, reverse=True)
    whose = sorted(
        {name for whose, _ in WORDS.values() for name in whose.split("|") if name},
        key=len,
        reverse=True,
    )
    money = sorted(
        {noun for _, nouns in WORDS.values() for noun in nouns.split()}, key=len, reverse=True
    )
    blank = r"[\s\u00a0]"
    return re.compile(
        rf"{blank}?(?P<sign>[€£₹₽₴₺₫₪])(?!\w)|{blank}?(?P<code>{'|'.join(NAMES)})\b"
        rf"|(?:{blank}|-)(?:(?P<pre>in{blank}|of{blank})?"
        rf"(?:(?P<whose>(?i:{'|'.join(re.escape(each) for each in whose)})){blank}(?P<money>(?i:{'|'.join(money)}))"
        rf"|(?P<sterling>(?i:pounds?{blank}sterling))"
        rf"|(?P<cfa>(?i:cfa{blank}francs?|francs?{blank}cfa))"
        rf"|(?P<alone>(?i:{'|'.join(words)}))))\b"
    )


def money_before(text: str, at: int) -> Money | None:
    """The sign or code of a currency that ends at a place, one blank aside."""
    start = max(0, at - 12)
    match = _before_pattern().search(text[start:at])
    if match is None:
        return None
    sign = match["sign"] or match["late"]
    unit = _SIGNS[sign] if sign else match["code"]
    if sign in ("¥", "￥") and _YUAN.search(text, max(0, at - 200), at + 200):
        # The yuan has the same sign.
        unit = UNSURE
    return Money(unit, start + match.start(), start + match.end())


def money_after(text: str, at: int) -> Money | None:
    """The currency that follows a figure: "Swiss francs", "euros", "USD", "€"."""
    match = _after_pattern().match(text, at, at + 60)
    if match is None:
        return None
    if sign := match["sign"]:
        unit = _SIGNS[sign]
    elif match["code"]:
        unit = match["code"]
    elif match["sterling"]:
        unit = "GBP"
    elif match["cfa"]:
        unit = UNSURE
    elif match["whose"]:
        unit = _owner(match["whose"].casefold(), match["money"].lower())
    else:
        unit = _money_words()[match["alone"].lower()]
    return Money(unit, at, match.end()) if unit else None


@cache
def _owner(whose: str, money: str) -> str:
    found = {
        code
        for code, (names, nouns) in WORDS.items()
        if money in nouns.split() and whose in names.casefold().split("|")
    }
    return found.pop() if len(found) == 1 else ""
