"""Words found however they are written: soft hyphens, joiners, strokes, letters in two parts."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from trafficking_explorer.database.cache import locate_store
from trafficking_explorer.database.connection import Store
from trafficking_explorer.search.hits import find_hits
from trafficking_explorer.search.parser import parse_filter
from trafficking_explorer.workspace.opening import open_with_findings

TEXT = """\
Officers met Łukasz Nowak, Jose\u0301 Mun\u0303oz and Søren Ægir in Đakovo.

The traf\u00adfick\u00ading ring held 12 women. می\u200cخواهیم, they said.
"""
PEOPLE = """\
source: s
sources:
  - {id: s, path: s.txt, title: Officers, article: {from: Officers, to: said.}}
people:
  - {id: zoe, quote: Officers, name: Officers}
  - {id: lukasz, quote: Łukasz Nowak, name: Łukasz Nowak}
  - {id: jose, quote: "Jose\u0301 Mun\u0303oz", name: "Jose\u0301 Mun\u0303oz"}
  - {id: soren, quote: Søren Ægir, name: Søren Ægir}
"""


@pytest.fixture(scope="module")
def store(write: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A small corpus of such words."""
    root = write(tmp_path_factory.mktemp("folded"), {"p.yaml": PEOPLE}, {"s.txt": TEXT})
    opened = open_with_findings(locate_store(root, tmp_path_factory.mktemp("folded-cache")))
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        ('"lukasz nowak"', "Łukasz Nowak"),
        ("ŁUKASZ", "Łukasz"),
        ("munoz", "Mun\u0303oz"),
        ("José", "Jose\u0301"),
        ("aegir", "Ægir"),
        ("soren", "Søren"),
        ('"trafficking ring"', "traf\u00adfick\u00ading ring"),
        ("traf\u00adfick", "traf\u00adfick"),
        ("dakovo", "Đakovo"),
        ("میخواهیم", "می\u200cخواهیم"),
        ("می\u200cخواهیم", "می\u200cخواهیم"),
        ("/łuk.*nowak/", "Łukasz Nowak"),
        ("name:lukasz", "Łukasz Nowak"),
    ],
)
def test_words_are_found_and_marked(store: Store, line: str, marked: str) -> None:
    """The marks are at the code points of the text as it is."""
    hits = list(find_hits(store, parse_filter(line)))
    assert hits
    assert marked in {hit.passage[start:end] for hit in hits for start, end in hit.marks}


def test_a_whole_title_comes_first(store: Store) -> None:
    """Its rank is found by the fold in SQL."""
    hits = list(find_hits(store, parse_filter("lukasz nowak")))
    assert (hits[0].record_type, hits[0].record_id) == ("person", "lukasz")


def test_people_are_in_peoples_order(store: Store) -> None:
    """Letters with a mark beside those without."""
    rows = store.rows(
        "SELECT record_id FROM corpus.listed_more WHERE record_type = 'person' ORDER BY name_rank"
    )
    assert [id_ for (id_,) in rows] == ["jose", "lukasz", "zoe", "soren"]
