"""Quotations and citations of passages."""

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from trafficking_explorer.database.queries import detail
from trafficking_explorer.database.read_models import Detail, Field, Passage
from trafficking_explorer.export.citations import (
    BibliographicSource,
    bibtex,
    markdown,
    quoted,
    value,
)
from trafficking_explorer.text.quoting import in_marks

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store

WORK = BibliographicSource(
    "s",
    "A report",
    publisher="A ministry",
    author="A. Writer and B. Writer",
    published="2021-01-08",
    url="https://example.org/report?page=2",
    language="en",
)
BARE = BibliographicSource("s", "A report")
GITHUB = MarkdownIt("commonmark").enable(["table", "strikethrough"])

words = st.text(
    st.characters(exclude_categories=["Cs"])
    | st.sampled_from(" \n\t\\`*_[]<>()#+-=.|~$&;:!{}%^,@\"'“”1a")
)
some_words = words.filter(str.strip)


def passage(exact: str, line: int = 7) -> Passage:
    return Passage("statistic", "x", "record", "s", 0, len(exact), exact, line)


def plain(text: str) -> str:
    """Words as they are copied: on one line, without what steers a terminal."""
    return re.sub("[\x00-\x1f\x7f-\x9f\ud800-\udfff]", "\ufffd", " ".join(text.split()))


# Quotation with its citation.


def test_a_quotation_says_where_it_stands() -> None:
    """Author, publisher, title, date, URL, source and line."""
    assert quoted(WORK, passage("nearly 500\n  victims")) == (
        "“nearly 500 victims” — A. Writer and B. Writer, A ministry, “A report”, 2021-01-08, "
        "https://example.org/report?page=2, source s, line 7"
    )


def test_what_is_missing_is_said() -> None:
    """No publisher, date or address is made up, and none is passed over."""
    missing = "— no publisher, “A report”, no date, no URL, source s, line 7"
    assert quoted(BARE, passage("x")) == f"“x” {missing}"
    assert markdown(BARE, passage("x")) == f"> x\n>\n> {missing}\n"
    assert bibtex(BARE) == (
        "@misc{source-s,\n  title = {{A report}},\n  note = {No publisher. No date. No URL.},\n}\n"
    )


def test_what_was_worked_out_is_marked() -> None:
    """Each field separately; the reasons are in the BibTeX entry."""
    reasons = (("published", "From the address."), ("url", ""), ("language", "It is English."))
    work = BibliographicSource(
        "s", "A report", "A ministry", None, "2019", "https://example.org", "en", reasons
    )
    assert quoted(work, passage("x")) == (
        "“x” — A ministry, “A report”, 2019 (resolved), https://example.org (resolved), "
        "source s, line 7"
    )
    assert "> — A ministry, “A report”, 2019 (resolved), <https://example.org> (resolved), " in (
        markdown(work, passage("x"))
    )
    assert "  note = {Date resolved: From the address. URL resolved.},\n" in bibtex(work)


@pytest.mark.parametrize(
    ("exact", "in_marks"),
    [
        ("words", "“words”"),
        ("“words”", "“words”"),
        ("“words,” she said, “more”", "‘“words,” she said, “more”’"),
        ('"words,"', '"words,"'),
        ('"words," she said, "more"', '‘"words," she said, "more"’'),
        ("«words»", "«words»"),
        ("« words »", "« words »"),
        ("„words“", "„words“"),
        ("»words«", "»words«"),
        ("「words」", "「words」"),
        ("‘We’ve found 12,’", "‘We’ve found 12,’"),
        ("'tis 'so'", "“'tis 'so'”"),
        ('she said "words"', '‘she said "words"’'),
        ("“words", "‘“words’"),
        ("“", "‘“’"),
    ],
)
def test_the_sources_own_marks_are_not_doubled(exact: str, in_marks: str) -> None:
    """If they enclose the whole passage; marks inside stay."""
    assert quoted(WORK, passage(exact)).startswith(f"{in_marks} — ")


@given(words, some_words)
def test_nothing_that_is_copied_steers_a_terminal(exact: str, title: str) -> None:
    """All the words are there, on one line."""
    line = quoted(BibliographicSource("s", title), passage(exact))
    assert re.search("[\x00-\x1f\x7f-\x9f]", line) is None
    assert plain(exact) in line
    assert plain(title) in line


def test_marks_of_direction_and_joiners_are_part_of_the_words() -> None:
    """Scripts that need them are copied as they are written."""
    assert quoted(WORK, passage("می\u200cخواهم\u200f")).startswith("“می\u200cخواهم\u200f” — ")


# Markdown.


def shown(text: str) -> list[tuple[str, str]]:
    """The inline tokens that a reader of Markdown sees, as (kind, text)."""
    return [
        (token.type, token.content)
        for block in GITHUB.parse(text)
        for token in block.children or ()
        if token.content or token.type not in ("text", "softbreak")
    ]


