"""Controlled terms."""

import pytest

from trafficking_explorer.records import vocabulary
from trafficking_explorer.records.vocabulary import (
    FORM_VOCABULARIES,
    MEASURE,
    QUALIFIER,
    Vocabulary,
    find_form,
)

VOCABULARIES = [each for each in vars(vocabulary).values() if isinstance(each, Vocabulary)]


@pytest.mark.parametrize("each", VOCABULARIES, ids=lambda each: each.name)
def test_every_term_is_defined(each: Vocabulary) -> None:
    """A term has a definition that is a sentence, and says where it comes from."""
    assert len(set(each.codes)) == len(each.codes)
    for term in each.terms:
        assert term.definition.endswith(".")
        assert term.origin
        assert term.code in each
        assert each.get(term.code) is term


def test_the_qualifiers_are_those_of_the_contract() -> None:
    """Scripts rely on these."""
    assert set(QUALIFIER.codes) == {
        "exact",
        "at_least",
        "at_most",
        "more_than",
        "less_than",
        "nearly",
        "around",
        "dozens",
        "hundreds",
        "thousands",
        "tens_of_thousands",
        "hundreds_of_thousands",
        "millions",
        "unspecified",
    }


def test_measures_keep_persons_apart() -> None:
    """Rescued is not identified, a suspect is not a convict."""
    assert {
        "rescued",
        "identified",
        "detected",
        "potential_victims",
        "suspects_identified",
        "arrests",
        "charged",
        "convicted",
    } <= set(MEASURE.codes)


def test_what_is_not_there() -> None:
    """An unknown code is in no list."""
    assert "Rescued" not in MEASURE
    assert None not in MEASURE
    assert MEASURE.get("Rescued") is None
    assert find_form("prostitution") is None
    assert find_form("") is None


def test_a_form_is_found_with_its_vocabulary() -> None:
    """Purposes, means, acts, and what is kept apart from trafficking; no code is in two."""
    found = find_form("migrant_smuggling")
    assert found is not None
    assert found[0].name == "distinct"
    assert "distinct from trafficking" in found[1].definition
    purpose = find_form("forced_labour")
    assert purpose is not None
    assert "Palermo" in purpose[1].origin
    codes = [code for each in FORM_VOCABULARIES for code in each.codes]
    assert len(set(codes)) == len(codes)
