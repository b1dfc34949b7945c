"""The bundled corpus holds: its seeds, its evidence, its coverage, its values.

The value tests here read the texts in their own way and share nothing with `corpus/bearing.py`.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from trafficking_explorer.corpus.anchoring import IndexedText
from trafficking_explorer.corpus.corpus import Corpus, LocatedRecord
from trafficking_explorer.corpus.coverage import Gap, find_gaps
from trafficking_explorer.database.connection import Store
from trafficking_explorer.paths import bundled_corpus
from trafficking_explorer.records.evidence import TextPosition
from trafficking_explorer.records.fields import Country, Date, Verbatim, fields_of
from trafficking_explorer.records.quote import Quote
from trafficking_explorer.records.source import Source
from trafficking_explorer.records.statistic import Statistic

SOURCES = ["000", "001", "002", "003", "004"]
CORPUS = {"curated": bundled_corpus() / "curated", "seeds": bundled_corpus() / "seeds"}


def squeeze(text: str) -> str:
    return " ".join(text.split())


def entries(corpus: Corpus) -> Iterator[tuple[str, LocatedRecord]]:
    for entry in corpus.entries:
        yield f"{entry.record.record_type}/{entry.record.id}", entry


def passages(corpus: Corpus, entry: LocatedRecord, field: str) -> list[str]:
    key = (entry.record.record_type, entry.record.id)
    return [item.exact for item in corpus.evidence_of.get(key, []) if item.field == field]


def stated(corpus: Corpus, role: type) -> Iterator[tuple[str, str, list[str], list[str]]]:
    """Record, field, values and passages of every stated field of a role."""
    for name, entry in entries(corpus):
        for field in fields_of(type(entry.record)):
            value = getattr(entry.record, field.name)
            if isinstance(field.role, role) and value and field.name not in entry.record.resolved:
                values = [str(each) for each in (value if field.many else (value,))]
                yield name, field.name, values, passages(corpus, entry, field.name)


def test_it_loads_without_problems(bundled: Corpus) -> None:
    """Every file, every record, every passage."""
    assert [f"{problem.at}: {problem.message}" for problem in bundled.problems] == []
    assert sorted(bundled.texts) == SOURCES
    assert len(bundled.entries) > 300


def test_seeds_are_byte_for_byte_what_was_curated(bundled: Corpus) -> None:
    """Each seed has one source, which knows its SHA-256."""
    sources = [entry.record for entry in bundled.entries if isinstance(entry.record, Source)]
    by_path = {source.path: source for source in sources}
    assert sorted(by_path) == sorted(path.name for path in CORPUS["seeds"].iterdir())
    assert len(by_path) == len(sources) == len(SOURCES)
    for path, source in by_path.items():
        data = (CORPUS["seeds"] / path).read_bytes()
        assert source.sha256 == hashlib.sha256(data).hexdigest(), path
        assert path.startswith(f"{source.id}_")
        assert bundled.texts[source.id].text.encode() == data


def test_evidence_is_the_texts_own_words(bundled: Corpus) -> None:
    """Each exact is text[start:end], with its line and context."""
    assert len(bundled.evidence) > 2000
    for item in bundled.evidence:
        text = bundled.texts[item.source_id].text
        assert 0 <= item.start < item.end <= len(text)
        assert item.exact == text[item.start : item.end]
        assert item.exact == item.exact.strip()
        assert item.line == text.count("\n", 0, item.start) + 1
        assert text[: item.start].endswith(item.prefix)
        assert text[item.end :].startswith(item.suffix)


def test_evidence_in_the_store_is_the_texts_own_words(store: Store) -> None:
    """In SQL, too: no exact is NULL, and the offsets match."""
    (row,) = store.rows(
        "SELECT count(*), count(exact), count(*) FILTER (exact = substr(text, start_char + 1, "
        "end_char - start_char)) FROM corpus.evidence JOIN corpus.sources USING (source_id)"
    )
    (total,) = store.rows("SELECT count(*) FROM corpus.evidence")[0]
    assert row == (total, total, total)
    for column in ("record_type", "record_id", "field", "source_id", "prefix", "suffix", "line"):
        assert store.rows(f'SELECT 1 FROM corpus.evidence WHERE "{column}" IS NULL') == []


def test_evidence_is_of_records_that_are_there(store: Store) -> None:
    """And so are the targets of all links."""
    for table, kind, id_ in (
        ("evidence", "record_type", "record_id"),
        ("links", "record_type", "record_id"),
        ("links", "target_type", "target_id"),
        ("fields", "record_type", "record_id"),
    ):
        orphans = store.rows(
            f"SELECT {kind}, {id_} FROM corpus.{table} EXCEPT "
            "SELECT record_type, record_id FROM corpus.records"
        )
        assert orphans == [], table


def test_evidence_lies_in_the_articles(bundled: Corpus) -> None:
    """Page furniture only supports fields of the source itself."""
    for item in bundled.evidence:
        inside = bundled.texts[item.source_id].is_article(TextPosition(item.start, item.end))
        assert inside or item.record_type == "source", (item.record_id, item.field, item.exact)


def test_every_stated_field_rests_on_a_passage(bundled: Corpus) -> None:
    """Fields that are neither resolved nor editorial have evidence under their name."""
    for name, entry in entries(bundled):
        for field in fields_of(type(entry.record)):
            if getattr(entry.record, field.name) in (None, ()) or field.is_own:
                continue
            rests = passages(bundled, entry, field.name)
            assert rests or field.name in entry.record.resolved, (name, field.name)


def described(gaps: Iterator[Gap]) -> list[str]:
    return [f"{gap.source_id}:{gap.line} {gap.kind} {gap.words}" for gap in gaps]


def test_nothing_in_the_articles_is_left_out(bundled: Corpus) -> None:
    """Every number, quotation, operation and name has a record or an excuse."""
    assert described(find_gaps(bundled)) == []


def test_every_exception_has_a_reason(bundled: Corpus) -> None:
    """A sentence, and a place in an article."""
    assert bundled.uncovered
    for item in bundled.uncovered:
        assert len(item.why.split()) >= 3
        assert bundled.texts[item.source_id].is_article(item.position)


ADDED = {
    "number": "Another 4321 were found.",
    "name": "They met in Ruritania.",
    "quotation": "“Never again,” someone said.",
    "operation": "It was called Operation Zenda.",
}


@pytest.mark.parametrize("kind", ADDED)
@pytest.mark.parametrize("source_id", SOURCES)
def test_what_an_article_said_as_well_would_be_reported(
    bundled: Corpus, source_id: str, kind: str
) -> None:
    """A sentence appended to the article without a record is a gap of its kind."""
    text = bundled.texts[source_id]
    end = text.article.end
    longer = f"{text.text[:end]} {ADDED[kind]}{text.text[end:]}"
    article = TextPosition(text.article.start, end + 1 + len(ADDED[kind]))
    changed = replace(text, anchor_text=IndexedText(longer), article=article)
    corpus = replace(bundled, texts=bundled.texts | {source_id: changed})
    found = list(find_gaps(corpus))
    assert kind in {gap.kind for gap in found}
    assert all(gap.source_id == source_id and gap.position.start > end for gap in found)


@pytest.mark.parametrize("kind", ["statistic", "quote", "operation", "agency"])
def test_a_record_less_would_be_reported(bundled: Corpus, kind: str) -> None:
    """Without the records of a kind, what they cover is uncovered."""
    grounds = [each for each in bundled.grounds if each[0].record.record_type != kind]
    expected = {"statistic": "number", "quote": "quotation", "operation": "operation"}
    kinds = {gap.kind for gap in find_gaps(replace(bundled, grounds=grounds))}
    assert expected.get(kind, "name") in kinds


SPELLED = {
    1: "one",
    2: "two",
    3: "three",
    4: "four",
    5: "five",
    6: "six",
    7: "seven",
    8: "eight",
    9: "nine",
    10: "ten",
    11: "eleven",
    12: "twelve",
}
SPECIAL = {0.5: ["half"], 0.75: ["3 out of 4", "three out of four", "three quarters"]}


def spellings(value: float) -> Iterator[str]:
    """The ways in which an English press text may write a number."""
    yield from SPECIAL.get(value, [])
    yield f"{value:g}" if value < 1e6 else f"{value:.0f}"
    if value == int(value):
        yield f"{value:,.0f}"
        yield f"{value:,.0f}".replace(",", ", ")
        if int(value) in SPELLED:
            yield SPELLED[int(value)]
    for name, scale in (("thousand", 1e3), ("million", 1e6), ("billion", 1e9)):
        count = value / scale
        if 1 <= count < 1000:
            yield f"{count:g} {name}"
            if count in SPELLED:
                yield f"{SPELLED[int(count)]} {name}"


def is_written(value: float, words: str) -> bool:
    return any(
        re.search(
            rf"(?<![\w,.]){re.escape(form)}(?!\w|[.,]\d|, \d{{3}})", squeeze(words), re.IGNORECASE
        )
        for form in spellings(value)
    )


def test_the_reader_of_numbers_reads_numbers() -> None:
    """It ensures that the next test can fail."""
    assert is_written(3000.0, "some 3, 000 people")
    assert is_written(8.0, "Eight officers")
    assert is_written(1.4, "rose by 1.4")
    assert is_written(1e6, "nearly one million")
    for value, words in (
        (27.0, "127"),
        (3.0, "3, 000"),
        (500.0, "5000"),
        (50.0, "50.5"),
        (1.0, "none"),
    ):
        assert not is_written(value, words)


def test_every_stated_value_stands_in_its_own_evidence(bundled: Corpus) -> None:
    """As a number or a word; so is its value_text, with the same value."""
    checked = 0
    for name, entry in entries(bundled):
        record = entry.record
        if not isinstance(record, Statistic):
            continue
        for field in ("value", "value_to"):
            value = getattr(record, field)
            if value is None or field in record.resolved:
                continue
            rests = passages(bundled, entry, field)
            assert rests, name
            assert any(is_written(value, words) for words in rests), (name, value, rests)
            assert is_written(value, record.value_text or ""), (name, value, record.value_text)
            checked += 1
    assert checked > 60


def test_every_word_of_a_source_stands_in_it(bundled: Corpus) -> None:
    """Fields that hold words are found letter for letter in their own evidence."""
    checked = 0
    for name, field, values, rests in stated(bundled, Verbatim):
        for value in values:
            assert any(squeeze(value) in squeeze(words) for words in rests), (name, field, value)
            checked += 1
    assert checked > 500


def test_every_quotation_is_made_of_words_of_its_source(bundled: Corpus, store: Store) -> None:
    """Each part is in the text, in quotation marks, and stored unchanged."""
    quotes = store.rows("SELECT quote_id, text, source_id FROM corpus.quotes")
    assert quotes
    for quote_id, stored, source_id in quotes:
        record = bundled.by_id["quote", quote_id]
        assert isinstance(record, Quote)
        text = squeeze(bundled.texts[source_id].text)
        assert stored[0] in '“"‘'
        parts = stored.split(" … ")
        assert len(parts) == len(record.quote)
        for part, quote in zip(parts, record.quote, strict=True):
            assert squeeze(part) in text, quote_id
            assert squeeze(part) == squeeze(quote.exact)
        assert (squeeze(stored).count("“") > 0) == ("“" in text)


COUNTRIES = {
    "AU": "Australia",
    "BF": "Burkina Faso",
    "BJ": "Benin",
    "CA": "Canada",
    "CI": "Ivory Coast|Côte d’Ivoire",
    "CM": "Cameroon",
    "CO": "Colombia",
    "DE": "Germany",
    "FR": "France",
    "GB": "United Kingdom|UK",
    "KE": "Kenya",
    "ML": "Mali",
    "MR": "Mauritania",
    "NE": "Niger",
    "NG": "Nigeria",
    "SN": "Senegal",
    "SV": "El Salvador",
    "TD": "Chad",
    "TG": "Togo",
    "TH": "Thailand",
    "US": "United States|U\\.S\\.|US|USA",
}
"""Names as the texts have them. A code that is missing here wants its name read in the text."""


def test_every_stated_country_is_named(bundled: Corpus) -> None:
    """In the evidence of its field, by one of its names."""
    checked = 0
    for name, field, values, rests in stated(bundled, Country):
        for code in values:
            pattern = rf"(?<!\w)(?:{COUNTRIES[code]})(?!\w)"
            assert any(re.search(pattern, squeeze(words)) for words in rests), (name, field, code)
            checked += 1
    assert checked > 20


def test_every_stated_date_is_written(bundled: Corpus) -> None:
    """Its years in digits, its months by name, in the evidence of its field."""
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    checked = 0
    for name, field, (date,), rests in stated(bundled, Date):
        words = squeeze(" ".join(rests))
        for year, month in re.findall(r"(\d{4})(?:-(\d{2}))?", date):
            assert re.search(rf"(?<!\d){year}(?!\d)", words), (name, field, date, words)
            if month:
                assert re.search(rf"\b{months[int(month) - 1]}", words), (name, field, date, words)
        checked += 1
    assert checked > 10


def test_what_is_resolved_has_a_reason(bundled: Corpus) -> None:
    """A sentence, not a word."""
    for name, entry in entries(bundled):
        for field, why in entry.record.resolved.items():
            assert len(why.split()) >= 3, (name, field, why)
        for link in entry.record.links:
            assert link.resolved is None or len(link.resolved.split()) >= 3, (name, link.to)


def test_no_two_claims_of_one_text_are_the_same(bundled: Corpus) -> None:
    """One claim in one source is one statistic: never twice the same words for the same thing."""
    seen: dict[tuple[object, ...], str] = {}
    for name, entry in entries(bundled):
        record = entry.record
        if not isinstance(record, Statistic) or record.value is None:
            continue
        for item in bundled.evidence_of["statistic", record.id]:
            if item.field == "value":
                key = (
                    item.source_id,
                    item.start,
                    record.measure,
                    record.population,
                    record.operation,
                )
                assert seen.setdefault(key, name) == name, (name, seen[key])


@pytest.mark.parametrize("folder", CORPUS)
def test_files_are_plain_text(folder: str) -> None:
    """UTF-8, with a line break at their end in curated files, and no path of anyone's machine."""
    for path in sorted(CORPUS[folder].rglob("*.*")):
        assert isinstance(path, Path)
        text = path.read_bytes().decode("utf-8")
        if folder == "curated":
            assert text.endswith("\n"), path
            assert "\t" not in text, path
            assert not re.search(r"(?<![\w.])/(?:home|Users|root)/", text), path
