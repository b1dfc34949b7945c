"""Our terms beside those of other vocabularies."""

from trafficking_explorer.records.crosswalk import SCHEMES, crosswalk, equivalents
from trafficking_explorer.records.vocabulary import (
    AGE_GROUP,
    AGENCY_KIND,
    FORM_VOCABULARIES,
    MEASURE,
    PURPOSE,
    SEX,
)

_OURS = {each.name: each for each in (*FORM_VOCABULARIES, MEASURE, AGENCY_KIND, SEX, AGE_GROUP)}


def test_every_pair_has_a_scheme_and_a_term_of_ours() -> None:
    """No code is misspelt on our side, and no pair is there twice."""
    names = {each.name for each in SCHEMES}
    for each in crosswalk():
        assert each.scheme in names
        assert each.ours in _OURS[each.vocabulary], each
        assert each.label
    keys = [(each.scheme, each.code, each.vocabulary, each.ours) for each in crosswalk()]
    assert len(set(keys)) == len(keys)
    assert {each.scheme for each in crosswalk()} == names


def test_codes_of_htcds_are_those_of_its_second_version() -> None:
    """The value names of its file of field standards."""
    known = [
        "ForcedLabour",
        "SexualExploitation",
        "ChildLabour",
        "ForcedMarriage",
        "Servitude",
        "OrganRemoval",
        "ForcedBegging",
        "ForcedAdoption",
        "Surrogacy",
        "Other",
        "PossibleVictimOfTrafficking",
        "NGO",
        "LawEnforcement",
        "CorporateBusiness",
        "Feminine",
        "Masculine",
        "FalsePromises",
    ]
    assert {each.code for each in crosswalk() if each.scheme == "htcds"} <= set(known)


def test_terms_of_others_are_found_by_ours() -> None:
    """In the order of the schemes; a term without equivalent has none."""
    found = [each.full_code for each in equivalents(PURPOSE, "begging")]
    assert found == ["htcds/ForcedBegging", "ctdc/typeOfLabourBegging"]
    assert not list(equivalents(PURPOSE, "exploitation"))
    assert not list(equivalents(PURPOSE, "nothing"))
