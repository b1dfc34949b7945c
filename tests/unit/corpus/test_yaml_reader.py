"""YAML values that remember their line and column."""

import time
from collections.abc import Callable
from textwrap import dedent

import pytest

from trafficking_explorer.corpus.yaml_reader import MAX_DEPTH, YamlDocument, read_yaml
from trafficking_explorer.errors import Location

Place = Callable[..., tuple[int, int]]


def parse(yaml: str | bytes) -> YamlDocument:
    return read_yaml("f.yaml", yaml if isinstance(yaml, bytes) else dedent(yaml).encode())


def problems(document: YamlDocument) -> list[tuple[str, int, int]]:
    return [(rule, at.line, at.column) for rule, _, at in document.problems]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("NO", "NO"),
        ("002", "002"),
        ("1e3", "1e3"),
        ("true", "true"),
        ("2016-01-01", "2016-01-01"),
        ("'it''s'", "it's"),
        ('"a\\tb"', "a\tb"),
        ("", None),
        ("~", None),
        ("null", None),
        ("''", ""),
        ('"null"', "null"),
        ("'~'", "~"),
        ("[]", ()),
        ("{}", {}),
        ("[a, [b]]", ("a", ("b",))),
        ("{a: {b: c}}", {"a": {"b": "c"}}),
    ],
)
def test_every_scalar_is_text(written: str, meant: object) -> None:
    """Nothing is guessed: a scalar is text, a plain empty one None, lists are tuples."""
    document = parse(f"key: {written}")
    assert document.value == {"key": meant}
    assert not document.problems


def test_blocks_are_read_as_yaml_has_it() -> None:
    """Folded and literal blocks keep their line breaks as YAML says."""
    document = parse("folded: >-\n  one\n  two\nliteral: |\n  one\n  two\n")
    assert document.value == {"folded": "one two", "literal": "one\ntwo\n"}


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    """An editor's byte-order mark changes neither keys nor columns."""
    document = parse("\ufeffkey: value".encode())
    assert document.value == {"key": "value"}
    assert document.at(("key",)) == Location("f.yaml", 1, 1)


@pytest.mark.parametrize("nothing", ["", "# only a remark\n", "---\n", "\n\n"])
def test_an_empty_file_is_nothing(nothing: str) -> None:
    """A file without a value has None and no problem."""
    document = parse(nothing)
    assert document.value is None
    assert not document.problems


YAML = """\
# A remark.
operations:
  - id: épervier
    name: >-
      Operation
    countries: [TD, ML]
  - {id: b, links: [{to: "x/y"}]}
"""


@pytest.mark.parametrize(
    ("trail", "token", "nth"),
    [
        ((), "operations", 0),
        (("operations",), "operations", 0),
        (("operations", 0), "id", 0),
        (("operations", 0, "id"), "id", 0),
        (("operations", 0, "name"), "name", 0),
        (("operations", 0, "countries"), "countries", 0),
        (("operations", 0, "countries", 1), "ML", 0),
        (("operations", 1), "{id", 0),
        (("operations", 1, "links"), "links", 0),
        (("operations", 1, "links", 0), "{to", 0),
        (("operations", 1, "links", 0, "to"), "to", 0),
    ],
)
def test_a_value_knows_its_place(
    place_of: Place, trail: tuple[str | int, ...], token: str, nth: int
) -> None:
    """A field is at its key, an item of a list where it begins; counted from 1 in characters."""
    at = parse(YAML).at(trail)
    assert (at.line, at.column) == place_of(YAML, token, nth)


def test_what_is_not_there_is_at_what_is_around_it(place_of: Place) -> None:
    """A field that is missing is at its record, a record that is missing at its list."""
    document = parse(YAML)
    record = document.at(("operations", 0, "kind", 3))
    assert (record.line, record.column) == place_of(YAML, "id")
    assert document.at(("nope",)) == document.at(())
    assert parse("").at(("a", 1)) == Location("f.yaml", 1, 1)


