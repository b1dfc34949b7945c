"""The lineage of claims: where each was taken from, and which witnesses are independent."""

from typing import Any

import pytest

from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.lineage_fields import lineage_fields
from trafficking_explorer.findings.dataset import Dataset
from trafficking_explorer.findings.lineage import Lineage, trace

from .conftest import Source, claim, operation

NAME = "Operation Kettle"
LONG = "The boats came in at dawn and all the people on them were taken ashore."


def traced(tables_of: Any, texts: dict[str, Source], **fields: Any) -> dict[str, Lineage]:
    """The lineages of the 40 of each text, by text."""
    texts = {key: Source(f"{NAME}. {each.text}", **_given(each)) for key, each in texts.items()}
    kettle = operation("kettle", dict.fromkeys(texts, NAME), name=NAME)
    statistics = [
        claim(key, {key: "freed 40 people"}, 40, operation="kettle", population="people", **fields.get(key, {}))
        for key in texts
    ]  # fmt: skip
    tables = tables_of(
        texts, operations=[kettle], statistics=[*statistics, *fields.get("more", [])]
    )
    return {each.claim.id: each for each in trace(Dataset(tables))}


def _given(source: Source) -> dict[str, Any]:
    return {"published": source.published, "publisher": source.publisher}


def test_copied_words(tables_of: Any) -> None:
    """The later text has the words of the earlier, whatever the order of the ids."""
    found = traced(
        tables_of,
        {
            "a": Source(f"They freed 40 people. {LONG}", published="2018-03-08"),
            "b": Source(f"Police freed 40 people. {LONG}", published="2018-02-18"),
        },
    )
    assert found["a"].origin is not None
    assert found["a"].origin.id == "b"
    assert found["a"].connection is not None
    assert found["a"].connection.how == "copied_words"
    assert found["b"].origin is None
    assert [each.earliest.id for each in found.values() if each.earliest] == ["b", "b"]
    assert {(each.witnesses, each.independent) for each in found.values()} == {(2, 1)}


def test_nearly_copied_words(tables_of: Any) -> None:
    """A sentence with a word changed; not one that is only about the same."""
    first = (
        "Officers of three towns freed 40 people from the boats in the harbour of Amber at dawn."
    )
    near = first.replace("at dawn", "on Monday").replace("Officers", "Police")
    other = "At dawn, they freed 40 people who had been held on some boats near the town."
    for words, independent in ((near, 1), (other, 2)):
        found = traced(
            tables_of,
            {
                "a": Source(first, published="2018-02-18"),
                "b": Source(words, published="2018-03-08"),
            },
        )
        assert found["b"].independent == independent
        assert (found["b"].origin is not None) == (independent == 1)


def test_words_of_a_third_text(tables_of: Any) -> None:
    """Two that copied one text are not independent, though that text has no figure."""
    texts = {
        "a": Source(f"{LONG} They freed 40 people.", published="2018-03-08"),
        "b": Source(f"Police freed 40 people. {LONG}", published="2018-02-18"),
        "c": Source(f"It began. {LONG}", published="2018-02-01"),
    }
    texts = {key: Source(f"{NAME}. {each.text}", **_given(each)) for key, each in texts.items()}
    kettle = operation("kettle", dict.fromkeys(texts, NAME), name=NAME)
    statistics = [
        claim(key, {key: "freed 40 people"}, 40, operation="kettle") for key in ("a", "b")
    ]
    tables = tables_of(texts, operations=[kettle], statistics=statistics)
    found = {each.claim.id: each for each in trace(Dataset(tables))}
    assert {(each.witnesses, each.independent) for each in found.values()} == {(2, 1)}
    assert found["a"].connection is not None
    assert "source c" in found["a"].connection.why


