"""Pages fetched from an address that a person typed; here from this machine alone."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import Result

from trafficking_explorer.corpus.loader import load
from trafficking_explorer.corpus.scaffold import create_corpus
from trafficking_explorer.curation import web_address
from trafficking_explorer.curation.web_address import fetch
from trafficking_explorer.errors import CuratingError, SecureModeError
from trafficking_explorer.records.source import Source
from trafficking_explorer.secure import VARIABLE

Call = Callable[..., Result]
PAGE = (
    "<!DOCTYPE html><html lang=fr><head><title>Douze personnes libérées</title></head><body><article>"
    "<h1>Douze personnes libérées</h1><p>4 mai 2021</p><p>La police a libéré douze personnes lundi dans le port, "
    "selon la porte-parole du district.</p></article></body></html>"
)


class Handler(BaseHTTPRequestHandler):
    """A small site with everything that can go wrong."""

    seen: list[str]

    def do_GET(self) -> None:
        self.seen.append(self.path)
        path = urlsplit(self.path).path
        match path:
            case "/page" | "/caf%C3%A9":
                self._send("text/html", PAGE.encode("latin-1"), "; charset=iso-8859-1")
            case "/text":
                self._send("text/plain", b"A title of it\n\nIts words.\n")
            case "/old":
                self._lead("/older")
            case "/older":
                self._lead("/page?x=1#part")
            case "/round":
                self._lead("/round2")
            case "/round2":
                self._lead("/round")
            case "/file":
                self._lead("file:///etc/passwd")
            case "/ftp":
                self._lead("ftp://lake.example/a")
            case "/picture":
                self._send("image/png", b"\x89PNG")
            case "/large":
                self._send("text/plain", b"word " * 500_000)
            case "/slow":
                self.server.waiting.wait(20)  # type: ignore[attr-defined]
            case _:
                self.send_error(404)

    def _send(self, kind: str, data: bytes, charset: str = "") -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind + charset)
        self.end_headers()
        self.wfile.write(data)

    def _lead(self, where: str) -> None:
        self.send_response(302)
        self.send_header("Location", where)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[tuple[str, list[str]]]:
    """The address of the site, and the paths that were asked for."""
    seen: list[str] = []
    handler = type("Site", (Handler,), {"seen": seen})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.waiting = threading.Event()  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}", seen
    server.waiting.set()  # type: ignore[attr-defined]
    server.shutdown()
    server.server_close()


def test_a_page_is_added_from_its_address(
    call: Call, tmp_path: Path, site: tuple[str, list[str]]
) -> None:
    """Its address after all redirects, which are told; the time; nothing else is asked for."""
    address, seen = site
    root = tmp_path / "corpus"
    create_corpus(root)
    result = call("--corpus", str(root), "add", f"{address}/old", "--publisher", "Le Phare")
    assert result.exit_code == 0, result.output
    assert f"led on:    {address}/old → {address}/older → {address}/page?x=1" in result.stderr
    source = load(root).by_id["source", "douze-personnes-liberees"]
    assert isinstance(source, Source)
    assert source.title == "Douze personnes libérées"
    assert source.url is not None
    assert source.url.startswith(f"{address}/page?x=1")
    assert (source.published, source.language, source.capture_method) == (
        "2021-05-04",
        "fr",
        "fetched",
    )
    assert source.captured is not None
    assert source.captured.endswith("Z")
    assert load(root).problems == []
    assert seen == ["/old", "/older", "/page?x=1"]


def test_plain_text_from_an_address(
    call: Call, tmp_path: Path, site: tuple[str, list[str]]
) -> None:
    """As it is; a path may have letters of any script."""
    address, _ = site
    root = tmp_path / "corpus"
    create_corpus(root)
    result = call("--corpus", str(root), "add", f"{address}/text")
    assert result.exit_code == 0, result.output
    assert (root / "seeds/a-title-of-it.txt").read_bytes() == b"A title of it\n\nIts words.\n"
    assert fetch(f"{address}/café").media_type == "text/html"


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/nothing", "the server answers 404 Not Found"),
        ("/picture", "is image/png, not a page or a text"),
        ("/round", "leads on and on"),
        ("/file", "is not allowed"),
        ("/ftp", "leads to ftp://lake.example/a, which is not of the web"),
    ],
)
def test_what_cannot_be_had(path: str, says: str, site: tuple[str, list[str]]) -> None:
    """In a sentence, with the address."""
    with pytest.raises(CuratingError, match=r"127\.0\.0\.1") as found:
        fetch(site[0] + path)
    assert says in str(found.value)


def test_size_and_time_are_bounded(
    site: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large answer, and one that does not come."""
    monkeypatch.setattr(web_address, "MAX_BYTES", 2**20)
    with pytest.raises(CuratingError, match="larger than 1 MiB"):
        fetch(f"{site[0]}/large")
    monkeypatch.setattr(web_address, "_SECONDS", 0.2)
    with pytest.raises(CuratingError, match="takes longer than 0 seconds"):
        fetch(f"{site[0]}/slow")


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("ftp://lake.example/a", "only http and https are fetched"),
        ("file:///etc/passwd", "only http and https are fetched"),
        ("https://", "not an address"),
        ("https://ana:secret@lake.example/", "has a password in it"),
        ("http://lake.example:port/", "not an address"),
        ("http://[::1/", "not an address"),
        ("https://lake.example/a b", "not an address"),
    ],
)
def test_what_is_no_address_of_the_web(call: Call, tmp_path: Path, address: str, says: str) -> None:
    """Nothing is asked for, and nothing is written."""
    root = tmp_path / "corpus"
    create_corpus(root)
    before = sorted(root.rglob("*"))
    result = call("--corpus", str(root), "add", address)
    assert result.exit_code == 2
    assert says in result.stderr
    assert sorted(root.rglob("*")) == before


def test_secure_mode_fetches_nothing(
    site: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It refuses before it asks."""
    monkeypatch.setenv(VARIABLE, "1")
    with pytest.raises(SecureModeError):
        fetch(f"{site[0]}/page")
    assert site[1] == []


def test_an_address_is_fetched_once(
    call: Call, tmp_path: Path, site: tuple[str, list[str]]
) -> None:
    """A server that is not there is named."""
    root = tmp_path / "corpus"
    create_corpus(root)
    port = int(site[0].rpartition(":")[2])
    result = call("--corpus", str(root), "add", f"http://127.0.0.1:{1 if port != 1 else 2}/")
    assert result.exit_code == 2
    assert "cannot be fetched: [Errno" in result.stderr
