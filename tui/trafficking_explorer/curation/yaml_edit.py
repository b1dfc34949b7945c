"""YAML text that is changed at places libyaml knows, so that every other byte stays.

A file is read as nodes with their places; a change is a list of splices; the new text is read back
before anybody believes it.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import yaml

from trafficking_explorer.corpus.yaml_reader import YamlDocument, read_yaml
from trafficking_explorer.errors import CuratingError, Location
from trafficking_explorer.records.evidence import YamlPath
from trafficking_explorer.text.files import atomic_write

_BOM = b"\xef\xbb\xbf"
_LINE_END = re.compile(r"\r\n|\r|\n|\Z")
_ATTEMPTS = 5
"""How often a file is read again that somebody else keeps changing."""


@dataclass(frozen=True, slots=True)
class TextEdit:
    """A range of a text, in code points, and what stands there afterwards."""

    start: int
    end: int
    words: str


@dataclass(frozen=True)
class YamlText:
    """A curated file as text, as values, and as nodes that know where they begin and end."""

    path: Path
    text: str
    """Without its byte-order mark."""
    document: YamlDocument
    root: yaml.Node | None

    @property
    def newline(self) -> str:
        """The line break that its first line ends in."""
        found = re.search(r"\r\n|\r|\n", self.text)
        return found[0] if found else "\n"

    def node(self, trail: YamlPath) -> yaml.Node | None:
        """The node at a trail; None where there is none."""
        node = self.root
        for step in trail:
            if isinstance(node, yaml.MappingNode):
                node = next((value for key, value in node.value if key.value == step), None)
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
                node = node.value[step] if step < len(node.value) else None
            else:
                return None
        return node

    def line_end(self, at: int) -> int:
        """Where the line of a place ends, before its line break."""
        found = _LINE_END.search(self.text, at)
        return found.start() if found else len(self.text)

    def line_start(self, at: int) -> int:
        """Where the line of a place begins."""
        return max(self.text.rfind("\n", 0, at), self.text.rfind("\r", 0, at)) + 1

    def next_line(self, at: int) -> int | None:
        """Where the line after that of a place begins; None after the last."""
        found = _LINE_END.search(self.text, at)
        return found.end() if found and found[0] else None

    def apply(self, splices: Iterable[TextEdit]) -> str:
        """The text with splices, which do not overlap."""
        text = self.text
        for splice in sorted(splices, key=lambda each: each.start, reverse=True):
            text = text[: splice.start] + splice.words + text[splice.end :]
        return text


def read_editable(path: Path, label: str) -> tuple[YamlText, bytes]:
    """A curated file that is sound as YAML, and its bytes.

    Args:
        label: what to call it in messages.

    Raises:
        CuratingError: it cannot be read, or does not parse.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CuratingError(f"{label}: cannot be read: {error.strerror or error}") from error
    return parse_yaml(path, label, data), data


def parse_yaml(path: Path, label: str, data: bytes) -> YamlText:
    """The bytes of a curated file as nodes.

    Raises:
        CuratingError: they do not parse.
    """
    document = read_yaml(label, data)
    if document.problems:
        _, message, at = document.problems[0]
        raise CuratingError(f"{at}: {message}; mend the file first, it is left as it is")
    text = data.decode("utf-8-sig")
    return YamlText(path, text, document, yaml.compose(text, Loader=yaml.CSafeLoader))


def end_of(node: yaml.Node, text: str) -> int:
    """Where the last word of a node ends.

    libyaml lets a block end where the next one begins, comments and blank lines included.
    """
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        last = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
        return end_of(last, text)
    end: int = node.end_mark.index
    while end > node.start_mark.index and text[end - 1].isspace():
        end -= 1
    return end


def column_of(node: yaml.Node) -> int:
    """The column in which a node begins, from 0."""
    return int(node.start_mark.column)


def dash_column(text: YamlText, records: yaml.Node) -> int:
    """The column in which the dashes of a block list stand."""
    start = int(records.start_mark.index)
    return start - text.line_start(start)


def ends(text: YamlText, node: yaml.Node, column: int) -> Iterator[int]:
    """Where what follows a node may go: after the comments that belong to it, or right after it.

    Args:
        column: of the node's own head; comments further to the right belong to it.
    """
    after = at = text.line_end(end_of(node, text.text))
    while (start := text.next_line(after)) is not None:
        line = text.text[start : text.line_end(start)]
        bare = line.lstrip(" ")
        if not bare.startswith("#") or len(line) - len(bare) <= column:
            break
        after = text.line_end(start)
    yield after
    if after != at:
        yield at


class _Changed(Exception):
    """A file is not what was read any more."""


def change_file(
    path: Path,
    label: str,
    ways: Callable[[YamlText], Iterator[str]],
    is_right: Callable[[YamlDocument, YamlDocument], bool],
) -> YamlDocument:
    """Change a curated file: the whole of the new text takes its place, or nothing is changed.

    Args:
        ways: new texts for the file, the best first.
        is_right: whether the document that was and the one that would be differ as they should.

    Returns:
        The new document.

    Raises:
        CuratingError: it cannot be read or written, does not parse, or no way is right.
    """
    for _ in range(_ATTEMPTS):
        before, data = read_editable(path, label)
        found = _first_right(before, label, ways, is_right)
        if found is None:
            raise CuratingError(
                f"{label}: this file cannot take it without another of its values changing; choose "
                "another file, or put it in by hand"
            )
        after, document = found
        encoded = (_BOM if data.startswith(_BOM) else b"") + after.encode()
        with suppress(_Changed), atomic_write(path.resolve()) as temporary:
            with temporary.open("wb") as file:
                file.write(encoded)
                file.flush()
                os.fsync(file.fileno())
            if path.read_bytes() != data:
                # Somebody has saved it meanwhile: nothing of that is lost.
                raise _Changed
            return document
    raise CuratingError(f"{label}: is being changed by another program; try again")


def _first_right(
    before: YamlText,
    label: str,
    ways: Callable[[YamlText], Iterator[str]],
    is_right: Callable[[YamlDocument, YamlDocument], bool],
) -> tuple[str, YamlDocument] | None:
    for after in ways(before):
        document = read_yaml(label, after.encode())
        if not document.problems and is_right(before.document, document):
            return after, document
    return None


def location(label: str, node: yaml.Node, text: YamlText) -> Location:
    """A node's place for a message."""
    place = text.document.place(node.start_mark.index)
    return Location(label, place.line, place.column)
