"""Queries with a name and an explanation: those that come with the program, and the reader's.

Each is a `.sql` file that begins with a comment: a title, an explanation, and a line for each
parameter.

    -- Largest operations by arrests
    --
    -- The question it answers, and its pitfalls.
    --
    -- $measure = arrests    the default value, then the meaning
    SELECT …
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from trafficking_explorer.console.tokenizer import parameters, statements
from trafficking_explorer.errors import Location, UsageError
from trafficking_explorer.secure import Feature, require
from trafficking_explorer.text.display import single_line
from trafficking_explorer.text.files import atomic_write
from trafficking_explorer.text.folding import fold

SHIPPED = Path(__file__).resolve().parents[1] / "queries"
"""The folder of queries that come with the program."""
_SUFFIX = ".sql"
_LARGEST = 2**20
"""Bytes of a file, at most; no query is that long."""
_LONGEST_NAME = 60
_PARAMETER = re.compile(r"\$([A-Za-z_]\w*)(?:\s*=\s*(.*?))?(?:\s{2,}(.*))?$")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a query needs.

    Attributes:
        name: as in `$name`.
        default: as written; None if a value has to be given.
    """

    name: str
    default: str | None = None
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A query in a file.

    Attributes:
        name: the file's, without its ending.
        title: one line.
        explanation: paragraphs, each on one line, with an empty line between them.
        parameters: in the order of the header; those that it does not name follow.
        sql: the whole file with its header, as an editor shows it.
        is_own: True if the reader wrote it.
    """

    name: str
    title: str
    explanation: str
    parameters: tuple[Parameter, ...]
    sql: str
    path: Path
    is_own: bool = False

    @property
    def defaults(self) -> dict[str, object]:
        """The values of the parameters that have one."""
        return {each.name: each.default for each in self.parameters if each.default is not None}


@dataclass(frozen=True, slots=True)
class QueryProblem:
    """A problem of a file, with its place."""

    at: Location
    message: str

    def __str__(self) -> str:
        return f"{self.at}: {self.message}"


def read_queries(
    own: Path | None = None, shipped: Path = SHIPPED
) -> tuple[tuple[SavedQuery, ...], tuple[QueryProblem, ...]]:
    """All queries by title, the shipped ones first, and the problems of their files.

    Args:
        own: the folder of the reader's queries; may not exist.
    """
    queries: list[SavedQuery] = []
    problems: list[QueryProblem] = []
    for folder, is_own in ((shipped, False), (own, True)):
        found = []
        for path in _files(folder):
            query, wrong = read_query(path, is_own=is_own)
            problems.extend(wrong)
            if query is not None:
                found.append(query)
        queries.extend(sorted(found, key=lambda query: (fold(query.title), query.name)))
    return tuple(queries), tuple(problems)


def read_query(
    path: Path, *, is_own: bool = False
) -> tuple[SavedQuery | None, tuple[QueryProblem, ...]]:
    """A query, None if it cannot be used at all, and the problems of its file."""
    try:
        with path.open("rb") as file:
            raw = file.read(_LARGEST + 1)
        if len(raw) > _LARGEST:
            return None, (_problem(path, 0, "too large for a query: over 1 MiB"),)
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        return None, (_problem(path, 0, f"not UTF-8 from byte {error.start} on"),)
    except OSError as error:
        return None, (_problem(path, 0, f"cannot be read: {error.strerror}"),)
    if not statements(text):
        return None, (_problem(path, 0, "there is no statement in it"),)
    header = _Header.of(text)
    query = SavedQuery(
        name=path.stem,
        title=header.title or path.stem,
        explanation=header.explanation,
        parameters=parameters_of(text),
        sql=text,
        path=path,
        is_own=is_own,
    )
    return query, tuple(_problems(path, header, parameters(text)))


def parameters_of(text: str) -> tuple[Parameter, ...]:
    """The parameters of a query: those that its header names, then the others."""
    told = [parameter for _, parameter in _Header.of(text).parameters]
    names = {parameter.name for parameter in told}
    return (*told, *(Parameter(name) for name in parameters(text) if name not in names))


def title_of(text: str) -> str:
    """The title in the header of a query; empty without one."""
    return _Header.of(text).title


def save_query(
    folder: Path,
    title: str,
    sql: str,
    explanation: str = "",
    *,
    replace: bool = False,
    query: str = "",
) -> Path:
    """Write a query of the reader to a file named after its title.

    Args:
        sql: gets a header, unless it has one.
        replace: True to replace a query of that name.
        query: the name of the file that it came from, which it replaces.

    Raises:
        SecureModeError: saving queries is off.
        UsageError: the title has no letter or digit, a query of that name already exists, or the
            folder cannot be written.
    """
    require(Feature.SAVING_QUERIES)
    name = re.sub(r"[^\w]+", "_", single_line(title).casefold()).strip("_")[:_LONGEST_NAME]
    if not name:
        raise UsageError("a query needs a title of letters or digits")
    path = folder / f"{name}{_SUFFIX}"
    if not _Header.of(sql).title:
        lines = [single_line(title), *(["", *explanation.splitlines()] if explanation else [])]
        sql = "".join(f"-- {line}".rstrip() + "\n" for line in lines) + sql
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder}: cannot be made: {error.strerror}") from error
    with atomic_write(path) as temporary:
        temporary.write_text(sql.rstrip() + "\n", "utf-8", "replace")
        if not replace and name != query:
            try:
                path.open("x").close()
            except FileExistsError as error:
                raise UsageError(f"{path}: a query of that name already exists") from error
    return path


@dataclass(frozen=True, slots=True)
class _Header:
    """The comment at the beginning of a file."""

    title: str
    explanation: str
    parameters: tuple[tuple[int, Parameter], ...]
    """Each with its line, from 1."""

    @classmethod
    def of(cls, text: str) -> "_Header":
        title = ""
        told: list[tuple[int, Parameter]] = []
        paragraphs: list[list[str]] = [[]]
        for number, line in enumerate(text.split("\n"), 1):
            if not line.startswith("--"):
                break
            words = line.removeprefix("--").strip()
            if words.startswith("$") and (match := _PARAMETER.match(words)):
                told.append((number, Parameter(match[1], match[2], match[3] or "")))
            elif not title:
                title = words
            elif words:
                paragraphs[-1].append(words)
            elif paragraphs[-1]:
                paragraphs.append([])
        explanation = "\n\n".join(" ".join(paragraph) for paragraph in paragraphs if paragraph)
        return cls(title, explanation, tuple(told))


def _problems(path: Path, header: _Header, used: Sequence[str]) -> Iterator[QueryProblem]:
    if not header.title:
        yield _problem(path, 1, "a query begins with a comment that has its title: “-- Title”")
    seen: set[str] = set()
    for line, parameter in header.parameters:
        if parameter.name in seen:
            yield _problem(path, line, f"${parameter.name} is described twice")
        elif parameter.name not in used:
            yield _problem(path, line, f"${parameter.name} is described, but not used")
        seen.add(parameter.name)
    for name in used:
        if name not in seen:
            yield _problem(path, 1, f"${name} is used, but the header does not describe it")


def _problem(path: Path, line: int, message: str) -> QueryProblem:
    return QueryProblem(Location(path.name, line, 1 if line else 0), message)


def _files(folder: Path | None) -> Iterable[Path]:
    """The files of queries in a folder."""
    if folder is None:
        return ()
    with suppress(OSError):
        return sorted(
            path
            for path in folder.iterdir()
            if path.suffix == _SUFFIX and not path.name.startswith(".")
        )
    return ()
