"""Items taken out of a list of a curated file, every other byte as it was."""

import re

from trafficking_explorer.corpus.yaml_reader import read_yaml
from trafficking_explorer.curation.yaml_edit import CuratedFile
from trafficking_explorer.curation.yaml_tree import plain_value
from trafficking_explorer.errors import CuratingError

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


def without_item(file: CuratedFile, key: str, index: int) -> CuratedFile:
    """A file without one item of a list at its top.

    Comments above the item stay: they may be the heading of several. If it is the only item, an empty
    list stays.

    Raises:
        CuratingError: the item cannot be taken out without something else changing.
    """
    wanted = plain_value(file.document.value)
    del wanted[key][index]
    lines = _LINE.findall(file.text)
    first = file.document.at((key, index)).line - 1
    del lines[first : _end(lines, first)]
    if not wanted[key]:
        at = file.document.at((key,)).line - 1
        head = re.match(rf"[^\r\n#]*?{re.escape(key)}[\"']?:", lines[at])
        if head is not None:
            lines[at] = f"{head[0]} []{lines[at][head.end() :]}"
    text = "".join(lines)
    document = read_yaml(file.label, text.encode())
    if document.problems or plain_value(document.value) != wanted:
        at_item = file.document.at((key, index))
        raise CuratingError(
            f"{at_item}: cannot be removed without something else changing; nothing is written: "
            "remove it manually"
        )
    return CuratedFile(file.path, file.label, text, document)


def _end(lines: list[str], first: int) -> int:
    """The line after an item in block style that begins on line `first`, counted from 0."""
    dash = len(lines[first]) - len(lines[first].lstrip(" "))
    end = at = first + 1
    while at < len(lines):
        line = lines[at].strip()
        if line and len(lines[at]) - len(lines[at].lstrip(" ")) <= dash:
            break
        at += 1
        if line:
            end = at
    return end
