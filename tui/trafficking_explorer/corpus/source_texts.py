"""Source texts: reading, decoding, and finding the article."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from weakref import WeakValueDictionary

from trafficking_explorer.corpus.anchoring import IndexedText, anchor
from trafficking_explorer.corpus.corpus import LocatedRecord, Problem, SourceText
from trafficking_explorer.errors import QuoteAmbiguous, QuoteNotFound
from trafficking_explorer.records.evidence import TextPosition
from trafficking_explorer.records.source import Source

MAX_BYTES = 64 * 2**20
"""The largest text that is read; a book has one or two MiB."""


_PREPARED: WeakValueDictionary[str, IndexedText] = WeakValueDictionary()
"""Texts in use, by SHA-256: several sources may share a file."""


def content_digest(data: bytes) -> str:
    """The digest of a file's content."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def digest_of(path: Path) -> str | None:
    """The digest of a file's content; None if it cannot be read."""
    try:
        if not path.is_file() or path.stat().st_size > MAX_BYTES:
            return None
        return content_digest(path.read_bytes())
    except (OSError, ValueError, RuntimeError):
        return None


def read_bytes(path: Path) -> bytes:
    """The bytes of a text file.

    Raises:
        OSError: it cannot be read, is not a file, or is too large; as a text it is the reason.
    """
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            # Reading a pipe would wait without end.
            raise OSError("not a file")
        with path.open("rb") as file:
            # The file may be growing.
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError, RuntimeError) as error:
        # Path has a RuntimeError for links in a ring and a ValueError for a NUL.
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        raise OSError(reason) from error
    if len(data) > MAX_BYTES:
        raise OSError(f"larger than {MAX_BYTES // 2**20} MiB")
    return data


def read_text(entry: LocatedRecord, seeds: Path) -> tuple[SourceText | None, list[Problem]]:
    """Read the text of one source.

    Returns:
        The text, None if it cannot be read, and its problems.
    """
    source = entry.record
    assert isinstance(source, Source)
    path = seeds / source.path
    try:
        if not path.resolve().is_relative_to(seeds.resolve()):
            message = f"{source.path} is outside {seeds.name}/"
            return None, [Problem(entry.at("path"), "source-file", message)]
        data = read_bytes(path)
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"{seeds.name}/{source.path} is not UTF-8 from byte {error.start} on"
        return None, [Problem(entry.at("path"), "source-file", message)]
    except (OSError, RuntimeError, ValueError) as error:
        message = f"{seeds.name}/{source.path} cannot be read: {getattr(error, 'strerror', None) or error}"
        return None, [Problem(entry.at("path"), "source-file", message)]
    return delimit_article(entry, source, text, hashlib.sha256(data).hexdigest())


def delimit_article(
    entry: LocatedRecord, source: Source, text: str, sha256: str
) -> tuple[SourceText, list[Problem]]:
    """Find the article in the text of a source.

    Args:
        entry: the source's record, for the locations of problems.
        source: gives the boundaries of the article; the entry's record, or a replacement.
        sha256: of the file's bytes.

    Returns:
        The text, and problems with its boundaries.
    """
    problems: list[Problem] = []
    anchor_text = _PREPARED.get(sha256)
    if anchor_text is None or anchor_text.text != text:
        anchor_text = _PREPARED[sha256] = IndexedText(text)
    article, found = _article(entry, source, anchor_text)
    furniture = tuple(sorted(_furniture(entry, source, anchor_text, problems)))
    return SourceText(source, anchor_text, sha256, article, furniture), [*problems, *found]


def _article(
    entry: LocatedRecord, source: Source, text: IndexedText
) -> tuple[TextPosition, list[Problem]]:
    start, end, problems = 0, len(text.text), []
    try:
        start = anchor(source.article.first, text).start
    except (QuoteNotFound, QuoteAmbiguous) as error:
        problems.append(Problem(entry.at("article", "from"), "article-edge", str(error)))
    try:
        end = anchor(source.article.last, text).end
    except (QuoteNotFound, QuoteAmbiguous) as error:
        problems.append(Problem(entry.at("article", "to"), "article-edge", str(error)))
    if end <= start:
        problems.append(
            Problem(entry.at("article"), "article-edge", "the article ends before it begins")
        )
        start, end = 0, len(text.text)
    return TextPosition(start, end), problems


def _furniture(
    entry: LocatedRecord, source: Source, text: IndexedText, problems: list[Problem]
) -> Iterator[TextPosition]:
    for quote in source.furniture:
        try:
            yield anchor(quote, text)
        except (QuoteNotFound, QuoteAmbiguous) as error:
            at = entry.at("furniture", *quote.trail)
            problems.append(Problem(at, "article-edge", str(error)))
