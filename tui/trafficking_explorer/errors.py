"""Exceptions. Imports nothing of ours."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

_LONGEST_SAID = 300
"""Code points of another library's message to pass on."""


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file. Lines and columns count from 1; 0 means the file as a whole."""

    path: str
    """Relative to the corpus folder if it is inside, otherwise as the reader knows it."""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


class ExplorerError(Exception):
    """A message for the reader in place of a traceback: what, where, and what to do."""

    exit_status = 1


class CorpusError(ExplorerError):
    """A corpus cannot be opened at all."""

    exit_status = 3


class StoreError(ExplorerError):
    """A store cannot be opened or built."""

    exit_status = 3


class StoreDamaged(StoreError):
    """A built store differs from what was written, and has to be built again."""


class UnforeseenError(ExplorerError):
    """A bug in the program.

    Attributes:
        trace: the traceback, for a bug report.
    """

    def __init__(self, message: str, trace: str = "", exit_status: int = 1) -> None:
        super().__init__(message)
        self.trace = trace
        self.exit_status = exit_status


def is_interrupt(error: BaseException) -> bool:
    """True for ctrl+c while DuckDB worked for the main thread, which it reports as an error."""
    return type(error) is RuntimeError and str(error) == "Query interrupted"


def unforeseen(doing: str, error: BaseException, exit_status: int = 1) -> UnforeseenError:
    """Wrap an unexpected error in one with a message for the reader.

    Args:
        doing: the program's activity, such as "opening the corpus".

    Raises:
        KeyboardInterrupt: the error is an interrupt.
    """
    if is_interrupt(error):
        raise KeyboardInterrupt from error
    from traceback import format_exception  # only loaded for a bug

    said = " ".join(str(error).split())[:_LONGEST_SAID]
    message = f"unexpected error while {doing}: {type(error).__name__}{said and f': {said}'}"
    return UnforeseenError(message, "".join(format_exception(error)), exit_status)


@contextmanager
def opening_corpus() -> Iterator[None]:
    """Turn any error while a corpus is opened into one with its exit status.

    Raises:
        CorpusError: the system refused something.
        UnforeseenError: there is a bug in the program.
    """
    try:
        yield
    except ExplorerError:
        raise
    except OSError as error:
        raise CorpusError(f"the corpus cannot be read: {error}") from error
    except MemoryError as error:
        raise CorpusError("there is not enough memory for the corpus: free some") from error
    except Exception as error:
        raise unforeseen("opening the corpus", error, CorpusError.exit_status) from error


class UsageError(ExplorerError):
    """The call is wrong: an unknown record, an output that cannot be written."""

    exit_status = 2


class SecureModeError(UsageError):
    """The requested feature is off in secure mode."""


class CuratingError(ExplorerError):
    """Words cannot become a record, or a record cannot be written to its file."""

    exit_status = 2


class QueryError(ExplorerError):
    """A query was refused or failed.

    Attributes:
        line, column: the place in the query, from 1; None if DuckDB gives none.
    """

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class QueryInterrupted(QueryError):
    """The reader, or a newer query, stopped the query."""

    exit_status = 130


class QueryLimited(QueryInterrupted):
    """A limit of time, memory or disk stopped the query."""

    exit_status = 1


class FilterError(ExplorerError):
    """A filter line is unfinished or wrong.

    Attributes:
        start, end: the place in the line, in code points from 0, end exclusive.
    """

    exit_status = 2

    def __init__(self, message: str, start: int, end: int) -> None:
        super().__init__(message)
        self.start = start
        self.end = end


class QuoteNotFound(ExplorerError):
    """No place in the text has these words."""


class QuoteAmbiguous(ExplorerError):
    """Several places have these words, and a claim needs one.

    Attributes:
        starts: the beginning of each, in code points of the text, ascending.
    """

    def __init__(self, message: str, starts: tuple[int, ...]) -> None:
        super().__init__(message)
        self.starts = starts
