"""Everything that can go wrong in a way we foresaw. Imports nothing of ours."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

_LONGEST_SAID = 300
"""Code points of another library's message that are passed on."""


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file. Lines and columns count from 1; 0 means the file as a whole."""

    path: str
    """The path as the reader knows it: relative to the corpus folder where it lies in one."""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


class ExplorerError(Exception):
    """What we tell a person instead of a traceback: what, where, and what to do."""

    exit_status = 1


class CorpusError(ExplorerError):
    """A corpus cannot be opened at all."""

    exit_status = 3


class StoreError(ExplorerError):
    """A store cannot be opened or built."""

    exit_status = 3


class StoreDamaged(StoreError):
    """A built store is not what was written; it wants building again."""


class UnforeseenError(ExplorerError):
    """A fault of the program itself.

    Attributes:
        trace: the traceback, for whoever mends it.
    """

    def __init__(self, message: str, trace: str = "", exit_status: int = 1) -> None:
        super().__init__(message)
        self.trace = trace
        self.exit_status = exit_status


def unforeseen(doing: str, error: BaseException, exit_status: int = 1) -> UnforeseenError:
    """An error that nobody foresaw as one that a person can be told.

    Args:
        doing: what the program was doing, such as "opening the corpus".
    """
    from traceback import format_exception

    said = " ".join(str(error).split())[:_LONGEST_SAID]
    message = f"unexpected error while {doing}: {type(error).__name__}{said and f': {said}'}"
    return UnforeseenError(message, "".join(format_exception(error)), exit_status)


@contextmanager
def opening_corpus() -> Iterator[None]:
    """Turn whatever goes wrong while a corpus is opened into an error with its exit status.

    Raises:
        CorpusError: the system refused something.
        UnforeseenError: there is a fault in the program.
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
    """What was asked for is off in secure mode."""


class CuratingError(ExplorerError):
    """Words cannot become a record, or a record cannot be written where it was to go."""

    exit_status = 2


class QueryError(ExplorerError):
    """A query was refused or failed.

    Attributes:
        line, column: where in the query, from 1; None where DuckDB does not say.
    """

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class QueryInterrupted(QueryError):
    """The person who asked, or a newer question, stopped the query."""

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
    """Several places have these words; a claim rests on one.

    Attributes:
        starts: where they stand, as code points of the text, ascending.
    """

    def __init__(self, message: str, starts: tuple[int, ...]) -> None:
        super().__init__(message)
        self.starts = starts
