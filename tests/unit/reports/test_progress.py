"""Progress of a long check."""

import io

import pytest

from trafficking_explorer.reports import progress
from trafficking_explorer.reports.progress import progress_on


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_it_is_said_on_a_terminal_and_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    """On one line, which is empty in the end, whatever comes."""
    monkeypatch.setattr(progress, "_PATIENCE", 0)
    stream = Terminal()
    with pytest.raises(RuntimeError), progress_on(stream) as told:
        told(1, 4)
        raise RuntimeError
    assert "25 %" in stream.getvalue()
    assert "\n" not in stream.getvalue()
    assert stream.getvalue().endswith("\r\x1b[K")


def test_what_is_quick_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A quick check, and one without a terminal, print nothing."""
    monkeypatch.setattr(progress, "_PATIENCE", 600)
    stream = Terminal()
    with progress_on(stream) as told:
        told(1, 4)
    assert "%" not in stream.getvalue()
    pipe = io.StringIO()
    with progress_on(pipe) as told:
        told(1, 4)
        told.say("x")
    assert pipe.getvalue() == ""
