"""Numbers as people write them: values, ranges, kinds, units and qualifiers, and what has no value."""

import pytest

from trafficking_explorer.text.numbers import FIGURE_KINDS, NO_FIGURE_KINDS, Number, find_numbers


def shown(text: str) -> list[str]:
    """Each number in one line: its words, value and range, and all that is said of it."""
    return [
        " ".join(
            [
                text[each.start : each.end].replace("\n", "⏎"),
                f"= {each.value}" + ("" if each.value_to is None else f" to {each.value_to}"),
                each.kind,
                *filter(None, (each.unit, each.qualifier)),
            ]
        )
        for each in find_numbers(text)
    ]


SCALES = [
    ("They saw 12K women", "12K = 12000 count"),
    ("They saw 12k women", "12k = 12000 count"),
    ("They saw 5m women", "5m = 5000000 count"),
    ("They saw 1.2M women", "1.2M = 1200000 count"),
    ("They saw 1.2mn women", "1.2mn = 1200000 count"),
    ("They saw 3bn fish", "3bn = 3000000000 count"),
    ("They saw 3B fish", "3B = 3000000000 count"),
    ("They saw 2 bn fish", "2 bn = 2000000000 count"),
    ("They saw 2.5 lakh women", "2.5 lakh = 250000 count"),
    ("They saw 3 crore women", "3 crore = 30000000 count"),
    ("They saw 2 lakh 50 thousand women", "2 lakh 50 thousand = 250000 count"),
    ("They saw 5 lakh crore notes", "5 lakh crore = 5000000000000 count"),
    ("They saw two lakh women", "two lakh = 200000 count"),
    ("A 5m boat", "5m = None unsure"),
    ("It is 100m away", "100m = None unsure"),
    ("A wall 3m high", "3m = None unsure"),
    ("The 10k run", "10k = None unsure"),
    ("They saw 5 m people", "5 = None unsure"),
]
WORDS = [
    ("half a million", "half a million = 500000 count"),
    ("a half million", "a half million = 500000 count"),
    ("half-a-million", "half-a-million = 500000 count"),
    ("two and a half million", "two and a half million = 2500000 count"),
    ("a million and a half", "a million and a half = 1500000 count"),
    ("1½ million", "1½ million = 1500000 count"),
    ("1 1/2 million", "1 1/2 million = 1500000 count"),
    ("3 and a half", "3 and a half = 3.5 count"),
    ("two and three quarters", "two and three quarters = 2.75 count"),
    ("three quarters of a million", "three quarters of a million = 750000 count"),
    ("a quarter of a million", "a quarter of a million = 250000 count"),
    ("half a dozen", "half a dozen = 6 count"),
    ("half-dozen", "half-dozen = 6 count"),
    ("a dozen", "a dozen = 12 count"),
    ("three dozen", "three dozen = 36 count"),
    ("a couple of boats", "a couple = 2 count"),
    ("a pair of boats", "a pair = 2 count"),
    ("twelve hundred", "twelve hundred = 1200 count"),
    ("one hundred thousand and one", "one hundred thousand and one = 100001 count"),
    ("two million three hundred thousand", "two million three hundred thousand = 2300000 count"),
    ("two-hundred-and-fifty", "two-hundred-and-fifty = 250 count"),
    ("not a single victim", "not a single = 0 count"),
    ("without a single arrest", "without a single = 0 count"),
    ("not one victim", "not one = 0 count"),
    ("not one but", "not one = None unsure"),
    ("twenty nineteen", "twenty nineteen = None unsure"),
    ("nineteen eighty-four", "nineteen eighty-four = None unsure"),
    ("the couple", "couple = None vague"),
    ("several hundred", "several hundred = None vague hundreds"),
    ("a few thousand", "a few thousand = None vague thousands"),
    ("a few hundred thousand", "a few hundred thousand = None vague hundreds_of_thousands"),
    ("a couple of dozen", "a couple of dozen = None vague dozens"),
    ("tens of thousands", "tens of thousands = None vague tens_of_thousands"),
    ("hundreds of thousands", "hundreds of thousands = None vague hundreds_of_thousands"),
    ("hundreds of millions", "hundreds of millions = None vague millions"),
    ("thousands upon thousands", "thousands upon thousands = None vague thousands"),
    ("multi-billion", "multi-billion = None vague"),
]
GROUPS = [
    ("12\u202f500 women", "12\u202f500 = 12500 count"),
    ("12\u2009500 women", "12\u2009500 = 12500 count"),
    ("12\u00a0500 women", "12\u00a0500 = 12500 count"),
    ("12 500 women", "12 500 = 12500 count"),
    ("1,\n250 women", "1,⏎250 = 1250 count"),
    ("1,234,\n567 women", "1,234,⏎567 = 1234567 count"),
    ("1 000 000 women", "1 000 000 = 1000000 count"),
    ("1\u202f000\u202f012 women", "1\u202f000\u202f012 = 1000012 count"),
    ("020 7946 0958", "020 7946 0958 = None telephone"),
    ("12’500 women", "12’500 = 12500 count"),
    ("12,34,567 women", "12,34,567 = 1234567 count"),
    ("1.234.567 women", "1.234.567 = 1234567 count"),
    ("1.234,5 women", "1.234,5 = 1234.5 count"),
    ("12,5 per cent", "12,5 = 12.5 percent percent"),
    ("1.250 women", "1.250 = None unsure"),
    ("12,5 women", "12,5 = None unsure"),
    ("1 250 45", "1 250 = None unsure | 45 = 45 count"),
    ("0.125 of it", "0.125 = 0.125 count"),
    ("٣٤ women", "٣٤ = 34 count"),
    ("9,007,199,254,740,993 items", "9,007,199,254,740,993 = 9007199254740993 count"),
    ("ICC-01/04, 007", "04 = None unsure | 007 = None unsure"),
    ("of 12, 300 were", "12, 300 = None unsure"),
    ("Of 520, 521 or more", "520, 521 = None unsure at_least"),
    ("5,000, 100 women", "5,000 = 5000 count | 100 = 100 count"),
]
SHARES = [
    ("One in four of them", "One in four = 0.25 share ratio"),
    ("1-in-4 children", "1-in-4 = 0.25 share ratio"),
    ("nearly one in five", "one in five = 0.2 share ratio nearly"),
    ("3 out of 10 villages", "3 out of 10 = 0.3 share ratio"),
    ("9 out of every 10", "9 out of every 10 = 0.9 share ratio"),
    ("two thirds of them", "two thirds = 0.6667 share ratio"),
    ("one-third of them", "one-third = 0.3333 share ratio"),
    ("by a third.", "a third = 0.3333 share ratio"),
    ("A fifth of the workers", "A fifth = 0.2 share ratio"),
    ("three-fifths", "three-fifths = 0.6 share ratio"),
    ("3/4 of the women", "3/4 = 0.75 share ratio"),
    ("¾ of the women", "¾ = 0.75 share ratio"),
    ("more than half the women", "half = 0.5 share ratio more_than"),
    ("arrested 3 in 10 countries", "3 in 10 = None unsure"),
    ("5 in 2019", "5 = 5 count | 2019 = 2019 year"),
    ("a third man, the third, twenty-fifth", ""),
    ("half an hour, first half of it", "half = None unsure | half = None unsure"),
    ("a quarter century, headquarters", ""),
]
RANGES = [
    ("10–15 women", "10–15 = 10 to 15 count"),
    ("30-40 boats", "30-40 = 30 to 40 count"),
    ("10 − 15 women", "10 − 15 = 10 to 15 count"),
    ("between 20 and 25 women", "between 20 and 25 = 20 to 25 count"),
    ("between five and ten women", "between five and ten = 5 to 10 count"),
    ("five to ten million women", "five to ten million = 5000000 to 10000000 count"),
    ("one to two hundred", "one to two hundred = 100 to 200 count"),
    (
        "one hundred to two hundred thousand",
        "one hundred to two hundred thousand = 100000 to 200000 count",
    ),
    ("5 or 6 dozen", "5 or 6 dozen = 60 to 72 count"),
    ("two or three boats", "two or three = 2 to 3 count"),
    ("12 or 18 boats", "12 = 12 count | 18 = 18 count"),
    ("from 10 to 15 women", "from 10 to 15 = 10 to 15 count"),
    ("ages range from 5 to 16.", "from 5 to 16 = 5 to 16 count"),
    ("rose from 41 to 57", "41 = 41 count | 57 = 57 count"),
    ("fell last year from 41 to 20 women", "41 = 41 count | 20 = 20 count"),
    ("an increase from 41 to 57 cases", "41 = 41 count | 57 = 57 count"),
    ("500 to 1 million", "500 = None unsure | 1 million = None unsure"),
    ("They won 3-1", "3 = None unsure | 1 = None unsure"),
    ("10-15-20", "10-15 = None unsure | 20 = None unsure"),
    ("£5m–£10m", "5m–£10m = 5000000 to 10000000 money GBP"),
    ("between 10% and 15%", "between 10% and 15 = 10 to 15 percent percent"),
    ("5 to 10 per cent", "5 to 10 = 5 to 10 percent percent"),
    (
        "2014-2018, 2014-15, 2019/20",
        "2014-2018 = 2014 to 2018 year | 2014-15 = 2014 to 2015 year | 2019/20 = 2019 to 2020 year",
    ),
]
MONEY = [
    ("£3,000", "3,000 = 3000 money GBP"),
    ("$1.2m", "1.2m = 1200000 money currency"),
    ("US$ 5,000", "5,000 = 5000 money USD"),
    ("A$5,000", "5,000 = 5000 money AUD"),
    ("5,000 Swiss francs", "5,000 = 5000 money CHF"),
    ("5,000 francs", "5,000 = 5000 money currency"),
    ("5,000 Nigerian naira", "5,000 = 5000 money NGN"),
    ("CHF 500", "500 = 500 money CHF"),
    ("EUR50", "50 = 50 money EUR"),
    ("10 million USD", "10 million = 10000000 money USD"),
    ("₹2 crore", "2 crore = 20000000 money INR"),
    ("Rs 5,000", "5,000 = 5000 money currency"),
    ("KSh500", "500 = 500 money KES"),
    ("R500,000", "500,000 = 500000 money currency"),
    ("20 Canadian dollars", "20 = 20 money CAD"),
    ("300,000 yen", "300,000 = 300000 money JPY"),
    ("¥300,000 in Beijing", "300,000 = 300000 money currency"),
    ("5 pounds of rice", "5 = 5 count"),
    ("5 million won", "5 million = 5000000 count"),
    (
        "hundreds of thousands of euros",
        "hundreds of thousands = None vague EUR hundreds_of_thousands",
    ),
    ("TOP 10 reasons, SDG 8 now", "10 = 10 count | 8 = 8 count"),
]
OTHERS = [
    ("The women, aged 20 to 55,", "20 to 55 = 20 to 55 age years"),
    ("between 11 and 16 years old", "between 11 and 16 = 11 to 16 age years"),
    ("aged 12, 13 and 14", "12 = 12 age years | 13 = 13 age years | 14 = 14 age years"),
    ("17- and 18-year-olds", "17 = 17 age years | 18 = 18 age years"),
    ("said Mara Quill, 34, of", "34 = 34 age years"),
    ("children under 5.", "5 = 5 age years less_than"),
    ("teenagers (13-17)", "13-17 = 13 to 17 age years"),
    ("a 6-month-old boy", "6 = 6 age months"),
    ("in their 20s, 30-somethings", "20 = None unsure | 30 = None unsure"),
    ("12 years in prison", "12 = 12 duration years"),
    ("a 12-year sentence", "12 = 12 duration years"),
    ("open 24 hours a day", "24 = 24 duration hours"),
    ("2 day centres", "2 = 2 count"),
    ("in 2018, since 2005", "2018 = 2018 year | 2005 = 2005 year"),
    ("6 to 10 November 2017", "6 to 10 November 2017 = None date"),
    ("(Feb. 18, 2021)", "Feb. 18, 2021 = None date"),
    ("12/05/2019 and 2021-01-08", "12/05/2019 = None date | 2021-01-08 = None date"),
    ("In June 12 people left", "12 = 12 count"),
    ("at 09:59, 9.30am, 5 p.m.", "09:59 = None time | 9.30am = None time | 5 p.m. = None time"),
    (
        "888-555-0199 or +44 20 7946 0958",
        "888-555-0199 = None telephone | +44 20 7946 0958 = None telephone",
    ),
    ("call 911", "911 = None telephone"),
    (
        "page 12, Article 3, No. 5, Section 7(2)",
        "12 = None reference | 3 = None reference | 5 = None reference | 7(2) = None reference",
    ),
    (
        "desk12@amber.example and https://x.example/2020/12",
        "https://x.example/2020/12 = None address",
    ),
    ("Operation Triple Oak", "Triple = None name"),
    ("a school in Seven Oaks Park", "Seven = 7 name"),
    ("UNSCR 1325 on it", "1325 = 1325 name"),
    ("one another, no one, one of the largest", "one = 1 idiom | one = 1 idiom | one = 1 idiom"),
    ("one shotgun, one of them", "one = 1 count | one = 1 count"),
    ("16 percentage points", "16 = 16 points"),
    ("twice, 12 times", "twice = None multiple | 12 = 12 multiple"),
    ("MS-13, A4, v1.2, 3_4, G20, COVID-19, the 21st", ""),
    ("Police Rescue Forty Women", "Forty = 40 count"),
]
SEEN_WRONG = [
    ("It cost € 12.500, then €12,5", "12.500 = None unsure EUR | 12,5 = 12.5 money EUR"),
    ("A man, 45, and a woman, 39, were held", "45 = 45 age years | 39 = 39 age years"),
    ("at 221B Baker Street", "221B = None unsure"),
    ("at 10 Downing Street", "10 = 10 address"),
    ("a four-fold rise", "four = 4 multiple"),
    ("the 116 000 hotline", "116 000 = None telephone"),
    ("took 911 calls", "911 = None telephone"),
    ("1 in 130 people", "1 in 130 = 0.0077 share ratio"),
    ("3 per 1,000 people", "3 = None unsure | 1,000 = None unsure"),
    ("Ten thousand, two hundred and six", "Ten thousand, two hundred and six = None unsure"),
    ("3 millones de personas", "3 millones = 3000000 count"),
    ("2,5 millions d'euros", "2,5 millions = 2500000 count"),
    ("12 Millionen Euro, 2 Mrd.", "12 Millionen = 12000000 money EUR | 2 Mrd = 2000000000 count"),
    ("12 mil personas", "12 mil = None unsure"),
    ("el 12 de mayo de 2019 y el 3. Mai", "12 de mayo de 2019 = None date | 3. Mai = None date"),
    ("They were held. Three Romanian nationals", "Three = 3 count"),
]
"""Forms that were once read as something else."""
QUALIFIED = [
    ("not more than 524", "524 = 524 count at_most"),
    ("never more than 20", "20 = 20 count at_most"),
    ("does not exceed 500", "500 = 500 count at_most"),
    ("no fewer than 8", "8 = 8 count at_least"),
    ("nothing less than 8", "8 = 8 count at_least"),
    ("fewer than 509", "509 = 509 count less_than"),
    ("nowhere near 500", "500 = 500 count less_than"),
    ("not nearly 500", "500 = 500 count less_than"),
    (">520", "520 = 520 count more_than"),
    ("≤ 20", "20 = 20 count at_most"),
    ("~500", "500 = 500 count around"),
    ("521 or more", "521 = 521 count at_least"),
    ("500+", "500 = 500 count at_least"),
    ("500-odd women", "500 = 500 count around"),
    ("30 or so", "30 = 30 count around"),
    ("20 at the most", "20 = 20 count at_most"),
    ("20 suspects or more.", "20 = 20 count at_least"),
    ("12 people at most sites", "12 = 12 count"),
    ("12 or more than 30", "12 = 12 count | 30 = 30 count more_than"),
    ("an estimated £5m", "5m = 5000000 money GBP around"),
    ("estimates of 500", "500 = 500 count around"),
    ("over 12 months", "12 = 12 duration months"),
    ("for over 12 months", "12 = 12 duration months more_than"),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [*SCALES, *WORDS, *GROUPS, *SHARES, *RANGES, *MONEY, *OTHERS, *SEEN_WRONG, *QUALIFIED],
)
def test_numbers_are_read_as_they_are_meant(text: str, expected: str) -> None:
    """Or have no value, where the words do not tell."""
    assert " | ".join(shown(text)) == expected


