"""Words that say the value, the range, the unit and the qualifier of a statistic, and words that do not."""

from typing import Any

import pytest

from tests.figure_texts import objections, refused

RIGHT: list[tuple[str, str, float | None, dict[str, Any]]] = [
    ("Police freed 12K women.", "12K", 12_000, {}),
    ("Police freed 5m women.", "5m", 5_000_000, {}),
    ("Police freed 1.2mn women.", "1.2mn", 1_200_000, {}),
    ("Police freed 3bn fish.", "3bn", 3_000_000_000, {"unit": "items"}),
    ("Half a million women left.", "Half a million", 500_000, {}),
    ("Two and a half million left.", "Two and a half million", 2_500_000, {}),
    ("Some 1½ million left.", "1½ million", 1_500_000, {"qualifier": "around"}),
    ("They freed a dozen girls.", "a dozen", 12, {}),
    ("They freed a dozen girls.", "dozen", 12, {}),
    ("They freed half a dozen girls.", "half a dozen", 6, {}),
    ("A couple of lorries stopped.", "A couple", 2, {"unit": "items"}),
    ("A couple of lorries stopped.", "A couple of lorries", 2, {"unit": "items"}),
    ("One in four had no papers.", "One in four", 0.25, {"unit": "ratio"}),
    ("3 out of 10 villages.", "3 out of 10", 0.3, {"unit": "ratio"}),
    ("Two thirds were minors.", "Two thirds", 0.67, {"unit": "ratio"}),
    ("Two thirds were minors.", "Two thirds", 0.6667, {"unit": "ratio"}),
    ("A fifth of them came.", "A fifth", 0.2, {"unit": "ratio"}),
    ("24 out of 31 were girls.", "24", 24, {}),
    ("24 out of the 31 were girls.", "24", 24, {}),
    ("¾ of them came.", "¾", 0.75, {"unit": "ratio"}),
    ("They freed 12\u202f500 people.", "12\u202f500", 12_500, {}),
    ("They freed 12\u2009500 people.", "12\u2009500", 12_500, {}),
    ("They freed 12 500 people.", "12 500", 12_500, {}),
    ("They freed 1,\n250 people.", "1,\n250", 1_250, {}),
    ("They freed 12’500 people.", "12’500", 12_500, {}),
    ("They freed 10–15 women.", "10–15", 10, {"value_to": 15}),
    ("They freed between 20 and 25 women.", "between 20 and 25", 20, {"value_to": 25}),
    ("They freed between 20 and 25 women.", "20 and 25", 20, {"value_to": 25}),
    ("Five to ten million lived there.", "Five to ten million", 5e6, {"value_to": 1e7}),
    ("It rose from 41 to 57.", "57", 57, {}),
    ("It rose by 16 per cent.", "16", 16, {"unit": "percent"}),
    ("In all, 27% are children.", "27%", 27, {"unit": "percent"}),
    ("The share was 12,5 %.", "12,5", 12.5, {"unit": "percent"}),
    ("The fee was £3,000 a head.", "3,000", 3_000, {"unit": "GBP"}),
    ("The fee was £3,000 a head.", "£3,000", 3_000, {"unit": "GBP"}),
    ("They paid 5,000 Swiss francs.", "5,000", 5_000, {"unit": "CHF"}),
    ("They paid 5,000 Nigerian naira.", "5,000", 5_000, {"unit": "NGN"}),
    ("They paid $5,000 each.", "5,000", 5_000, {"unit": "currency"}),
    ("They paid $5,000 (US dollars) each.", "5,000", 5_000, {"unit": "USD"}),
    ("They paid US$ 5,000 each.", "5,000", 5_000, {"unit": "USD"}),
    ("They paid A$5,000 each.", "5,000", 5_000, {"unit": "AUD"}),
    ("They paid ₹2.5 lakh each.", "2.5 lakh", 250_000, {"unit": "INR"}),
    ("Not more than 524 women came.", "524", 524, {"qualifier": "at_most"}),
    ("No fewer than 8 came.", "8", 8, {"qualifier": "at_least"}),
    ("Fewer than 509 came.", "509", 509, {"qualifier": "less_than"}),
    ("In all 521 or more came.", "521", 521, {"qualifier": "at_least"}),
    ("In all >520 came.", "520", 520, {"qualifier": "more_than"}),
    ("They saw an estimated 90 children.", "90", 90, {"qualifier": "around"}),
    ("They saw approx. 90 children.", "90", 90, {"qualifier": "around"}),
    ("They saw 90 children or so.", "90", 90, {"qualifier": "around"}),
    ("Just under 90 came.", "90", 90, {"qualifier": "nearly"}),
    ("Just under 90 came.", "90", 90, {"qualifier": "less_than"}),
    ("At least some 90 came.", "90", 90, {"qualifier": "at_least"}),
    ("The least number of people, it says, is 2.5 million.", "2.5 million", 2.5e6, {"qualifier": "at_least"}),
    ("Tens of thousands came.", "Tens of thousands", None, {"qualifier": "tens_of_thousands"}),
    ("Hundreds of thousands came.", "Hundreds of thousands", None, {"qualifier": "hundreds_of_thousands"}),
    ("Millions of children left.", "Millions", None, {"qualifier": "millions"}),
    ("Several hundred came.", "Several hundred", None, {"qualifier": "hundreds"}),
    ("Aged 20 to 55, they left.", "20 to 55", 20, {"value_to": 55, "unit": "years"}),
    ("A 16-year-old girl left.", "16", 16, {"unit": "years"}),
    ("He got 12, 14 and 16 years.", "12", 12, {"unit": "years"}),
    ("It took 36 hours.", "36", 36, {"unit": "hours"}),
    ("Not a single victim was seen.", "Not a single", 0, {}),
    ("No arrests were made.", "No", 0, {}),
    ("9,007,199,254,740,993 items", "9,007,199,254,740,993", 9_007_199_254_740_993, {"unit": "items"}),
    ("They freed 12 women and girls.", "12", 12, {"sex": "female", "population": "women and girls"}),
    ("They freed 12 boys.", "12", 12, {"sex": "male", "age_group": "child", "population": "boys"}),
]  # fmt: skip