def test_keys_are_listed_in_their_order() -> None:
    """The keys of a mapping are known by its trail; nothing else has keys."""
    document = parse(YAML)
    assert document.keys_at(("operations", 0)) == ("id", "name", "countries")
    assert document.keys_at(()) == ("operations",)
    for trail in (("operations",), ("operations", 9), ("x",), ("operations", 0, "id", 0)):
        assert document.keys_at(trail) == ()


def test_of_a_key_that_stands_twice_the_first_is_kept(place_of: Place) -> None:
    """A repeated key is a problem at the second; value and places are those of the first."""
    yaml = "a:\n  - x: 1\nb: 2\na:\n    - y: 3\n    - z: 4\n"
    document = parse(yaml)
    assert document.value == {"a": ({"x": "1"},), "b": "2"}
    assert problems(document) == [("duplicate-key", *place_of(yaml, "a:", 1))]
    assert document.at(("a",)).line == 1
    assert document.at(("a", 0, "x")) == Location("f.yaml", 2, 5)
    assert document.at(("a", 1)) == document.at(("a",))


def test_a_key_that_stands_twice_in_a_record() -> None:
    """The same within a record, in either style; what follows is read."""
    document = parse("r: [{value: 1, value: 2, unit: persons}]")
    assert document.value == {"r": ({"value": "1", "unit": "persons"},)}
    assert problems(document) == [("duplicate-key", 1, 16)]
    assert document.at(("r", 0, "value")).column == 6


def test_a_record_without_its_dash_is_one_problem() -> None:
    """At its id; its other repeated keys are not reported."""
    document = parse("r:\n  - id: a\n    name: A\n    id: b\n    name: B\n  - id: c\n    id: d\n")
    assert problems(document) == [("duplicate-key", 4, 5), ("duplicate-key", 7, 5)]
    assert "its dash is missing" in document.problems[0][1]


@pytest.mark.parametrize(
    ("yaml", "token", "says"),
    [
        ("a: &x 1", "&x", "write the value out"),
        ("&x a: 1", "&x", "write the value out"),
        ("a: 1\nb: *x", "*x", "write the value out"),
        ("a: &x [1]", "&x", "write the value out"),
        ("a: !!int 1", "!!int", "leave it out"),
        ("a: !mine {b: c}", "!mine", "leave it out"),
        ("!!str a: 1", "!!str", "leave it out"),
        ("a: !!python/object:os.system x", "!!python", "leave it out"),
        ("a: b\n? [c]\n: d", "[c]", "a key must be a word"),
        ("a: b\n---\nc: d", "---", "use one file for each"),
    ],
)
def test_what_is_not_read_is_refused(place_of: Place, yaml: str, token: str, says: str) -> None:
    """Anchors, aliases, tags, keys that are lists, second documents: refused at their places."""
    document = parse(yaml)
    ((_, message, at),) = document.problems
    assert says in message
    assert (at.line, at.column) == place_of(yaml, token)


def test_a_merge_key_is_a_key_like_any_other() -> None:
    """`<<` merges nothing."""
    assert parse("<<: {a: 1}").value == {"<<": {"a": "1"}}


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}")])
def test_depth_is_bounded(opening: str, closing: str) -> None:
    """Nesting ends at MAX_DEPTH, well before Python's own limit; a level less is fine."""
    deepest = MAX_DEPTH
    assert not parse(opening * deepest + "x" + closing * deepest).problems
    too_deep = parse(opening * (deepest + 1) + "x" + closing * (deepest + 1))
    assert problems(too_deep) == [("yaml-feature", 1, deepest * len(opening) + 1)]
    assert problems(parse(opening * 50_000))[0][0] == "yaml-feature"