def test_a_literal_ratio_has_both_its_numbers() -> None:
    """“24 out of 31” may be recorded as 24, “3 out of 10” may not."""
    (literal,) = find_numbers("24 out of 31 victims")
    assert [part.value for part in literal.parts] == [24, 31]
    (typical,) = find_numbers("3 out of 10 villages")
    assert typical.parts == ()


@pytest.mark.parametrize(
    ("words", "right", "wrong"),
    [
        ("two thirds", [0.67, 0.667, 0.66666667], [0.6, 0.7, 0.66, 2, 3, 66.67]),
        ("a quarter", [0.25], [0.2, 0.3, 25, 4]),
        ("1.25 million", [1_250_000], [1.25, 125, 1_250_001]),
        ("9,007,199,254,740,993", [9_007_199_254_740_993], [9_007_199_254_740_992.0]),
        ("dozens", [], [12, 24, 0]),
        ("1.250", [], [1.25, 1250]),
    ],
)
def test_a_value_agrees_exactly(words: str, right: list[float], wrong: list[float]) -> None:
    """To the last digit; what no decimal is equal to may be rounded, to two decimals or more."""
    (number,) = find_numbers(f"{words} of them")
    assert all(number.agrees(value) for value in right)
    assert not any(number.agrees(value) for value in wrong)


