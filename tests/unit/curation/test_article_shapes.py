"""Articles of many shapes and languages: what `add` finds in each, and a corpus of all of them."""

import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.articles.shapes import Article, articles
from trafficking_explorer.corpus.loader import load
from trafficking_explorer.corpus.scaffold import create_corpus
from trafficking_explorer.curation.add_source import AddedSource, add_article
from trafficking_explorer.curation.source_record import SourceOptions
from trafficking_explorer.curation.text_input import read_file

Call = Callable[..., Result]
ARTICLES = list(articles())


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shapes") / "corpus"
    create_corpus(folder)
    return folder


@pytest.fixture(scope="module")
def added(root: Path) -> dict[str, AddedSource]:
    """Every article, added to one corpus, without a connection to anywhere."""
    found = {}
    with pytest.MonkeyPatch.context() as patch:

        def refuse(*_: object) -> None:
            raise AssertionError("the network is not for reading a file")

        patch.setattr(socket.socket, "connect", refuse)
        patch.setattr(socket, "getaddrinfo", refuse)
        for each in ARTICLES:
            path = root.parent / each.name
            path.write_text(each.text, "utf-8")
            found[each.name] = add_article(None, root, read_file(path), SourceOptions(), path)
    return found


def test_there_are_many() -> None:
    """There are more than ten shapes."""
    assert len(ARTICLES) >= 60
    assert len({each.name.partition("-")[0] for each in ARTICLES}) >= 20


@pytest.mark.parametrize("article", ARTICLES, ids=[each.name for each in ARTICLES])
def test_the_parts_are_found(article: Article, added: dict[str, AddedSource]) -> None:
    """Title, day, end, and where it is known publisher and author; no problem, no false day."""
    record = added[article.name].record
    assert added[article.name].problems == ()
    assert record.title == article.title
    assert record.said("published") in (article.published, None)
    assert " ".join(article.end.split()).endswith(record.last) or record.last.endswith(article.end)
    if article.publisher is not None:
        assert (record.said("publisher") or "") == article.publisher
    if article.author is not None:
        assert (record.said("author") or "") == article.author


def test_a_date_is_found_where_there_is_one(added: dict[str, AddedSource]) -> None:
    """In nine of ten texts at least, and nowhere else."""
    dated = [each for each in ARTICLES if each.published is not None]
    found = [each for each in dated if added[each.name].record.said("published")]
    assert len(found) >= 0.9 * len(dated)


def test_all_of_them_are_a_corpus(call: Call, root: Path, added: dict[str, AddedSource]) -> None:
    """It loads without a problem, is checked and searched, and every text is there."""
    assert load(root).problems == []
    checked = call("check", str(root), "--coverage")
    assert checked.exit_code == 0, checked.output
    assert "Traceback" not in checked.output
    for words in ("freed", "policía", "« Phare »", "الشرطة", "警方", "Amber"):
        result = call("--corpus", str(root), "search", words, "--format", "json")
        assert result.exit_code == 0, result.output
        assert "Traceback" not in result.output
    listed = call(
        "--corpus", str(root), "sql", "SELECT count(*) AS n FROM sources", "--format", "csv"
    )
    assert listed.output.split() == ["n", str(len(added) + 1)]
