"""Differences that a screen does not show."""

import pytest

from trafficking_explorer.text.unseen import look_alike, look_alike_hint, unseen_differences


@pytest.mark.parametrize(
    ("quote", "text", "named"),
    [
        ("said José here", "said Jose\u0301 here", ("U+00E9", "U+0301 COMBINING ACUTE ACCENT")),
        ("Jose\u0301", "José", ("U+0301", "U+00E9 LATIN SMALL LETTER E WITH ACUTE")),
        ("trafficking", "traf\u00adfick\u00ading", ("nothing there", "U+00AD SOFT HYPHEN")),
        ("می\u200cخواهیم", "میخواهیم", ("U+200C ZERO WIDTH NON-JOINER", "nothing there")),
        ("a b", "a\u200b b", ("U+200B ZERO WIDTH SPACE",)),
        ("\ufeffPolice", "Police", ("U+FEFF",)),
        ("Operation Roma", "Operаtion Roma", ("U+0061", "U+0430 CYRILLIC SMALL LETTER A")),
        ("Omega", "Οmega", ("U+004F", "U+039F GREEK CAPITAL LETTER OMICRON")),
        ("it's", "it’s", ("U+0027 APOSTROPHE", "U+2019")),
        ("2014-2018", "2014–2018", ("U+002D HYPHEN-MINUS", "U+2013 EN DASH")),
        ("fine", "ﬁne", ("U+FB01 LATIN SMALL LIGATURE FI",)),
        ("100", "1OO", ("U+0030 DIGIT ZERO", "U+004F LATIN CAPITAL LETTER O")),
        ("12 men\u202c", "12 men", ("U+202C",)),
    ],
)
def test_it_is_named_by_its_code_points(quote: str, text: str, named: tuple[str, ...]) -> None:
    """Accents in two forms, invisible characters, and letters of another alphabet."""
    found = unseen_differences(quote, text)
    for each in named:
        assert each in found
    assert look_alike(quote, text)


@pytest.mark.parametrize(
    ("quote", "text"),
    [("41 men", "40 men"), ("José", "Jose"), ("same", "same"), ("a  b", "a\u00a0b"), ("", "x")],
)
def test_differences_that_are_seen_need_no_name(quote: str, text: str) -> None:
    """Nor do blanks, of which all runs are equal."""
    assert unseen_differences(quote, text) == ""


def test_both_kinds_in_one_wording() -> None:
    """The unseen part alone is named, each difference once, and no more than three."""
    found = unseen_differences("Jose Roma had 41 men", "Jose Rоmа had 40 men")
    assert "U+043E" in found
    assert "U+0430" in found
    assert "U+0030" not in found
    assert unseen_differences("eoaxp", "еоахр").endswith("and 2 more")


def test_a_hint_has_the_words_of_the_passage() -> None:
    """If it has words of the same look."""
    hint = look_alike_hint("Roma", ["Police of the Rоma Office"])
    assert hint == (
        " (“Rоma” only looks like it: here U+006F LATIN SMALL LETTER O, "
        "there U+043E CYRILLIC SMALL LETTER O)"
    )
    assert look_alike_hint("Roma", ["Police of Chad"]) == ""
    assert look_alike_hint("", ["x"]) == ""
