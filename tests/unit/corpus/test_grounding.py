"""A record and its texts to evidence."""

from collections.abc import Callable
from pathlib import Path

import pytest

from trafficking_explorer.corpus.corpus import Corpus
from trafficking_explorer.corpus.loader import load
from trafficking_explorer.corpus.suggestions import suggest

Read = Callable[[str, str], Corpus]
Place = Callable[..., tuple[int, int]]

TEXT = (
    "INTERPOL led the operation.\n"
    "Nearly 500 victims, including 236 minors, were rescued across Chad and Mali.\n"
    "Chad sent 12 officers. Stock, the head of INTERPOL, said: “Well\u00a0done”, and “thanks”."
)


def evidence(corpus: Corpus, record_type: str, field: str | None = None) -> list[tuple[str, str]]:
    return [
        (item.field, item.exact)
        for item in corpus.evidence
        if item.record_type == record_type and field in (None, item.field)
    ]


def problems(corpus: Corpus) -> list[tuple[str, int, int]]:
    return [(problem.rule, problem.at.line, problem.at.column) for problem in corpus.problems]


def test_words_are_narrowed_to_themselves(read_text: Read) -> None:
    """A field that holds words is marked at just these words of the record's passage."""
    corpus = read_text(
        TEXT,
        """
        people:
          - id: stock
            quote: Stock, the head of INTERPOL, said
            name: Stock
            role: head of INTERPOL
        """,
    )
    assert not corpus.problems
    assert evidence(corpus, "person") == [
        ("record", "Stock, the head of INTERPOL, said"),
        ("name", "Stock"),
        ("role", "head of INTERPOL"),
    ]


def test_evidence_knows_all_about_its_place(read_text: Read) -> None:
    """Source, positions, the text's own white space, context and line."""
    corpus = read_text(TEXT, "quotes:\n  - {id: q, quote: “Well done”}\n")
    (item,) = [each for each in corpus.evidence if each.record_type == "quote"]
    start = TEXT.index("“Well")
    assert (item.record_id, item.field, item.source_id) == ("q", "text", "s")
    assert (item.start, item.end, item.line) == (start, start + 11, 3)
    assert item.exact == "“Well\u00a0done”" == TEXT[item.start : item.end]
    assert item.prefix == TEXT[start - 32 : start]
    assert item.suffix == TEXT[start + 11 : start + 11 + 32]


STATISTIC = """
statistics:
  - id: minors
    quote: 500 victims, including 236 minors, were rescued across Chad and Mali
    label: Minors rescued
    measure: rescued
    value: 236
    value_text: 236
    unit: persons
    qualifier: exact
    population: minors
    country: TD
    scope: operation
    resolved: {country: The first that is named.}
"""


def test_a_fact_rests_on_the_words_it_is_written_in(read_text: Read) -> None:
    """A value links to its value_text; editorial fields link to nothing."""
    corpus = read_text(TEXT, STATISTIC)
    assert not corpus.problems
    by_field = dict(evidence(corpus, "statistic"))
    assert by_field["value"] == by_field["value_text"] == "236"
    assert by_field["population"] == "minors"
    assert not {"label", "scope", "note", "country"} & set(by_field)
    assert by_field["unit"].startswith("500 victims")


def test_words_elsewhere_in_the_text_are_found_there(read_text: Read) -> None:
    """Words outside the passage that occur once in the article are found there."""
    corpus = read_text(TEXT, "people:\n  - {id: a, quote: Stock, name: Stock, role: head}\n")
    assert not corpus.problems
    assert ("role", "head") in evidence(corpus, "person")


OWN = """
operations:
  - id: op
    quote: INTERPOL led the operation
    name: operation
    kind: operation
    summary: Nearly 500 victims
    countries: [TD, ML]
    evidence:
      summary: Nearly 500 victims, including 236 minors
      countries: across Chad and Mali
"""


def test_a_field_may_have_a_passage_of_its_own(read_text: Read) -> None:
    """It replaces the record's passage."""
    corpus = read_text(TEXT, OWN)
    assert not corpus.problems
    assert evidence(corpus, "operation", "summary") == [("summary", "Nearly 500 victims")]
    assert evidence(corpus, "operation", "countries") == [("countries", "across Chad and Mali")]
    assert evidence(corpus, "operation", "kind") == [("kind", "INTERPOL led the operation")]


@pytest.mark.parametrize(
    ("part", "says"),
    [
        (
            "evidence: {nmae: INTERPOL led}",
            "evidence: there is no field 'nmae': did you mean name?",
        ),
        ("resolved: {nmae: why}", "resolved: there is no field 'nmae': did you mean name?"),
        ("evidence: {summary: INTERPOL led}", "evidence: the field 'summary' is empty"),
        ("resolved: {regions: why}", "resolved: the field 'regions' is empty"),
        ('resolved: {"kind, date": why}', "resolved: the field 'date' is empty"),
    ],
)
def test_what_is_said_of_a_field_that_is_not_there(
    read_text: Read, place_of: Place, part: str, says: str
) -> None:
    """It is a problem at its key, and the nearest field is named."""
    yaml = f"operations:\n  - id: op\n    quote: INTERPOL led\n    name: INTERPOL\n    kind: operation\n    {part}\n"
    corpus = read_text(TEXT, yaml)
    ((rule, line, column),) = problems(corpus)
    assert (rule, line) == ("unknown-field", 6)
    assert column == part.index("{") + 2 + 4
    assert corpus.problems[0].message == says


