"""Records by type and id, id, name, or words of a name."""

import pytest

from trafficking_explorer.database import record_names
from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.record_names import records_named
from trafficking_explorer.records.registry import KINDS


def keys(store: Store, text: str) -> list[str]:
    return [f"{name.record_type}/{name.record_id}" for name in records_named(store, text).names]


@pytest.mark.parametrize(
    ("text", "found", "exact"),
    [
        ("operation/epervier", ["operation/epervier"], True),
        ("EPERVIER", ["operation/epervier"], True),
        ("  operation   opervier ", ["operation/epervier"], True),
        ("Lome", ["place/lome"], True),
        ("opervier", ["operation/epervier", "statistic/epervier-minors-rescued-000"], False),
        ("epervi", ["operation/epervier"], False),
        ("agency/epervier", [], False),
        ("", [], False),
        ("%", [], False),
        ("' or 1=1 --", [], False),
        ("x" * 10_000, [], False),
    ],
)
def test_a_text_names_records(store: Store, text: str, found: list[str], exact: bool) -> None:
    """In the first way that finds any; case, accents and blanks do not matter."""
    named = records_named(store, text)
    assert named.exact == exact
    assert keys(store, text)[: len(found)] == found
    assert bool(named.names) == bool(found)


def test_what_has_a_name_comes_before_figures_about_it(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where only some are read; the one that has it is meant, if there is just one."""
    names = records_named(store, "interpol bureau").names
    has_one_name = [KINDS[name.record_type].has_one_name for name in names]
    assert has_one_name == sorted(has_one_name, reverse=True)
    assert records_named(store, "interpol bureau").only is None
    weka = records_named(store, "weka")
    assert len(weka.names) > 1
    assert weka.only == weka.names[0]
    monkeypatch.setattr(record_names, "MOST_NAMED", 2)
    assert len(records_named(store, "weka").names) == 2
    assert keys(store, "weka")[0] == "operation/weka-ii"
