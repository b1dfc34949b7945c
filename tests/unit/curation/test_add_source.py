"""A new article in a corpus."""

import hashlib
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import Result

from trafficking_explorer.corpus.corpus import Corpus
from trafficking_explorer.corpus.loader import load
from trafficking_explorer.corpus.scaffold import create_corpus
from trafficking_explorer.curation.add_source import add_article
from trafficking_explorer.curation.byline import byline
from trafficking_explorer.curation.source_record import SourceOptions
from trafficking_explorer.curation.text_input import read_file
from trafficking_explorer.records.source import Source

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store

Call = Callable[..., Result]
ARTICLE = """Home | News | About us
Share this story

Operation Bridge: 12 arrests
Published on 7 June 2022

Police in Chad arrested 12 suspected traffickers, the police said.
More followed.

Subscribe to our newsletter.
"""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("own") / "a corpus"
    create_corpus(folder)
    return folder


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "Brücke 1.txt"
    path.write_bytes(ARTICLE.encode())
    return path


def source_of(folder: Path, source_id: str) -> Source:
    corpus = load(folder)
    assert corpus.problems == []
    record = corpus.by_id["source", source_id]
    assert isinstance(record, Source)
    return record


def test_an_article_is_added(call: Call, own: Path, article: Path) -> None:
    """Its text byte for byte, a record without a problem, the schema in its first line; what was taken
    for what is said, and what comes next."""
    result = call("--corpus", str(own), "add", str(article), "--language", "en")
    assert result.exit_code == 0, result.stderr
    seed, yaml = map(Path, result.stdout.splitlines())
    assert (seed, yaml) == (own / "seeds/Brücke 1.txt", own / "curated/brucke-1.yaml")
    assert seed.read_bytes() == article.read_bytes()
    text = yaml.read_text()
    assert text.startswith(
        "# yaml-language-server: $schema=corpus.schema.json\nsource: brucke-1\n\n"
    )
    source = source_of(own, "brucke-1")
    assert source.title == "Operation Bridge: 12 arrests"
    assert source.sha256 == hashlib.sha256(article.read_bytes()).hexdigest()
    assert (source.published, source.language) == ("2022-06-07", "en")
    assert source.article.first.exact == "Operation Bridge: 12 arrests"
    assert source.article.last.exact == "More followed."
    assert f"--corpus {shlex.quote(str(own))} --goto source/brucke-1" in result.stderr
    again = call("add", str(article), "--corpus", str(own))
    assert again.exit_code == 2
    assert "source brucke-1 exists already; choose another id with --id" in again.stderr
    other = call("add", str(article), "--corpus", str(own), "--id", "other")
    assert "there is a text of this name already" in other.stderr
    assert not (own / "curated/other.yaml").exists()


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Ana Ferro", "Ana Ferro"),
        ("By Ana Ferro, 3 May 2021", "Ana Ferro"),
        ("BY ANA FERRO | 3 May 2021", "ANA FERRO"),
        ("By Ana de la Cruz and Li O’Wei – Chad", "Ana de la Cruz and Li O’Wei"),
        ("Author: Zeus", "Zeus"),
        ("Written by Ana Ferro (Lake Press)", "Ana Ferro"),
        ("By J.R. Ferro Jr.", "J.R. Ferro Jr."),
        # Several people, and what may follow them.
        ("By Ana Ferro, Bo Lind and Cy Nord", "Ana Ferro, Bo Lind and Cy Nord"),
        ("By Ana Ferro, Bo Lind, and Cy Nord", "Ana Ferro, Bo Lind, and Cy Nord"),
        ("By Ana Ferro, Bo Lind, Cy Nord", "Ana Ferro, Bo Lind, Cy Nord"),
        ("By Ana Ferro and Bo Lind, Lake Press", "Ana Ferro and Bo Lind"),
        ("By Ana Ferro, Bo Lind and Cy Nord | 4 May 2021", "Ana Ferro, Bo Lind and Cy Nord"),
        ("By Ana Ferro, Lake Press", "Ana Ferro"),
        ("By Ana Ferro, staff writer", "Ana Ferro"),
        ("By Ana Ferro, Bo Lind, staff writers", "Ana Ferro, Bo Lind"),
        # Two more names after a comma are a person, or a place: nobody can tell.
        ("By Ana Ferro, Bo Lind", None),
        ("By Ana Ferro, Port Amber", None),
        # Other languages.
        ("Par Luc Mas et Ana Ferro, le 4 mai 2021", "Luc Mas et Ana Ferro"),
        ("Por Ana Ferro y Bo Lind", "Ana Ferro y Bo Lind"),
        ("Von Ana Ferro und Bo Lind", "Ana Ferro und Bo Lind"),
        ("Di Ana Ferro", "Ana Ferro"),
        ("بقلم أحمد علي", "أحمد علي"),
        ("Por la tarde", None),
        ("Par la police", None),
        # What only begins like one.
        ("By Land and Sea", None),
        ("By Monday", None),
        ("By Early March", None),
        ("By the Lake Press", None),
        ("By Operation Bridge 12 people were freed", None),
        ("By Ana Ferro was the way shown.", None),
        ("Byron Ferro", None),
        ("Authorities: Chad", None),
    ],
)
def test_who_wrote_it_is_kept(line: str, author: str | None) -> None:
    """If a line plainly names them and says nothing else."""
    span = byline(line)
    assert (line[slice(*span)] if span else None) == author


