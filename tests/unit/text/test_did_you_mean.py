"""Messages about unknown words name what was probably meant."""

import pytest

from trafficking_explorer.text.did_you_mean import close_words, did_you_mean, misspelt_words


@pytest.mark.parametrize(
    ("word", "known", "says"),
    [
        ("nmae", ["name", "kind"], ": did you mean name?"),
        ("value", ["value_to", "value_text", "kind"], ": did you mean value_to or value_text?"),
        ("xyz", ["a", "b"], ": known are a, b"),
        ("xyz", [f"word{i}" for i in range(20)], ": known are word0,"),
    ],
)
def test_the_closest_words_are_named(word: str, known: list[str], says: str) -> None:
    """One or two that are close; else the known words, a long list cut."""
    assert did_you_mean(word, known).startswith(says)
    if len(known) > 16:
        assert did_you_mean(word, known).endswith("word11, …")


def test_close_words_come_closest_first_and_are_few() -> None:
    """Words that are not alike are left out."""
    assert close_words("naem", ["game", "name", "zebra", "names"]) == ["name", "names"]
    assert close_words("naem", ["zebra"]) == []
    assert close_words("name", ["names", "nam"], limit=1, least=95) == []


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("serach", ["search"]),
        ("chekc", ["check"]),
        ("sho", ["show"]),
        ("anchro", ["anchor"]),
        ("shows", ["show"]),
        ("epervier", []),
        ("addis", []),
        ("interpol", []),
        ("s" * 1_000_000, []),
        ("", []),
    ],
)
def test_slips_are_few_letters(word: str, meant: list[str]) -> None:
    """One in a short word, two in a long one; swapped letters are one."""
    assert (
        misspelt_words(word, ["search", "show", "sql", "check", "anchor", "add", "init"]) == meant
    )
