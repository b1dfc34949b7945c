"""Whatever a curated file looks like, and whatever is selected: one record more, and nothing else."""

import re
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from trafficking_explorer.corpus.corpus import Corpus
from trafficking_explorer.corpus.yaml_reader import read_yaml
from trafficking_explorer.curation.add_evidence import Place, add_passage
from trafficking_explorer.curation.append_record import append
from trafficking_explorer.curation.service import CurationService
from trafficking_explorer.curation.types import Draft, TargetFile
from trafficking_explorer.curation.yaml_style import block_lines, flow_style, inline
from trafficking_explorer.errors import CuratingError
from trafficking_explorer.paths import bundled_corpus
from trafficking_explorer.records.evidence import TextQuote, flatten_passages
from trafficking_explorer.records.registry import KINDS

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store

WORDS = (
    st.text(
        st.one_of(st.sampled_from("ab:-?,[]{}#&*!|>'\"%@` “”é…0"), st.characters(codec="utf-8")),
        min_size=1,
        max_size=40,
    )
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
"""Words of a source: white space folded, anything else."""
LONG = st.lists(
    st.sampled_from(["arrested", "12", "of:", "#", "- a", "‘one’", "x" * 130]),
    min_size=1,
    max_size=60,
).map(" ".join)


@given(st.one_of(WORDS, LONG))
def test_words_are_read_back(words: str) -> None:
    """A value in the style of the house means just these words, in a block and in brackets."""
    assert read_yaml("", "\n".join(block_lines("x:", words, 0)).encode()).value == {"x": words}
    assert read_yaml("", f"x: {inline(words)}".encode()).value == {"x": words}
    assert read_yaml(
        "", f"x: [{flow_style(words)}, {flow_style({'y': words})}]".encode()
    ).value == {"x": (words, {"y": words})}
    quote = TextQuote(exact=words, prefix=words, suffix="b")
    value = read_yaml("", "\n".join(block_lines("-", {"q": (quote, quote)}, 2)).encode()).value
    assert value == ({"q": ({"exact": words, "prefix": words, "suffix": "b"},) * 2},)


VALUES = st.sampled_from(
    [
        " plain words",
        ' "quoted: words"',
        " >-\n      folded words\n      on two lines",
        " |+\n      kept lines\n\n",
        " |\n      literal # no comment",
        " two plain\n      lines",
        " {exact: words, prefix: before}",
        " [one, two]",
        "\n      - one\n      - two # with a remark",
        '\n      "s": one\n      t: [two, three]',
        "\n      # a remark\n      exact: words\n      suffix: after",
        "  # a remark\n      words below it",
        " plain # a remark",
    ]
)
"""The ways in which passages are written, below a key in column 4."""
REFUSED = ("|", "[ ]", "words below it")
"""What may not come back as it is; and a text that keeps its end has no place behind it."""


@st.composite
def record(draw: st.DrawFn, number: int) -> str:
    lines = [f"- id: r{number}"]
    if draw(st.booleans()):
        return f"- {{id: r{number}, quote: words, name: a name}}"
    lines.append(f"  quote:{shifted(draw(VALUES), -2)}")
    lines.append("  name: a name")
    if draw(st.booleans()):
        lines.append(f"  evidence:\n    name, kind:{shifted(draw(VALUES), 0)}")
    if draw(st.booleans()):
        lines.append("  # a remark of the record")
    if draw(st.booleans()):
        lines.append("  resolved: {kind: why}")
    return "\n".join(lines)


def shifted(value: str, columns: int) -> str:
    pad = " " * max(0, columns)
    return re.sub(r"\n {6}", "\n" + pad + " " * (6 + min(0, columns)), value)


@st.composite
def files(draw: st.DrawFn) -> str:
    """A curated file in one of many styles."""
    indent = draw(st.sampled_from([0, 2, 4]))
    gap = "\n" * draw(st.integers(1, 3))
    parts = [draw(st.sampled_from(["", "# A remark.\n", "\n\n", "---\n"]))]
    parts.append(draw(st.sampled_from(["source: s\n", 'source: "s"\n\n', "source: other\n", ""])))
    for key in draw(st.lists(st.sampled_from(["agencies", "tools", "uncovered"]), unique=True)):
        style = draw(st.integers(0, 5))
        if key == "uncovered":
            parts.append(f"uncovered:\n{' ' * indent}- {{exact: words, why: none}}\n")
        elif style == 0:
            parts.append(
                f"{key}:{draw(st.sampled_from(['', ' []', ' ~', ' # none', '  [ ]  # none']))}\n"
            )
            if draw(st.booleans()):
                parts.append(f"{' ' * max(indent, 2)}# none yet\n")
        else:
            records = [draw(record(number)) for number in range(draw(st.integers(1, 3)))]
            lines = gap.join(records).split("\n")
            text = "\n".join(" " * indent + line if line.strip() else line for line in lines)
            parts.append(f"{key}:{draw(st.sampled_from(['', '  # a list']))}\n{text}\n")
        parts.append(draw(st.sampled_from(["", "\n", "\n# A heading.\n", "\n\n"])))
    text = "".join(parts) + draw(st.sampled_from(["", "\n", "...\n", "# The end.", "   \n"]))
    if draw(st.booleans()):
        text = text.rstrip("\n")
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    return draw(st.sampled_from(["", "\ufeff"])) + text


DRAFT = Draft(
    "agency",
    "new",
    (TextQuote(exact="the words of a passage, " * 8 + "and its end", prefix="before: "),),
    (("name", "a passage"), ("kind", "…")),
    (("name", TextQuote(exact="a # passage")),),
    (("kind", "By the word."),),
)


@settings(max_examples=50)
@given(files(), st.sampled_from(["s", "t"]))
def test_a_record_goes_in_and_every_other_byte_stays(text: str, source: str) -> None:
    """One record more is read, at the place that is told; all around it is unchanged."""
    data = text.encode()
    before = read_yaml("f.yaml", data)
    # A record cannot follow the end of an empty document; it is refused.
    assume(not before.problems and (before.value or "..." not in text))
    with TemporaryDirectory() as folder:
        path = Path(folder, "f.yaml")
        path.write_bytes(data)
        try:
            written = append(DRAFT, source, TargetFile(path, False, "f.yaml"))
        except CuratingError as refused:
            assert any(each in text for each in REFUSED)
            assert "id: new" in str(refused)
            assert path.read_bytes() == data
            return
        after = path.read_bytes()
    new = read_yaml("f.yaml", after)
    assert not new.problems
    old = before.value or {}
    assert isinstance(old, dict) and isinstance(new.value, dict)
    records = new.value["agencies"]
    assert isinstance(records, tuple)
    assert {**new.value, "agencies": records[:-1]} == {**old, "agencies": old.get("agencies") or ()}
    assert isinstance(records[-1], dict) and records[-1]["id"] == "new"
    assert new.at(("agencies", len(records) - 1)) == (
        type(new.at(()))("f.yaml", written.line, written.column)
    )
    stays_around(data, after, re.compile(rb"[ \t]*(?:\[[ \t]*\]|~)"))


def stays_around(before: bytes, after: bytes, may_go: "re.Pattern[bytes]") -> None:
    """All of a file is in the new one, at its two ends; an empty list alone may have gone."""
    start = 0
    while start < len(before) and before[start] == after[start]:
        start += 1
    end = len(before)
    while end > start and before[end - 1] == after[end - 1 - len(before)]:
        end -= 1
    gone = before[start:end]
    if gone:
        # A block may be cut where the new lines happen to begin like the old ones.
        assert may_go.search(before[max(0, start - 8) : end + 8]), (before, after)


@settings(max_examples=50)
@given(
    files(),
    st.sampled_from(["s", "t"]),
    st.sampled_from(["record", "name", "name, kind"]),
    st.data(),
)
def test_a_record_takes_a_further_passage(
    text: str, source: str, field: str, data: st.DataObject
) -> None:
    """Just that passage comes in; the file's other values, and its other records' lines, stay."""
    before = read_yaml("f.yaml", text.encode())
    value: Any = before.value or {}
    assume(not before.problems)
    key = data.draw(st.sampled_from(["agencies", "tools"]))
    records = value.get(key) or ()
    assume(records)
    number = data.draw(st.integers(0, len(records) - 1))
    raw = records[number]
    group = (raw.get("evidence") or {}).get("name, kind")
    assume(field == "record" or (field == "name, kind") == (group is not None))
    quote = TextQuote(exact="new words: here", suffix="after")
    with TemporaryDirectory() as folder:
        path = Path(folder, "f.yaml")
        path.write_bytes(text.encode())
        place = Place(path, "f.yaml", ({"agencies": "agency", "tools": "tool"}[key], f"r{number}"))
        try:
            add_passage(place, field, quote, source)
        except CuratingError:
            assert path.read_bytes() == text.encode()
            assert any(each in text for each in REFUSED)
            return
        after = read_yaml("f.yaml", path.read_bytes())
    assert not after.problems
    assert Counter(re.findall("#.*", after.text)) == Counter(re.findall("#.*", before.text))
    new: Any = after.value
    changed = new[key][number]
    others = {**new, key: (*new[key][:number], raw, *new[key][number + 1 :])}
    assert others == value
    default = str(value.get("source", ""))
    assert passages_of(changed, field, default) == sorted(
        [*passages_of(raw, field, default), ("new words: here", "after", source)]
    )


def passages_of(record: dict[str, Any], field: str, default: str) -> list[tuple[str, ...]]:
    raw = record["quote"] if field == "record" else (record.get("evidence") or {}).get(field)
    return sorted(
        (each["exact"], each.get("suffix") or "", each.get("source") or default)
        for each in flatten_passages(raw) or ()
    )


class Desk:
    """The bundled corpus and its bench; a test that fails does not print them."""

    def __init__(self, corpus: Corpus, store: "Store") -> None:
        self.corpus = corpus
        self.bench = CurationService(store, bundled_corpus())

    def __repr__(self) -> str:
        return "Desk()"


@pytest.fixture(scope="module")
def desk(bundled: Corpus, store: "Store") -> Desk:
    return Desk(bundled, store)


@pytest.mark.slow
@settings(max_examples=75)
@given(
    st.sampled_from(["000", "001", "002", "003", "004"]),
    st.integers(0, 13_000),
    st.one_of(st.integers(-1, 60), st.integers(0, 1500)),
)
def test_any_selection_is_offered_as_something(
    desk: Desk, source_id: str, at: int, length: int
) -> None:
    """Or refused with a sentence, outside the article and in its furniture alone. Ids are new, each
    selector fits one place, and the YAML means what was offered."""
    source = desk.corpus.texts[source_id]
    text, (first, last) = source.text, source.article
    start = at % (len(text) + 1)
    end = start + length
    try:
        offers = desk.bench.offers(source_id, start, end)
    except CuratingError as error:
        assert source_id in str(error)
        inside = text[start:end].strip() and first <= start and end <= last
        assert not inside or "furniture" in str(error)
        return
    assert offers
    keys = [(offer.record_type, offer.record_id) for offer in offers]
    assert len(set(keys)) == len(keys)
    declared = desk.corpus.declared
    for offer in offers:
        model = KINDS[offer.record_type].model
        assert (offer.record_type, offer.record_id) not in declared
        document = read_yaml("", offer.yaml.encode())
        assert not document.problems
        assert isinstance(document.value, tuple)
        (record,) = document.value
        assert isinstance(record, dict)
        try:
            model.model_validate(record)
        except ValidationError as error:
            # Open fields have no code yet; all others are as the model wants them.
            assert all(each["input"] == "…" for each in error.errors()), error
        quotes = [*offer.draft.quote, *(quote for _, quote in offer.draft.evidence)]
        assert [len(source.anchor_text.find_all(quote)) for quote in quotes] == [1] * len(quotes)
        assert "\n" not in offer.summary
