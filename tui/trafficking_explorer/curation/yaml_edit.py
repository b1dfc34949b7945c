"""Changes of curated files: values set, added and removed, every other byte as it was.

ruamel.yaml reads the records that change and writes them again. A file that would not come back byte
for byte is refused, and so is a change that would read as anything but what was meant.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, takewhile
from pathlib import Path

from trafficking_explorer.corpus.yaml_reader import YamlDocument, read_yaml
from trafficking_explorer.curation.yaml_tree import (
    Edit,
    NotEditable,
    YamlTree,
    changed_value,
    plain_value,
)
from trafficking_explorer.errors import CuratingError, Location
from trafficking_explorer.records.evidence import YamlPath
from trafficking_explorer.text.files import atomic_write, write_durably

_BOM = b"\xef\xbb\xbf"
_NEWLINE = re.compile(r"\r\n|\r|\n")
_PARTS = re.compile(
    r"((?:[ \t]*(?:#[^\n]*)?\n)*---[ \t]*\n|\n*)(.*?)((?<![^\n])(?:\.\.\.|[ \t]+\n)\s*)?",
    re.DOTALL,
)
"""A document, and the blank lines and marks before and after it."""
_DASH = re.compile(r" *- +(?=[^\s#])")
_ASIDE = "\ue000"
"""First character of the placeholder of a record that does not change; private in Unicode."""
_ATTEMPTS = 5
"""Most attempts at a file that another program keeps changing."""


@dataclass(frozen=True)
class CuratedFile:
    """A curated file that is sound as YAML.

    Attributes:
        label: what to call it in messages.
        text: all of it, without its byte-order mark.
    """

    path: Path
    label: str
    text: str
    document: YamlDocument

    def edited(self, edits: Sequence[Edit], by_hand: str = "") -> "CuratedFile":
        """The file after some edits.

        Args:
            by_hand: YAML for a person to add where this cannot be done.

        Raises:
            CuratingError: the file cannot take them without something else changing.
        """
        to_do = f"add this manually:\n{by_hand}" if by_hand else "make the change manually"
        start, _, end = self._parts
        short, aside = self._set_aside({edit.trail[:2] for edit in edits})
        at = self.document.at(())
        try:
            tree = YamlTree(short, self._blank_lines())
            for edit in edits:
                at = self.document.at(edit.trail)
                tree.apply(edit)
            text = self._whole(start + _put_back(tree.text(), aside) + end)
        except NotEditable as error:
            if error.before is not None:
                line = (start + _put_back(error.before, aside)).count("\n") + 1
                at = Location(self.label, line, 1)
            raise CuratingError(f"{at}: {error}; nothing is written: {to_do}") from error
        document = read_yaml(self.label, text.encode())
        wanted = changed_value(self.document.value, edits)
        if document.problems or plain_value(document.value) != wanted:
            raise CuratingError(
                f"{self.label}: cannot take this without changing another value; nothing is "
                f"written: {to_do}"
            )
        return CuratedFile(self.path, self.label, text, document)

    @cached_property
    def _newline(self) -> str:
        found = _NEWLINE.search(self.text)
        return found[0] if found else "\n"

    @cached_property
    def _parts(self) -> tuple[str, str, str]:
        """The marks before the document, the document, and those after it; lines end as on Unix."""
        if len(set(_NEWLINE.findall(self.text))) > 1:
            raise CuratingError(f"{self.label}: its lines end in several ways; save it with one")
        text = self.text.replace(self._newline, "\n")
        found = _PARTS.fullmatch(text if text.endswith("\n") or not text else f"{text}\n")
        assert found is not None
        return found[1], found[2], found[3] or ""

    def _whole(self, text: str) -> str:
        """A text with the ends of line that the file has."""
        is_ended = not self.text or self.text.endswith(self._newline)
        return (text if is_ended else text.removesuffix("\n")).replace("\n", self._newline)

    @cached_property
    def _records(self) -> dict[str, list[int]]:
        """The first lines of the records in each list, as indexes of the document's lines."""
        value, skipped = self.document.value, self._parts[0].count("\n") + 1
        return {
            key: [self.document.at((key, i)).line - skipped for i in range(len(items))]
            for key, items in (value.items() if isinstance(value, dict) else ())
            if isinstance(items, tuple)
        }

    def _set_aside(self, wanted: set[YamlPath]) -> tuple[str, dict[str, str]]:
        """The document with a placeholder for each record that is not wanted, and these records.

        ruamel.yaml is slow, and may not keep the layout of a record that nobody changes. The last
        record of a list stays, since the lines after it may not belong to it.
        """
        lines = _lines(self._parts[1])
        aside: dict[str, str] = {}
        for key, starts in self._records.items():
            for i, (first, end) in enumerate(pairwise(starts)):
                dash, follows = _DASH.match(lines[first]), _DASH.match(lines[end])
                if (key, i) in wanted or not (dash and follows) or _ASIDE in self.text:
                    continue
                word = f"{_ASIDE}{len(aside)}"
                aside[word] = "".join(lines[first:end])
                lines[first:end] = [f"{dash[0]}{word}\n", *[""] * (end - first - 1)]
        return "".join(lines), aside

    def _blank_lines(self) -> int:
        """The number of blank lines between records; 1 if the file does not show it."""
        lines = _lines(self._parts[1])
        for starts in self._records.values():
            if len(starts) > 1:
                above = reversed(lines[starts[-2] : starts[-1]])
                between = takewhile(lambda line: line.lstrip()[:1] in ("", "#"), above)
                return sum(not line.strip() for line in between)
        return 1


def _lines(text: str) -> list[str]:
    """The lines of a text, with their ends; YAML has more of these than editors show."""
    return re.findall(r".*\n", text)


def _put_back(text: str, aside: Mapping[str, str]) -> str:
    return re.sub(rf"^.*({_ASIDE}\d+)\n", lambda found: aside[found[1]], text, flags=re.MULTILINE)


def read_editable(path: Path, label: str) -> tuple[CuratedFile, bytes]:
    """Read a curated file that is sound as YAML, and its bytes.

    Raises:
        CuratingError: it cannot be read, or does not parse.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CuratingError(f"{label}: cannot be read: {error.strerror or error}") from error
    document = read_yaml(label, data)
    if document.problems:
        _, message, at = document.problems[0]
        raise CuratingError(f"{at}: {message}; fix the file first, it is left as it is")
    return CuratedFile(path, label, data.decode("utf-8-sig"), document), data


def change_file(
    path: Path, label: str, change: Callable[[CuratedFile], CuratedFile]
) -> CuratedFile:
    """Change a curated file: the whole of the new text takes its place, or nothing is changed.

    Args:
        change: makes the new file of the one that is read.

    Raises:
        CuratingError: it cannot be read, changed or written.
    """
    for _ in range(_ATTEMPTS):
        before, data = read_editable(path, label)
        after = change(before)
        encoded = (_BOM if data.startswith(_BOM) else b"") + after.text.encode()
        with suppress(_Changed), atomic_write(path.resolve()) as temporary:
            write_durably(temporary, encoded)
            if path.read_bytes() != data:
                # Another program has saved the file since: start again from what it saved.
                raise _Changed
            return after
    raise CuratingError(f"{label}: is being changed by another program; try again")


class _Changed(Exception):
    """A file has changed since it was read."""
