"""Text as search sees it."""

import re
import unicodedata

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
        ("Łukasz Nowak", "lukasz nowak"),
        ("Đorđe, Ħal Għargħur", "dorde, hal gharghur"),
        ("Øresund, Tromsø", "oresund, tromso"),
        ("Æsir and Œuvre", "aesir and oeuvre"),
        ("Þórr, Kırıkkale, Əliyev", "thorr, kirikkale, eliyev"),
        ("STRAẞE", "strasse"),
        ("ǅungla Ǿ ﬀ", "dzungla o ff"),
        ("traf\u00adfick\u00ading", "trafficking"),
        ("a\u200bb\u2060c\ufeffd", "abcd"),
        ("می\u200cخواهیم", "ميخواهيم"),
        ("کتاب", "كتاب"),
        ("مـــحـمـد", "محمد"),
        ("क\u200dष", "कष"),
        ("\u202elaw\u202c", "law"),
        ("❤\ufe0f", "❤"),
        ("Қазақстан Ґ Ё", "казакстан г е"),
        ("„so“ «it» ‹is›", '"so" "it" \'is\''),
        ("Ｔｏｋｙｏ ①②", "tokyo 12"),
        ("½ kg", "1/2 kg"),
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
        ("Łukasz Nowak", ["lukasz"], ["Łukasz"]),
        ("a traf\u00adfick\u00ading ring", ["trafficking ring"], ["traf\u00adfick\u00ading ring"]),
        ("Jose\u0301 Mun\u0303oz", ["jose", "noz"], ["Jose\u0301", "n\u0303oz"]),
        ("می\u200cخواهیم now", [fold("میخواهیم")], ["می\u200cخواهیم"]),
        ("Ægir", ["e"], ["Æ"]),
        ("a ﬁne day", ["fine", "in"], ["ﬁne"]),
        ("x\u200by", ["x", "y"], ["x", "y"]),
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


def test_every_letter_with_a_stroke_or_hook_is_the_letter() -> None:
    """By their names in Unicode; all Latin letters."""
    seen = 0
    for code in (*range(0x100, 0x530), *range(0x1E00, 0x1F00), *range(0xA720, 0xA7C0)):
        name = re.fullmatch(
            r"LATIN (?:SMALL|CAPITAL) LETTER ([A-Z]) WITH .+", unicodedata.name(chr(code), "")
        )
        if name and not re.search("MIDDLE|SMALL LETTER J|SMALL LETTER Z|HALF RING", name[0]):
            seen += 1
            assert fold(chr(code)) == name[1].lower(), name[0]
    assert seen > 400


def test_folded_text_stays_as_it_is() -> None:
    """Stored and typed text may be folded twice, with any character."""
    for code in (*range(0xD800), *range(0xE000, 0x20000)):
        once = fold(f"a{chr(code)}b")
        assert fold(once) == once, hex(code)


def test_words_are_letters_and_digits() -> None:
    """All else is one blank between them, and nothing at the ends."""
    assert fold_words(" “Opération” Sun_2: 3,000 — done. ") == "operation sun 2 3 000 done"
    for code in (*range(0x3000), *range(0x1F000, 0x1F100)):
        text = f"a{chr(code)}b {chr(code)}"
        kept = "".join(char if char.isalnum() else " " for char in fold(text))
        assert fold_words(text) == " ".join(kept.split())