@pytest.mark.parametrize("depth", [MAX_DEPTH + 1, 900, 1_001, 20_000])
@pytest.mark.parametrize(
    ("opening", "closing"), [("[", "]"), ("{a: ", "}"), ("- ", ""), ("[{a: ", "}]")]
)
def test_too_deep_is_said_alike(opening: str, closing: str, depth: int) -> None:
    """Independent of libyaml's limit, closed or not; everything before it is kept."""
    for end in ("", "x" + closing * depth):
        document = parse("tools:\n- id: t\npeople:\n- id: a\n  b:\n    " + opening * depth + end)
        ((rule, message, at), *_) = document.problems
        assert (rule, at.line) == ("yaml-feature", 6)
        assert message.startswith(f"nested more than {MAX_DEPTH} levels deep")
        assert isinstance(document.value, dict)
        assert document.value["tools"] == ({"id": "t"},)


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (b"\xff", 1, 1),
        (b"a: 1\nb: \xff\n", 2, 4),
        ("é: ü".encode() + b"\xc3", 1, 5),
        (b"\xef\xbb\xbfab\n\xff", 2, 1),
        (b"a: \xed\xa0\x80", 1, 4),
        ("a: 1\n".encode("utf-16"), 1, 1),
    ],
)
def test_bad_utf8_is_reported_at_its_character(data: bytes, line: int, column: int) -> None:
    """At the first byte that is not UTF-8."""
    document = parse(data)
    assert document.value is None
    assert problems(document) == [("encoding", line, column)]


@pytest.mark.parametrize(
    ("yaml", "line", "column"),
    [
        ("a: 1\nb: \x01", 2, 4),
        ("é: éé\nü: \x00", 2, 4),
        ("é" * 60 + ": 1\nb: 2\n日: \x07", 3, 4),
    ],
)
def test_a_control_character_is_reported_at_its_place(yaml: str, line: int, column: int) -> None:
    """Columns count characters, also where they follow others than ASCII."""
    assert problems(parse(yaml)) == [("yaml-syntax", line, column)]


@pytest.mark.parametrize(
    ("yaml", "place", "words"),
    [
        ('a: 1\nb: "c\nd: e\nf: g\n', (2, 4), "a quotation mark opens here and is not closed"),
        ("a: [b\nc: d\n", (1, 4), "a bracket is not closed"),
        ('a: ["b" c]\n', (1, 9), "a comma is missing"),
        ("a: b: c\n", (1, 5), "put quotation marks around"),
        ("a:\n  - b: 1\n\tc: 2\n", (3, 1), "a tab: indent YAML with spaces"),
        ("a:\n  - b: 1\n   c: 2\n", (3, 4), "align the fields of a record"),
        ("a: 'it's'\n", (1, 8), "check the quotation marks before it"),
        ("a: @b\n", (1, 4), "begins with @"),
    ],
)
def test_a_syntax_error_is_said_in_plain_words(
    yaml: str, place: tuple[int, int], words: str
) -> None:
    """Something unclosed is reported where it opens, not at the end of the file."""
    ((_, message, at),) = parse(yaml).problems
    assert (at.line, at.column) == place
    assert words in message


SOUND = "operations:\n  - {id: a}\n  - id: b\n    name: B\n"


@pytest.mark.parametrize(
    ("broken", "line"),
    [
        ("  - id: 'c\n", 5),
        ("  - id: c\n    name: [d\n", 6),
        ("  - id: c\n    name: {d,\n    kind: e\n", 6),
        ("  - id: c\n    name: x: y\n", 6),
        ("  - id: c\n    @: d\n", 6),
        ("  - id: c\n    name: &anchor d\n", 6),
        ("  - id: c\n   name: d\n", 6),
        ("  - id: c\n      name: d\n", 6),
        ("  - id: c\n    name\n    kind: d\n", 7),
        ('  - id: c\n    kind: "d" e\n', 6),
        ("  id: c\n", 5),
        (" - id: c\n", 5),
    ],
)
@pytest.mark.parametrize("after", ["", "  - id: d\n", "people:\n  - {id: p}\n", "# Remark.\n\n"])
def test_a_syntax_error_takes_no_other_record(broken: str, line: int, after: str) -> None:
    """All that is before and after the record in which it is stays, at its place."""
    document = parse(SOUND + broken + after)
    ((rule, _, at),) = document.problems
    assert rule in ("yaml-syntax", "yaml-feature")
    assert at.line == line
    expected = parse(SOUND + "\n" * broken.count("\n") + after)
    assert document.value == expected.value
    assert document.left_out == (("operations", "c"),)
    for trail in (("operations", 0, "id"), ("operations", 2, "id"), ("people", 0)):
        assert document.at(trail) == expected.at(trail)


