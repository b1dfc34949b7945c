"""The places of settings in a TOML file, which Python's own parser does not tell.

The text has been parsed before, so its syntax is known to be right; this finds only where things are.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from tomllib import TOMLDecodeError, loads

from trafficking_explorer.config import SettingProblem

Path = tuple[str, ...]

_QUOTES = ('"""', "'''", '"', "'")


@dataclass(frozen=True, slots=True)
class Spot:
    """The places of a setting, as offsets in code points.

    Attributes:
        name: of its name, or of the heading of a table.
        value: of its value; that of the name for a table.
    """

    name: int
    value: int


def spots(text: str) -> dict[Path, Spot]:
    """The places of all tables and settings of a TOML document."""
    return _Scanner(text).scan()


def located(problems: Iterable[SettingProblem], text: str) -> list[SettingProblem]:
    """Problems with their places, in the order of the file."""
    problems = list(problems)
    # A mistake in the syntax has its place already, and nothing could be found.
    known: dict[Path, Spot] = {}
    if any(problem.keys for problem in problems):
        known = spots(text)
    # The id of a binding has dots, and may be written without quotation marks.
    ids: dict[Path, Spot] = {
        ("keys", ".".join(path[1:])): spot for path, spot in known.items() if len(path) > 2
    }
    known = {**ids, **known}
    found = []
    for problem in problems:
        spot = known.get(problem.keys)
        if problem.line or spot is None:
            found.append(problem)
        else:
            line, column = line_and_column(text, spot.name if problem.is_name else spot.value)
            found.append(replace(problem, line=line, column=column))
    return sorted(found, key=lambda each: (each.line, each.column))


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """The line and the column of an offset, from 1."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


class _Scanner:
    """Goes through a document once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._found: dict[Path, Spot] = {}

    def scan(self) -> dict[Path, Spot]:
        table: Path = ()
        while self._skip_blank():
            start = self._at
            if self._text[start] == "[":
                self._at += 2 if self._text.startswith("[[", start) else 1
                table = self._path()
                self._found.setdefault(table, Spot(start, start))
                self._skip_past("]")
                if self._peek() == "]":
                    self._at += 1
            else:
                self._setting(table)
        return self._found

    def _setting(self, table: Path) -> None:
        """A line such as `a.b = 1`, from its name to the end of its value."""
        self._skip_spaces()
        name = self._at
        path = table + self._path()
        self._skip_past("=")
        self._skip_spaces()
        spot = Spot(name, self._at)
        self._found.setdefault(path, spot)
        for length in range(len(table) + 1, len(path)):
            self._found.setdefault(path[:length], spot)
        self._value(path)

    def _path(self) -> Path:
        """The parts of a dotted name."""
        parts = []
        while True:
            self._skip_spaces()
            start = self._at
            if self._peek() in "\"'":
                self._string()
            else:
                while self._peek().isalnum() or self._peek() in ("_", "-"):
                    self._at += 1
            parts.append(_key(self._text[start : self._at]))
            self._skip_spaces()
            if self._peek() != ".":
                return tuple(parts)
            self._at += 1

    def _value(self, path: Path) -> None:
        """A value; the settings of an inline table are found too."""
        char = self._peek()
        if char == "{":
            self._at += 1
            while self._skip_blank(",") and self._peek() != "}":
                self._setting(path)
            self._at += 1
        elif char == "[":
            self._at += 1
            while self._skip_blank(",") and self._peek() != "]":
                self._value((*path, ""))
            self._at += 1
        elif char in ('"', "'"):
            self._string()
        else:
            while self._peek() not in ("", "\n", "#", ",", "]", "}"):
                self._at += 1

    def _string(self) -> None:
        quote = next(each for each in _QUOTES if self._text.startswith(each, self._at))
        self._at += len(quote)
        while not self._text.startswith(quote, self._at):
            self._at += 2 if self._text[self._at] == "\\" and quote[0] == '"' else 1
        self._at += len(quote)
        # A string of three quotes may end in one or two more.
        while len(quote) == 3 and self._peek() == quote[0]:
            self._at += 1

    def _peek(self) -> str:
        return self._text[self._at : self._at + 1]

    def _skip_past(self, char: str) -> None:
        self._at = self._text.index(char, self._at) + 1

    def _skip_spaces(self) -> None:
        while self._peek() in (" ", "\t"):
            self._at += 1

    def _skip_blank(self, also: str = "") -> bool:
        """Skip space, line ends and comments; true if something is left."""
        while char := self._peek():
            if char == "#":
                end = self._text.find("\n", self._at)
                self._at = len(self._text) if end < 0 else end
            elif char.isspace() or (char in also and also):
                self._at += 1
            else:
                return True
        return False


def _key(written: str) -> str:
    """A name as it is meant: without quotation marks and escapes."""
    try:
        return next(iter(loads(f"{written} = 0")), "")
    except TOMLDecodeError:
        return written