@pytest.mark.parametrize(
    ("second", "fields", "how", "independent"),
    [
        (Source("The Amber Gazette says they freed 40 people."), {}, "named_source", 1),
        (Source("They freed 40 people, the Amber Gazette reported."), {}, "named_source", 1),
        (Source("They freed 40 people.", publisher="Amber Gazette"), {}, "same_publisher", 1),
        (Source("They freed 40 people.", publisher="Cold Bay News"), {}, None, 2),
        (Source("They freed 40 people. The Amber Gazette is a newspaper."), {}, None, 2),
    ],
)  # fmt: skip
def test_named_sources_and_publishers(
    tables_of: Any, second: Source, fields: dict[str, Any], how: str | None, independent: int
) -> None:
    """The sentence of the figure names the other's publisher, or they have the same."""
    first = Source("Police freed 40 people.", published="2018-02-18", publisher="Amber Gazette")
    later = Source(second.text, published="2018-03-08", publisher=second.publisher)
    found = traced(tables_of, {"a": first, "b": later}, **fields)
    assert (found["b"].connection.how if found["b"].connection else None) == how
    assert found["b"].independent == independent
    assert found["a"].origin is None


def test_one_body_behind_both(tables_of: Any) -> None:
    """They are not independent, and neither was taken from the other."""
    said = {"attributed_to": "the police of Amber"}
    found = traced(
        tables_of,
        {
            "a": Source("We freed 40 people, say the police of Amber.", published="2018-02-18"),
            "b": Source(
                "They freed 40 people (source: the police of Amber).", published="2018-03-08"
            ),
        },
        a=said | {"evidence": {"attributed_to": "the police of Amber"}},
        b=said | {"evidence": {"attributed_to": {"b": "the police of Amber"}}},
    )
    assert found["b"].origin is None
    assert (found["b"].witnesses, found["b"].independent) == (2, 1)


@pytest.mark.parametrize(("alike", "independent"), [(2, 1), (1, 2)])
def test_figures_alike(tables_of: Any, alike: int, independent: int) -> None:
    """Three figures of one operation are hardly alike by chance."""
    numbers = "They made 12 arrests and 31 checks."
    more = []
    for key in ("a", "b"):
        more.append(
            claim(
                f"arrests-{key}",
                {key: "made 12 arrests"},
                12,
                measure="arrests",
                operation="kettle",
            )
        )
        if alike > 1:
            more.append(
                claim(
                    f"checks-{key}",
                    {key: "31 checks"},
                    31,
                    measure="checks",
                    unit="checks",
                    operation="kettle",
                )
            )
    texts = {
        "a": Source(f"Police freed 40 people. {numbers}", published="2018-02-18"),
        "b": Source(f"They also freed 40 people. In all, {numbers}", published="2018-03-08"),
    }  # fmt: skip
    found = traced(tables_of, texts, more=more)
    assert found["b"].independent == independent
    assert (found["b"].origin is not None) == (alike > 1)


def test_witnesses_without_dates(tables_of: Any) -> None:
    """Nobody knows which came first, nor which was taken from the other."""
    found = traced(
        tables_of,
        {
            "a": Source(f"They freed 40 people. {LONG}"),
            "b": Source(f"Police freed 40 people. {LONG}"),
        },
    )
    assert all(each.origin is None and each.earliest is None for each in found.values())
    assert {(each.witnesses, each.independent) for each in found.values()} == {(2, 1)}


def test_a_claim_of_one_text(tables_of: Any) -> None:
    """It is its own and only witness."""
    (found,) = traced(tables_of, {"a": Source("They freed 40 people.")}).values()
    assert (found.origin, found.earliest, found.witnesses, found.independent) == (
        None,
        found.claim,
        1,
        1,
    )


def test_the_lineage_of_the_bundled_corpus(store: Store) -> None:
    """236 minors: source 000, of 2021, has words of source 002, of 2017, not a second witness."""
    rows = store.rows(
        "SELECT origin_id, how, earliest_source_id, witnesses, independent FROM corpus.lineage "
        "WHERE statistic_id = 'epervier-minors-rescued-000'"
    )
    assert rows == [("epervier-minors-rescued-002", "copied_words", "002", 2, 1)]
    ((claims, known),) = store.rows(
        "SELECT (SELECT count(*) FROM corpus.statistics WHERE source_id IS NOT NULL), "
        "(SELECT count(*) FROM corpus.lineage)"
    )
    assert claims == known
    fields = list(lineage_fields(store, "epervier-minors-rescued-000"))
    assert [(field.name, field.value) for field in fields] == [
        ("taken_from", "source 002: source 000 has words of source 002 word for word"),
        ("witnesses", "2 texts, 1 independent"),
        ("earliest", "source 002"),
    ]
    (alone,) = lineage_fields(store, "epervier-arrests-002")
    assert alone.value == "this text alone"
