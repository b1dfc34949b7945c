"""Source texts: read, decoded, and cut to the article."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from trafficking_explorer.corpus import source_texts as texts
from trafficking_explorer.corpus.corpus import Corpus
from trafficking_explorer.corpus.loader import load
from trafficking_explorer.records.evidence import TextPosition

Folder = Callable[..., Path]
Place = Callable[..., tuple[int, int]]

YAML = """\
sources:
  - id: s
    path: s.txt
    title: News
    article: {from: The, to: end.}
    furniture: [Related links]
"""
TEXT = "Menu\nNews\nThe story. Related links\nThat was the end.\nFooter"


def read(folder: Folder, text: str | bytes = TEXT, yaml: str = YAML) -> Corpus:
    return load(folder({"s.yaml": yaml}, {"s.txt": text}))


def test_the_article_is_cut_out(corpus_folder: Folder) -> None:
    """From the first words of `from` to the last of `to`, furniture apart."""
    corpus = read(corpus_folder)
    assert not corpus.problems
    text = corpus.texts["s"]
    start, end = text.article
    assert text.text == TEXT
    assert text.text[start:end].startswith("The story")
    assert text.text[start:end].endswith("the end.")
    assert text.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    (piece,) = text.furniture
    assert text.text[piece.start : piece.end] == "Related links"


def test_a_place_is_in_the_article_or_not(corpus_folder: Folder) -> None:
    """All of it, and touching no furniture."""
    text = read(corpus_folder).texts["s"]

    def inside(words: str) -> bool:
        at = TEXT.index(words)
        return text.is_article(TextPosition(at, at + len(words)))

    assert inside("story.")
    assert inside("The story. ")
    assert inside("That was the end.")
    for words in ("News", "News\nThe", "end.\nFoo", "links", "story. Related", "links\nThat"):
        assert not inside(words), words


def test_a_text_is_decoded_and_nothing_else(corpus_folder: Folder) -> None:
    """No line break, mark or accent is changed: offsets count the file's own code points."""
    raw = "The\r\ncafe\u0301\u00a0\u2028\ufeff end."
    yaml = YAML.replace("furniture: [Related links]", "resolved: {title: why}")
    assert read(corpus_folder, raw, yaml).texts["s"].text == raw


@pytest.mark.parametrize(
    ("old", "new", "token", "rule", "says"),
    [
        ("s.txt", "t.txt", "path", "source-file", "seeds/t.txt cannot be read: No such file"),
        ("s.txt", ".", "path", "source-file", "cannot be read: Is a directory"),
        ("s.txt", "../s.yaml", "path", "source-file", "../s.yaml is outside seeds/"),
        ("s.txt", "/etc/hostname", "path", "source-file", "/etc/hostname is outside seeds/"),
        ("s.txt", '"s\\0.txt"', "path", "source-file", "cannot be read"),
        ("s.txt", "a" * 300, "path", "source-file", "cannot be read: File name too long"),
        ("s.txt", "ring", "path", "source-file", "ring"),
        ("from: The", "from: Then", "from", "article-edge", "“Then” is not in the text"),
        ("to: end.", "to: th", "to: th", "article-edge", "fits"),
        ("from: The", "from: e", "from", "article-edge", "fits"),
        ("to: end.", "to: Menu", "article", "article-edge", "the article ends before it begins"),
        ("Related links", "Links", "Links", "article-edge", "“Links” is not in the text"),
        ("[Related links]", "[Menu, Nope]", "Nope", "article-edge", "“Nope” is not"),
        ("title", f"sha256: {'0' * 64}\n    title", "sha256", "source-changed", "SHA-256 is"),
        ("title", "sha256: xyz\n    title", "sha256", "wrong-value", "sha256"),
    ],
)
def test_what_is_wrong_with_a_source(
    corpus_folder: Folder, place_of: Place, old: str, new: str, token: str, rule: str, says: str
) -> None:
    """One problem, at the field that is wrong."""
    yaml = YAML.replace(old, new)
    root = corpus_folder({"s.yaml": yaml}, {"s.txt": TEXT + " th th"})
    (root / "seeds" / "ring").symlink_to("ring")
    corpus = load(root)
    (problem,) = corpus.problems
    assert problem.rule == rule
    assert says in problem.message
    assert (problem.at.line, problem.at.column) == place_of(yaml, token)


def test_bytes_that_are_no_utf8_are_reported(corpus_folder: Folder, place_of: Place) -> None:
    """The message has the first such byte."""
    corpus = read(corpus_folder, b"The \xff end.")
    (problem,) = corpus.problems
    assert problem.message == "seeds/s.txt is not UTF-8 from byte 4 on"
    assert (problem.at.line, problem.at.column) == place_of(YAML, "path")
    assert not corpus.texts


def test_a_changed_text_is_read_all_the_same(corpus_folder: Folder) -> None:
    """Records that still match are shown."""
    yaml = YAML.replace("title", f"sha256: {'0' * 64}\n    title", 1)
    corpus = read(corpus_folder, yaml=yaml)
    assert [problem.rule for problem in corpus.problems] == ["source-changed"]
    assert corpus.texts["s"].text == TEXT
    sha256 = hashlib.sha256(TEXT.encode()).hexdigest()
    assert not read(corpus_folder, yaml=yaml.replace("0" * 64, sha256)).problems


def test_a_text_may_not_be_without_end(
    corpus_folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file larger than MAX_BYTES is not read."""
    monkeypatch.setattr(texts, "MAX_BYTES", 0)
    (problem,) = read(corpus_folder).problems
    assert "larger than 0 MiB" in problem.message