def test_a_resolved_field_needs_no_passage(read_text: Read) -> None:
    """The curator gives the reason, and may add passages."""
    yaml = """
        events:
          - id: e
            quote: INTERPOL led the operation
            name: the operation
            kind: development
            date: 2016-06
            resolved: {date: From a report.}
        """
    corpus = read_text(TEXT, yaml)
    assert not corpus.problems
    assert not evidence(corpus, "event", "date")


def test_a_field_rests_on_those_passages_that_bear_it_out(read_text: Read) -> None:
    """Among several passages of a record, those that name the country."""
    yaml = """
        places:
          - id: mali
            quote: [Stock, across Chad and Mali]
            name: Mali
            kind: country
            country: ML
        """
    corpus = read_text(TEXT, yaml)
    assert not corpus.problems
    assert evidence(corpus, "place", "country") == [("country", "across Chad and Mali")]
    assert evidence(corpus, "place", "kind") == [("kind", "Stock")]


LINK = """
agencies:
  - id: interpol
    quote: INTERPOL led
    name: INTERPOL
    kind: intergovernmental
operations:
  - id: op
    quote: Nearly 500 victims
    name: victims
    kind: operation
    links:
      - relation: led_by
        to: agency/interpol
        {}
"""


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (
            "quote: INTERPOL led the operation\n        role: led the operation",
            "INTERPOL led the operation",
        ),
        # A role without a passage is looked for in the record's passage, then in the text.
        ("role: led the operation", "led the operation"),
        ("resolved: As its report says.", None),
    ],
)
def test_a_link_has_a_passage_or_a_reason(read_text: Read, written: str, words: str | None) -> None:
    """Its evidence is kept under relation and target."""
    corpus = read_text(TEXT, LINK.format(written))
    assert not corpus.problems
    field = "led_by:agency/interpol"
    assert evidence(corpus, "operation", field) == ([(field, words)] if words else [])


PEOPLE = "people:\n  - id: a\n    quote: Stock\n    name: Stock\n"
AGENCY = "agencies:\n  - id: a\n    quote: INTERPOL led\n    name: INTERPOL\n    kind: ngo\n"
NO_QUOTE = "agencies:\n  - id: a\n    name: Stock\n    kind: ngo\n"


@pytest.mark.parametrize(
    ("yaml", "rule", "token"),
    [
        # Words that are in several other places, or in none; of a list, at the very item.
        (PEOPLE + "    role: INTERPOL\n", "ambiguous-quote", "role"),
        (AGENCY + "    aliases: [INTERPOL, Europol]\n", "unanchored-quote", "Europol"),
        (STATISTIC.replace("value_text: 236", "value_text: 36"), "unanchored-quote", "value_text"),
        # A passage of a field: words are not looked for elsewhere.
        (
            OWN.replace("summary: Nearly 500 victims\n", "summary: 12 officers\n"),
            "unsupported-value",
            "summary",
        ),
        (
            OWN.replace("across Chad and Mali", "across Chad and Niger"),
            "unanchored-quote",
            "countries: across",
        ),
        (OWN.replace("across Chad and Mali", "Chad"), "ambiguous-quote", "countries: Chad"),
        (OWN.replace("across Chad and Mali", "[across Chad, Nope]"), "unanchored-quote", "Nope"),
        (
            OWN.replace("across Chad and Mali", "{t: across Chad}"),
            "dangling-reference",
            "t: across",
        ),
        (
            OWN.replace("INTERPOL led the operation", "{exact: INTERPOL}"),
            "ambiguous-quote",
            "quote",
        ),
        # A key that reads like the id of a source.
        (PEOPLE.replace("quote: Stock", "quote:\n      exat: Stock"), "dangling-reference", "exat"),
        # Stated fields, and links, of a record without a quote.
        (NO_QUOTE, "no-evidence", "kind"),
        (NO_QUOTE + "    resolved: {kind: why}\n    country: FR\n", "no-evidence", "country"),
        (
            LINK.format("").replace("quote: Nearly 500 victims", "resolved: {kind: why}"),
            "no-evidence",
            "relation",
        ),
        (
            LINK.format("quote: INTERPOL led the operation\n        role: 12 officers"),
            "unsupported-value",
            "role",
        ),
    ],
)
def test_a_problem_is_where_it_is_written(
    read_text: Read, place_of: Place, yaml: str, rule: str, token: str
) -> None:
    """At the key of the field, or at the item of a list, with its line and column."""
    assert (rule, *place_of(yaml, token)) in problems(read_text(TEXT, yaml))


