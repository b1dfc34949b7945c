"""Read a text file from the command line: an article for `add`, a new edition for `edition`."""

from pathlib import Path

from trafficking_explorer.corpus.source_texts import read_bytes
from trafficking_explorer.errors import CuratingError


def read_plain_text(path: Path) -> tuple[bytes, str]:
    """The bytes and the text of a file.

    Raises:
        CuratingError: it cannot be read, is too large, or is not plain text; the message has the
            number of a wrong byte, from 0, and its line, from 1.
    """
    try:
        data = read_bytes(path)
    except OSError as error:
        raise CuratingError(f"{path}: cannot be read: {error}") from error
    if (at := data.find(b"\0")) >= 0:
        where = _place(data, at)
        raise CuratingError(f"{path}: not plain text: a NUL at {where}; save it as plain text")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        where = _place(data, error.start)
        raise CuratingError(f"{path}: not UTF-8 from {where}; save it as UTF-8") from error
    if not text.strip("\ufeff \t\r\n\f\v"):
        raise CuratingError(f"{path}: there are no words in it")
    return data, text


def _place(data: bytes, at: int) -> str:
    line = data.count(b"\n", 0, at) + 1
    return f"byte {at} (line {line})"
