"""Saved pages: what is read of them, and what they say of themselves."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from trafficking_explorer.corpus.loader import load
from trafficking_explorer.corpus.scaffold import create_corpus
from trafficking_explorer.curation.html_page import decode_page, is_html, read_page
from trafficking_explorer.curation.text_input import read_file
from trafficking_explorer.errors import CuratingError
from trafficking_explorer.records.source import Source

Call = Callable[..., Result]
BODY = (
    "<h1>Twelve people freed</h1><p>Police freed twelve people in Port Amber on Monday, the spokeswoman of "
    "the district said, after a search of houses and two boats.</p><p>They were brought to a shelter.</p>"
)
PAGE = f"<!DOCTYPE html><html lang=en><head><title>Twelve people freed</title></head><body>{BODY}</body></html>"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (PAGE.encode(), True),
        (b"\xef\xbb\xbf  \n<!-- saved --><html><body>a</body></html>", True),
        (b"<p>One paragraph.</p><p>Another.</p>", True),
        (b'<?xml version="1.0"?><html xmlns="x"><body/></html>', True),
        (b"<h2 class=x>A</h2>", True),
        (b"Police said <b>twelve</b> people were freed.", False),
        (b"<ana@lake.example> wrote: twelve", False),
        (b"<?xml version='1.0'?><rss></rss>", False),
        (b"5 < 6 and 7 > 6", False),
        (b"", False),
    ],
)
def test_pages_are_told_from_texts(data: bytes, *, expected: bool) -> None:
    """By how they begin, whatever the file is called."""
    assert is_html(data) is expected


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        ("<p>Zürich – 12 «ä»</p>".encode(), None),
        ("<meta charset=windows-1252><p>Zürich – 12 «ä»</p>".encode("cp1252"), None),
        ("<p>Zürich – 12 «ä»</p>".encode("cp1252"), None),
        ("<p>Zürich – 12 «ä»</p>".encode("utf-16"), None),
        ("<p>Zürich – 12 «ä»</p>".encode("cp1252"), "windows-1252"),
        ("<meta charset=nonsense><p>Zürich – 12 «ä»</p>".encode(), None),
    ],
)
def test_the_encoding_of_a_page(data: bytes, charset: str | None) -> None:
    """That of its bytes, of its header or of its own words."""
    assert "Zürich – 12 «ä»" in decode_page(data, charset)


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ('<meta property="article:published_time" content="2021-05-04T10:12Z">', "published", "2021-05-04"),
        ('<meta itemprop="datePublished" content="4 May 2021">', "published", "2021-05-04"),
        ('<meta name="DC.date.issued" content="2021-05-04">', "published", "2021-05-04"),
        ('<meta name="date" content="04/05/2021">', "published", None),
        ('<script type="application/ld+json">{"@graph":[{"@type":"Report","datePublished":"2021-05-04"}]}</script>',
         "published", "2021-05-04"),
        ('<script type="application/ld+json">{"@type":"WebSite","datePublished":"2021-05-04"}</script>',
         "published", None),
        ('<script type="application/ld+json">[{"@type":"NewsArticle","author":[{"name":"Ana Ferro"},{"name":"Bo Lind"}]}]</script>',
         "author", "Ana Ferro and Bo Lind"),
        ('<script type="application/ld+json">{broken</script>', "author", None),
        ('<meta name="author" content="https://lake.example/ana">', "author", None),
        ('<meta property="og:site_name" content="The Lake Post">', "publisher", "The Lake Post"),
        ('<link rel="canonical" href="https://lake.example/a">', "url", "https://lake.example/a"),
        ('<link rel="canonical" href="/a">', "url", None),
    ],
)  # fmt: skip
def test_what_the_metadata_say(head: str, field: str, value: str | None) -> None:
    """Taken with the place that says so; what could be two days, or is of the site, is not."""
    page = read_page(PAGE.replace("<title>", f"{head}<title>"))
    fact = page.facts.get(field)
    assert (fact.value if fact else None) == value
    assert fact is None or fact.reason.endswith(".")


def test_the_article_without_the_page_around_it() -> None:
    """The heading once, paragraphs and items, no menu, no related stories and no script."""
    page = read_page(
        PAGE.replace(
            "</body>",
            "<ul><li>Navigant Office</li><li>Harbour Crime Centre</li></ul>"
            "<p>The search goes on, and the police ask anybody who has seen the boats to call them.</p>"
            "<aside>Related: Ten myths</aside><script>var x = 'evil';</script><footer>© 2021</footer></body>",
        )
    )
    assert page.title == "Twelve people freed"
    assert page.text.count("Twelve people freed") == 1
    assert "• Navigant Office\n• Harbour Crime Centre" in page.text
    assert "myths" not in page.text
    assert "evil" not in page.text
    assert page.text.startswith("Twelve people freed\n\nPolice freed twelve")


def test_a_page_is_added(call: Call, tmp_path: Path) -> None:
    """Its text beside others; the time of the file is that of the capture, a page may say better."""
    root = tmp_path / "corpus"
    create_corpus(root)
    path = tmp_path / "lake.html"
    path.write_text(PAGE, "utf-8")
    os.utime(path, (1_620_123_120, 1_620_123_120))
    result = call(
        "--corpus", str(root), "add", str(path), "--url", "https://lake.example/2021/05/04/a"
    )
    assert result.exit_code == 0, result.output
    source = load(root).by_id["source", "lake"]
    assert isinstance(source, Source)
    assert (source.captured, source.capture_method) == ("2021-05-04T10:12:00Z", "saved_page")
    assert (source.published, source.publisher) == ("2021-05-04", "lake.example")
    assert source.resolved.keys() == {"published", "publisher"}
    listed = call("--corpus", str(root), "sql", "SELECT epoch(captured)::BIGINT AS t FROM sources WHERE source_id = 'lake'",
                  "--format", "csv")  # fmt: skip
    assert listed.output.split() == ["t", "1620123120"]
    single = tmp_path / "single.html"
    single.write_text(
        "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://lake.example/b \n"
        f" saved date: Wed Jun 02 2021 11:22:33 GMT+0200 (CEST)\n-->{PAGE[15:]}",
        "utf-8",
    )
    assert read_file(single).facts["captured"].value == "2021-06-02T11:22:33+02:00"
    assert read_file(single).facts["url"].value == "https://lake.example/b"


def test_a_page_from_a_web_archive(call: Call, tmp_path: Path) -> None:
    """Its own address, the copy, and the time of the copy."""
    root = tmp_path / "corpus"
    create_corpus(root)
    (tmp_path / "old.html").write_text(PAGE, "utf-8")
    copy = "https://web.archive.org/web/20210504101200/https://lake.example/a"
    result = call("--corpus", str(root), "add", str(tmp_path / "old.html"), "--url", copy)
    assert result.exit_code == 0, result.output
    source = load(root).by_id["source", "old"]
    assert isinstance(source, Source)
    assert (source.url, source.archived) == ("https://lake.example/a", copy)
    assert (source.captured, source.capture_method) == ("2021-05-04T10:12:00Z", "archived_page")


def test_a_page_in_one_file_of_chrome(tmp_path: Path) -> None:
    """MHTML has the address and the time in its head."""
    path = tmp_path / "a.mhtml"
    path.write_text(
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://lake.example/a\nSubject: x\n"
        "Date: Tue, 4 May 2021 10:12:00 +0200\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="B"\n\n'
        "--B\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
        f"{PAGE}\n--B--\n",
        "utf-8",
    )
    found = read_file(path)
    assert found.text.startswith("Twelve people freed\n\n")
    assert found.facts["url"].value == "https://lake.example/a"
    assert found.facts["captured"].value == "2021-05-04T10:12:00+02:00"


@pytest.mark.parametrize(
    "html",
    [
        "<html></html>",
        "<html><body><script>x</script></body></html>",
        "<div>" * 3000 + "</div>",
        "<p>\x00</p>",
    ],
)
def test_pages_without_words(html: str) -> None:
    """In a sentence."""
    with pytest.raises(CuratingError, match=r"there are no words|cannot be read as HTML"):
        read_page(html)


def test_a_text_needs_no_reader_of_pages(tmp_path: Path) -> None:
    """Its libraries are loaded for pages alone."""
    (tmp_path / "a.txt").write_text("A title of it\n\nIts words.\n", "utf-8")
    code = (
        "import sys; from pathlib import Path; from trafficking_explorer.curation.text_input import read_file; "
        f"read_file(Path({str(tmp_path / 'a.txt')!r})); "
        "print(sorted({'trafilatura', 'lxml', 'urllib.request'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