WRONG: list[tuple[str, str, float | None, dict[str, Any], str]] = [
    # A part of a number is not the number.
    ("They freed 2 million people.", "2", 2, {}, "value"),
    ("They freed 2 million people.", "2 million", 2, {}, "value"),
    ("They freed 1½ million.", "1½ million", 1, {}, "value"),
    ("They freed 12 500 people.", "12", 12, {}, "value"),
    ("They freed 12\u202f500 people.", "500", 500, {}, "value"),
    ("They freed 1,\n250 people.", "1", 1, {}, "value"),
    ("They freed half a million.", "half", 0.5, {"unit": "ratio"}, "value"),
    ("They freed two and a half million.", "two", 2, {}, "value"),
    ("They freed half a dozen.", "dozen", 12, {}, "value"),
    ("One in four had no papers.", "One", 1, {}, "value"),
    ("One in four had no papers.", "four", 4, {}, "value"),
    ("Two thirds were minors.", "Two", 2, {}, "value"),
    ("Two thirds were minors.", "Two thirds", 0.6, {"unit": "ratio"}, "value"),
    ("Two thirds were minors.", "Two thirds", 0.66, {"unit": "ratio"}, "value"),
    ("3 out of 10 came.", "3", 3, {}, "value"),
    ("Several hundred came.", "hundred", 100, {}, "value"),
    ("Hundreds of thousands came.", "Hundreds", None, {"qualifier": "hundreds"}, "qualifier"),
    # Ranges.
    ("They freed 10–15 women.", "10–15", 10, {}, "value"),
    ("They freed 10–15 women.", "10", 10, {}, "value"),
    ("They freed 10–15 women.", "15", 15, {}, "value"),
    ("They freed 10–15 women.", "10–15", 10, {"value_to": 16}, "value_to"),
    ("It rose from 41 to 57.", "from 41 to 57", 41, {"value_to": 57}, "value_to"),
    ("They freed 10 women.", "10", 10, {"value_to": 12}, "value_to"),
    # Digits that count nothing.
    ("On 12 May they left.", "12", 12, {}, "value"),
    ("Call 888-555-0199 now.", "888", 888, {}, "value"),
    ("At 09:59 they left.", "59", 59, {}, "value"),
    ("See page 12 of it.", "12", 12, {}, "value"),
    ("Under Article 3 they left.", "3", 3, {}, "value"),
    ("They voted 3-1 for it.", "3", 3, {}, "value"),
    ("They freed 1.250 people.", "1.250", 1_250, {}, "value"),
    ("A girl and a boy came.", "A", 1, {}, "value"),
    # Units.
    ("It rose by 16 per cent.", "16", 16, {"unit": "persons"}, "unit"),
    ("It rose by 16 percentage points.", "16", 16, {"unit": "percent"}, "unit"),
    ("They freed 16 people.", "16", 16, {"unit": "percent"}, "unit"),
    ("Half of them came.", "Half", 0.5, {"unit": "persons"}, "unit"),
    ("The fee was £3,000.", "3,000", 3_000, {"unit": "USD"}, "unit"),
    ("The fee was £3,000.", "3,000", 3_000, {"unit": "persons"}, "unit"),
    ("The fee was £3,000.", "3,000", 3_000, {"unit": "currency"}, "unit"),
    ("They paid $5,000.", "5,000", 5_000, {"unit": "USD"}, "unit"),
    ("They paid A$5,000.", "5,000", 5_000, {"unit": "USD"}, "unit"),
    ("They paid 5,000 francs.", "5,000", 5_000, {"unit": "CHF"}, "unit"),
    ("They paid 5,000.", "5,000", 5_000, {"unit": "EUR"}, "unit"),
    ("He got 12 months.", "12", 12, {"unit": "years"}, "unit"),
    ("A 16-year-old girl left.", "16", 16, {"unit": "persons"}, "unit"),
    # Qualifiers.
    ("Not more than 524 women came.", "524", 524, {"qualifier": "more_than"}, "qualifier"),
    ("No fewer than 8 came.", "8", 8, {"qualifier": "less_than"}, "qualifier"),
    ("No less than 8 came.", "8", 8, {"qualifier": "at_most"}, "qualifier"),
    ("Over 30 officers held 12 men.", "12", 12, {"qualifier": "more_than"}, "qualifier"),
    ("They held 12 men.", "12", 12, {"qualifier": "around"}, "qualifier"),
    ("Some 90 came, at most.", "90", 90, {"qualifier": "nearly"}, "qualifier"),
    ("Dozens came.", "Dozens", None, {"qualifier": "hundreds"}, "qualifier"),
    ("They freed 12 women.", "12", 12, {"qualifier": "dozens"}, "qualifier"),
    # Sex and age.
    ("They freed 12 women and men.", "12", 12, {"sex": "female", "population": "women and men"}, "sex"),
    ("They freed 12 men.", "12", 12, {"sex": "female", "population": "men"}, "sex"),
    ("They freed 12 people.", "12", 12, {"sex": "female"}, "sex"),
    ("They freed 12 women.", "12", 12, {"age_group": "child", "population": "women"}, "age_group"),
    ("They freed 12 victims.", "12", 12, {"age_group": "adult"}, "age_group"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "value", "fields"), RIGHT)
