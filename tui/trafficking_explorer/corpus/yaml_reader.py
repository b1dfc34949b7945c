"""Read YAML into plain values with their lines and columns.

Events of libyaml's C parser are read one by one: depth and size stay bounded, duplicate keys are
noticed, and nothing is guessed. Every scalar is text, or None if empty, and the type of the field
decides what the text means. "NO" stays Norway and 002 stays "002".
"""

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import Any, NamedTuple

import yaml
from yaml import MappingEndEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from trafficking_explorer.corpus.yaml_recovery import SkippedRecord, blank_out, record_at
from trafficking_explorer.errors import Location
from trafficking_explorer.records.evidence import YamlPath

MAX_DEPTH = 32
"""Nesting levels; a record needs six."""
_MOST_ATTEMPTS = 20
"""Attempts to read one file, each without one more broken record."""
_MOST_READ = 8 * 2**20
"""Code points read from one file in all attempts together."""

Value = str | None | dict[str, "Value"] | tuple["Value", ...]
Marks = dict[str | int, "int | tuple[int, Marks]"]
"""The code points where the values of a mapping or list begin, each with those of its inner values, if
any. Lines are only counted for a location that is needed."""
YamlProblem = tuple[str, str, Location]
"""A rule, a message and a location."""


@dataclass
class YamlDocument:
    """One YAML file as plain values, with the location of each."""

    path: str
    value: Value = None
    problems: list[YamlProblem] = field(default_factory=list)
    """In the order of the file."""
    text: str = ""
    left_out: tuple[tuple[str, str], ...] = ()
    """Key and id of broken records; `problems` has their errors."""
    marks: "tuple[int, Marks] | None" = None
    """The beginning of the whole value and of those inside; None if the file is empty."""

    def at(self, trail: YamlPath) -> Location:
        """The location of a value, or of the closest existing value around it."""
        if self.marks is None:
            return Location(self.path, 1, 1)
        mark, inner = self.marks
        for step in trail:
            match inner.get(step):
                case None:
                    break
                case int(mark):
                    inner = {}
                case (mark, inner):
                    pass
        return self.place(mark)

    def place(self, index: int) -> Location:
        """Line and column of a code point."""
        line = bisect_right(self._line_starts, index)
        return Location(self.path, line, index - self._line_starts[line - 1] + 1)

    @cached_property
    def _line_starts(self) -> list[int]:
        return _line_starts(self.text)

    def keys_at(self, trail: YamlPath) -> tuple[str, ...]:
        """The keys of the mapping at a path, in order; () if there is no mapping."""
        value: Any = self.value
        for step in trail:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return ()
        return tuple(value) if isinstance(value, dict) else ()


class _Stop(NamedTuple):
    """An error that ends the reading of a file."""

    problem: YamlProblem
    at: list[int]
    """Code points of its possible places, the likeliest first."""


class _Refused(Exception):
    def __init__(self, rule: str, message: str, mark: Any) -> None:
        super().__init__(message)
        self.rule, self.message, self.mark = rule, message, mark


