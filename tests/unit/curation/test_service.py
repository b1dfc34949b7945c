"""The bench over a small corpus: offers, files, further evidence, what is refused."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import Files, declare
from tests.tiny_corpus import TEXT, YAML
from trafficking_explorer.corpus.loader import load
from trafficking_explorer.curation.record_index import RecordIndex
from trafficking_explorer.curation.service import CurationService
from trafficking_explorer.database.cache import locate_store
from trafficking_explorer.database.connection import Store
from trafficking_explorer.errors import CuratingError
from trafficking_explorer.workspace.opening import open_with_findings

FILES = {
    "source.yaml": declare("s", "s.txt", TEXT),
    "records.yaml": f"source: s\n{YAML}",
    "shared/places.yaml": "places:\n  - id: chad\n    name: Chad\n    kind: country\n    resolved: {name: why, kind: why}\n",
    "other.yaml": declare("t", "t.txt", "Another text."),
    "empty.yaml": "",
}


@pytest.fixture(scope="module")
def made(
    tmp_path_factory: pytest.TempPathFactory, write: Callable[[Path, Files, Files], Path]
) -> Iterator[tuple[Store, Path]]:
    folder = tmp_path_factory.mktemp("bench")
    root = write(folder / "corpus", FILES, {"s.txt": TEXT, "t.txt": "Another text."})
    store = open_with_findings(locate_store(root, folder / "cache"))
    yield store, root
    store.close()


@pytest.fixture
def bench(
    made: tuple[Store, Path], tmp_path: Path, write: Callable[[Path, Files, Files], Path]
) -> CurationService:
    """A bench over a copy of the corpus, so that each test has its own files."""
    root = write(tmp_path / "corpus", FILES, {"s.txt": TEXT, "t.txt": "Another text."})
    return CurationService(made[0], root)


def span(words: str) -> tuple[str, int, int]:
    return "s", TEXT.index(words), TEXT.index(words) + len(words)


def test_two_numbers_are_two_statistics(bench: CurationService) -> None:
    """Each has its own passage and id."""
    text = "freed 30.\nMenu here\nNearly 500 victims were rescued"
    first, second = (each for each in bench.offers(*span(text)) if each.record_type == "statistic")
    assert first.record_id != second.record_id
    assert "value: 30" in first.yaml and "value: 500" in second.yaml
    assert second.summary == "statistic · nearly 500 victims · persons"
    assert "freed" not in second.draft.quote[0].exact


@pytest.mark.parametrize(
    ("words", "record_type"),
    [
        ("500", "statistic"),
        ("“Well”", "quote"),
        ("Well", "quote"),
        ("Operation Ämber", "operation"),
        ("Mr Stock", "person"),
        ("March 2016", "event"),
    ],
)
def test_the_likeliest_comes_first(bench: CurationService, words: str, record_type: str) -> None:
    """Each kind is offered once."""
    offers = bench.offers(*span(words))
    assert offers[0].record_type == record_type
    kinds = [offer.record_type for offer in offers]
    assert len(set(kinds)) == len(kinds)


def test_what_cannot_be_a_record_is_refused(bench: CurationService) -> None:
    with pytest.raises(CuratingError, match="there is no source nope"):
        bench.offers("nope", 0, 1)
    with pytest.raises(CuratingError, match="no words are selected"):
        bench.offers("s", 5, 5)


def test_files_come_likeliest_first(bench: CurationService) -> None:
    """Those of the source that have such records, its others, shared ones, the rest; last a new one."""
    offer = bench.offers(*span("500"))[0]
    targets = bench.files(offer)
    assert [target.label for target in targets] == [
        "curated/records.yaml",
        "curated/empty.yaml",
        "curated/other.yaml",
        "curated/shared/places.yaml",
        "curated/source.yaml",
        "curated/s-statistics.yaml",
    ]
    assert [target.new for target in targets] == [False] * 5 + [True]
    country = next(each for each in bench.offers(*span("Mr Stock")) if each.record_type == "place")
    assert bench.files(country)[1].label == "curated/shared/places.yaml"


@pytest.mark.parametrize("number", range(6))
def test_what_is_offered_is_written_into_any_of_them(bench: CurationService, number: int) -> None:
    """As the preview shows it; the place that is told is its line, and the id is taken from then on."""
    offer = bench.offers(*span("500"))[0]
    # Whose figure it is, the words do not say.
    assert offer.open_fields == ("scope",)
    target = bench.files(offer)[number]
    with pytest.raises(CuratingError, match="--set scope=VALUE: operation, "):
        bench.write(offer, target)
    offer = bench.filled(offer, {"scope": "operation"})
    lines = (offer.yaml_elsewhere if target.elsewhere else offer.yaml).splitlines()
    written = bench.write(offer, target)
    assert written.record == ("statistic", offer.record_id)
    found = target.path.read_text().splitlines()
    assert [line.strip() for line in found[written.line - 1 :]][: len(lines)] == [
        line.strip() for line in lines
    ]
    assert load(bench.root).problems == []
    with pytest.raises(CuratingError, match="exists already"):
        bench.write(offer, target)
    assert bench.offers(*span("500"))[0].record_id != offer.record_id


def test_a_name_that_has_a_record_says_so(bench: CurationService) -> None:
    """So that nobody makes a second one of it unawares; figures come as often as they are told."""
    sun = next(each for each in bench.offers(*span("Operation Sun")))
    assert (sun.record_type, sun.known) == ("operation", "sun")
    assert bench.records(*span("IOM"))[0].record_id == "iom"
    assert bench.records(*span("Mr Stock"))[0].record_id == "stock"
    assert next(each.known for each in bench.offers(*span("500"))) is None


def test_an_acronym_is_a_name_too(store: Store) -> None:
    """In the bundled corpus, an acronym leads to the record that has it."""
    known = RecordIndex(store)
    assert known.called("agency", "IOM") == known.called("agency", "iom") == "iom"
    assert ("agency", "iom") in known.all_called("IOM")
    assert known.called("agency", "IO") is None
    assert known.called("statistic", "IOM") is None


@pytest.mark.parametrize(
    ("words", "record_type", "there"),
    [
        ("500", "statistic", "rescued/value"),
        ("Nearly 500 victims", "statistic", "rescued/value"),
        ("“Well”", "quote", "well/text"),
        ("Operation Ämber", "operation", "amber/name"),
        ("Mr Stock", "person", "stock/name"),
        # An article does not belong to a name.
        ("the IOM", "agency", "iom/name"),
        # Another name that has these words in it, and a kind that has no record of them.
        ("Côte d’Ivoire office", "agency", None),
        ("Mr Stock", "agency", None),
        ("March 2016", "case", None),
        ("2016", "statistic", None),
    ],
)
def test_what_has_a_record_is_offered_as_that(
    bench: CurationService, words: str, record_type: str, there: str | None
) -> None:
    """With the field; not what only touches its passage, nor what is evidence of another kind."""
    offers = [each for each in bench.offers(*span(words)) if each.record_type == record_type]
    assert offers
    found = offers[0].already
    assert (f"{found.holder.record_id}/{found.field}" if found else None) == there
    why = bench.why_there_already(offers[0])
    assert bool(why) == bool(there)
    if found is not None and there is not None:
        assert f"{record_type}/{there.partition('/')[0]} already" in why
        assert found.holder.where in why
        assert found.yaml.startswith(("- id: ", "- {id: "))
        assert "\n- " not in found.yaml


def test_a_passage_goes_into_a_record_once(bench: CurationService) -> None:
    """Said of the field, and refused, also where it was written since; the file stays."""
    where = span("Nearly 500 victims were rescued")
    holder = bench.records(*where)[0]
    (there,) = bench.evidence_offers(holder, *where)
    assert there.is_there
    assert there.yaml == "quote: Nearly 500 victims were rescued"
    file = bench.root / "curated" / "records.yaml"
    before = file.read_text()
    with pytest.raises(CuratingError, match=r"statistic/rescued has just these words as evidence"):
        bench.write_evidence(there)
    assert file.read_text() == before
    (other,) = bench.evidence_offers(holder, *span("victims were rescued"))
    assert not other.is_there
    bench.write_evidence(other)
    with pytest.raises(CuratingError, match="nothing was written"):
        bench.write_evidence(other)


def test_the_nearest_record_takes_the_words(bench: CurationService) -> None:
    """Those whose evidence touches them come first, then those near, then the others."""
    where = span("victims were rescued")
    holders = bench.records(*where)
    assert (holders[0].record_type, holders[0].record_id) == ("statistic", "rescued")
    assert holders[0].where == "curated/records.yaml:21"
    assert holders[-1].record_id == "chad"
    assert "source" not in {holder.record_type for holder in holders}
    offers = bench.evidence_offers(holders[0], *where)
    assert [offer.field for offer in offers] == ["record"]
    assert offers[0].yaml == "quote:\n  - Nearly 500 victims were rescued\n  - victims were rescued"
    written = bench.write_evidence(offers[0])
    assert (written.line, written.column) == (21, 5)
    corpus = load(bench.root)
    assert corpus.problems == []
    assert [e.exact for e in corpus.evidence_of["statistic", "rescued"] if e.field == "record"] == [
        "Nearly 500 victims were rescued",
        "victims were rescued",
    ]


def test_a_resolved_field_is_borne_out(bench: CurationService) -> None:
    """Words with its name are offered as its evidence; other words are not."""
    holders = {holder.record_id: holder for holder in bench.records(*span("Operation Sun"))}
    fields = [
        each.field for each in bench.evidence_offers(holders["rescued"], *span("Operation Sun"))
    ]
    assert fields == ["record", "operation"]
    fields = [each.field for each in bench.evidence_offers(holders["rescued"], *span("Mr Stock"))]
    assert fields == ["record"]


def test_a_quotation_takes_no_words_of_others(bench: CurationService) -> None:
    """Its quote is its text: new words must be in quotation marks."""
    holders = {holder.record_id: holder for holder in bench.records(*span("Mr Stock"))}
    assert [o.field for o in bench.evidence_offers(holders["well"], *span("Mr Stock"))] == [
        "speaker_id"
    ]
    assert bench.evidence_offers(holders["well"], *span("“Well”"))[0].field == "record"