def test_the_author_rests_on_the_line(call: Call, own: Path, tmp_path: Path) -> None:
    """A line of the head counts if it is the only one; the output names the author."""
    head = "Operation Quay: 7 arrests\nBy Ana Ferro, 3 May 2021\n\n"
    body = "Police in Chad arrested 7 suspected traffickers. " * 4
    texts = {
        "quay-1": (f"{head}{body}\n\nBy Li Wei\n\nThe end.", "Ana Ferro"),
        "quay-2": (f"{head}By Li Wei\n\n{body}The end.", None),
        "quay-3": (f"Operation Quay: 7 arrests\n\n{body}\n\nBy Ana Ferro\n\nThe end.", None),
    }
    for id_, (text, author) in texts.items():
        path = tmp_path / f"{id_}.txt"
        path.write_text(text)
        result = call("--corpus", str(own), "add", str(path))
        assert result.exit_code == 0, result.stderr
        assert source_of(own, id_).author == author
        assert (f"author:    {author}\n" in result.stderr) == bool(author)
    yaml = (own / "curated/quay-1.yaml").read_text()
    assert "author: By Ana Ferro\n" in yaml
    outside = tmp_path / "quay-4.txt"
    outside.write_text(texts["quay-1"][0])
    result = call("--corpus", str(own), "add", str(outside), "--from", "Police in Chad")
    assert "author:" not in result.stderr


def test_what_is_given_is_taken(call: Call, own: Path, article: Path) -> None:
    """Id, title, first and last words; repeated words are quoted with their neighbours."""
    path = article.rename(article.with_name("given.txt"))
    path.write_text("Bridge\n\nBridge\n\nBridge, said Ana.\n\nMore followed.\n")
    call_ = ("add", str(path), "--corpus", str(own), "--id", "b-2", "--title", "said Ana")
    result = call(*call_, "--from", "Bridge", "--to", "followed")
    assert result.exit_code == 0, result.stderr
    source = source_of(own, "b-2")
    assert source.title == "said Ana"
    assert source.article.first.exact == "Bridge Bridge Bridge,"
    assert source.article.last.exact == "followed"
    assert source.published is None
    assert "published: not found" in result.stderr


