"""The plain block style in which curators write, read by one regular expression.

An event of libyaml is a Python object with two marks, and a file has very many. Records are written
in a small part of YAML, which this reads several times faster. What it is not sure of, be it sound
or not, it leaves to libyaml: the whole file, or a value in brackets or double quotes alone.
"""

import re
from collections.abc import Callable

Value = str | None | dict[str, "Value"] | tuple["Value", ...]

_LONGEST = 2 * 2**20
"""Code points above which a file is left to libyaml: all its lines are held at once here."""
_DEEPEST = 16
_UNUSUAL = re.compile(
    r"[^\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""Tabs, what is no character of YAML, what breaks lines in YAML alone, and byte-order marks."""
_TEXT = r"[^\n:#]*+(?:(?::(?=[^ \n])|(?<! )#)[^\n:#]*+)*+"
"""Plain words: neither `: ` nor `:` at the end of the line nor ` #` is among them."""
_WORDS = rf"[^\s\-?:,\[\]{{}}#&*!|>'\"%@`~]{_TEXT}"
_KEY = r"\w[\w-]*+(?:,? [\w-]++)*+|'[\w-]++'|\"[\w-]++\""
# Lines that go on with a scalar are deeper than the mapping or the list that it stands in.
_DEEPER = r"\n\1(?(2)(?(3)  )) ++"
_SKIPPED = r"(?:\n| *+#[^\n]*+\n)*+"
_LINE = re.compile(
    rf"( *+)(- )?(?:({_KEY}):(?: (?! )|(?=\n)))?"
    rf"(?:({_WORDS}(?:{_DEEPER}{_WORDS}(?=\n))*+)"
    rf"|('(?:[^'\n]|''|{_DEEPER}(?=\S))*+'"
    rf"|[|>]-?\n(\1(?(2)(?(3)  )) ++)(?=\S)[^\n]++(?:\n\6(?=[^ \n])[^\n]++)*+"
    # Below blank lines the block may go on, and there a remark is part of it.
    r"(?!\n++\6)"
    r"|[\[{\"][^\n]++))?"
    rf"\n{_SKIPPED}"
    # A line that is none of this has no group at all.
    r"|[^\n]++\n?|\n"
)
_START = re.compile(_SKIPPED)
_BREAK = re.compile(r"\n +")
_WORD_LIST = re.compile(r"\[(\w[\w -]*+(?:, ?\w[\w -]*+)*+)?\]")
_DASH = re.compile(r"^( *)- ", re.MULTILINE)

_Line = tuple[str, str, str, str, str, str]
"""Indentation, dash, key, words, another value, and the indentation within that."""
_END: _Line = ("\n", "", "", "", "", "")


class Unsupported(Exception):
    """A text is not all in the plain style; it may well be YAML."""


def read_plain(text: str, read_value: Callable[[str], Value]) -> Value:
    """Read a whole file.

    Args:
        read_value: reads a value that stands on one line in brackets or double quotes.

    Raises:
        Unsure: libyaml is to read it.
    """
    if len(text) > _LONGEST or not text.endswith("\n") or " \n" in text:
        raise Unsupported
    # Nearly all texts are settled by the first, which is much the quicker one.
    if not text.replace("\n", "").isprintable() and _UNUSUAL.search(text):
        raise Unsupported
    start = _START.match(text)
    lines = _LINE.findall(text, start.end() if start else 0)
    if not lines or lines[0][0] or lines[0][1]:
        raise Unsupported
    lines.append(_END)
    value, end = _Reader(lines, read_value).mapping(0, "", 0)
    if lines[end] is not _END:
        raise Unsupported
    return value


class _Reader:
    """Builds values from lines; each method returns a value and the number of the line after it."""

    def __init__(self, lines: list[_Line], read_value: Callable[[str], Value]) -> None:
        self.lines = lines
        self.read_value = read_value

    def mapping(self, at: int, own: str, depth: int) -> tuple[dict[str, Value], int]:
        """The mapping whose first key stands in a line.

        Args:
            own: the indentation of its keys.
        """
        lines = self.lines
        items: dict[str, Value] = {}
        _, _, key, words, other, inner = lines[at]
        while True:
            at += 1
            if key < "0":
                # There is none, or it stands in quotes.
                key = key[1:-1]
            if not key or key in items:
                raise Unsupported
            if words:
                items[key] = plain(words)
            elif other:
                items[key] = self.other(other, inner)
            else:
                items[key], at = self.nested(at, own, depth + 1)
            indent, dash, key, words, other, inner = lines[at]
            if indent != own or dash:
                return items, at

    def nested(self, at: int, own: str, depth: int) -> tuple[Value, int]:
        """What the lines below a key hold; None where it has none."""
        indent, dash, key, *_ = self.lines[at]
        if depth > _DEEPEST:
            raise Unsupported
        if dash and len(indent) >= len(own):
            return self.sequence(at, indent, depth)
        if key and len(indent) > len(own):
            return self.mapping(at, indent, depth)
        return None, at

    def sequence(self, at: int, own: str, depth: int) -> tuple[tuple[Value, ...], int]:
        """The list whose first dash stands in a line."""
        lines = self.lines
        items: list[Value] = []
        indent, dash, key, words, other, inner = lines[at]
        while dash and indent == own:
            if key:
                item, at = self.mapping(at, f"{own}  ", depth + 1)
                items.append(item)
            else:
                at += 1
                if not words and not other:
                    raise Unsupported
                items.append(plain(words) if words else self.other(other, inner))
            indent, dash, key, words, other, inner = lines[at]
        return tuple(items), at

    def other(self, raw: str, inner: str) -> Value:
        """A quoted text, a block of text, or a list or mapping in brackets."""
        match raw[0]:
            case "'":
                return _BREAK.sub(" ", raw[1:-1]).replace("''", "'")
            case "|" | ">" as style:
                head, _, body = raw.partition("\n")
                text = body[len(inner) :].replace(f"\n{inner}", "\n" if style == "|" else " ")
                return text if head.endswith("-") else f"{text}\n"
        if found := _WORD_LIST.fullmatch(raw):
            return tuple(plain(word.strip(" ")) for word in found[1].split(",")) if found[1] else ()
        return self.read_value(raw)


def plain(words: str) -> str | None:
    """A plain scalar, its lines as one."""
    if "\n" in words:
        return _BREAK.sub(" ", words)
    return None if words == "null" else words


def record_starts(text: str, value: Value) -> dict[tuple[str | int, ...], int]:
    """Where the items of the lists of a file begin, and the first fields of those, by their trails.

    Args:
        text: one that `read_plain` reads, so that what stands at a line's start is known.
        value: what it has read.
    """
    starts: dict[tuple[str | int, ...], int] = {}
    if not isinstance(value, dict):
        return starts
    for key, items in value.items():
        # No other line begins so: all that is not a key of the file is indented, or a dash.
        head = f"\n{key}:\n"
        at = 0 if text.startswith(head[1:]) else text.find(head)
        if at < 0 or not isinstance(items, tuple) or not (dash := _DASH.search(text, at + 1)):
            continue
        line, at = f"\n{dash[0]}", dash.start() - 1
        for number, item in enumerate(items):
            start = starts[key, number] = at + len(line)
            if isinstance(item, dict) and text[start] != "{":
                starts[key, number, next(iter(item))] = start
            at = text.find(line, start)
    return starts