def test_what_the_words_say_is_accepted(
    text: str, words: str, value: float | None, fields: dict[str, Any]
) -> None:
    """Numbers as people write them, with their units and qualifiers."""
    assert objections(text, words, value, **fields) == []


@pytest.mark.parametrize(("text", "words", "value", "fields", "field"), WRONG)
def test_what_they_do_not_say_is_refused(
    text: str, words: str, value: float | None, fields: dict[str, Any], field: str
) -> None:
    """A part of a number, another number, unit or qualifier."""
    assert field in refused(text, words, value, **fields)


@pytest.mark.parametrize(
    ("text", "words", "value", "fields", "says"),
    [
        ("They freed 2 million.", "2", 2, {}, "value: no number 2 in “2”: “2 million” is 2,000,000"),
        ("They freed 10–15 women.", "10–15", 10, {}, "value: the text has a range, 10 to 15: add value_to: 15"),
        ("On 12 May they left.", "12", 12, {}, "value: “12 May” is a date, not a quantity"),
        ("They freed 1.250 people.", "1.250", 1250, {}, "“1.250” can be read in more than one way"),
        ("They paid $5,000.", "5,000", 5000, {"unit": "USD"}, "“$5,000” does not say that it is USD"),
        ("They paid £5,000.", "5,000", 5000, {"unit": "EUR"}, "unit: “£5,000” is GBP, not EUR"),
        ("They held 12.", "12", 12, {"qualifier": "around"}, "words for it are around, about, some"),
        ("Not more than 5 came.", "5", 5, {"qualifier": "more_than"}, "“Not more than” says at_most, not more_than"),
    ],
)  # fmt: skip
def test_the_message_names_the_words_that_count(
    text: str, words: str, value: float, fields: dict[str, Any], says: str
) -> None:
    """The curator sees what the text has, and what to write."""
    found = [f"{name}: {reason}" for name, reason in objections(text, words, value, **fields)]
    assert any(says in each for each in found), found


def test_units_of_texts_in_other_languages_are_the_curators() -> None:
    """Their words for money and time are not known here; a sign still is."""
    assert refused("Pagaron 5000 libras", "5000", 5000, unit="GBP", language="es") == set()
    assert refused("Pagaron 5000 libras", "5000", 5000, unit="GBP") == {"unit"}
    assert refused("Pagaron €5000", "5000", 5000, unit="GBP", language="es") == {"unit"}