@pytest.mark.parametrize(
    ("content", "more", "says"),
    [
        (b"x" * 500, (), "give its words with --title"),
        (b"A title of it.", ("--title", "A titel of it."), "[-titel-]{+title+}"),
        (b"A title of it.", ("--from", ""), "--from: the text does not have"),
        (b"One. Two. Three.", ("--from", "Two", "--to", "One"), "ends before it begins"),
        (b"A title of it.", ("--id", "Not An Id"), "'Not An Id' is not a valid id"),
        (b"A title of it.", ("--id", "example"), "source example exists already"),
    ],
)
def test_what_is_no_article_is_refused(
    call: Call, own: Path, tmp_path: Path, content: bytes, more: tuple[str, ...], says: str
) -> None:
    """In a sentence; nothing is written."""
    before = sorted(own.rglob("*"))
    path = tmp_path / "hostile.txt"
    path.write_bytes(content)
    result = call("add", str(path), "--corpus", str(own), *more)
    assert result.exit_code == 2, result.output
    assert says in result.stderr
    assert sorted(own.rglob("*")) == before


def test_the_line_that_says_published_counts(call: Call, own: Path, tmp_path: Path) -> None:
    """It comes before dates of a paragraph that is wrapped by hand; a search field is not a title; the
    output says how much of the text is the article."""
    article = tmp_path / "lake.txt"
    article.write_text(
        "Search this site\n\nOperation Lake frees 12 people\nPublished 14 March 2023\n\n"
        "Operation Lake ran until 17 February 2023 and freed 12 people.\n\n"
        "Related stories: Ten myths\n\nThe people were brought home.\n"
    )
    result = call("--corpus", str(own), "add", str(article))
    assert result.exit_code == 0, result.stderr
    record = source_of(own, "lake")
    assert (record.title, str(record.published)) == ("Operation Lake frees 12 people", "2023-03-14")
    assert re.search(r"article: .*, 20 of 32 words\n", result.stderr)


def test_a_title_of_one_line_without_a_break(call: Call, own: Path, tmp_path: Path) -> None:
    """A text may be one line, and may lie where it belongs already."""
    path = own / "seeds" / "line.txt"
    path.write_text("The whole of it.")
    result = call("add", str(path), "--corpus", str(own))
    assert result.exit_code == 0, result.stderr
    assert result.stdout.splitlines() == [str(own / "curated" / "line.yaml")]
    assert source_of(own, "line").article.last.exact == "whole of it."


def test_the_bundled_texts_are_read_as_they_were_curated(
    store: "Store", bundled: Corpus, tmp_path: Path
) -> None:
    """Each title; where the articles begin in all five of them, and where they end in most."""
    folder = tmp_path / "corpus"
    create_corpus(folder)
    ends = 0
    for source_id, text in bundled.texts.items():
        seed = bundled.root / "seeds" / text.source.path
        # Which ids there are is asked of a store; that of another corpus does.
        add_article(store, folder, read_file(seed), SourceOptions(f"s-{source_id}"), seed)
    corpus = load(folder)
    assert corpus.problems == []
    for source_id, text in bundled.texts.items():
        added = corpus.texts[f"s-{source_id}"]
        assert added.source.title == text.source.title
        assert added.article.start == text.article.start
        ends += added.article.end == text.article.end
        if added.source.published:
            assert added.source.published == text.source.published
    assert ends >= 4


