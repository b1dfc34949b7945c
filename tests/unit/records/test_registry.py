"""The registry of kinds: which kinds there are, and which can be added."""

import pytest

from trafficking_explorer.records.registry import (
    BY_PLURAL,
    KINDS,
    Kind,
    kinds_of_pane,
    register,
    unregister,
)


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_a_kind_names_its_model(kind: Kind) -> None:
    """And the model has the fields that the kind promises."""
    assert kind.model.record_type == kind.name
    assert BY_PLURAL[kind.plural] is kind
    if kind.has_one_name:
        assert {"name", "aliases"} <= set(kind.model.model_fields)


@pytest.mark.parametrize(
    ("name", "plural"),
    [("agency", "others"), ("other", "agencies"), ("agencies", "others"), ("other", "agency")],
)
def test_a_word_means_one_kind(name: str, plural: str) -> None:
    """A name or plural in use is refused, and nothing is changed."""
    before = list(KINDS), list(BY_PLURAL)
    with pytest.raises(ValueError, match="already"):
        register(Kind(name, plural, "Others."))
    assert (list(KINDS), list(BY_PLURAL)) == before


@pytest.mark.parametrize("word", ["Treaty", "law_x", "loi/x", "", "2nd", "règle", "a b", 'x"y'])
def test_a_word_has_small_letters(word: str) -> None:
    """It names a table, a column and a YAML key."""
    with pytest.raises(ValueError, match="lower-case letters"):
        register(Kind(word, "others", "Others."))
    with pytest.raises(ValueError, match="lower-case letters"):
        register(Kind("other", word, "Others."))


def test_a_model_of_another_kind_is_refused() -> None:
    """It would be filed under the wrong name."""
    kind = Kind("treaty", "treaties", "Treaties.", "trafficking_explorer.records.place:Place")
    with pytest.raises(TypeError, match="'place', registered as 'treaty'"):
        _ = kind.model


def test_kinds_come_and_go() -> None:
    """A kind from elsewhere is listed behind the others of its pane, and can be taken away."""
    before = kinds_of_pane("more")
    kind = Kind("treaty", "treaties", "Treaties.")
    register(kind)
    try:
        assert kinds_of_pane("more") == (*before, kind)
    finally:
        unregister("treaty")
    assert kinds_of_pane("more") == before
    assert "treaties" not in BY_PLURAL
    with pytest.raises(KeyError):
        unregister("treaty")
