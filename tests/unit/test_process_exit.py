"""The end of the process: with its status, in order, and without those that do not listen."""

import signal
import sys
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest

from trafficking_explorer import process_exit as ending


class Left(BaseException):
    """The process is gone."""


@pytest.fixture(autouse=True)
def apart(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Record an end of the process instead of ending it."""
    done: list[str] = []

    def leave(status: int) -> None:
        done.append(f"left with {status}")
        raise Left

    monkeypatch.setattr(ending, "_ends", [])
    monkeypatch.delitem(sys.modules, "duckdb", raising=False)
    monkeypatch.setattr("atexit._run_exitfuncs", lambda: done.append("exit functions"))
    monkeypatch.setattr("os._exit", leave)
    before = signal.getsignal(signal.SIGINT)
    yield done
    signal.signal(signal.SIGINT, before)


def raises(error: BaseException) -> Callable[[], None]:
    def run() -> None:
        raise error

    return run


@pytest.mark.parametrize(
    ("run", "status"),
    [
        (lambda: None, 0),
        (raises(SystemExit()), 0),
        (raises(SystemExit(3)), 3),
        (raises(SystemExit("no")), 1),
        (raises(KeyboardInterrupt()), 130),
    ],
)
def test_the_status_is_that_of_the_program(run: Callable[[], None], status: int) -> None:
    """From then on an interrupt is ignored."""
    with pytest.raises(SystemExit) as left:
        ending.run_and_end(run)
    assert left.value.code == status
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN


def test_a_thread_that_does_not_listen_is_not_waited_for(apart: list[str]) -> None:
    """All are asked; what cleans up has its turn; standard output is left alone."""
    asked: list[int] = []
    for number in (1, 2):

        def ended(number: int = number) -> bool:
            asked.append(number)
            return False

        ending.ask_at_end(ended)
    with pytest.raises(Left):
        ending.end(130)
    assert asked == [1, 2]
    assert apart == ["exit functions", "left with 130"]


def test_an_interpreter_with_duckdb_is_left_whole(
    apart: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One of its threads could return into an interpreter that is being taken apart."""
    monkeypatch.setitem(sys.modules, "duckdb", SimpleNamespace())
    ending.ask_at_end(lambda: True)
    with pytest.raises(Left):
        ending.end(3)
    assert apart == ["exit functions", "left with 3"]


def test_threads_that_have_ended_are_no_hurry(apart: list[str]) -> None:
    """The interpreter ends as ever."""
    ending.ask_at_end(lambda: True)
    with pytest.raises(SystemExit):
        ending.end(0)
    assert apart == []


@pytest.mark.parametrize(
    ("error", "before", "after", "says"),
    [
        (OSError(28, "No space left"), 0, 1, "No space left"),
        (OSError(28, "No space left"), 2, 2, ""),
        (BrokenPipeError(32, "Broken pipe"), 0, 0, ""),
    ],
)
def test_what_cannot_be_written_at_the_end_is_said(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: OSError,
    before: int,
    after: int,
    says: str,
) -> None:
    """Nothing was printed yet."""
    monkeypatch.setattr(ending, "close_output", lambda: None)
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(flush=raises(error)))
    with pytest.raises(SystemExit) as left:
        ending.end(before)
    assert left.value.code == after
    assert says in capsys.readouterr().err
