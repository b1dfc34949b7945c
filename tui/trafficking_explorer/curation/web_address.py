"""A page fetched from the address that a person typed; nothing else here reaches the network."""

import re
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPException, HTTPMessage
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from trafficking_explorer import __version__
from trafficking_explorer.errors import CuratingError
from trafficking_explorer.paths import APP
from trafficking_explorer.secure import Feature, require
from trafficking_explorer.text.display import single_line, truncate

MAX_BYTES = 16 * 2**20
_SECONDS = 30.0
"""Time for the whole page."""
_SILENCE_SECONDS = 10.0
"""Time without a byte after which a server is given up."""
_MOST_REDIRECTS = 5
_PIECE = 64 * 2**10
_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown")


@dataclass(frozen=True)
class FetchedPage:
    """The answer of a server.

    Attributes:
        address: of the page, after all redirects.
        redirects: the addresses that led there, the typed one first; empty without redirects.
        charset: as the server names it.
        captured: time of the answer, ISO 8601.
    """

    data: bytes
    address: str
    redirects: tuple[str, ...]
    media_type: str
    charset: str | None
    captured: str


def fetch(address: str) -> FetchedPage:
    """Fetch a page.

    Raises:
        SecureModeError: in secure mode.
        CuratingError: it is not an address of the web, or the page cannot be had; says why.
    """
    require(Feature.CURATION)
    url = _checked(address)
    # A server can send its head a byte at a time: only another thread can stop waiting for that.
    answers: list[FetchedPage | Exception] = []

    def ask() -> None:
        try:
            answers.append(_fetch(url, address))
        except Exception as error:
            answers.append(error)

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(_SECONDS)
    if not answers:
        raise CuratingError(_too_slow(_shown(address)))
    if isinstance(answers[0], Exception):
        raise answers[0]
    return answers[0]


def _too_slow(name: str) -> str:
    return f"{name}: takes longer than {_SECONDS:.0f} seconds; save the page and add the file"


def _fetch(url: str, address: str) -> FetchedPage:
    redirects = _Redirects()
    opener = build_opener(redirects)
    request = Request(
        url, headers={"User-Agent": f"{APP}/{__version__}", "Accept-Encoding": "identity"}
    )
    ends = time.monotonic() + _SECONDS
    name = _shown(address)
    try:
        with opener.open(request, timeout=_SILENCE_SECONDS) as answer:
            media_type, charset = (
                answer.headers.get_content_type(),
                answer.headers.get_content_charset(),
            )
            if media_type not in _TYPES:
                raise CuratingError(
                    f"{name}: is {single_line(media_type)}, not a page or a text; save its words as plain text and add that"
                )
            data = _read(answer, ends, name)
            final = answer.geturl()
    except HTTPError as error:
        error.close()
        raise CuratingError(
            f"{name}: the server answers {error.code} {single_line(str(error.reason))[:80]}"
        ) from error
    except (URLError, HTTPException, OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise CuratingError(
            f"{name}: cannot be fetched: {truncate(single_line(str(reason)), 160)}"
        ) from error
    captured = datetime.now(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")
    return FetchedPage(data, final, tuple(redirects.passed), media_type, charset, captured)


def _checked(address: str) -> str:
    """An address without its fragment.

    Raises:
        CuratingError: it is not one of the web.
    """
    name = _shown(address)
    try:
        parts = urlsplit(address.strip())
        host = parts.hostname
        _ = parts.port
    except ValueError as error:
        raise CuratingError(f"{name}: not an address: {error}") from error
    if parts.scheme.lower() not in ("http", "https"):
        raise CuratingError(
            f"{name}: only http and https are fetched; save the page and add the file"
        )
    if not host or re.search(r"[\s\x00-\x20]", address.strip()):
        raise CuratingError(f"{name}: not an address: it needs a host and no blanks")
    if parts.username or parts.password:
        raise CuratingError(
            f"{name}: has a password in it, which would be kept in the corpus; save the page and add the file"
        )
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    netloc = host.encode("idna").decode("ascii") if not host.isascii() else parts.netloc
    if not host.isascii() and parts.port:
        netloc = f"{netloc}:{parts.port}"
    return urlunsplit((parts.scheme, netloc, path or "/", query, ""))


def _read(answer: IO[bytes], ends: float, name: str) -> bytes:
    pieces: list[bytes] = []
    size = 0
    read: Any = getattr(answer, "read1", answer.read)
    while piece := read(_PIECE):
        size += len(piece)
        if size > MAX_BYTES:
            raise CuratingError(
                f"{name}: larger than {MAX_BYTES // 2**20} MiB; save its words as plain text and add that"
            )
        if time.monotonic() > ends:
            raise CuratingError(_too_slow(name))
        pieces.append(piece)
    return b"".join(pieces)


class _Redirects(HTTPRedirectHandler):
    """Follows a few redirects, within the web, and remembers them."""

    def __init__(self) -> None:
        self.passed: list[str] = []

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        if urlsplit(newurl).scheme not in ("http", "https"):
            raise CuratingError(
                f"{_shown(req.full_url)}: leads to {_shown(newurl)}, which is not of the web"
            )
        self.passed.append(req.full_url)
        if len(self.passed) > _MOST_REDIRECTS:
            raise CuratingError(f"{_shown(self.passed[0])}: leads on and on, to {_shown(newurl)}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _shown(address: str) -> str:
    return truncate(single_line(address), 160)
