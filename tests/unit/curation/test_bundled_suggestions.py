"""Offers for passages of the bundled corpus, compared with the records of its curators."""

import re
import shutil
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.curation_fakes import fields
from trafficking_explorer.corpus.corpus import Corpus
from trafficking_explorer.corpus.coverage import find_items
from trafficking_explorer.corpus.loader import load
from trafficking_explorer.curation.open_fields import field_choices, filled
from trafficking_explorer.curation.service import CurationService
from trafficking_explorer.curation.types import RecordSuggestion
from trafficking_explorer.database.cache import locate_store
from trafficking_explorer.records.quote import Quote
from trafficking_explorer.records.statistic import Statistic
from trafficking_explorer.text.numbers import find_numbers
from trafficking_explorer.workspace.opening import open_with_findings

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store


@pytest.fixture(scope="module")
def bench(store: "Store", bundled: Corpus) -> CurationService:
    return CurationService(store, bundled.root)


def offered(
    bench: CurationService, corpus: Corpus, record: Any, field: str
) -> RecordSuggestion | None:
    """The likeliest record for the words of a field."""
    found = [e for e in corpus.evidence_of[record.record_type, record.id] if e.field == field]
    return bench.offers(found[0].source_id, found[0].start, found[0].end)[0] if found else None


def test_a_curated_figure_is_found_again(bench: CurationService, bundled: Corpus) -> None:
    """At the place of its number: value and qualifier always, unit and measure mostly.

    Of 84 figures, 84 had their value and qualifier, 79 their unit and 76 their measure when this was
    written; what fails has its noun in another sentence, and then is left open.
    """
    right: Counter[str] = Counter()
    figures = 0
    for entry in bundled.entries:
        record = entry.record
        if not isinstance(record, Statistic) or not any(find_numbers(record.value_text or "")):
            continue
        offer = offered(bench, bundled, record, "value_text")
        assert offer is not None
        assert offer.record_type == "statistic", record.id
        made = fields(offer.draft)
        figures += 1
        value = made.get("value")
        right["value"] += (None if value is None else float(value)) == record.value
        for name in ("qualifier", "unit", "measure"):
            right[name] += made[name] == getattr(record, name)
            # Where it is not the same, it is mostly said to be open.
        for name in ("unit", "measure", "scope"):
            right[f"wrong {name}"] += made[name] not in (getattr(record, name), "…")
    assert figures >= 80
    assert right["value"] == right["qualifier"] == figures
    assert right["unit"] >= 0.93 * figures
    assert right["measure"] >= 0.88 * figures
    assert right["wrong unit"] == right["wrong measure"] == right["wrong scope"] == 0


def test_a_curated_quotation_is_found_again(bench: CurationService, bundled: Corpus) -> None:
    """All its parts, its speaker and the person; the role if it is in the same sentence."""
    roles = 0
    quotes = [entry.record for entry in bundled.entries if isinstance(entry.record, Quote)]
    assert len(quotes) >= 12
    for record in quotes:
        offer = offered(bench, bundled, record, "text")
        assert offer is not None
        assert offer.record_type == "quote", record.id
        made = dict(offer.draft.fields)
        assert [part.exact for part in offer.draft.quote] == [part.exact for part in record.quote]
        assert made["speaker"] == record.speaker
        assert made["speaker_id"] == record.speaker_id
        roles += made.get("speaker_role") == record.speaker_role
        assert made.get("speaker_role") in (None, record.speaker_role)
    assert roles >= 0.75 * len(quotes)


def _chosen(store: "Store", offer: RecordSuggestion) -> RecordSuggestion:
    """An offer with some value for each of its open fields."""
    values = {name: field_choices(store, offer, name)[-1].value for name in offer.open_fields}
    # A unit has to be in the words, or none.
    return filled(offer, values | ({"unit": "none"} if "unit" in values else {}))


@pytest.mark.slow
def test_what_is_likeliest_needs_no_mending(bundled: Corpus, tmp_path: Path) -> None:
    """The first offer at every number, quotation and name of the texts, all written into their files:
    with any code for what the words leave open, `check` has nothing to say."""
    root = tmp_path / "corpus"
    shutil.copytree(bundled.root / "seeds", root / "seeds")
    for source_id in bundled.texts:
        yaml = (bundled.root / "curated" / source_id / "source.yaml").read_text("utf-8")
        folder = root / "curated" / source_id
        folder.mkdir(parents=True)
        (folder / "source.yaml").write_text(
            re.sub(r"\n    links:\n(?: {6}.*\n)+", "\n", yaml), "utf-8"
        )
    corpus = load(root)
    assert corpus.problems == []
    store = open_with_findings(locate_store(root, tmp_path / "cache"))
    try:
        bench = CurationService(store, root)
        items = written = settled = 0
        for source_id, text in corpus.texts.items():
            # Every fourth one: the rest tells no more.
            for kind, place in sorted(find_items(text), key=lambda each: each[1])[::4]:
                if kind == "date":
                    continue  # an event has a name, which is typed
                offer = bench.offers(source_id, *place)[0]
                items += kind in ("number", "quotation", "operation")
                # The words rarely say whose figure it is.
                settled += not set(offer.open_fields) - {"scope"}
                offer = _chosen(store, offer)
                bench.write(offer, bench.files(offer)[0])
                written += 1
    finally:
        store.close()
    found = load(root)
    assert len(found.declared) == len(corpus.declared) + written
    assert found.problems == []
    assert written > 65
    assert settled >= 0.75 * written
