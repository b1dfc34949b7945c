"""Any file is read, or is a problem with a place."""

import re
import tempfile
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from trafficking_explorer.corpus.coverage import find_gaps
from trafficking_explorer.corpus.loader import load
from trafficking_explorer.corpus.yaml_reader import read_yaml
from trafficking_explorer.database.rows import rows_of
from trafficking_explorer.errors import Location
from trafficking_explorer.records.evidence import YamlPath
from trafficking_explorer.records.registry import BY_PLURAL

BREAK = re.compile("\r\n?|\n")
"""Line breaks as editors count them: fewer than YAML has."""

SEED = "INTERPOL led Operation Sun in Chad in March 2016. “Nearly 500”, Mr Stock said, “are free”."
WORDS = [*SEED.split(), "Nearly 500", "Operation Sun", "", " ", "500", "2016-03", "led", "TD", "é"]

SYNTAX = st.text(
    alphabet=st.one_of(st.sampled_from("abc:-?,[]{}#&*!|>'\"%@`~ \n\t\r0"), st.characters()),
    max_size=80,
)
"""Text rich in marks that mean something to YAML."""


def is_inside(at: Location, text: str) -> bool:
    """True if a place is in a file, or right after its end."""
    lines = BREAK.split(text)
    return (
        1 <= at.line <= len(lines) + 1
        and at.column >= 1
        and (at.line > len(lines) or at.column <= len(lines[at.line - 1]) + 1)
    )


def check_document(data: bytes) -> None:
    document = read_yaml("f.yaml", data)
    text = data.decode("utf-8-sig", "replace")
    for rule, message, at in document.problems:
        assert rule
        assert message
        assert is_inside(at, text), (at, text)
    assert is_inside(document.at(()), text)


@given(st.binary(max_size=60))
def test_any_bytes_are_read(data: bytes) -> None:
    """Nothing is raised; every problem has a place in the file."""
    check_document(data)


@settings(max_examples=100)
@given(SYNTAX)
def test_any_text_is_read(text: str) -> None:
    """The same for text that is nearly YAML."""
    check_document(text.encode("utf-8", "surrogatepass"))


# PyYAML does not escape the line breaks that only YAML has, and so cannot read them back.
LINES = st.text(st.characters(codec="utf-8", exclude_characters="\x85\u2028\u2029"), max_size=8)
PLAIN: st.SearchStrategy[Any] = st.recursive(
    LINES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(LINES, inner, max_size=4),
    max_leaves=12,
)


def frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: frozen(each) for key, each in value.items()}
    return tuple(map(frozen, value)) if isinstance(value, list) else value