_MEANING_SOMETHING = (
    "# x",
    "- x",
    "+ x",
    "---",
    "1. x",
    "12) x",
    "> x",
    "a *b* _c_ **d** __e__",
    "~~x~~",
    "`x`",
    "~~~",
    "<b>x</b>",
    "<!-- x -->",
    "<https://example.org>",
    "[x](y) ![x](y) [x]: y",
    "&amp; &#65; &copy;",
    "\\* \\\\",
    "x\\",
)


@given(st.sampled_from(_MEANING_SOMETHING) | words, some_words)
def test_markdown_shows_the_words_as_they_are(exact: str, title: str) -> None:
    """Nothing in them is read as a heading, a list, emphasis, code, a link or HTML."""
    text = markdown(BibliographicSource("s", title, author=title), passage(exact))
    blocks = [token.type for token in GITHUB.parse(text) if token.nesting == 1]
    assert blocks == ["blockquote_open", *["paragraph_open"] * (2 if plain(exact) else 1)]
    seen = [content for kind, content in shown(text) if kind in ("text", "text_special")]
    assert {kind for kind, _ in shown(text)} <= {"text", "text_special"}
    where = f"— {plain(title)}, no publisher, {in_marks(plain(title))}, no date, no URL, source s, line 7"
    assert "".join(seen) == plain(exact) + where


def test_sums_of_money_are_no_formula() -> None:
    """GitHub treats text between two dollar signs as mathematics."""
    text = markdown(WORK, passage("$150 billion, $99 billion"))
    assert text.startswith("> \\$150 billion, \\$99 billion\n")


def test_what_has_no_meaning_is_not_escaped() -> None:
    """The Markdown source stays readable."""
    exact = "1.2 million (27%) – AT&T, 5-6 + 7 = 12; “x” #1!"
    assert markdown(WORK, passage(exact)).startswith(f"> {exact}\n")


@given(st.text(st.characters(min_codepoint=33, max_codepoint=0x24F)))
def test_markdown_links_the_address(rest: str) -> None:
    """Whatever is in it, the link leads there and ends with it."""
    text = markdown(
        BibliographicSource("s", "A report", url=f"https://example.org/{rest}"), passage("x")
    )
    (link,) = (
        token
        for block in GITHUB.parse(text)
        for token in block.children or ()
        if token.type == "link_open"
    )
    assert str(link.attrs["href"]).startswith("https://example.org/")
    assert re.search(r">, source s, line 7\n$", text)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "example.org", "//x"]
)
def test_only_addresses_of_the_web_are_links(url: str) -> None:
    """Another is copied as words."""
    work = BibliographicSource("s", "A report", url=url)
    assert not [kind for kind, _ in shown(markdown(work, passage("x"))) if "link" in kind]
    assert url in quoted(work, passage("x"))
    assert "url =" not in bibtex(work)
    assert bibtex(work).startswith("@misc{")


# BibTeX.


def read_bibtex(text: str) -> tuple[str, str, dict[str, str]]:
    """Kind, key and fields of an entry, read as BibTeX does: braces count, backslashes do not."""
    head = re.match(r"@(\w+)\{([^\s,{}\"#%'()=]+),\n", text)
    assert head is not None
    fields, at = {}, head.end()
    while match := re.compile(r"  (\w+) = ").match(text, at):
        start, depth = match.end(), 0
        for at in range(start, len(text)):
            depth += {"{": 1, "}": -1}.get(text[at], 0)
            assert depth >= 0
            if depth == 0 and text[at] == ",":
                break
        fields[match[1]] = text[start:at]
        assert text[at + 1] == "\n"
        at += 2
    assert text[at:] == "}\n"
    return head[1], head[2], fields


def as_tex_prints(field: str) -> str:
    """The words of a field: braces gone, escapes undone."""
    names = {"backslash": "\\", "braceleft": "{", "braceright": "}"}
    names |= {"asciitilde": "~", "asciicircum": "^"}

    def undo(match: re.Match[str]) -> str:
        return names[match[1]] if match[1] else match[2] or ""

    return re.sub(r"\\text(\w+)\{\}|\\([$&#_%])|[{}]", undo, field)


def test_an_entry_as_reference_managers_read_it() -> None:
    """An author as written, who is never split into names; a date in its parts."""
    assert bibtex(WORK) == (
        "@online{source-s,\n"
        "  author = {{A. Writer and B. Writer}},\n"
        "  title = {{A report}},\n"
        "  organization = {{A ministry}},\n"
        "  year = {2021},\n"
        "  month = jan,\n"
        "  day = {8},\n"
        "  url = {https://example.org/report?page=2},\n"
        "  language = {en},\n"
        "}\n"
    )


