"""Read a text that somebody names on the command line: an article for `add`, an edition for `edition`."""

import re
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from trafficking_explorer.corpus.source_texts import MAX_BYTES, read_bytes
from trafficking_explorer.curation.html_page import Page, decode_page, is_html, read_page
from trafficking_explorer.curation.page_metadata import PageFact
from trafficking_explorer.errors import CuratingError

_BINARY = {
    b"{\\rtf": "RTF, a text with mark-up of a word processor",
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP file, as those of Word and LibreOffice are",
    b"\xd0\xcf\x11\xe0": "an old file of Word or Excel",
    b"\x1f\x8b": "a gzip file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"<?xml": "XML, a text with mark-up",
    b"bplist": "a web archive of Safari",
}
"""First bytes of files other than plain text, and their names."""
_MBCS = 0.3
"""Part of NULs in a text of two or four bytes a character."""
_QUOTES_1252 = frozenset(b"\x80\x82\x84\x85\x91\x92\x93\x94\x95\x96\x97\x99")
"""Typographic marks of Windows-1252, which other 8-bit encodings do not have there."""
_LETTERS_1252 = frozenset("äöüßéèêëàâáíìîïóòôúùûñçãõåøæÄÖÜÉÈÀÁÓÚÑÇÅØÆœŒŠšŽž¿¡«»°º€£§")
"""Letters and signs of western European texts."""


_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


@dataclass(frozen=True)
class InputText:
    """A text, and what is known of where it comes from.

    Attributes:
        label: what to call it in messages.
        name: of a file for it, without a folder; "" if it has none.
        page: the page it was read from; None for plain text.
        facts: by the field, such as `url` and `captured`, each with the reason.
        redirects: the addresses that led to that of the page.
    """

    label: str
    data: bytes
    text: str
    name: str = ""
    page: Page | None = None
    facts: dict[str, PageFact] = field(default_factory=dict)
    redirects: tuple[str, ...] = ()


def is_address(words: str) -> bool:
    """True if a person means an address of the web, not a file."""
    return _ADDRESS.match(words) is not None


def read_file(path: Path) -> InputText:
    """The text of a file: plain text, or a saved page.

    Raises:
        CuratingError: it cannot be read, is too large, or is neither; the message says what to do.
    """
    try:
        data = read_bytes(path)
    except OSError as error:
        raise CuratingError(f"{path}: cannot be read: {error}") from error
    label = str(path)
    found = _web_archive(data, label) or _page(data, label)
    if found is None:
        return InputText(label, data, _plain_text(data, label), path.name)
    text, facts = found
    if "captured" not in facts.facts:
        # A browser writes the page when it saves it; a copy may keep the time or not.
        when = datetime.fromtimestamp(path.stat().st_mtime, UTC).replace(microsecond=0)
        facts.facts["captured"] = PageFact(_zulu(when), "The date of the saved file.")
    facts.facts.setdefault("capture_method", PageFact("saved_page", ""))
    return InputText(label, text.encode(), text, f"{path.stem}.txt", facts, facts.facts)


def read_standard_input() -> InputText:
    """The text on standard input.

    Raises:
        CuratingError: there is none, or it is not a text.
    """
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    label = "standard input"
    if len(data) > MAX_BYTES:
        raise CuratingError(f"{label}: larger than {MAX_BYTES // 2**20} MiB")
    found = _page(data, label)
    if found is None:
        return InputText(label, data, _plain_text(data, label))
    text, page = found
    page.facts.setdefault("capture_method", PageFact("saved_page", ""))
    return InputText(label, text.encode(), text, "", page, page.facts)


def read_address(address: str) -> InputText:
    """The text of a page of the web, fetched now.

    Raises:
        SecureModeError: in secure mode.
        CuratingError: the page cannot be had, or has no words.
    """
    # Start-up: only an address needs it.
    from trafficking_explorer.curation.web_address import fetch

    fetched = fetch(address)
    label = fetched.address
    facts = {
        "url": PageFact(fetched.address, "It was fetched from there."),
        "captured": PageFact(fetched.captured, "The time it was fetched."),
        "capture_method": PageFact("fetched", ""),
    }
    if fetched.media_type.endswith("html") or is_html(fetched.data):
        page = read_page(decode_page(fetched.data, fetched.charset), fetched.address, label)
        page.facts.update(facts)
        return InputText(
            label, page.text.encode(), page.text, "", page, page.facts, fetched.redirects
        )
    data = fetched.data
    if fetched.charset and fetched.charset.lower() not in ("utf-8", "us-ascii"):
        data = decode_page(data, fetched.charset).encode()
    return InputText(label, data, _plain_text(data, label), "", None, facts, fetched.redirects)


