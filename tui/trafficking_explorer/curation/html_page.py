"""The article of an HTML page as plain text, and what the page says of it; read by trafilatura.

Nothing here reaches the network: pages are parsed before the libraries see them.
"""

import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from trafficking_explorer.curation.article_lines import Line
from trafficking_explorer.curation.article_title import without_site
from trafficking_explorer.curation.page_metadata import PageFact, page_facts, saved_from
from trafficking_explorer.errors import CuratingError

_BLOCKS = frozenset(
    word
    for line in (
        "address article aside blockquote br caption dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 ",
        "h4 h5 h6 head header hr lb item li list main nav ol p pre quote row section table tbody td tfoot th thead tr ul",
    )
    for word in line.split()
)
_ASIDE = frozenset(
    word
    for line in (
        "script style noscript template svg nav footer form aside button iframe select option input head",
    )
    for word in line.split()
)
_LEAST_WORDS = 12
"""Words below which the reader has found no article; then all of the page but its edges is taken."""
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>", re.IGNORECASE)
_BODY_TAGS = re.compile(
    rb"<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>]|meta\s|article[\s>]|div[\s>]|p[\s>]|h[1-6][\s>]|table[\s>]|span[\s>])",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Page:
    """The article of a page.

    Attributes:
        text: its title, a blank line, and its paragraphs.
        title: as in the first line of the text.
        site: the name of the site; "" if the page does not give it.
        shown: all lines of the page, in its order.
        facts: what the page says of the article, by the field, each with the place that says so.
    """

    text: str
    title: str
    site: str
    shown: str
    facts: dict[str, PageFact] = field(default_factory=dict)


def is_html(data: bytes) -> bool:
    """True if a file is a page or a part of one, whatever its name."""
    start = data[:4_096].lstrip(b"\xef\xbb\xbf \t\r\n\f")
    while start.startswith(b"<!--"):
        _, found, start = start.partition(b"-->")
        start = start.lstrip() if found else b""
    if start[:5].lower() == b"<?xml":
        return b"<html" in start.lower()
    match = _BODY_TAGS.match(start)
    return match is not None and (b"</" in data or match[0][:2] == b"<!")


def decode_page(data: bytes, charset: str | None = None) -> str:
    """The text of a page in its own encoding: of the header, of its first bytes, or as it says."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    declared = _CHARSET.search(data[:4_096])
    for name in ("utf-8-sig", charset, declared[1].decode("ascii") if declared else None, "cp1252"):
        try:
            if name:
                return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("utf-8", "replace")


def read_page(html: str, address: str = "", label: str = "the page") -> Page:
    """Read a page.

    Args:
        address: of the page, if it is known.
        label: what to call it in messages.

    Raises:
        CuratingError: it has no words, or the reader is not installed.
    """
    with _silence():
        try:
            # Start-up: only pages need these.
            from lxml import html as parser
            from trafilatura import bare_extraction
            from trafilatura.metadata import extract_metadata
        except ImportError as error:
            raise CuratingError(
                f"{label}: this is HTML, and trafilatura, which reads it, is not installed "
                f"({' '.join(str(error).split())[:120]}): install the program again, or save the page as plain text"
            ) from error
        try:
            tree = parser.document_fromstring(_DECLARATION.sub("", html))
            facts = page_facts(tree, html, address)
            shown = "\n".join(_blocks(tree))
            about = extract_metadata(
                parser.document_fromstring(_DECLARATION.sub("", html)), extensive=False
            )
            # A list or a table that is lost is worse than a line too many, which the end cuts off.
            found = bare_extraction(
                tree,
                include_comments=False,
                include_tables=True,
                with_metadata=False,
                favor_recall=True,
            )
            body = [] if found is None else list(_paragraphs(getattr(found, "body", None)))
        except Exception as error:
            # The libraries fail in many ways at other files.
            raise CuratingError(
                f"{label}: cannot be read as HTML ({type(error).__name__}): save it as plain text"
            ) from error
    if sum(len(each.split()) for each in body) < _LEAST_WORDS:
        body = shown.splitlines()
    site = facts["publisher"].value if "publisher" in facts else ""
    title = _title(facts, about.title or "", site)
    title = _CONTROL.sub("", title)
    body = [words for each in body if re.search(r"\w", words := _CONTROL.sub("", each))]
    if title and body and _same(body[0], title):
        body = body[1:]
    if not body and not title:
        raise CuratingError(f"{label}: there are no words in this page")
    if about.author and "author" not in facts and ";" not in about.author:
        facts["author"] = PageFact(about.author, "The page's metadata name the author.")
    text = "\n\n".join([title, *body] if title else body)
    return Page(f"{text}\n", title, site, shown, facts | saved_from(html))


def _title(facts: dict[str, PageFact], read: str, site: str) -> str:
    title = facts["title"].value if "title" in facts else read
    title = " ".join(title.split())
    if not title:
        return ""
    place, _ = without_site(Line(0, len(title), title), [site])
    return title[slice(*place)]


def _same(one: str, other: str) -> bool:
    return "".join(one.split()).casefold() == "".join(other.split()).casefold()


def _paragraphs(body: Any) -> Iterator[str]:
    """The paragraphs of an article as trafilatura has read it."""
    if body is None:
        return
    for node in body:
        match node.tag:
            case "list":
                yield "\n".join(
                    f"• {words}" for each in node.iter("item") if (words := _words(each))
                )
            case "table":
                rows = (
                    "\t".join(_words(cell) for cell in row.iter("cell")) for row in node.iter("row")
                )
                yield "\n".join(row for row in rows if row.strip())
            case "quote" if any(each.tag == "p" for each in node):
                yield from (words for each in node if (words := _words(each)))
            case _:
                yield _words(node)


def _words(node: Any) -> str:
    """The words of a node, on one line but for its own line breaks."""
    pieces = []
    for event, each in _walk(node):
        if event == "break":
            pieces.append("\n")
        else:
            pieces.append(each)
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _walk(node: Any) -> Iterator[tuple[str, str]]:
    for text in (node.text,):
        if text:
            yield "text", text.replace("\n", " ")
    for child in node:
        if child.tag in ("lb", "br"):
            yield "break", ""
        elif isinstance(child.tag, str):
            yield from _walk(child)
            if child.tag in ("p", "item"):
                yield "break", ""
        if child.tail:
            yield "text", child.tail.replace("\n", " ")


def _blocks(tree: Any) -> list[str]:
    """The lines of a page in its order, without menus, forms and scripts."""
    pieces: list[str] = []

    def walk(node: Any) -> None:
        if not isinstance(node.tag, str) or node.tag in _ASIDE:
            return
        is_block = node.tag in _BLOCKS
        pieces.append("\n" if is_block else "")
        pieces.append((node.text or "").replace("\n", " "))
        for child in node:
            walk(child)
            pieces.append((child.tail or "").replace("\n", " "))
        pieces.append("\t" if node.tag in ("td", "th") else "\n" if is_block else "")

    body = tree.find("body")
    walk(tree if body is None else body)
    lines = (re.sub(r"[^\S\t]+", " ", line).strip() for line in "".join(pieces).split("\n"))
    return [line for line in lines if line]


@contextmanager
def _silence() -> Iterator[None]:
    """Let no warning and no message of a library reach the reader."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)