def test_an_article_goes_where_the_others_are(call: Call, bundled: Corpus, tmp_path: Path) -> None:
    """In a folder of its own where they have one each."""
    folder = tmp_path / "corpus"
    for path in ("curated/000/source.yaml", f"seeds/{bundled.texts['000'].source.path}"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        text = (bundled.root / path).read_text()
        (folder / path).write_text(re.sub(r"\n    links:\n(?: {6}.*\n)+", "\n", text))
    article = tmp_path / "b.txt"
    article.write_text("A title of it\n\nIts words.")
    result = call("add", str(article), "--corpus", str(folder))
    assert result.stdout.splitlines()[-1] == str(folder / "curated/b/source.yaml"), result.stderr
    assert source_of(folder, "b").title == "A title of it"


def test_keys_that_people_write_for_others(call: Call, tmp_path: Path) -> None:
    """`retrieved` is `captured` here; an address, a copy and a time need no passage but have a form."""
    root = tmp_path / "corpus"
    create_corpus(root)
    article = tmp_path / "lake.txt"
    article.write_text("A title of it\n\nIts words.\n", "utf-8")
    assert call("--corpus", str(root), "add", str(article)).exit_code == 0
    path = root / "curated/lake.yaml"
    yaml = path.read_text("utf-8")

    def messages(line: str) -> list[str]:
        path.write_text(yaml.replace("    article:\n", f"    {line}\n    article:\n"), "utf-8")
        return [each.message for each in load(root).problems]

    assert messages("retrieved: 2021-05-04") == ["unknown key 'retrieved': did you mean captured?"]
    for right in (
        "url: https://lake.example/a",
        "captured: 2021-05-04",
        'captured: "2021-05-04T10:12:00+02:00"',
        "archived: https://archive.example/a",
        "capture_method: saved_page",
    ):
        assert messages(right) == []
    for wrong in (
        "captured: yesterday",
        "captured: 2021-05-04T10:12",
        "archived: archive.example",
        "capture_method: magic",
    ):
        assert len(messages(wrong)) == 1


def test_the_same_text_again(call: Call, tmp_path: Path) -> None:
    """It is named under another name; --redo writes what `add` finds, and keeps the rest."""
    root = tmp_path / "corpus"
    create_corpus(root)
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    for path in (one, two):
        path.write_text(
            "Operation Lake frees 12\nBy Ana Ferro\n4 May 2021\n\nPolice freed 12 people.\n",
            "utf-8",
        )
    assert call("--corpus", str(root), "add", str(one)).exit_code == 0
    second = call("--corpus", str(root), "add", str(two))
    assert second.exit_code == 0
    assert "source one has the same text already" in second.stderr
    yaml = root / "curated/one.yaml"
    mine = yaml.read_text("utf-8").replace("    article:\n", "    note: Mine.\n    article:\n")
    yaml.write_text(
        f"{mine}\nplaces:\n  - id: mali\n    quote: Police\n    name: Police\n    kind: region\n",
        "utf-8",
    )
    assert "--redo reads it again" in call("--corpus", str(root), "add", str(one)).stderr
    redone = call(
        "--corpus",
        str(root),
        "add",
        str(one),
        "--redo",
        "--author",
        "Bo Lind",
        "--published",
        "2021-05-05",
    )
    assert redone.exit_code == 0, redone.stderr
    source = load(root).by_id["source", "one"]
    assert isinstance(source, Source)
    assert (source.author, source.published, source.note) == ("Bo Lind", "2021-05-05", "Mine.")
    assert set(source.resolved) == {"author", "published"}
    assert ("place", "mali") in load(root).by_id
    back = call("--corpus", str(root), "add", str(one), "--redo")
    assert back.exit_code == 0, back.stderr
    source = load(root).by_id["source", "one"]
    assert isinstance(source, Source)
    assert (source.author, source.published, source.resolved) == ("Ana Ferro", "2021-05-04", {})
    assert load(root).problems == []
    one.write_text("Another text of it\n\nIts words.\n", "utf-8")
    other = call("--corpus", str(root), "add", str(one), "--redo")
    assert other.exit_code == 2
    assert "is not the text of source one" in other.stderr


def test_standard_input(call: Call, tmp_path: Path) -> None:
    """It has no name: the id is that of its first line, or given."""
    root = tmp_path / "corpus"
    create_corpus(root)
    text = "Twelve freed in raid\n\nPolice freed twelve people.\n"
    result = call("--corpus", str(root), "add", "-", stdin=text)
    assert result.exit_code == 0, result.stderr
    assert (root / "seeds/twelve-freed-in-raid.txt").read_text("utf-8") == text
    assert (
        call(
            "--corpus", str(root), "add", "-", "--id", "raid", stdin="الشرطة تحرر\n\nكلمات.\n"
        ).exit_code
        == 0
    )
    assert source_of(root, "raid").title == "الشرطة تحرر"
    assert call("--corpus", str(root), "add", "-", stdin="").exit_code == 2