def read_plain_text(path: Path) -> tuple[bytes, str]:
    """The bytes and the text of a file, of a page those of its article.

    Raises:
        CuratingError: as `read_file`; the message has the number of a wrong byte, from 0, and its
            line, from 1.
    """
    found = read_file(path)
    return found.data, found.text


def _page(data: bytes, label: str) -> tuple[str, Page] | None:
    """The text of a page, and the page; None if it is another."""
    if not is_html(data) and not (
        data.startswith((b"\xff\xfe", b"\xfe\xff")) and is_html(decode_page(data).encode())
    ):
        return None
    page = read_page(decode_page(data), "", label)
    return page.text, page


def _web_archive(data: bytes, label: str) -> tuple[str, Page] | None:
    """The page in an MHTML file, as Chrome saves it; None if it is another."""
    start = data[:2_048]
    if b"MIME-Version:" not in start or b"multipart/related" not in start:
        return None
    # Start-up: hardly any text is one.
    from email import message_from_bytes, policy
    from email.utils import parsedate_to_datetime

    message = message_from_bytes(data, policy=policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            assert isinstance(payload, bytes)
            address = str(
                message.get("Snapshot-Content-Location") or part.get("Content-Location") or ""
            )
            address = address if address.startswith(("http://", "https://")) else ""
            page = read_page(decode_page(payload, part.get_content_charset()), address, label)
            if (when := str(message.get("Date") or "")) and "captured" not in page.facts:
                try:
                    date = parsedate_to_datetime(when)
                except ValueError:
                    break
                page.facts["captured"] = PageFact(
                    date.isoformat(), "The saved page says when it was saved."
                )
            return page.text, page
    return None


def _plain_text(data: bytes, label: str) -> str:
    """The text of plain UTF-8.

    Raises:
        CuratingError: it is anything else.
    """
    if (encoding := _wide_encoding(data)) is not None:
        raise CuratingError(
            f"{label}: is {encoding}, not UTF-8: save it as UTF-8, or run: iconv -f {encoding} -t UTF-8 FILE > NEW"
        )
    for start, what in _BINARY.items():
        if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(start):
            raise CuratingError(
                f"{label}: is {what}, not plain text: save its words as plain text (UTF-8) and add that"
            )
    if (at := data.find(b"\0")) >= 0:
        raise CuratingError(
            f"{label}: not plain text: a NUL at {_place(data, at)}; save it as plain text"
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        where = _place(data, error.start)
        raise CuratingError(
            f"{label}: {_eight_bit(data)} from {where}; save it as UTF-8{_convert(data)}"
        ) from error
    if not text.strip("\ufeff \t\r\n\f\v"):
        raise CuratingError(f"{label}: there are no words in it")
    return text


def _wide_encoding(data: bytes) -> str | None:
    """The name of an encoding with two or four bytes a character; None if it is another."""
    if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return "UTF-32"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    sample = data[:4_096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if len(sample) > 8 and max(even, odd) > _MBCS * len(sample) and not min(even, odd):
        return "UTF-16LE" if odd else "UTF-16BE"
    return None


def _eight_bit(data: bytes) -> str:
    return "Windows-1252, not UTF-8," if _is_windows(data) else "not UTF-8"


def _convert(data: bytes) -> str:
    return ", or run: iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW" if _is_windows(data) else ""


def _is_windows(data: bytes) -> bool:
    """True if bytes are text in Windows-1252, by its marks or by letters with accents between others."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return False
    high = [each for each in data if each > 0x7F]
    letters = sum(map(_LETTERS_1252.__contains__, text))
    marks = sum(each in _QUOTES_1252 for each in high)
    # Of other alphabets in 8 bits nearly all letters are high.
    return letters + marks > len(high) / 2 and len(high) < len(data) / 3


def _place(data: bytes, at: int) -> str:
    line = data.count(b"\n", 0, at) + 1
    return f"byte {at} (line {line})"


def _zulu(when: datetime) -> str:
    return when.isoformat().replace("+00:00", "Z")