@pytest.mark.parametrize(
    ("published", "fields"),
    [
        ("2019", {"year": "{2019}"}),
        ("2019-12", {"year": "{2019}", "month": "dec"}),
        ("2019~", {"date": "{2019\\textasciitilde{}}"}),
        ("2019-21", {"date": "{2019-21}"}),
        ("2014/..", {"date": "{2014/..}"}),
    ],
)
def test_a_date_has_the_precision_that_is_known(published: str, fields: dict[str, str]) -> None:
    """Seasons, ranges and doubts are in no parts, but in a standard that biblatex reads."""
    _, _, found = read_bibtex(bibtex(BibliographicSource("s", "A report", published=published)))
    assert {name: found[name] for name in ("year", "month", "day", "date") if name in found} == (
        fields
    )


@given(some_words, some_words, some_words, some_words, words)
@example("100%", "A & B", "A_B", "#1: $5", "%20#a")
def test_an_entry_holds_together_whatever_it_says(
    title: str, publisher: str, author: str, reason: str, rest: str
) -> None:
    """Braces, backslashes and commas end nothing, and every word can be had back."""
    url = f"https://example.org/{rest}"
    resolved = (("title", f"a{reason}z"),)
    work = BibliographicSource("s", title, publisher, author, None, url, None, resolved)
    kind, key, fields = read_bibtex(bibtex(work))
    assert (kind, key) == ("online", "source-s")
    for name, written in (("title", title), ("organization", publisher), ("author", author)):
        assert as_tex_prints(fields[name]) == plain(written)
        assert not re.search(r"(?<!\\)[$&#_%^~]", fields[name])
    assert as_tex_prints(fields["note"]) == f"Title resolved: {plain(f'a{reason}z')}. No date."
    assert not re.search(r"[\s{}\\]", fields["url"][1:-1])


@given(some_words)
@example("a,b")
@example("a b")
def test_keys_are_made_of_the_id_alone(source_id: str) -> None:
    """Changes of a record do not break citations of it."""
    _, key, _ = read_bibtex(bibtex(BibliographicSource(source_id, "A report")))
    assert (
        key == read_bibtex(bibtex(BibliographicSource(source_id, "Another", "P", "A", "2020")))[1]
    )


# What a record says.


def test_a_value_is_a_figure_with_its_qualifier_words_or_a_name() -> None:
    """Nearly 500 are never copied as 500."""

    def record(record_type: str, title: str, subtitle: str | None) -> Detail:
        return Detail(record_type, "x", title, subtitle, "a.yaml", 1, (), (), (), 0)

    def field(name: str, value: str) -> Field:
        return Field(name, value, "stated", None, (), ())

    figure = record("statistic", "Victims rescued", "~ 500")
    assert value(figure) == "~ 500"
    assert value(figure, field("value", "500")) == "~ 500"
    assert value(figure, field("population", "victims\nof trafficking")) == "victims of trafficking"
    assert value(record("statistic", "Victims rescued", None)) == "Victims rescued"
    assert value(record("quote", "“words”", "A speaker")) == "“words”"
    assert value(record("agency", "INTERPOL", "intergovernmental")) == "INTERPOL"


# The bundled sources.


@pytest.mark.parametrize(
    ("source_id", "where"),
    [
        (
            "000",
            "Zeus, LUDCI Magazine, “How Law Enforcement Agencies are Fighting Child Trafficking”, "
            "2021-01-08, https://ludci.eu/magazine/?p=2296 (resolved)",
        ),
        (
            "001",
            "HLS.Today, “INTERPOL: World Day Time for Coordinating Efforts in Fighting Human "
            "Trafficking”, 2022-07-29 (resolved), https://hls.today/cybersecurity/29072022-7/ "
            "(resolved)",
        ),
        (
            "002",
            "SecurityLink India (resolved), “INTERPOL Cracks Massive Human Trafficking Ring”, "
            "2017-12-16 (resolved), https://securitylinkindia.com (resolved)",
        ),
        (
            "003",
            "Notes de seguretat (resolved), “Tools to deal with human trafficking”, "
            "2017-09-20 (resolved), https://notesdeseguretat.blog.gencat.cat (resolved)",
        ),
        (
            "004",
            "INTERPOL (resolved), “Protecting vulnerable communities”, 2019 (resolved), no URL",
        ),
    ],
)
def test_the_bundled_sources_are_cited_as_they_state_themselves(
    store: "Store", source_id: str, where: str
) -> None:
    """Inferred values are distinguished from stated ones."""
    source = detail(store, "source", source_id)
    assert source is not None
    work = BibliographicSource.of(source)
    place = source.passages[0]
    line = f"“{plain(place.exact)}” — {where}, source {source_id}, line {place.line}"
    assert quoted(work, place) == line
    kind, _, fields = read_bibtex(bibtex(work))
    assert kind == ("misc" if source_id == "004" else "online")
    assert as_tex_prints(fields["title"]) == source.title
    ((sha256,),) = store.rows("SELECT sha256 FROM corpus.sources WHERE source_id = ?", (source_id,))
    assert as_tex_prints(fields["note"]).endswith(f"Text as read: SHA-256 {sha256[:12]}.")
