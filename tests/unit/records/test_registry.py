"""The registry of kinds: which kinds there are, and which can be added."""

from typing import Annotated, ClassVar

import pytest

from trafficking_explorer.database.views import VIEWS, View, panes_by_type
from trafficking_explorer.records.base import Record
from trafficking_explorer.records.fields import Verbatim
from trafficking_explorer.records.registry import (
    BY_PLURAL,
    KINDS,
    FilterField,
    Kind,
    kinds_of_pane,
    register,
    unregister,
)
from trafficking_explorer.search.fields import FIELDS


class Nameless(Record):
    """A model without a `record_type` and without names."""


class Treaty(Nameless):
    """A model without names."""

    record_type: ClassVar[str] = "treaty"


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
    with pytest.raises(TypeError, match="None, registered as 'treaty'"):
        _ = Kind("treaty", "treaties", "Treaties.", f"{__name__}:Nameless").model


def test_a_kind_with_one_name_needs_names() -> None:
    """Rules and suggestions read them."""
    path = f"{__name__}:Treaty"
    assert Kind("treaty", "treaties", "Treaties.", path).model is Treaty
    with pytest.raises(TypeError, match="needs the fields name and aliases"):
        _ = Kind("treaty", "treaties", "Treaties.", path, has_one_name=True).model


def test_a_field_without_a_role_is_refused() -> None:
    """Nothing would check it, and no table would have it."""
    with pytest.raises(TypeError, match=r"Plain\.penalty has no role"):

        class Plain(Record):
            penalty: str | None = None


def test_a_field_with_a_list_is_refused() -> None:
    """Records do not change, so several values are a tuple."""
    with pytest.raises(TypeError, match=r"Listed\.acts is a list; use tuple"):

        class Listed(Record):
            acts: Annotated[list[str], Verbatim()] = []


def test_a_pane_without_a_view_is_refused() -> None:
    """A record of the kind could not be opened."""
    register(Kind("treaty", "treaties", "Treaties.", pane="treatis"))
    try:
        with pytest.raises(ValueError, match="'treaty' has the pane 'treatis'"):
            panes_by_type()
    finally:
        unregister("treaty")


def test_a_view_without_a_kind_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would always be empty."""
    monkeypatch.setitem(VIEWS, "treaties", View("treaties", "Treaties", "corpus.records r", ()))
    with pytest.raises(ValueError, match="no kind names the pane 'treaties'"):
        panes_by_type()


def test_a_kind_may_declare_fields_of_filters() -> None:
    """They are known as long as it is, by all their words."""
    penalty = FilterField("penalty", "text", "the penalty", ("punishment",))
    register(Kind("treaty", "treaties", "Treaties.", filters=(penalty,)))
    try:
        assert FIELDS.find("punishment") is penalty
    finally:
        unregister("treaty")
    assert FIELDS.find("penalty") is None


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
