"""Hits of all kinds: which, in what order, why; and the sentences among them."""

import random
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.filter_oracle import fits, make_items, make_tree, tables_of
from tests.slow import first_quick
from trafficking_explorer.database.build import build, write
from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.queries import counts
from trafficking_explorer.database.sentence_index import sentences_of, write_sentences
from trafficking_explorer.errors import FilterError, QueryInterrupted
from trafficking_explorer.paths import bundled_corpus
from trafficking_explorer.records.registry import KINDS
from trafficking_explorer.search.ast import And
from trafficking_explorer.search.highlights import Hit
from trafficking_explorer.search.hits import HitReader, count_hits, find_hits
from trafficking_explorer.search.parser import parse_filter
from trafficking_explorer.search.sql_compiler import compile_filter
from trafficking_explorer.text.folding import fold
from trafficking_explorer.text.lines import line_number


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store of the bundled corpus, sentences included."""
    path = tmp_path_factory.mktemp("searched") / "store.duckdb"
    connection = Store.attach_new(path)
    build(bundled_corpus(), connection, "test")
    write_sentences(connection)
    connection.close()
    store = Store.attach(path)
    yield store
    store.close()


@pytest.fixture(scope="module")
def texts(searched: Store) -> dict[str, str]:
    """The sources, by id."""
    return dict(searched.rows("SELECT source_id, text FROM corpus.sources"))


def find(store: Store, line: str, *types: str, limit: int | None = None) -> list[Hit]:
    return list(find_hits(store, parse_filter(line), types, limit))


def names(hits: list[Hit]) -> list[str]:
    return [f"{hit.record_type}/{hit.record_id}" for hit in hits if not hit.is_sentence]


def marked(hit: Hit) -> list[str]:
    return [hit.passage[start:end] for start, end in hit.marks]


# Which.


@pytest.mark.parametrize(
    "line",
    ["", "mali", "mali girl", "-mali", "agency:interpol", "weka or nawa", "~interpol", "/we?ka/"],
)
def test_every_record_that_fits_is_a_hit_once(searched: Store, line: str) -> None:
    """Records of every kind are hits, each once."""
    where = compile_filter(parse_filter(line))
    fitting = searched.rows(
        f"SELECT r.record_type || '/' || r.record_id FROM corpus.records r WHERE {where.sql}",
        where.params,
    )
    found = names(find(searched, line))
    assert sorted(found) == sorted(name for (name,) in fitting)
    counted = count_hits(searched, parse_filter(line))
    assert {kind: count for kind, count in counted.items() if kind != "sentence"} == counts(
        searched, where
    )


@pytest.mark.parametrize(
    ("line", "wanted", "unwanted"),
    [
        ("mali girl", ["mali", "girl"], []),
        ("interpol -child", ["interpol"], ["child"]),
        ("source:002 interpol", ["interpol"], []),
    ],
)
def test_sentences_are_judged_by_their_own_words(
    searched: Store, texts: dict[str, str], line: str, wanted: list[str], unwanted: list[str]
) -> None:
    """Words are looked for in the sentence, fields in its source."""
    bodies = {
        source_id: (start, end)
        for source_id, start, end in searched.rows(
            "SELECT source_id, body_start, body_end FROM corpus.sources"
        )
    }
    expected = []
    for source_id, text in sorted(texts.items()):
        if "source:" in line and source_id != "002":
            continue
        for each in sentences_of(text, bodies[source_id], furniture(searched, source_id)):
            folded = fold(text[each.start : each.end])
            if all(w in folded for w in wanted) and not any(w in folded for w in unwanted):
                expected.append((source_id, each.start, each.end))
    hits = [hit for hit in find(searched, line) if hit.is_sentence]
    assert expected
    assert sorted((hit.record_id, *hit.at.span) for hit in hits if hit.at) == expected
    assert count_hits(searched, parse_filter(line))["sentence"] == len(expected)


def furniture(store: Store, source_id: str) -> list[tuple[int, int]]:
    rows = store.rows(
        "SELECT start_char, end_char FROM corpus.furniture WHERE source_id = ? ORDER BY 1",
        (source_id,),
    )
    return [(start, end) for start, end in rows]


@pytest.mark.parametrize("line", ["", "-mali", "type:source", "arrests>=100", "has:note"])
def test_a_filter_that_asks_for_no_words_finds_no_sentence(searched: Store, line: str) -> None:
    """Conditions on fields find no sentences."""
    assert not any(hit.is_sentence for hit in find(searched, line))


@pytest.mark.parametrize("cases", first_quick([20, 150]))
def test_random_filters_find_what_plain_python_finds(tmp_path: Path, cases: int) -> None:
    """Ranked or not, no record is lost or found twice."""
    rng = random.Random(3)
    items = make_items(rng, 40)
    path = tmp_path / "store.duckdb"
    connection = Store.attach_new(path)
    write(connection, tables_of(items))
    connection.close()
    store = Store.attach(path)
    for _ in range(cases):
        tree = make_tree(rng)
        tree = tree if isinstance(tree, And) else And((tree,))
        expected = {f"item-{item.position}" for item in items if fits(tree, item, items)}
        hits = list(find_hits(store, tree))
        assert len(hits) == len(expected)
        assert {hit.record_id for hit in hits} == expected, str(tree)
    store.close()


# In what order.


def test_the_best_comes_first(searched: Store) -> None:
    """First equal names, then words that begin so, then names with it, then all others."""
    found = find(searched, "interpol")
    assert names(found)[0] == "agency/interpol"
    in_title = ["interpol" in fold(hit.title) for hit in found if not hit.is_sentence]
    assert in_title == sorted(in_title, reverse=True)
    assert True in in_title
    assert False in in_title
    assert [hit.field == "title" for hit in found if not hit.is_sentence] == in_title


def test_words_that_stand_together_come_before_words_apart(searched: Store) -> None:
    """One field or passage with all of them, then sentences, then records that have them somewhere."""
    found = find(searched, "interpol victims")
    together = [
        any(all(w in line for w in ("interpol", "victims")) for line in lines)
        for lines in (
            text.split("\n")
            for hit in found
            if not hit.is_sentence
            for (text,) in searched.rows(
                "SELECT search_text FROM corpus.records WHERE record_type = ? AND record_id = ?",
                (hit.record_type, hit.record_id),
            )
        )
    ]
    assert together == sorted(together, reverse=True)
    assert True in together
    assert False in together
    at = [i for i, hit in enumerate(found) if hit.is_sentence]
    assert at == list(range(at[0], at[0] + len(at)))
    assert at[0] == sum(together)


def test_a_limit_keeps_the_best_and_some_sentences(searched: Store) -> None:
    """Up to a quarter are sentences; where there are few records, more."""
    everything = find(searched, "interpol")
    some = find(searched, "interpol", limit=20)
    assert len(some) == 20
    assert sum(hit.is_sentence for hit in some) == 5
    assert some[:15] == everything[:15]
    assert [hit for hit in some if hit.is_sentence] == [h for h in everything if h.is_sentence][:5]
    assert len(find(searched, "interpol", limit=1)) == 1
    assert find(searched, "mali girl", limit=100) == find(searched, "mali girl")


def test_only_some_kinds(searched: Store) -> None:
    """Sentences come with the sources."""
    assert {hit.record_type for hit in find(searched, "interpol", "agency", "quote")} == {
        "agency",
        "quote",
    }
    found = find(searched, "interpol", "source")
    assert {hit.record_type for hit in found} == {"source"}
    assert any(hit.is_sentence for hit in found)


# Why.


@pytest.mark.parametrize(
    "line", ["mali", '"nearly 500"', "interpol girl", "weka or nawa", "épervier"]
)
def test_the_reason_shows_the_words(searched: Store, texts: dict[str, str], line: str) -> None:
    """Matches are marked in place; a passage has its line of its source."""
    words = [fold(word.strip('"')) for word in ([line] if '"' in line else line.split())]
    hits = find(searched, line)
    assert hits
    for hit in hits:
        if hit.field != "title" or hit.marks:
            assert hit.marks, hit
        assert all(any(word in fold(each) for word in words) for each in marked(hit))
        if hit.source_id is not None and hit.field in ("passage", "title", "text"):
            whole = texts[hit.source_id]
            assert hit.line is not None
            line_start = [0, *(i + 1 for i, c in enumerate(whole) if c == "\n")][hit.line - 1]
            assert whole.find(hit.passage.strip("…"), line_start) >= 0


def reason(store: Store, line: str, name: str) -> Hit:
    return next(
        hit
        for hit in find(store, line)
        if f"{hit.record_type}/{hit.record_id}" == name and not hit.is_sentence
    )


@pytest.mark.parametrize(
    ("line", "name", "field", "words"),
    [
        ("arrests>=100", "operation/spartacus", "arrests", "134 arrests"),
        ("agency:interpol arrests>=100", "operation/storm-makers", "arrests", "arrested 121"),
        ("arrests:200..300", "operation/turquesa-iii", "arrests", "216 arrests"),
        ("arrests<50", "operation/epervier", "arrests", "40"),
        ("arrests>=100", "statistic/spartacus-arrests-003", "arrests", "134 arrests"),
        ("country:mali", "operation/epervier", "country", "Mali"),
        ("country:mali", "agency/ncb-bamako", "country", "Mali"),
        ("year:2017 type:operation", "operation/epervier", "date", "in 2017"),
        ("source:002 type:operation", "operation/epervier", "source", "Sahel Project"),
        ("has:note type:tool", "tool/darknet", "note", "Ernie Allen"),
        ("is:resolved type:event", "event/publication-002", "date", "2017-12-16"),
        ("type:tool", "tool/darknet", "passage", "Darknet"),
        ("-zebra", "tool/darknet", "passage", "Darknet"),
    ],
)
def test_the_reason_of_a_filter_by_fields(
    searched: Store, line: str, name: str, field: str, words: str
) -> None:
    """A hit shows the field that was asked for, with its passage if there is one."""
    hit = reason(searched, line, name)
    assert hit.field == field
    assert words in hit.passage


def test_the_reason_has_its_place(searched: Store) -> None:
    """A figure of an operation is shown by the passage of its statistic."""
    hit = reason(searched, "arrests>=100", "operation/turquesa-iii")
    assert (hit.source_id, hit.line) == ("001", 49)
    assert reason(searched, "country:mali", "agency/ncb-bamako").source_id is None


def test_slips_and_expressions_are_marked(searched: Store) -> None:
    """Expressions mark the words that they match in the passage."""
    assert "INTERPOL" in marked(find(searched, "~interpool type:agency")[0])
    assert {word for hit in find(searched, "/we?ka|naw[a-z]/") for word in marked(hit)} >= {
        "WEKA",
        "Nawa",
    }


def test_a_regular_expression_is_the_stores_own(searched: Store) -> None:
    """One that Python would try for ever is done at once."""
    assert find(searched, "/(i+)+(n+)+(t+)+zzz$/") == []
    with pytest.raises(FilterError):
        find(searched, r"/(a)\1/")


def test_a_long_passage_is_cut_around_the_words(searched: Store) -> None:
    """An ellipsis shows the cut."""
    hit = next(hit for hit in find(searched, "travel costs") if hit.is_sentence)
    assert len(hit.passage) <= 242
    (long,) = [hit for hit in find(searched, '"tourism sector"') if hit.is_sentence]
    assert long.passage.startswith("…")
    assert marked(long) == ["tourism sector"]


def test_as_many_queries_for_many_hits_as_for_one(
    searched: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many hits are shown."""
    asked: list[str] = []
    ask = Store.rows

    def count(self: Store, sql: str, params: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
        asked.append(sql)
        return ask(self, sql, params)

    monkeypatch.setattr(Store, "rows", count)
    numbers = []
    for limit in (4, 40, 400):
        asked.clear()
        find(searched, "interpol", limit=limit)
        numbers.append(len(asked))
    assert numbers[0] == numbers[1] == numbers[2] <= 12


# While it is being typed.


def test_an_answer_has_the_first_hits_and_all_counts(searched: Store) -> None:
    """A page of hits; the total of each kind, sentences last."""
    reader = HitReader(searched)
    found = reader.answer(reader.begin(), parse_filter("interpol"), 20)
    assert found.hits == tuple(find(searched, "interpol", limit=20))
    assert found.total == len(find(searched, "interpol")) == sum(n for _, n in found.counts)
    assert found.counts[-1][0] == "sentence"
    kinds = [kind for kind, _ in found.counts[:-1]]
    assert kinds == sorted(kinds, key=["operation", *KINDS].index) or set(kinds) <= set(KINDS)


def test_a_newer_question_stops_the_older(searched: Store) -> None:
    """Also one that is being answered; nothing else on its thread is stopped."""
    reader = HitReader(searched)
    old = reader.begin()
    new = reader.begin()
    with pytest.raises(QueryInterrupted):
        reader.answer(old, And(), 10)
    assert reader.answer(new, And(), 10).hits

    slow = parse_filter("~interpol ~victims")
    outcome: list[object] = []

    def answer(number: int) -> None:
        try:
            while True:
                outcome.append(reader.answer(number, slow, 10).total)
        except QueryInterrupted:
            outcome.append("interrupted")
            outcome.append(searched.rows("SELECT 1"))

    thread = threading.Thread(target=answer, args=(reader.begin(),))
    thread.start()
    while not outcome:
        thread.join(0.01)
    last = reader.begin()
    thread.join(timeout=300)
    assert not thread.is_alive()
    assert outcome[-2:] == ["interrupted", [(1,)]]
    assert reader.answer(last, parse_filter("mali"), 10).hits


def test_a_store_without_sentences_has_none(store: Store) -> None:
    """One that was filled by other means may lack the table."""
    connection = Store.attach_new(Path(":memory:"))
    write(connection, {})
    assert list(find_hits(Store(connection), parse_filter("mali"))) == []


# Sentences.


def test_furniture_is_no_sentence() -> None:
    """Text outside the article and furniture within it are not searched."""
    text = "Menu. First one. Read also: x. Last one. Foot."
    start, end = text.index("First"), text.index(" Foot")
    piece = (text.index("Read"), text.index(" Last"))
    found = [text[each.start : each.end] for each in sentences_of(text, (start, end), [piece])]
    assert found == ["First one.", "Last one."]


@given(
    text=st.text(st.sampled_from("ab .!?\n\r\t”\xa0é"), max_size=60),
    cuts=st.tuples(*[st.integers(0, 60)] * 4),
)
def test_sentences_are_all_of_the_article(text: str, cuts: tuple[int, ...]) -> None:
    """In order, none lost but white space, each with its line."""
    body = sorted(min(cut, len(text)) for cut in cuts)
    found = list(sentences_of(text, (body[0], body[3]), [(body[1], body[2])]))
    at = body[0]
    for each in found:
        words = text[each.start : each.end]
        assert each.start >= at
        assert words == words.strip() != ""
        assert each.line == line_number(text, each.start)
        at = each.end
    kept = text[body[0] : body[1]] + text[body[2] : body[3]]
    assert "".join(text[each.start : each.end] for each in found).split() or not kept.split()
    assert "".join("".join(text[each.start : each.end].split()) for each in found) == "".join(
        kept.split()
    )


def test_sentences_of_a_whole_corpus(text_folder: Callable[..., Path], tmp_path: Path) -> None:
    """Offsets count code points of the file; words are folded as records are."""
    text = "Ünïcode 日 first. Second ﬁne STRASSE – “so”.\n\nThird."
    yaml = "tools:\n  - {id: t, quote: Third, name: Third, kind: system}\n"
    path = tmp_path / "store.duckdb"
    connection = Store.attach_new(path)
    build(text_folder(text, yaml), connection, "test")
    write_sentences(connection)
    rows = connection.execute(
        "SELECT n.source_id, r.record_type, n.start_char, n.end_char, n.line, n.search_text "
        "FROM corpus.sentences n JOIN corpus.records r ON r.position = n.position ORDER BY n.rowid"
    ).fetchall()
    connection.close()
    assert [text[start:end] for _, _, start, end, *_ in rows] == [
        "Ünïcode 日 first.",
        "Second ﬁne STRASSE – “so”.",
        "Third.",
    ]
    assert [row[-1] for row in rows] == [
        "unicode 日 first.",
        'second fine strasse - "so".',
        "third.",
    ]
    assert {row[:2] for row in rows} == {("s", "source")}
    assert [row[4] for row in rows] == [1, 1, 3]
