"""Text as search sees it."""

import pytest

from trafficking_explorer.text.folding import find_matches, fold, fold_words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("", ""),
        ("  \n ", ""),
        ("Chad", "chad"),
        ("  Forced \n\tLABOUR ", "forced labour"),
        ("Opération Épervier", "operation epervier"),
        ("Ope\u0301ration", "operation"),
        ("Côte d’Ivoire", "cote d'ivoire"),
        ("“so” ‘it’ is", "\"so\" 'it' is"),
        ("2014–2018 — and multi‑billion", "2014-2018 - and multi-billion"),
        ("and so on…", "and so on..."),
        ("Straße", "strasse"),
        ("ﬁne", "fine"),
        ("km²", "km2"),
        ("a\u00a0b\u2009c", "a b c"),
        ("don\u00b4t", "don t"),
        ("Ångström", "angstrom"),
        ("İstanbul", "istanbul"),
        ("ΑΘΉΝΑ", "αθηνα"),
    ],
)
def test_case_accents_and_marks_are_folded(text: str, folded: str) -> None:
    """Typed and stored text are folded alike; folded text stays as it is."""
    assert fold(text) == folded
    assert fold(folded) == folded


@pytest.mark.parametrize(
    ("text", "needles", "found"),
    [
        ("Opération Épervier", ["epervier"], ["Épervier"]),
        ("forced \n labour", ["forced labour"], ["forced \n labour"]),
        ("don\u00b4t", ["don t"], ["don\u00b4t"]),
        ("and so on…", ["on..."], ["on…"]),
        ("Straße", ["ss"], ["ß"]),
        ("Straße", ["strasse"], ["Straße"]),
        ("aaa", ["aa"], ["aa"]),
        ("abc", ["ab", "bc"], ["abc"]),
        ("a b a", ["a"], ["a", "a"]),
        ("  a", [" a"], []),
        ("abc", ["", "x"], []),
        ("", ["a"], []),
        ("abc", [], []),
    ],
)
def test_folded_words_are_found_in_the_text(
    text: str, needles: list[str], found: list[str]
) -> None:
    """The places are those of the unfolded text, ascending, overlaps as one."""
    assert [text[start:end] for start, end in find_matches(text, needles)] == found


def test_words_are_letters_and_digits() -> None:
    """All else is one blank between them, and nothing at the ends."""
    assert fold_words(" “Opération” Sun_2: 3,000 — done. ") == "operation sun 2 3 000 done"
    for code in (*range(0x3000), *range(0x1F000, 0x1F100)):
        text = f"a{chr(code)}b {chr(code)}"
        kept = "".join(char if char.isalnum() else " " for char in fold(text))
        assert fold_words(text) == " ".join(kept.split())
