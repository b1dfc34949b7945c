"""A text that a person gives, to `add` and to `edition`."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from trafficking_explorer.corpus.scaffold import create_corpus
from trafficking_explorer.corpus.source_texts import MAX_BYTES
from trafficking_explorer.curation.text_input import read_plain_text
from trafficking_explorer.errors import CuratingError

Call = Callable[..., Result]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"One.\nTwo.\0", "not plain text: a NUL at byte 9 (line 2); save it as plain text"),
        (b"One.\n\nT\xffwo.", "not UTF-8 from byte 7 (line 3); save it as UTF-8"),
        (
            "“One” caf\xe9.".encode("cp1252"),
            "Windows-1252, not UTF-8, from byte 0 (line 1); save it as UTF-8, or run: iconv -f "
            "WINDOWS-1252 -t UTF-8 FILE > NEW",
        ),
        (
            "Der Bürgermeister übergab 12 Häuser.".encode("cp1252"),
            "Windows-1252, not UTF-8, from byte 5 (line 1); save it as UTF-8, or run: iconv -f "
            "WINDOWS-1252 -t UTF-8 FILE > NEW",
        ),
        ("Полиция освободила".encode("cp1251"), "not UTF-8 from byte 0 (line 1); save it as UTF-8"),
        (
            "One.\n".encode("utf-16"),
            "is UTF-16, not UTF-8: save it as UTF-8, or run: iconv -f UTF-16 -t UTF-8 FILE > NEW",
        ),
        (
            "Police freed twelve.\n".encode("utf-16-be"),
            "is UTF-16BE, not UTF-8: save it as UTF-8, or run: iconv -f UTF-16BE -t UTF-8 FILE > NEW",
        ),
        (
            "One.\n".encode("utf-32"),
            "is UTF-32, not UTF-8: save it as UTF-8, or run: iconv -f UTF-32 -t UTF-8 FILE > NEW",
        ),
        (
            b"{\\rtf1\\ansi Twelve}",
            "is RTF, a text with mark-up of a word processor, not plain text: save its words as plain "
            "text (UTF-8) and add that",
        ),
        (
            b"%PDF-1.7\n",
            "is a PDF, not plain text: save its words as plain text (UTF-8) and add that",
        ),
        (
            b"PK\x03\x04word/document.xml",
            "is a ZIP file, as those of Word and LibreOffice are, not plain text: save its words as "
            "plain text (UTF-8) and add that",
        ),
        (
            b"<?xml version='1.0'?><rss><item/></rss>",
            "is XML, a text with mark-up, not plain text: save its words as plain text (UTF-8) and add "
            "that",
        ),
        (b"One", "cannot be read: larger than 64 MiB"),
        (b" \n\xef\xbb\xbf\n", "there are no words in it"),
        (None, "cannot be read: No such file or directory"),
    ],
)
def test_both_commands_refuse_what_is_no_text(
    call: Call, tmp_path: Path, content: bytes | None, says: str
) -> None:
    """In the same words, with the place of what is wrong; nothing is written."""
    own = tmp_path / "own"
    create_corpus(own)
    before = sorted(own.rglob("*"))
    path = tmp_path / "new.txt"
    if content is not None:
        path.write_bytes(content)
        if "larger" in says:
            os.truncate(path, MAX_BYTES + 1)
    for args in (("add", str(path)), ("edition", "example", str(path), "--write")):
        result = call("--corpus", str(own), *args)
        assert result.exit_code == 2, result.output
        assert f"{path}: {says}\n" in result.stderr
        assert result.stdout == ""
    assert sorted(own.rglob("*")) == before


def test_the_bytes_and_the_text_are_those_of_the_file(tmp_path: Path) -> None:
    """Nothing normalised; the largest text that a corpus takes is taken, a pipe is not waited for."""
    path = tmp_path / "new.txt"
    data = "\ufeffe\u0301te\u0301\r\n".encode()
    path.write_bytes(data)
    assert read_plain_text(path) == (data, "\ufeffe\u0301te\u0301\r\n")
    path.write_bytes(b"x" * MAX_BYTES)
    assert len(read_plain_text(path)[0]) == MAX_BYTES
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for none, reason in ((pipe, "not a file"), (tmp_path, "Is a directory")):
        with pytest.raises(CuratingError, match=f"cannot be read: {reason}"):
            read_plain_text(none)