def places(node: yaml.Node | None, trail: YamlPath = ()) -> Iterator[tuple[YamlPath, int]]:
    """The code point at which each value of a YAML tree begins, or its key where it has one."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*trail, key.value), key.start_mark.index
            yield from places(value, (*trail, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield (*trail, number), value.start_mark.index
            yield from places(value, (*trail, number))


@given(PLAIN, st.sampled_from([None, True, False]), st.booleans(), st.sampled_from([20, 120]))
def test_what_yaml_writes_is_read_back(
    value: Any, flow: bool | None, plain: bool, width: int
) -> None:
    """Values of text, lists and mappings come back, each at the place that libyaml says."""
    text = yaml.safe_dump(value, default_flow_style=flow, allow_unicode=plain, width=width)
    document = read_yaml("f.yaml", text.encode())
    assert not document.problems
    assert document.value == frozen(value)
    for trail, mark in places(yaml.compose(text, yaml.CSafeLoader)):
        assert document.at(trail) == document.place(mark), trail
        assert document.at((*trail, "nope", 99)) == document.at(trail)


FIELDS = sorted(
    {name for kind in BY_PLURAL.values() for name in kind.model.model_fields} | {"nmae", "trail"}
)
SCALAR = st.sampled_from(WORDS) | st.none() | st.text(max_size=6)
PASSAGE: st.SearchStrategy[Any] = st.one_of(
    SCALAR,
    st.lists(SCALAR, max_size=2),
    st.dictionaries(
        st.sampled_from(["exact", "prefix", "suffix", "source", "s", "t", "trail", "sufix"]),
        SCALAR,
        max_size=3,
    ),
)
LINK = st.dictionaries(
    st.sampled_from(["relation", "to", "role", "quote", "resolved", "rle"]),
    st.sampled_from(["led_by", "person/a", "agency/a", "a", "led", "source/s"]) | PASSAGE,
    max_size=4,
)
VALUE = st.one_of(
    PASSAGE,
    st.lists(LINK, max_size=2),
    st.dictionaries(st.sampled_from([*FIELDS, "value, unit", "name,role"]), PASSAGE, max_size=2),
    st.sampled_from(
        [
            "persons",
            "rescued",
            "exact",
            "nearly",
            "operation",
            "ngo",
            "country",
            "world",
            "a",
            "500",
            "2016-21",
            "../..",
            "TD",
        ]
    ),
)
SOUND: dict[str, Any] = {
    "sources": {
        "id": "t",
        "path": "s.txt",
        "title": "INTERPOL",
        "article": {"from": "INTERPOL", "to": "free”."},
    },
    "people": {"id": "a", "quote": "Mr Stock said", "name": "Mr Stock"},
    "agencies": {"id": "a", "quote": "INTERPOL led", "name": "INTERPOL", "kind": "ngo"},
    "operations": {
        "id": "a",
        "quote": "Operation Sun in Chad",
        "name": "Operation Sun",
        "kind": "operation",
    },
    "quotes": {"id": "a", "quote": ["“Nearly 500”", "“are free”"]},
    "statistics": {
        "id": "a",
        "quote": "Nearly 500",
        "label": "Free",
        "measure": "rescued",
        "value": "500",
        "value_text": "500",
        "unit": "persons",
        "qualifier": "nearly",
        "scope": "world",
    },
    "events": {
        "id": "a",
        "quote": "in March 2016",
        "name": "March",
        "kind": "meeting",
        "date": "2016-03",
    },
}


@st.composite
def records(draw: st.DrawFn) -> dict[str, Any]:
    """A file of records of which some are sound, and some are almost."""
    file: dict[str, Any] = {"source": draw(st.sampled_from(["s", "s", "s", "t", None]))}
    for key in draw(
        st.lists(st.sampled_from([*SOUND, "tools", "cases", "uncovered", "peple"]), max_size=3)
    ):
        base = SOUND.get(key, {"id": "b", "quote": "INTERPOL", "name": "INTERPOL"})
        changed = draw(st.dictionaries(st.sampled_from(FIELDS), VALUE, max_size=3))
        file.setdefault(key, []).append(base | changed)
    if draw(st.booleans()):
        file[draw(st.sampled_from([*BY_PLURAL, "uncovered"]))] = draw(VALUE)
    return file


SOURCE = yaml.safe_dump(
    {
        "sources": [
            {
                "id": "s",
                "path": "s.txt",
                "title": "INTERPOL",
                "article": {"from": "INTERPOL", "to": "free”."},
            }
        ]
    },
    allow_unicode=True,
)


@settings(max_examples=100)
@given(records(), st.booleans())
def test_any_records_are_loaded(file: dict[str, Any], flow: bool) -> None:
    """Nothing is raised, problems lie in their files, evidence in its text, and tables can be made."""
    text = yaml.safe_dump(file, allow_unicode=True, sort_keys=False, default_flow_style=flow)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("curated", "seeds"):
            (root / name).mkdir()
        (root / "seeds" / "s.txt").write_text(SEED, "utf-8")
        (root / "curated" / "s.yaml").write_text(SOURCE, "utf-8")
        (root / "curated" / "z.yaml").write_text(text, "utf-8")
        corpus = load(root)
    assert ("source", "s") in corpus.by_id
    files = {"curated/s.yaml": SOURCE, "curated/z.yaml": text}
    for problem in corpus.problems:
        assert is_inside(problem.at, files[problem.at.path]), problem
        assert problem.message
    for item in corpus.evidence:
        assert item.exact == SEED[item.start : item.end] != ""
    rows_of(corpus)
    list(find_gaps(corpus))


@given(st.sampled_from([*SOUND]), st.integers(0, 400))
def test_a_file_may_end_anywhere(key: str, length: int) -> None:
    """A file that is cut off keeps its complete records and says where it breaks, or reads well."""
    # A copy: what is shared would be written with an anchor.
    records = [SOUND[key], deepcopy(SOUND[key]) | {"id": "b"}]
    whole = yaml.safe_dump({key: records}, allow_unicode=True)
    text = whole[:length]
    document = read_yaml("f.yaml", text.encode())
    for _, _, at in document.problems:
        assert is_inside(at, text)
    value = document.value
    if document.problems and isinstance(value, dict):
        for record in value.get(key) or ():
            assert record == frozen(SOUND[key])
