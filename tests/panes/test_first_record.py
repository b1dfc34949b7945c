"""The whole way from an article to a record without a problem, key by key."""

from pathlib import Path

from tests.explorer_driver import explore
from trafficking_explorer.corpus.loader import load
from trafficking_explorer.corpus.scaffold import create_corpus
from trafficking_explorer.curation.add_source import add_article
from trafficking_explorer.curation.source_record import SourceOptions
from trafficking_explorer.curation.text_input import read_file
from trafficking_explorer.database.cache import locate_store
from trafficking_explorer.records.statistic import Statistic
from trafficking_explorer.workspace.opening import open_with_findings

ARTICLE = """Operation Bridge: 12 arrests
Published on 7 June 2022

Police arrested 12 suspected traffickers during Operation Bridge, they said on Monday.
"""


async def test_from_an_article_to_a_statistic(tmp_path: Path) -> None:
    """Four keys: the sources, what is open in the first, what it could be, and written."""
    root = tmp_path / "corpus"
    create_corpus(root)
    (tmp_path / "bridge.txt").write_text(ARTICLE, "utf-8")
    place = locate_store(root, tmp_path / "cache")
    store = open_with_findings(place)
    add_article(store, root, read_file(tmp_path / "bridge.txt"), SourceOptions())
    store.close()
    place = locate_store(root, tmp_path / "cache")
    async with explore(place) as it:
        await it.press("6", "u", "enter", "w")
        assert it.on_main
        assert it.notices[-1].startswith("Written to curated/")
    corpus = load(root)
    assert corpus.problems == []
    (statistic,) = [
        entry.record
        for entry in corpus.entries
        if isinstance(entry.record, Statistic) and entry.default_source == "bridge"
    ]
    assert (statistic.value, statistic.measure, statistic.qualifier) == (12, "arrests", "exact")
    assert corpus.evidence_of["statistic", statistic.id][0].exact.startswith("Police arrested 12")