def read_yaml(path: str, data: bytes) -> YamlDocument:
    """Read one YAML document.

    Args:
        path: the file's name in problems.
        data: its bytes; UTF-8, with or without a byte-order mark.

    Returns:
        Mappings as dicts, sequences as tuples, scalars as text, and all problems. A record with a
        syntax error is left out; after an error outside of records, the rest is missing.
    """
    document = YamlDocument(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        at = _end_of(path, error.object[: error.start])
        document.problems.append(("encoding", "not UTF-8 from here on: save the file as UTF-8", at))
        return document
    document.text = text
    _read_text(document, text)
    return document


def _read_text(document: YamlDocument, text: str) -> None:
    """Fill in value, marks and problems; a broken record does not affect the others."""
    left_out: list[tuple[SkippedRecord, YamlProblem]] = []
    attempts = max(1, min(_MOST_ATTEMPTS, _MOST_READ // max(1, len(text))))
    for attempt in range(attempts):
        rest = text
        for broken, _ in left_out:
            rest = blank_out(rest, broken)
        found = YamlDocument(document.path, text=text)
        stop = _read_events(found, rest)
        if stop is None or attempt == attempts - 1:
            break
        record = next(filter(None, (record_at(rest, at) for at in stop.at)), None)
        if record is None or record in [each for each, _ in left_out]:
            break
        # Errors below it may have been caused by a quotation mark that opens here.
        left_out = [each for each in left_out if each[0].start < record.start]
        left_out.append((record, stop.problem))
    if stop is not None:
        rule, message, at = found.problems.pop()
        found.problems.append((rule, f"{message}; the rest of the file is not read", at))
    wrong = [problem for _, problem in left_out]
    document.value, document.marks = found.value, found.marks
    document.problems += sorted([*wrong, *found.problems], key=lambda each: each[2])
    document.left_out = tuple((each.key, each.id) for each, _ in left_out if each.id)


def _read_events(document: YamlDocument, text: str) -> "_Stop | None":
    """Fill in value, marks and problems as far as possible; return the error that stopped it."""
    builder = _Builder(document)
    try:
        builder.read(yaml.CSafeLoader(text))
    except _Refused as refused:
        builder.problem(refused.rule, refused.message, refused.mark)
        likely = [refused.mark.index]
    except yaml.MarkedYAMLError as error:
        message, mark = _plainly(error)
        builder.problem("yaml-feature" if message == _TOO_DEEP else "yaml-syntax", message, mark)
        likely = _likely(error, mark, text)
    except yaml.reader.ReaderError as error:
        # libyaml counts bytes.
        at = _end_of(document.path, text.encode()[: error.position])
        document.problems.append(("yaml-syntax", str(error.reason), at))
        likely = []
    else:
        return None
    return _Stop(document.problems[-1], likely)


def _likely(error: yaml.MarkedYAMLError, shown: Any, text: str) -> list[int]:
    """The possible places of an error as code points, the likeliest first.

    Args:
        shown: the mark at which it is reported.
    """
    if error.context_mark is not None and shown is error.context_mark:
        # An unclosed quotation hides everything after it.
        return [error.context_mark.index]
    marks = [error.context_mark, error.problem_mark]
    if error.context == "while parsing a block collection":
        # A list is long; its beginning says nothing.
        del marks[0]
    found = [mark.index for mark in marks if mark is not None]
    if error.problem == _NO_VALUE and found:
        # After “[a,” the error is reported at the beginning of the next line.
        before = text[: found[-1]]
        if not before[before.rfind("\n") + 1 :].strip():
            found.insert(0, len(before.rstrip()) - 1)
    return [at for at in found if at >= 0]


_TOO_DEEP = f"nested more than {MAX_DEPTH} levels deep"
_NO_VALUE = "did not find expected node content"
_PLAINLY = {
    _NO_VALUE: "a value is missing, or a bracket above is not closed",
    "found unexpected end of stream": "a quotation mark opens here and is not closed",
    "did not find expected ',' or ']'": "a bracket is not closed, or a comma is missing",
    "did not find expected ',' or '}'": "a brace is not closed, or a comma is missing",
    "mapping values are not allowed in this context": (
        "unexpected “:”: put quotation marks around a value with a colon and a space, and align the "
        "fields of a record"
    ),
    "did not find expected '-' indicator": (
        "wrong indentation: align the fields of a record, and begin each record with a dash"
    ),
    "did not find expected key": (
        "expected a field here: check the quotation marks before it, and its indentation"
    ),
    "could not find expected ':'": (
        "the line before is not a field: a field has a colon and a space"
    ),
    "found a tab character that violates indentation": "a tab: indent YAML with spaces",
    "found character that cannot start any token": (
        "nothing can begin with this character: indent with spaces, and put quotation marks around a "
        "value that begins with @, % or a backtick"
    ),
}
"""Explanations of libyaml's messages for curators."""
_OPENS = ("found unexpected end of stream", "did not find expected ','")


def _plainly(error: yaml.MarkedYAMLError) -> tuple[str, Any]:
    """The message and mark of an error; something unclosed is reported where it opens."""
    said, at, begins = error.problem or "", error.problem_mark, error.context_mark
    if "nesting" in said:
        # Newer versions of libyaml have their own limit, with varying messages.
        return _TOO_DEEP, at or begins
    if begins is not None and said.startswith(_OPENS) and (at is None or at.line > begins.line):
        at = begins
    words = ", ".join(part for part in (said, error.context) if part)
    return _PLAINLY.get(said, words), at or begins


def _end_of(path: str, before: bytes) -> Location:
    """The location after the first bytes of a file."""
    text = before.decode(errors="ignore")
    starts = _line_starts(text)
    return Location(path, len(starts), len(text) - starts[-1] + 1)


def _line_starts(text: str) -> list[int]:
    """The starts of lines as editors count them; YAML knows more line breaks."""
    if "\r" in text:
        return [0, *(match.end() for match in re.finditer("\r\n?|\n", text))]
    # The same, faster.
    return [0, *accumulate(len(line) + 1 for line in text.split("\n")[:-1])]


class _Builder:
    """Builds values from events; keeps complete records if an error ends the file."""

    def __init__(self, document: YamlDocument) -> None:
        self.document = document

    def problem(self, rule: str, message: str, mark: Any) -> None:
        document = self.document
        at = document.place(mark.index) if mark is not None else Location(document.path)
        document.problems.append((rule, message, at))

    def read(self, loader: Any) -> None:
        # Faster than the generator of `yaml.parse`.
        events = iter(loader.get_event, None)
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _Refused(
                        "yaml-syntax", "a second document: use one file for each", event.start_mark
                    )
            elif isinstance(event, yaml.NodeEvent):
                start: Any = event.start_mark
                marks: Marks = {}
                self.document.marks = start.index, marks
                self.document.value = self.node(event, events, (), marks)

    def node(self, event: Any, events: Iterator[Any], trail: YamlPath, marks: Marks) -> Value:
        """Build a value; the places of its inner values go into `marks`."""
        if event.anchor is not None or event.tag is not None:
            self.plain(event)
        if type(event) is ScalarEvent:
            return scalar(event)
        if len(trail) >= MAX_DEPTH:
            raise _Refused("yaml-feature", _TOO_DEEP, event.start_mark)
        if type(event) is SequenceStartEvent:
            return self.sequence(events, trail, marks)
        return self.mapping(events, trail, marks)

    def plain(self, event: Any) -> None:
        """Refuse an anchor, an alias or a tag; only called for a value that has one, since few have."""
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise _Refused(
                "yaml-feature",
                "anchors and aliases are not supported: write the value out",
                event.start_mark,
            )
        if event.tag is not None and event.tag != "!":
            raise _Refused(
                "yaml-feature",
                f"tag {event.tag!r} is not supported: leave it out",
                event.start_mark,
            )

    def sequence(self, events: Iterator[Any], trail: YamlPath, marks: Marks) -> Value:
        items: list[Value] = []
        try:
            for event in events:
                if type(event) is SequenceEndEvent:
                    break
                number = len(items)
                inner: Marks = {}
                marks[number] = event.start_mark.index, inner
                items.append(self.node(event, events, (*trail, number), inner))
        finally:
            self.hold(trail, tuple(items))
        return tuple(items)

    def hold(self, trail: YamlPath, items: Value) -> None:
        """Keep the document and its lists of records as far as they are complete."""
        if not trail:
            self.document.value = items
        elif len(trail) == 1 and isinstance(trail[0], str):
            assert isinstance(self.document.value, dict)
            self.document.value[trail[0]] = items

    def mapping(self, events: Iterator[Any], trail: YamlPath, marks: Marks) -> Value:
        items: dict[str, Value] = {}
        if not trail:
            # Kept from the start, so that a syntax error loses nothing before it.
            self.hold(trail, items)
        is_another = False
        for event in events:
            if type(event) is MappingEndEvent:
                break
            mark = event.start_mark
            if type(event) is not ScalarEvent:
                raise _Refused("yaml-feature", "a key must be a word", mark)
            if event.anchor is not None or event.tag is not None:
                self.plain(event)
            # Interned, since all records have the same few keys.
            key = sys.intern(event.value)
            if key in items:
                message = f"{key!r} appears twice; the first is used"
                if key == "id":
                    message += "; if a new record begins here, its dash is missing"
                if not is_another:
                    self.problem("duplicate-key", message, event.start_mark)
                # Further duplicates after a second id belong to the record without a dash.
                is_another = is_another or key == "id"
                # Skipped, so that the marks of the first value stay.
                self.node(next(events), events, (*trail, -1), {})
                continue
            # Problems of a field are reported at its key, where a reader looks.
            at, value = mark.index, next(events)
            if type(value) is ScalarEvent and value.anchor is None and value.tag is None:
                items[key], marks[key] = scalar(value), at
            else:
                inner: Marks = {}
                marks[key] = at, inner
                items[key] = self.node(value, events, (*trail, key), inner)
        return items


_EMPTY = ("", "~", "null")


def scalar(event: Any) -> str | None:
    """The text of a scalar; None for a plain empty one, `~` or `null`."""
    text: str = event.value
    is_empty = text in _EMPTY and (event.style is None or event.implicit[0])
    return None if is_empty else text
