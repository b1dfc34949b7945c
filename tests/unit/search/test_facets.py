"""Facets: one entry for what is one thing, with counts that add up, and groups of people."""

import pytest

from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.queries import counts
from trafficking_explorer.search import facets
from trafficking_explorer.search.facets import Facet, choose, count_facets, without, words_of
from trafficking_explorer.search.parser import parse_filter
from trafficking_explorer.search.sql_compiler import compile_filter
from trafficking_explorer.ui.panes.registry import PANES


def counted(store: Store, field: str, kind: str, line: str = "", words: str = "") -> dict[str, int]:
    """The counts of a field's values, by value."""
    found = list(count_facets(store, (field,), (kind,), parse_filter(line), words))
    return {value.value: value.count for facet in found for value in facet.values}


def of(store: Store, field: str, kind: str) -> Facet:
    (facet,) = count_facets(store, (field,), (kind,), parse_filter(""))
    return facet


def test_a_speaker_is_one_entry(own: Store) -> None:
    """The written and the resolved name of a person are one; a name that is not resolved is another.

    That one finds a quotation of hers too, in which she is called so.
    """
    assert counted(own, "speaker", "quote") == {
        "Jane Stone": 2,
        "mr stone": 2,
        "Someone who knows the darknet well": 1,
    }
    assert of(own, "speaker", "quote").total == 4


def test_both_names_find_the_speaker(own: Store) -> None:
    """The filter that a choice writes finds what was counted, and the written name finds it too."""
    assert counted(own, "source", "quote", 'speaker:"jane stone"') == {"one": 1, "two": 1}
    assert counted(own, "source", "quote", 'speaker:"mr. stone"') == {"one": 1, "two": 1}


def test_copied_quotations_are_told_apart(own: Store) -> None:
    """The later of two quotations with the same words is a copy."""
    copied = {value.value: value.copied for value in of(own, "speaker", "quote").values}
    assert copied == {"Jane Stone": 1, "mr stone": 0, "Someone who knows the darknet well": 0}


def test_spellings_of_one_value_are_one(own: Store) -> None:
    """Case and punctuation do not make another value: a filter cannot tell them apart."""
    own.rows("SELECT 1")
    spelling = f"SELECT DISTINCT {facets._SPELLING} FROM (SELECT unnest(?::VARCHAR[]) AS value)"
    assert own.rows(spelling, (["Mr. Stone", "mr stone", "MR  STONE"],)) == [("mr stone",)]
    assert len(own.rows(spelling, (["Évry", "evry", "Ivry"],))) == 2


def test_figures_are_about_groups_of_people(own: Store) -> None:
    """Girls, minors and a boy of fifteen are children; sex offenders are not."""
    assert counted(own, "about", "statistic") == {
        "children": 3,
        "suspects": 2,
        "girls": 1,
        "women": 1,
        "adults": 1,
        "boys": 1,
        "families": 1,
    }
    assert counted(own, "about", "operation") == {
        "suspects": 2,
        "children": 1,
        "girls": 1,
        "women": 1,
        "adults": 1,
    }


@pytest.mark.parametrize("word", ["children", "child", "minors", "kids", "KIDS", "juveniles"])
def test_any_word_for_children_finds_them(own: Store, word: str) -> None:
    """And a word for a part of them only that part."""
    assert sum(counted(own, "source", "statistic", f"about:{word}").values()) == 3
    assert sum(counted(own, "source", "statistic", f"-about:{word}").values()) == 4
    assert sum(counted(own, "source", "statistic", f"about:{word} about:girls").values()) == 1


def test_values_are_found_by_their_synonyms() -> None:
    """Typed words are looked for in the value, its field and the words for it."""
    assert "minors" in words_of("about", "children")
    assert words_of("country", "Côte d’Ivoire") == "country cote d ivoire"


def test_more_values_than_are_listed_are_searched(
    own: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A field that is cut says so; with words, those that have the words are listed."""
    monkeypatch.setattr(facets, "_VALUES", 1)
    (cut,) = count_facets(own, ("speaker",), ("quote",), parse_filter(""))
    assert cut.is_cut
    assert [value.value for value in cut.values] == ["Jane Stone"]
    assert counted(own, "speaker", "quote", words="darknet knows") == {
        "Someone who knows the darknet well": 1
    }
    assert counted(own, "speaker", "quote", words="nobody") == {}


LINES = ("", "police", "-has:date", "country:mali,niger")


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("pane", [pane.name for pane in PANES if pane.facets])
def test_a_count_is_the_number_of_rows_that_the_choice_finds(
    own: Store, store: Store, pane: str, line: str
) -> None:
    """Also where a value is among the words of another, a time goes on for years, or a region has countries."""
    types = PANES[pane].view.record_types  # type: ignore[union-attr]
    tree = parse_filter(line)
    for each in (own, store):
        for facet in count_facets(each, PANES[pane].facets, types, tree):
            rest = without(tree, facet.field)
            for value in facet.values:
                chosen = compile_filter(choose(rest, facet.field, value.value))
                rows = counts(each, chosen, types)
                assert sum(rows.get(type_, 0) for type_ in types) == value.count, value
