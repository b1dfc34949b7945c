"""Any text and any edit of it: untouched evidence stays, none moves to other words, none is lost."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trafficking_explorer.corpus.anchoring import IndexedText, fold_white_space
from trafficking_explorer.corpus.corpus import Corpus
from trafficking_explorer.corpus.loader import load
from trafficking_explorer.corpus.text_quote_selector import shortest_unique_quote
from trafficking_explorer.curation.edition_apply import apply_plan
from trafficking_explorer.curation.edition_plan import EditionRequest, plan_edition
from trafficking_explorer.records.evidence import TextPosition, TextQuote

FIRST, LAST = "Here it begins.", "Here it ends."
WORD = st.sampled_from(
    ["the", "police", "40", "4", "0", "nearly", "victims", "“freed”", "Chad,", "of", "é", "a: b", "# c", "{d}"]
)  # fmt: skip
BLANK = st.sampled_from([" ", " ", " ", "\n", "  ", "\u00a0", " \n\n"])
PROSE = st.lists(st.tuples(WORD, BLANK), min_size=1, max_size=25).map(
    lambda pairs: "".join(word + blank for word, blank in pairs)
)
STYLES = ("plain", "mapping", "list", "by source", "evidence", "flow")


@dataclass(frozen=True)
class Edition:
    """A text, and another that was made of it.

    Attributes:
        kept: ranges of the old text that are in the new one, with their places there.
    """

    old: str
    new: str
    kept: tuple[tuple[int, int, int], ...]


@st.composite
def edited(draw: st.DrawFn) -> Edition:
    """A text of which some spans were taken out, put in or replaced, between its first and last words."""
    middle = draw(PROSE)
    old = f"Menu\n{FIRST} {middle}\n{LAST}\nFooter"
    low, high = old.index(FIRST) + len(FIRST) + 1, old.index(LAST)
    cuts = sorted(draw(st.lists(st.integers(low, high), max_size=6, unique=True)))
    edits = [
        (
            start,
            end,
            draw(st.sampled_from(["", "in Togo ", "4", "the police ", "\n", "40 victims "])),
        )
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    new, kept, at = "", [], 0
    for start, end, words in edits:
        kept.append((at, start, len(new)))
        new += old[at:start] + words
        at = end
    kept.append((at, len(old), len(new)))
    return Edition(old, new + old[at:], tuple(kept))


@st.composite
def quoted(draw: st.DrawFn, text: str) -> list[tuple[TextPosition, TextQuote]]:
    """Places of a text between its first and last words, and quotes that fit these alone."""
    prepared = IndexedText(text)
    low, high = text.index(FIRST) + len(FIRST) + 1, text.index(LAST)
    solid = [i for i in range(low, high) if not text[i].isspace()]
    found = []
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.sampled_from(solid))
        end = draw(st.sampled_from([i for i in solid if start <= i < start + 30])) + 1
        quote = shortest_unique_quote(TextPosition(start, end), prepared)
        if prepared.find_all(quote) == [TextPosition(start, end)]:
            found.append((TextPosition(start, end), quote))
    return found


def record(number: int, quote: TextQuote, style: str) -> str:
    """A record with a quote, in one of the ways of writing it."""
    parts = {key: words for key in ("exact", "prefix", "suffix") if (words := getattr(quote, key))}
    value = json.dumps(parts, ensure_ascii=False)
    alone = value if len(parts) > 1 else json.dumps(quote.exact, ensure_ascii=False)
    head = f"  - id: p{number}   # {number}\n    name: N\n    resolved: {{name: why}}\n"
    match style:
        case "plain":
            return f"{head}    quote: {alone}\n"
        case "mapping":
            lines = "".join(f"      {key}: {json.dumps(words)}\n" for key, words in parts.items())
            return f"{head}    quote:\n{lines}"
        case "list":
            return f"{head}    quote:\n      # first\n      - {alone}\n      - {FIRST}\n"
        case "by source":
            return f'{head}    quote: {{"s": [{alone}]}}\n'
        case "evidence":
            return f"{head}    quote: {FIRST}\n    evidence:\n      name: {value}   # here\n"
        case _:
            return f"  - {{id: p{number}, quote: {alone}, name: N, resolved: {{name: why}}}}  # {number}\n"


@contextmanager
def corpus_of(
    edition: Edition, quotes: list[tuple[TextPosition, TextQuote]], styles: list[str]
) -> Iterator[Path]:
    """A sound corpus of the old text, and the new one beside it."""
    root = Path(tempfile.mkdtemp(prefix="editions-"))
    try:
        (root / "curated").mkdir()
        (root / "seeds").mkdir()
        (root / "seeds" / "s.txt").write_bytes(edition.old.encode())
        (root / "new.txt").write_bytes(edition.new.encode())
        (root / "curated" / "a.yaml").write_text(
            "sources:\n"
            f"  - id: s\n    path: s.txt\n    title: T\n    article: {{from: {FIRST}, to: {LAST}}}\n"
            "    resolved: {title: why}\n",
            "utf-8",
        )
        records = "".join(
            record(i, quote, style)
            for i, ((_, quote), style) in enumerate(zip(quotes, styles, strict=False))
        )
        text = f"# A file.\nsource: s\npeople:\n{records}" if records else "people: []\n"
        (root / "curated" / "b.yaml").write_bytes(text.encode())
        yield root
    finally:
        shutil.rmtree(root)


def words_of(corpus: Corpus) -> dict[str, set[str]]:
    return {
        id_: {fold_white_space(item.exact) for item in evidence}
        for (type_, id_), evidence in corpus.evidence_of.items()
        if type_ == "person"
    }


@settings(max_examples=80)
@given(edited(), st.data())
def test_what_was_not_touched_stands(edition: Edition, data: st.DataObject) -> None:
    """Words with their neighbours in a span that stays, and nowhere else, are found where it went;
    and what is found, wherever it is, is the very words.
    """
    quotes = data.draw(quoted(edition.old))
    styles = data.draw(st.lists(st.sampled_from(STYLES), min_size=4, max_size=4))
    with corpus_of(edition, quotes, styles) as root:
        assert not load(root).problems
        (root / "seeds" / "s.txt").write_bytes(edition.new.encode())
        corpus = load(root)
        wrong = {problem.at.line for problem in corpus.problems}
        for i, (place, quote) in enumerate(quotes):
            found = {
                TextPosition(item.start, item.end): item
                for item in corpus.evidence_of.get(("person", f"p{i}"), [])
                if item.exact != FIRST
            }
            for at, item in found.items():
                assert edition.new[at.start : at.end] == item.exact
                assert fold_white_space(item.exact) == quote.exact
            around = len(quote.prefix) + len(quote.suffix) + 40
            for start, end, new_start in edition.kept:
                inside = start <= max(0, place.start - around) and place.end + around <= end
                if inside and fold_white_space(edition.new).count(quote.exact) == 1:
                    moved = new_start - start
                    assert set(found) == {TextPosition(place.start + moved, place.end + moved)}
        assert bool(wrong) == any(
            len(IndexedText(edition.new).find_all(quote)) != 1 for _, quote in quotes
        )


@pytest.mark.slow
@settings(max_examples=80)
@given(edited(), st.data())
def test_with_the_old_text_kept_no_edit_is_a_problem(edition: Edition, data: st.DataObject) -> None:
    """The corpus ends without a problem, every record keeps the words of its evidence, and of the
    files nothing but quotes has changed; so it does when it is cut off and run again.
    """
    quotes = data.draw(quoted(edition.old))
    styles = data.draw(st.lists(st.sampled_from(STYLES), min_size=4, max_size=4))
    with corpus_of(edition, quotes, styles) as root:
        before = load(root)
        assert not before.problems
        remarks = (root / "curated" / "b.yaml").read_text("utf-8").count("   # ")
        plan = plan_edition(root, EditionRequest("s", root / "new.txt", keep=True))
        if plan.same:
            assert edition.new == edition.old
            return
        assert not plan.blocked
        assert sum(plan.standing.values()) >= len(quotes)
        # Cut off after some of its steps, and planned again.
        plan.steps = plan.steps[: data.draw(st.integers(0, len(plan.steps)))]
        apply_plan(plan)
        assert not load(root).problems
        again = plan_edition(root, EditionRequest("s", root / "new.txt", keep=True))
        if not again.same:
            apply_plan(again)
        corpus = load(root)
        assert not corpus.problems
        assert words_of(corpus) == words_of(before)
        assert corpus.texts["s"].text == edition.new
        assert corpus.texts[str(plan.edition_id)].text == edition.old
        assert (root / "curated" / "b.yaml").read_text("utf-8").count("   # ") == remarks