@pytest.mark.parametrize(
    ("yaml", "says"),
    [
        (PEOPLE + "    role: INTERPOL\n", "lines 1, 3"),
        (PEOPLE.replace("quote: Stock", "quote:\n      exat: Stock"), "did you mean exact?"),
        (
            OWN.replace("summary: Nearly 500 victims\n", "summary: 12 officers\n"),
            "“12 officers” is not in its passage",
        ),
    ],
)
def test_a_problem_says_what_to_do(read_text: Read, yaml: str, says: str) -> None:
    """The places, the key that was meant, or the missing words."""
    assert says in read_text(TEXT, yaml).problems[0].message


def test_parts_of_a_quotation_stay_in_their_order(read_text: Read) -> None:
    """An interrupted quotation has its parts as the curator lists them."""
    corpus = read_text(TEXT, "quotes:\n  - {id: q, quote: [“thanks”, “Well done”]}\n")
    assert evidence(corpus, "quote") == [("text", "“thanks”"), ("text", "“Well\u00a0done”")]


def test_evidence_is_kept_once_for_a_field(read_text: Read) -> None:
    """Two values in one place are one piece of evidence."""
    yaml = "agencies:\n  - {id: a, quote: INTERPOL led, name: INTERPOL, aliases: [INTERPOL, INTERPOL], kind: ngo}\n"
    assert evidence(read_text(TEXT, yaml), "agency", "aliases") == [("aliases", "INTERPOL")]


TWO = """
sources:
  - {id: a, path: a.txt, title: One, article: {from: One, to: end.}}
  - {id: b, path: b.txt, title: Two, article: {from: Two, to: end.}, furniture: [Related links]}
people:
  - id: p
    quote: {a: Stock spoke, b: [Stock, spoke again]}
    name: Stock
"""


def test_a_record_may_rest_on_several_texts(corpus_folder: Callable[..., Path]) -> None:
    """Each passage is looked for in the text that is named."""
    texts = {
        "a.txt": "One. Stock spoke. The end.",
        "b.txt": "Two. Stock. Related links. He spoke again, the end.",
    }
    corpus = load(corpus_folder({"x.yaml": TWO}, texts))
    assert not corpus.problems
    assert [
        (item.source_id, item.exact)
        for item in corpus.evidence
        if item.field == "record" and item.record_id == "p"
    ] == [("a", "Stock spoke"), ("b", "Stock"), ("b", "spoke again")]


@pytest.mark.parametrize("outside", ["Menu. One. Stock. The end.", "One. Stock. The end. Menu."])
def test_what_stands_outside_the_article_is_no_evidence(
    corpus_folder: Callable[..., Path], outside: str
) -> None:
    """Page furniture around the article yields no record, and the problem says so."""
    yaml = """
        source: a
        sources:
          - {id: a, path: a.txt, title: One, publisher: Menu, article: {from: One, to: end.}}
        agencies:
          - {id: x, quote: Menu, name: Menu, kind: publisher}
        """
    corpus = load(corpus_folder({"x.yaml": yaml}, {"a.txt": outside}))
    ((rule, line, _),) = problems(corpus)
    assert (rule, line) == ("unanchored-quote", 6)
    assert "is only outside the article (line 1)" in corpus.problems[0].message
    # The words are right: no passage that is like them is shown, but what can be done.
    (note,) = suggest(corpus.problems[0], corpus).notes
    assert note.startswith("the words are in the text but outside the article")
    assert ("publisher", "Menu") in evidence(corpus, "source")


def test_furniture_inside_the_article_is_no_evidence(corpus_folder: Callable[..., Path]) -> None:
    """Nor is what touches it; the same words beside it are found."""
    texts = {"a.txt": "One, the end.", "b.txt": "Two. Related links. More links, the end."}
    yaml = TWO.replace("{a: Stock spoke, b: [Stock, spoke again]}", "{b: links}").replace(
        "name: Stock", "name: links"
    )
    corpus = load(corpus_folder({"x.yaml": yaml}, texts))
    assert not corpus.problems
    (item,) = [each for each in corpus.evidence if each.field == "record" and each.record_id == "p"]
    assert item.start == texts["b.txt"].index("links, the")


@pytest.mark.parametrize(
    ("quote", "rule"), [("Stock", "no-source"), ("{c: Stock}", "dangling-reference")]
)
def test_a_passage_needs_a_source(
    corpus_folder: Callable[..., Path], quote: str, rule: str
) -> None:
    """One that is there: named with the passage, or once for the file."""
    yaml = TWO.replace("{a: Stock spoke, b: [Stock, spoke again]}", quote)
    texts = {"a.txt": "One, the end.", "b.txt": "Two. Related links, the end."}
    corpus = load(corpus_folder({"x.yaml": yaml}, texts))
    assert rule in [problem.rule for problem in corpus.problems]
