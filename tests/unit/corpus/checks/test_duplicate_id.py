"""An id is unique among the records of its kind."""

from collections.abc import Callable
from pathlib import Path

from trafficking_explorer.corpus.corpus import Corpus
from trafficking_explorer.corpus.loader import load

Place = Callable[..., tuple[int, int]]


def test_the_second_record_of_an_id_is_reported(
    read_text: Callable[[str, str], Corpus], place_of: Place
) -> None:
    """At its id, with the place of the first; the first is the one that counts."""
    yaml = """
        people:
          - {id: a, quote: Stock, name: Stock}
          - {quote: Kanu, name: Kanu, id: a}
          - {id: b, quote: Kanu, name: Kanu}
        """
    corpus = read_text("Stock and Kanu", yaml)
    (problem,) = corpus.problems
    assert problem.rule == "duplicate-id"
    assert (problem.at.line, problem.at.column) == place_of(yaml, "id: a", 1)
    assert "person/a already exists at curated/records.yaml:3:6" in problem.message
    assert corpus.by_id["person", "a"].display_name == "Stock"


def test_one_id_may_stand_for_records_of_two_kinds(
    read_text: Callable[[str, str], Corpus],
) -> None:
    """Ids are unique per kind."""
    yaml = """
        people:
          - {id: a, quote: Stock, name: Stock}
        agencies:
          - {id: a, quote: Kanu, name: Kanu, kind: ngo}
        """
    assert not read_text("Stock and Kanu", yaml).problems


def test_ids_are_unique_across_files(corpus_folder: Callable[..., Path]) -> None:
    """Files are ordered by path; a third record is another problem."""
    people = "people:\n  - {id: a, quote: {s: Stock}, name: Stock}\n"
    source = "sources:\n  - {id: s, path: s.txt, title: Stock, article: {from: Stock, to: Stock}}\n"
    files = {"z.yaml": people, "a/b.yaml": people, "m.yml": people, "s.yaml": source}
    corpus = load(corpus_folder(files, {"s.txt": "Stock"}))
    assert [(problem.rule, problem.at.path) for problem in corpus.problems] == [
        ("duplicate-id", "curated/m.yml"),
        ("duplicate-id", "curated/z.yaml"),
    ]
    assert all("curated/a/b.yaml:2:6" in problem.message for problem in corpus.problems)
