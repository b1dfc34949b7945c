"""Output and input of the driver, with pipes and pseudo-terminals in place of the terminal."""

import os
import pty
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, TextIO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.drivers._writer_thread import MAX_QUEUED_WRITES, WriterThread

from trafficking_explorer.ui.terminal_driver import TerminalGone, TerminalOutput, read_text

Pair = tuple[int, int]
"""The end of the terminal that is ours, and that of who is in front of it."""


def open_pipe() -> Pair:
    """A pipe to write into."""
    theirs, ours = os.pipe()
    return ours, theirs


def open_terminal() -> Pair:
    """A pseudo-terminal."""
    theirs, ours = pty.openpty()
    return ours, theirs


@pytest.fixture
def files() -> Iterator[list[TextIO]]:
    """Closes what a test has opened; where the other end is gone, nothing can be flushed."""
    opened: list[TextIO] = []
    yield opened
    for file in opened:
        with suppress(OSError):
            file.close()


@pytest.mark.parametrize("open_pair", [open_pipe, open_terminal])
def test_output_is_dropped_when_the_terminal_has_gone(
    open_pair: Callable[[], Pair], files: list[TextIO]
) -> None:
    """Told once; the thread takes more than its queue holds, and can be stopped."""
    ours, theirs = open_pair()
    files.append(os.fdopen(ours, "w"))
    told: list[None] = []
    thread = WriterThread(cast(Any, TerminalOutput(files[0], lambda: told.append(None))))
    thread.start()
    thread.write("on the screen")
    assert os.read(theirs, 100) == b"on the screen"
    assert told == []
    os.close(theirs)
    for _ in range(MAX_QUEUED_WRITES * 3):
        thread.write("to nobody")
    thread.stop()
    assert not thread.is_alive()
    assert told == [None]


@pytest.mark.parametrize("is_blocking", [True, False])
def test_output_is_whole(is_blocking: bool, files: list[TextIO]) -> None:
    """Also where the terminal takes only what it has room for, and says so."""
    ours, theirs = open_pipe()
    os.set_blocking(ours, is_blocking)
    files.append(os.fdopen(ours, "w", encoding="utf-8"))
    told: list[None] = []
    output = TerminalOutput(files[0], lambda: told.append(None))
    text = "Ä line of the screen\n" * 20_000

    def draw() -> None:
        with files[0]:
            output.write(text)
            output.write("\udc80")  # Bytes that are not UTF-8 do not stop it.
            output.flush()

    thread = threading.Thread(target=draw)
    thread.start()
    with os.fdopen(theirs, "rb") as reader:
        assert reader.read() == text.encode() + b"?"
    thread.join()
    assert told == []


@pytest.mark.parametrize("open_pair", [os.pipe, open_terminal])
def test_input_ends_with_the_terminal(open_pair: Callable[[], Pair]) -> None:
    """Text typed before is read; then the terminal counts as gone."""
    ours, theirs = open_pair()
    if not os.isatty(theirs):
        os.write(theirs, "ä\n".encode())
    else:
        os.write(theirs, b"a\n")
    found = read_text(ours, lambda: False)
    assert next(found) in ("ä\n", "a\n")
    os.close(theirs)
    with pytest.raises(TerminalGone):
        list(found)
    os.close(ours)


def test_input_from_no_file() -> None:
    """A file that somebody has closed is a terminal that has gone."""
    ours, theirs = os.pipe()
    os.close(ours)
    os.close(theirs)
    with pytest.raises(TerminalGone):
        next(read_text(ours, lambda: False))


def test_input_ends_when_it_is_over() -> None:
    """Nothing is typed, and each moment is an empty text, in which the parser may look at its clock."""
    ours, theirs = os.pipe()
    moments = iter([False, False, True])
    assert list(read_text(ours, lambda: next(moments))) == ["", ""]
    os.close(ours)
    os.close(theirs)


@given(pieces=st.lists(st.binary(max_size=5), max_size=8))
def test_any_bytes_can_be_typed(pieces: list[bytes]) -> None:
    """No byte ends the input, and characters that come in pieces are put together."""
    ours, theirs = os.pipe()
    found = read_text(ours, lambda: False)
    text = ""
    for piece in filter(None, pieces):
        os.write(theirs, piece)
        text += next(found)
    # An unfinished character at the end is still waited for.
    assert b"".join(pieces).decode("utf-8", "replace").startswith(text)
    os.close(theirs)
    with pytest.raises(TerminalGone):
        next(found)
    os.close(ours)
