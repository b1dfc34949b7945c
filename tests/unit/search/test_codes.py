"""The filter `code:` and the table `codes`."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from trafficking_explorer.database.build import build_in_memory
from trafficking_explorer.database.connection import Store
from trafficking_explorer.paths import bundled_corpus
from trafficking_explorer.records.crosswalk import crosswalk
from trafficking_explorer.search.autocomplete import complete
from trafficking_explorer.search.facets import count_facets
from trafficking_explorer.search.hits import find_hits
from trafficking_explorer.search.no_match import why_no_match
from trafficking_explorer.search.parser import parse_filter


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """The bundled corpus."""
    store = build_in_memory(Path(bundled_corpus()), "test")
    yield store
    store.close()


def found(store: Store, line: str, *types: str) -> set[str]:
    hits = find_hits(store, parse_filter(line), types)
    return {f"{hit.record_type}/{hit.record_id}" for hit in hits}


@pytest.mark.parametrize(
    ("line", "record"),
    [
        ("code:htcds/ForcedBegging", "form/begging"),
        ("code:HTCDS/forcedbegging", "form/begging"),
        ("code:ForcedBegging", "form/begging"),
        ('code:"forced begging"', "form/begging"),
        ("code:htcds/Forced", "form/begging"),
        ("code:ctdc/typeOfLabourBegging", "form/begging"),
        ("code:begging", "form/begging"),
        ("code:htcds/ForcedLabour", "operation/epervier"),
        ("code:ftm/crime.traffick.human", "operation/epervier"),
        ("code:ftm/crime.traffick", "operation/epervier"),
        ('code:"glotip/Persons convicted"', "statistic/fbi-traffickers-convicted-000"),
        ("code:ftm/gov.igo", "agency/interpol"),
    ],
)
def test_a_code_finds_the_records_that_mean_it(store: Store, line: str, record: str) -> None:
    """Forms, what is linked to them, figures and agencies; in any case, by code or label."""
    assert record in found(store, line)


def test_records_of_a_code_are_those_of_our_term(store: Store) -> None:
    """No more and no fewer."""
    assert found(store, 'code:"glotip/Persons convicted"') == found(store, "measure:convicted")
    assert found(store, "code:htcds/NGO", "agency") == found(store, "kind:ngo", "agency")
    assert found(store, "code:htcds") > found(store, "code:htcds/ForcedLabour")
    assert not found(store, "code:htcds/ForcedBegging") & found(store, "-code:htcds/ForcedBegging")


def test_a_code_without_records_is_explained(store: Store) -> None:
    """By our term for it."""
    unused = next(each for each in crosswalk() if not found(store, f'code:"{each.full_code}"'))
    (line,) = why_no_match(store, parse_filter(f'code:"{unused.full_code}"'))
    assert f"{unused.full_code} is {unused.ours.replace('_', ' ')} here" in line
    assert why_no_match(store, parse_filter("code:htcds/Nope")) == ["nothing has “code:htcds/nope”"]


def test_codes_are_completed_and_counted(store: Store) -> None:
    """While they are typed, and among the facets."""
    offers = complete(store, ("form",), "code:htcds/forcedb", 5)
    assert [each.line for each in offers] == ["code:htcds/forcedbegging"]
    (facet,) = count_facets(store, ("code",), ("agency",), parse_filter(""))
    assert "htcds/LawEnforcement" in {each.value for each in facet.values}


def test_the_table_has_every_pair(store: Store) -> None:
    """With our vocabulary and code."""
    rows = store.rows("SELECT scheme, code, label, our_vocabulary, our_code FROM corpus.codes")
    expected = [(e.scheme, e.code, e.label, e.vocabulary, e.ours) for e in crosswalk()]
    assert rows == expected