def test_a_number_with_its_sign() -> None:
    """The words of an amount: sign, figure and currency."""
    text = "They paid £3,000, 16 per cent and 5,000 Swiss francs."
    amounts = [text[each.amount_start : each.amount_end] for each in find_numbers(text)]
    assert amounts == ["£3,000", "16 per cent", "5,000 Swiss francs"]


def test_a_number_is_moved_with_all_its_places() -> None:
    """As in a longer text."""
    text = "more than £3,000 or 24 out of 31"
    for near, far in zip(find_numbers(text), find_numbers(f"They paid {text}"), strict=True):
        assert near.shifted(len("They paid ")) == far


def test_every_kind_is_known() -> None:
    """Each number is of a kind that offers and coverage know."""
    kinds = {
        each.kind for text, _ in [*WORDS, *SHARES, *OTHERS, *MONEY] for each in find_numbers(text)
    }
    assert kinds <= FIGURE_KINDS | NO_FIGURE_KINDS
    assert len(kinds) >= 14
    assert not FIGURE_KINDS & NO_FIGURE_KINDS
    assert Number(0, 1, None).is_figure


@pytest.mark.parametrize(
    "unit",
    ["12 ", "1,", "one ", "hundred ", "one hundred and ", "1-", "555-0199 ", "May 1 ", "1 to ", "half a ", "one in ",
     "between 1 and ", "from 1 to 2 ", "$", "(1 ", "a.b@", "call 11 ", "No. 1", "1/", "about ", "\n", " "],
)  # fmt: skip
def test_time_grows_with_the_text(unit: str) -> None:
    """Twice the text has about twice the numbers, and no more steps: the reader looks a few words around."""
    short = sum(1 for _ in find_numbers(unit * 200))
    assert sum(1 for _ in find_numbers(unit * 400)) <= 2 * short + 2
