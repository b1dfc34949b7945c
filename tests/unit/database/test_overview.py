"""The boxes of the overview, over corpora made for them."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import declare
from trafficking_explorer.corpus.corpus import Corpus
from trafficking_explorer.database import overview_queries as asked
from trafficking_explorer.database.build import BuildQueries, build_in_memory
from trafficking_explorer.database.cache import locate_store, read_manifest
from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.overview import (
    ABOUT,
    ARRESTS,
    DISAGREEMENTS,
    QUOTATION,
    RESCUED,
    SPEAKERS,
    START,
    WHEN,
    Box,
    Opens,
    OverviewLine,
    overview_from_json,
    overview_to_json,
)
from trafficking_explorer.database.overview_words import (
    longest_sentence,
    places,
    subject_and_message,
    when_phrase,
)
from trafficking_explorer.database.rows import Row
from trafficking_explorer.search.parser import parse_filter
from trafficking_explorer.search.sql_compiler import compile_filter
from trafficking_explorer.workspace.opening import open_with_findings

FIRST = (
    "Operation Sun was held in March 2016 in Chad.\n"
    "Police arrested 40 people and freed nearly 500 victims, 30 of them girls.\n"
    "“We found children in every house. It was the worst that I have seen in twenty years of "
    "service,” said Mr Stock.\n"
    "Operation Moon, begun in 2014, led to at least 12 arrests. It goes on.\n"
    "Operation Star arrested many. Operation Void took place.\n"
    "Operation Dawn ended before 2011 with 200 to 300 arrests, 7 per cent of all.\n"
)
SECOND = (
    "Operation Sun freed 500 victims, and a total of 40 were arrested.\n"
    "“We found children in every house. It was the worst that I have seen in twenty years of "
    "service,” said Mr Stock.\n"
    "“Never again!” said somebody. “One day,” said Ms Low.\n"
)
_WORDS = (
    "“We found children in every house. It was the worst that I have seen in twenty years of "
    "service,”"
)


def claim(id_: str, operation: str, quote: str, text: str, **fields: Any) -> dict[str, Any]:
    """A statistic of an operation, whose figure is written as `text`."""
    given = {
        "id": id_,
        "quote": quote,
        "label": id_,
        "measure": "arrests",
        "value": int(text) if text.isdecimal() else None,
        "value_text": text,
        "unit": "persons",
        "qualifier": "exact",
        "operation": operation,
        "scope": "operation",
    } | fields
    resolved = {name: "For the test." for name in ("operation", "part_of") if given.get(name)}
    return {**{key: each for key, each in given.items() if each is not None}, "resolved": resolved}


OPERATIONS = [
    {"id": "sun", "quote": "Operation Sun", "date": "2016-03"},
    {"id": "moon", "quote": "Operation Moon", "date": "2014/.."},
    {"id": "star", "quote": "Operation Star"},
    {"id": "void", "quote": "Operation Void"},
    {"id": "dawn", "quote": "Operation Dawn", "date": "../2010"},
]
SUN = "Police arrested 40 people and freed nearly 500 victims, 30 of them girls."
CLAIMS = [
    claim("sun-arrests", "sun", SUN, "40"),
    claim("sun-freed", "sun", SUN, "500", measure="rescued", qualifier="nearly"),
    claim("sun-girls", "sun", SUN, "30", measure="rescued", part_of="sun-freed"),
    claim("moon-arrests", "moon", "led to at least 12 arrests", "12", qualifier="at_least"),
    claim("star-arrests", "star", "arrested many", "many", qualifier="unspecified"),
    claim(
        "dawn-arrests",
        "dawn",
        "200 to 300 arrests",
        "200 to 300",
        value=200,
        value_to=300,
    ),
    claim("dawn-share", "dawn", "7 per cent of all", "7", unit="percent"),
]
OTHER_CLAIMS = [
    claim("sun-arrests-b", "sun", "a total of 40 were arrested", "40"),
    claim("sun-freed-b", "sun", "Operation Sun freed 500 victims", "500", measure="rescued"),
    claim(
        "sun-some-b",
        "sun",
        "freed 500 victims",
        "500",
        measure="recovered",
        label="A part of what another operation did",
        part_of="moon-arrests",
    ),
]
QUOTES = [{"id": "worst", "quote": _WORDS, "speaker": "Mr Stock"}]
OTHER_QUOTES = [
    {"id": "worst-b", "quote": _WORDS, "speaker": "Mr Stock"},
    {"id": "never", "quote": "“Never again!”"},
    {"id": "day", "quote": "“One day,”", "speaker": "Ms Low"},
]

Finding = tuple[str, str, str, str | None, tuple[str, str], tuple[str, ...]]
"""Id, severity, sign, answer, the record it is about, sources."""
FINDINGS: list[Finding] = [
    ("lone", "doubt", "1", None, ("statistic", "moon-arrests"), ("a",)),
    ("note", "note", "·", None, ("operation", "void"), ("a",)),
    ("wrong", "error", "✗", "wrong_rule", ("operation", "sun"), ("a",)),
    ("copied", "note", "=", None, ("quote", "worst"), ("a", "b")),
    ("answered", "doubt", "≠", "accepted", ("statistic", "sun-arrests"), ("a",)),
    ("within", "doubt", "≠", None, ("operation", "dawn"), ("a",)),
    ("between", "note", "≠", "explained", ("statistic", "sun-freed"), ("a", "b")),
    ("broken", "error", "✗", "accepted", ("operation", "moon"), ("a",)),
    ("spelled", "note", "~", None, ("operation", "star"), ("a",)),
]


def _found(findings: Sequence[Finding]) -> Callable[[BuildQueries, Corpus], dict[str, list[Row]]]:
    """Makes the tables of findings, one passage each: the first of the record."""

    def make(queries: BuildQueries, corpus: Corpus) -> dict[str, list[Row]]:
        ((first,),) = queries.rows("SELECT coalesce(max(position), 0) + 1 FROM records")
        tables: dict[str, list[Row]] = {
            name: [] for name in ("findings", "finding_texts", "finding_passages", "facts")
        }
        for position, (id_, severity, sign, answer, key, sources) in enumerate(findings, first):
            message = f"About {id_}: it differs"
            rule = "copied-words" if sign == "=" else "a-rule"
            other = ("quote", "worst-b") if sign == "=" else (None, None)
            tables["findings"].append(
                {
                    "finding_id": id_,
                    "rule": rule,
                    "severity": severity,
                    "message": message,
                    "record_type": key[0],
                    "record_id": key[1],
                    "other_type": other[0],
                    "other_id": other[1],
                    "answer": answer,
                    "sign": sign,
                }
            )
            tables["finding_texts"].append(
                {
                    "record_type": "finding",
                    "record_id": id_,
                    "title": message,
                    "search_text": "",
                    "position": position,
                    "source_ids": list(sources),
                }
            )
            tables["facts"].append({"field": "record", "record": position, "value": "/".join(key)})
            for side, source in enumerate(sources):
                tables["finding_passages"].append(
                    {
                        "finding_id": id_,
                        "side": side,
                        "position": 0,
                        "source_id": source,
                        "start_char": 0,
                        "end_char": len("Operation Sun"),
                    }
                )
        return tables

    return make


Build = Callable[..., Store]


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory, write: Callable[..., Path]) -> Iterator[Build]:
    """Builds a store of texts and records, with findings as given."""
    stores: list[Store] = []

    def make(
        texts: dict[str, str],
        records: dict[str, dict[str, list[dict[str, Any]]]],
        findings: Sequence[Finding] = (),
    ) -> Store:
        curated = {f"{id_}-source.yaml": declare(id_, f"{id_}.txt", texts[id_]) for id_ in texts}
        curated |= {
            f"{id_}.yaml": json.dumps(({"source": id_} if texts else {}) | each)
            for id_, each in records.items()
        }
        root = write(
            tmp_path_factory.mktemp("overview") / "corpus",
            curated,
            {f"{id_}.txt": text for id_, text in texts.items()},
        )
        store = build_in_memory(root, "test", _found(findings))
        assert store.rows("SELECT value FROM corpus.meta WHERE key = 'first_errors'") == []
        stores.append(store)
        return store

    yield make
    for store in stores:
        store.close()


@pytest.fixture(scope="module")
def store(build: Build) -> Store:
    """Two texts about the same operations."""
    operations = [
        {
            "kind": "operation",
            "name": each["quote"],
            **each,
            **({"resolved": {"date": "For the test."}} if "date" in each else {}),
        }
        for each in OPERATIONS
    ]
    return build(
        {"a": FIRST, "b": SECOND},
        {
            "a": {"operations": operations, "statistics": CLAIMS, "quotes": QUOTES},
            "b": {"statistics": OTHER_CLAIMS, "quotes": OTHER_QUOTES},
        },
        FINDINGS,
    )


@pytest.fixture(scope="module")
def boxes(store: Store) -> dict[str, Box]:
    """The boxes of that corpus."""
    return {box.name: box for box in asked.ask_overview(store)}


def labels(box: Box) -> list[str]:
    return [line.label for line in box.lines]


def test_the_boxes_survive_a_file(boxes: dict[str, Box]) -> None:
    """As JSON they are the same, in the order of the eye."""
    packed = json.loads(json.dumps(overview_to_json(boxes.values())))
    assert overview_from_json(packed) == boxes
    assert list(boxes)[:3] == [ABOUT, DISAGREEMENTS, ARRESTS]


def test_the_numbers_of_everything(boxes: dict[str, Box]) -> None:
    """Texts, records, passages, findings."""
    texts, records, passages, findings = boxes[ABOUT].remark.split(" · ")
    assert (texts, records, findings) == ("2 texts", "21 records", "9 findings")
    assert passages.endswith(" passages")


def test_the_strongest_disagreements_come_first(boxes: dict[str, Box]) -> None:
    """Then those between texts, then those that are open; what is only worth knowing is counted."""
    box = boxes[DISAGREEMENTS]
    assert labels(box) == [
        f"About {id_}" for id_ in ("broken", "between", "within", "answered", "spelled", "copied")
    ]
    assert [line.sign for line in box.lines] == ["✗", "≠", "≠", "≠", "~", "="]
    assert box.total == 6
    assert box.remark == "2 errors · 3 doubts · 4 notes, 1 of them about one text only"


def test_a_disagreement_has_its_words(boxes: dict[str, Box]) -> None:
    """Its sources with their lines, the answer, and the passage of each side."""
    _, between, within, *_ = boxes[DISAGREEMENTS].lines
    assert (between.place, between.note) == ("a l.1 · b l.1", "explained")
    assert (within.place, within.note) == ("a l.1", "open")
    assert between.opens == Opens(("finding", "between"))
    first, second = between.words
    assert (first.source_id, first.exact, first.after[:9]) == ("a", "Operation Sun", " was held")
    assert (second.source_id, second.exact, second.after[:6]) == ("b", "Operation Sun", " freed")


def test_each_figure_is_a_bar(boxes: dict[str, Box]) -> None:
    """The largest first; a range has two ends, words have none, and shares are left out."""
    box = boxes[ARRESTS]
    assert [(line.label, line.text, line.low, line.high) for line in box.lines] == [
        ("Operation Dawn", "200 – 300", 200, 300),
        ("Operation Sun", "40", 40, 40),
        ("Operation Moon", "≥ 12", 12, 12),
        ("Operation Star", "many", None, None),
    ]
    assert box.remark == "3 of 5 operations give a figure; “many” not drawn"
    assert box.total == 4


def test_the_same_figure_of_two_texts_is_one_bar(boxes: dict[str, Box]) -> None:
    """Both texts are named; the sign is the strongest of a finding about either claim."""
    _, sun, moon, _ = boxes[ARRESTS].lines
    assert (sun.place, sun.sign) == ("a b", "≠")
    assert (moon.place, moon.sign) == ("a", "")
    assert sun.opens == Opens(("statistic", "sun-arrests"))
    (words,) = sun.words
    assert (words.line, words.exact) == (2, "40")


def test_claims_that_differ_are_not_merged(boxes: dict[str, Box]) -> None:
    """Each has its line; a part of a figure of the same operation has none, a part of another has."""
    lines = boxes[RESCUED].lines
    assert sorted((line.text, line.place) for line in lines) == [("500", "b"), ("~ 500", "a")]
    assert {line.label for line in lines} == {"Operation Sun"}


def test_operations_by_date(boxes: dict[str, Box]) -> None:
    """Open ends stay open; those without a date are counted."""
    box = boxes[WHEN]
    assert [(line.label, line.text, line.is_inferred) for line in box.lines] == [
        ("Operation Dawn", "until 2010", True),
        ("Operation Moon", "since 2014", True),
        ("Operation Sun", "Mar 2016", True),
    ]
    dawn, moon, sun = box.lines
    assert dawn.low is None
    assert moon.high is None
    assert sun.low is not None
    assert sun.high is not None
    assert sun.high - sun.low == 30
    assert box.remark == "3 of 5 operations dated"


def test_speakers(boxes: dict[str, Box]) -> None:
    """By the number of quotations, of which copies are told apart; one leads to the quotation."""
    box = boxes[SPEAKERS]
    assert [(line.label, line.low, line.high, line.sign) for line in box.lines] == [
        ("Mr Stock", 2, 1, "="),
        ("Ms Low", 1, 1, ""),
    ]
    assert box.lines[0].opens == Opens(pane="quotes", filters=(("speaker", "Mr Stock"),))
    assert box.lines[1].opens == Opens(("quote", "day"))
    assert box.remark == "1 quotation without a named speaker"


def test_the_quotation_is_the_longest_sentence(boxes: dict[str, Box]) -> None:
    """Its speaker is named, and the place."""
    (line,) = boxes[QUOTATION].lines
    assert line.text == "We found children in every house."
    assert line.label == "Mr Stock"
    assert line.place.endswith("a l.3")
    assert boxes[QUOTATION].total == 4


def test_where_to_start(boxes: dict[str, Box]) -> None:
    """Tasks for which there is something."""
    doors = {line.label: line.opens for line in boxes[START].lines}
    assert doors["Who arrested most?"] == Opens(pane="operations", sort="arrests")
    assert doors["What does only one text claim?"].filters == (("rule", "lone-claims"),)
    assert not any("Every figure" in label for label in doors)


def test_an_empty_corpus(build: Build) -> None:
    """Every question has an answer, without lines."""
    boxes = {box.name: box for box in asked.ask_overview(build({}, {"a": {"operations": []}}))}
    for name in (DISAGREEMENTS, ARRESTS, RESCUED, WHEN, SPEAKERS, QUOTATION):
        assert (boxes[name].lines, boxes[name].total) == ((), 0)
    assert labels(boxes[START]) == ["Search everything", "Ask in SQL"]
    assert boxes[ABOUT].remark == "0 texts · 0 records · 0 passages · 0 findings"


def test_claims_without_a_source(corpus_folder: Callable[..., Path]) -> None:
    """Records whose words are in no text are shown without one; the rest of the corpus can be read."""
    operation = {"id": "sun", "quote": "no text", "name": "Sun", "kind": "operation"}
    twin = operation | {"id": "other-sun"}
    claims = [claim("freed", "sun", "no text", "30"), claim("more", "other-sun", "no text", "30")]
    files = {"a.yaml": json.dumps({"operations": [operation, twin], "statistics": claims})}
    store = build_in_memory(corpus_folder(files), "test")
    assert [(line.label, line.place, line.words) for line in asked.arrests(store).lines] == [
        ("Sun", "", ()),
        ("Sun", "", ()),
    ]
    store.close()


@pytest.mark.parametrize(("first", "count"), [(1990, 40), (1203, 60), (2020, 30)])
def test_many_operations_are_counted_by_period(build: Build, first: int, count: int) -> None:
    """As many in each as its filter finds; there are never more periods than lines."""
    years = [first + number % 37 for number in range(count)]
    text = "\n".join(
        f"Operation N{number} was held in {year}." for number, year in enumerate(years)
    )
    store = build(
        {"a": text},
        {
            "a": {
                "operations": [
                    {
                        "id": f"n{number}",
                        "quote": f"Operation N{number} was held",
                        "name": f"Operation N{number}",
                        "kind": "operation",
                        "date": ("{}", "{}/..", "../{}")[number % 7 % 3].format(f"{year:04}"),
                        "resolved": {"date": "For the test."},
                    }
                    for number, year in enumerate(years)
                ]
            }
        },
    )
    box = asked.when(store)
    assert 1 < len(box.lines) <= asked.MOST_ROWS
    assert box.remark == f"all {count} operations dated"
    for line in box.lines:
        ((field, value),) = line.opens.filters
        where = compile_filter(parse_filter(f"{field}:{value} type:operation"))
        ((found,),) = store.rows(
            f"SELECT count(*) FROM corpus.records r WHERE {where.sql}", where.params
        )
        assert (line.text, line.low) == (f"{found:,}", found)


def test_very_many_findings_are_cut(build: Build) -> None:
    """The box says how many there are."""
    many: list[Finding] = [
        (f"f{number}", "doubt", "≠", None, ("operation", "sun"), ("a",)) for number in range(900)
    ]
    operation = {
        "id": "sun",
        "quote": "Operation Sun",
        "name": "Operation Sun",
        "kind": "operation",
    }
    store = build({"a": FIRST}, {"a": {"operations": [operation]}}, many)
    box = asked.disagreements(store)
    assert (len(box.lines), box.total) == (asked.MOST_FINDINGS, 900)


def test_the_manifest_has_the_overview(corpus_folder: Callable[..., Path], tmp_path: Path) -> None:
    """Just as the store would answer."""
    curated = {"a.yaml": declare("a", "a.txt", FIRST)}
    place = locate_store(corpus_folder(curated, {"a.txt": FIRST}), tmp_path / "cache")
    opened = open_with_findings(place)
    manifest = read_manifest(place)
    assert manifest is not None
    known = overview_from_json(manifest.first_view["overview"])
    assert known == {box.name: box for box in asked.ask_overview(opened)}
    opened.close()


# Words.


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("“Short. This one is longer. Mid one.”", "This one is longer."),
        ("“no capital at the beginning. Yes.”", "Yes."),
        ("“First part … and more. Whole.”", "Whole."),
        ("“It never ends", ""),
        ("“Mr. Stock went to the U.S. Army base!”", "Mr. Stock went to the U.S. Army base!"),
        (f"“{'Very ' * 100}long. Enough.”", "Enough."),
        ("", ""),
        ("“”", ""),
    ],
)
def test_the_longest_sentence(text: str, sentence: str) -> None:
    """Complete, from a capital to its mark, and not too long to read at a glance."""
    assert longest_sentence(text) == sentence


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        (None, ""),
        ("2017", "2017"),
        ("2017-11-06", "Nov 2017"),
        ("2017-11-06/2017-11-10", "Nov 2017"),
        ("2021-11/2022-01", "Nov 2021 – Jan 2022"),
        ("2014/..", "since 2014"),
        ("../2011-03-16", "until Mar 2011"),
        ("2017~", "2017"),
        ("201X", "201X"),
        ("2017-21", "2017-21"),
        ("2017-00", "2017-00"),
    ],
)
def test_dates_in_few_words(edtf: str | None, words: str) -> None:
    """Other dates stay as they are curated."""
    assert when_phrase(edtf) == words


@pytest.mark.parametrize(
    ("message", "sources", "parts"),
    [
        (
            "Victims: source 002 gives 500 in one place, nearly 500 in another",
            ("002",),
            ("Victims", "500 in one place, nearly 500 in another"),
        ),
        (
            "Minors: source 000 gives 236; source 002 gives it as a part",
            ("000", "002"),
            ("Minors", "000 gives 236; 002 gives it as a part"),
        ),
        (
            "Arrests: source 001 gives 216 and does not say whether it includes 27",
            ("001",),
            ("Arrests", "001 gives 216 and does not say whether it includes 27"),
        ),
        ("“A: b” is above the article", ("1",), ("", "“A: b” is above the article")),
        ("No subject in source 0021", ("002",), ("", "No subject in source 0021")),
        ("Both: sources a and b give 2", ("a", "b"), ("Both", "a and b give 2")),
    ],
)
def test_a_message_in_few_words(
    message: str, sources: tuple[str, ...], parts: tuple[str, str]
) -> None:
    """The line names the sources; the subject is told apart from what is said of it."""
    assert subject_and_message(message, sources) == parts


def test_places_in_few_words() -> None:
    """By source, in the order of the sides; of many lines the first."""
    assert places([("b", 5), ("a", 3), ("b", 2), ("b", 5)]) == "b l.2, 5 · a l.3"
    assert places([("a", line) for line in (9, 7, 5, 3)]) == "a l.3, 5, 7…"
    assert places([]) == ""


def test_a_line_has_defaults() -> None:
    """Most lines have few parts."""
    packed = overview_to_json([Box(START, (OverviewLine("x", Opens(pane="sql")),))])
    assert overview_from_json(packed)[START].lines[0].opens.pane == "sql"