@pytest.mark.parametrize(
    ("yaml", "places"),
    [
        # Each in another record, and one that is not a syntax error.
        ("a:\n- id: 'x\n- y: [z\n- id: z\n  id: z\n", [(2, 7), (3, 6), (5, 3)]),
        ("a:\n- id: x: y\n- id: b\n- @\n- id: c\nd:\n- {a\n- id: e", [(2, 8), (4, 3), (7, 3)]),
        ("a:\n- id: x\n  c: [y,\n- id: y\n- id: z: z\n", [(4, 1), (5, 8)]),
        # The quotation that does not close is closed by the next one that opens.
        ("a:\n- id: x\n  b: 'one\n- id: y\n  b: 'two'\n- id: z\n  b: x: y\n", [(5, 7), (7, 7)]),
        # In no record: all before it is kept.
        ("a:\n- id: x\n---\nb:\n- id: y\n", [(3, 1)]),
        ("a:\n- id: x\nb: ]\nc:\n- id: y\n", [(3, 4)]),
        ("source: 'a\nb:\n- id: x\n", [(1, 9)]),
    ],
)
def test_every_record_that_is_no_yaml_is_told_of(yaml: str, places: list[tuple[int, int]]) -> None:
    """In one run, each at its place."""
    document = parse(yaml)
    assert [(at.line, at.column) for _, _, at in document.problems] == places


def test_what_is_not_read_is_said() -> None:
    """After an error outside of records the rest is not read; otherwise everything is."""
    (stopped,) = parse("a:\n- id: x\nb: ]\nc:\n- id: y\n").problems
    assert stopped[1].endswith("; the rest of the file is not read")
    (left_out,) = parse("a:\n- id: x: y\nc:\n- id: y\n").problems
    assert "from here on" not in left_out[1]


def test_a_file_of_nothing_but_errors_is_read_a_few_times() -> None:
    """However many there are."""
    started = time.process_time()
    document = parse("a:\n" + "- id: 'x: y\n- id: x: y\n" * 5_000)
    assert 1 <= len(document.problems) <= 20
    assert time.process_time() - started < 10


def test_other_lists_stay_when_a_later_one_breaks() -> None:
    """An error in one kind of record takes nothing from the kinds before it."""
    document = parse("source: s\ntools:\n  - id: t\npeople:\n  - id: 'p\n")
    assert document.value == {"source": "s", "tools": ({"id": "t"},), "people": None}


def test_a_list_at_the_top_stays_too() -> None:
    """A file that holds a list keeps the items before an error."""
    assert parse("- a\n- b\n- 'c").value == ("a", "b")


@pytest.mark.parametrize(
    ("yaml", "line", "column"),
    [
        ("a: x\r\nb: &y 1", 2, 4),
        ("a: x\rb: &y 1", 2, 4),
        ("a: 'x\u2028y'\nb: &y 1", 2, 4),
        ("a: 'x\x85y\u2029'\n\nb: \x01", 3, 4),
    ],
)
def test_lines_are_counted_as_editors_count_them(yaml: str, line: int, column: int) -> None:
    """A line separator within a text is a line break for YAML, but not for editors."""
    ((_, at_line, at_column),) = problems(parse(yaml.encode()))
    assert (at_line, at_column) == (line, column)
