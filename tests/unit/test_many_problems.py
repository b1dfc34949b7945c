"""Very many problems: what the same words gave is remembered, and no more is looked for than is read."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from trafficking_explorer.corpus import grounding
from trafficking_explorer.corpus import suggestions as suggesting
from trafficking_explorer.corpus.anchoring import MOST_PLACES, IndexedText
from trafficking_explorer.corpus.corpus import Corpus
from trafficking_explorer.corpus.loader import load
from trafficking_explorer.corpus.suggestions import suggest
from trafficking_explorer.errors import Location
from trafficking_explorer.records.evidence import TextQuote
from trafficking_explorer.reports import code_frame as excerpts
from trafficking_explorer.text.display import cell_width

Read = Callable[[str, str], Corpus]
Folder = Callable[..., Path]


def counted(monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> list[object]:
    """The first arguments of all calls of a function, from now on."""
    calls: list[object] = []
    function = getattr(module, name)

    def call(*args: Any, **more: Any) -> Any:
        calls.append(args[0])
        return function(*args, **more)

    monkeypatch.setattr(module, name, call)
    return calls


def people(quotes: list[str]) -> str:
    return "people:\n" + "".join(
        f"  - {{id: p{number}, quote: {quote}, name: a}}\n" for number, quote in enumerate(quotes)
    )


@pytest.mark.parametrize("quote", ["a b", "nowhere at all", "x y z"])
def test_the_same_words_are_looked_for_once(
    read_text: Read, monkeypatch: pytest.MonkeyPatch, quote: str
) -> None:
    """Whatever comes of them, in however many records; and so is what helps with them."""
    looked = counted(monkeypatch, grounding, "find_quote")
    helped = counted(monkeypatch, suggesting, "_known_of")
    corpus = read_text("a b a b. A word nowhere at hand.", people([quote] * 50))
    assert len(corpus.problems) == 50
    assert len({suggest(each, corpus).notes for each in corpus.problems}) == 1
    assert (len(looked), len(helped)) == (1, 1)


def test_places_are_counted_to_some_number(read_text: Read) -> None:
    """Beyond it nobody needs to know; below it they are counted exactly."""
    few, many = MOST_PLACES - 1, MOST_PLACES + 500
    corpus = read_text(f"{'a b. ' * few}{'c d. ' * many}end", people(["a b", "c d"]))
    assert [each.message.partition(" (")[0] for each in corpus.problems] == [
        "“a b” fits 999 places",
        "“c d” fits 1,000 places or more",
    ]
    text = IndexedText("a" * 100_000)
    assert next(text.find_each(TextQuote(exact="a"))) == (0, 1)


def test_ids_that_are_near_are_looked_for_in_some(text_folder: Folder) -> None:
    """A file with hundreds of ids that are not there has one mistake in many places."""
    yaml = "agencies:\n  - {id: interpol, quote: INTERPOL, name: INTERPOL, kind: police}\npeople:\n"
    yaml += "".join(
        f"  - {{id: p{number}, quote: Stock, name: Stock, agency: interpool-{number}, "
        "resolved: {agency: why}}\n"
        for number in range(300)
    )
    found = [each.message for each in load(text_folder("Stock of INTERPOL", yaml)).problems]
    dangling = [each for each in found if "there is no agency/" in each]
    assert len(dangling) == 300
    assert sum("interpol?" in each or "known are" in each for each in dangling) == 100


def test_a_text_is_made_comparable_once(read_text: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many quotes of it are nowhere."""
    text = "Some words of a text that is long. " * 200
    made = counted(monkeypatch, suggesting, "normalise")
    corpus = read_text(text, people([f"Some wurds of text {number}" for number in range(40)]))
    for each in corpus.problems:
        suggest(each, corpus)
    assert sum(len(str(each)) > 5_000 for each in made) == 1


def test_sources_of_one_file_have_one_text(corpus_folder: Folder) -> None:
    """The text is kept in memory once."""
    yaml = "sources:\n" + "".join(
        f"  - {{id: s{number}, path: s.txt, title: t, article: {{from: A, to: z.}}, "
        "resolved: {title: why}}\n"
        for number in range(5)
    )
    corpus = load(corpus_folder({"s.yaml": yaml}, {"s.txt": "A to z."}))
    assert len(corpus.texts) == 5
    assert len({id(text.anchor_text) for text in corpus.texts.values()}) == 1


@pytest.mark.parametrize("letter", ["x", "é", "界", "e\u0301"])
def test_a_long_line_is_cut_in_few_steps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, letter: str
) -> None:
    """A file that is one line may have a thousand problems."""
    (tmp_path / "x.yaml").write_text(letter * 50_000, "utf-8")
    measured = counted(monkeypatch, excerpts, "cell_width")
    for column in (1, 20_000, 50_000 * len(letter)):
        line, _ = excerpts.code_frame(tmp_path, Location("x.yaml", 1, column), 80)
        assert 79 <= cell_width(line) <= 80
    assert len(measured) < 150


def test_a_list_for_people_has_an_end(call: Callable[..., Result], text_folder: Folder) -> None:
    """Others get all problems."""
    root = text_folder("Stock", "people:\n" + "  - {nmae: x}\n" * 900)
    text = call("check", str(root), "--no-findings").stdout
    assert text.count("[unknown-key]") + text.count("[missing-field]") == 1_000
    assert "… and 1,700 more problems; --format json has all of them" in text
    assert (
        call("check", str(root), "--no-findings", "--format", "json").stdout.count('"rule"')
        == 2_700
    )
