"""Words that numbers are made of, in lower case, with their values."""

from fractions import Fraction

UNITS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS = {
    word: 10 * value
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
} | {"fourty": 40}
DOZEN = "dozen"
HUNDRED = "hundred"
SCALES = {
    "thousand": 10**3,
    "lakh": 10**5,
    "lakhs": 10**5,
    "lac": 10**5,
    "lacs": 10**5,
    "million": 10**6,
    "crore": 10**7,
    "crores": 10**7,
    "billion": 10**9,
    "trillion": 10**12,
}
"""Words that multiply; the short scale, as English texts of today have it."""
SHORT_SCALES = {"mn": 10**6, "mln": 10**6, "bn": 10**9, "bln": 10**9, "tn": 10**12, "trn": 10**12}
"""Abbreviations that mean nothing else after a figure, with or without a blank before them."""
SCALES_ELSEWHERE = {
    **dict.fromkeys(["tausend", "тысяч", "тысячи", "тысяча", "ألف", "آلاف"], 10**3),
    **dict.fromkeys(
        [
            "millions",
            "millones",
            "millón",
            "millon",
            "millionen",
            "milioni",
            "milione",
            "milhões",
            "milhoes",
            "milhão",
            "milhao",
            "mio",
            "миллион",
            "миллиона",
            "миллионов",
            "مليون",
            "ملايين",
        ],
        10**6,
    ),
    **dict.fromkeys(
        [
            "milliard",
            "milliards",
            "milliarde",
            "milliarden",
            "mrd",
            "miliardi",
            "miliardo",
            "bilhões",
            "bilhão",
        ],
        10**9,
    ),
}
"""Scales of other languages, read after figures only: "3 millones" is not 3."""
UNSURE_SCALES = frozenset(
    [
        "mil",
        "mille",
        "millar",
        "millares",
        "billones",
        "billón",
        "billion",
        "billionen",
        "trillones",
    ]
) - {"billion"}
"""Words after a figure that are thousands in one language, millions or more in another."""
SCALE_LETTERS = {"k": 10**3, "m": 10**6, "b": 10**9}
"""Letters directly after a figure. "m" may be metres and "k" kilometres; their context decides."""

PARTS = {
    **{
        word: Fraction(1, below)
        for below, word in (
            (2, "half"),
            (3, "third"),
            (4, "quarter"),
            (5, "fifth"),
            (6, "sixth"),
            (7, "seventh"),
            (8, "eighth"),
            (9, "ninth"),
            (10, "tenth"),
            (12, "twelfth"),
            (20, "twentieth"),
            (100, "hundredth"),
            (1000, "thousandth"),
        )
    }
}
"""Parts of a whole, in the singular."""
MANY_PARTS = {
    "halves": PARTS["half"],
    **{f"{word}s": part for word, part in PARTS.items() if word not in ("half", "twentieth")},
    "twentieths": PARTS["twentieth"],
}
VULGAR = {
    "½": Fraction(1, 2),
    "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3),
    "¼": Fraction(1, 4),
    "¾": Fraction(3, 4),
    "⅕": Fraction(1, 5),
    "⅖": Fraction(2, 5),
    "⅗": Fraction(3, 5),
    "⅘": Fraction(4, 5),
    "⅙": Fraction(1, 6),
    "⅚": Fraction(5, 6),
    "⅐": Fraction(1, 7),
    "⅛": Fraction(1, 8),
    "⅜": Fraction(3, 8),
    "⅝": Fraction(5, 8),
    "⅞": Fraction(7, 8),
    "⅑": Fraction(1, 9),
    "⅒": Fraction(1, 10),
}
"""Vulgar fractions, each one character."""

VAGUE = {
    "tens": None,
    "scores": None,
    "dozens": "dozens",
    "hundreds": "hundreds",
    "thousands": "thousands",
    "millions": "millions",
    "billions": "millions",
    "trillions": "millions",
    "several": None,
    "couple": None,
    "pair": None,
    "twice": None,
    "thrice": None,
    "double": None,
    "triple": None,
    "quadruple": None,
    "quarters": None,
}
"""Quantities without a figure, with the qualifier that says their size if one does."""
MULTIPLES = frozenset(["twice", "thrice", "double", "triple", "quadruple"])
_SIZES = (
    (10**6, "millions"),
    (10**5, "hundreds_of_thousands"),
    (10**4, "tens_of_thousands"),
    (10**3, "thousands"),
    (10**2, "hundreds"),
    (12, "dozens"),
)


def size_code(value: Fraction | int | None) -> str | None:
    """The qualifier of "several hundred" or "a few thousand", from the hundred or thousand."""
    return next((code for least, code in _SIZES if value is not None and value >= least), None)


LEXICON = frozenset(
    [
        *UNITS,
        *TENS,
        DOZEN,
        HUNDRED,
        *SCALES,
        *SHORT_SCALES,
        *PARTS,
        *MANY_PARTS,
        *VAGUE,
        *SCALES_ELSEWHERE,
        *UNSURE_SCALES,
        "single",
    ]
)
"""Every word that a number may begin or go on with."""
