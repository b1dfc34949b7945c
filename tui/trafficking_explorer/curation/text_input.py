"""Read a text file from the command line: an article for `add`, a new edition for `edition`."""

from pathlib import Path

from trafficking_explorer.corpus.source_texts import MAX_BYTES
from trafficking_explorer.errors import CuratingError


def read_plain_text(path: Path) -> tuple[bytes, str]:
    """The bytes and the text of a file.

    Raises:
        CuratingError: it cannot be read, is too large, or is not plain text; the message has the
            number of a wrong byte, from 0, and its line, from 1.
    """
    try:
        if path.exists() and not path.is_file():
            # Reading a pipe would wait without end.
            raise OSError("not a file")
        with path.open("rb") as file:
            # The file may be growing.
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError, RuntimeError) as error:
        # Path has a RuntimeError for links in a ring and a ValueError for a NUL.
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        raise CuratingError(f"{path}: cannot be read: {reason}") from error
    if len(data) > MAX_BYTES:
        raise CuratingError(f"{path}: cannot be read: larger than {MAX_BYTES // 2**20} MiB")
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
