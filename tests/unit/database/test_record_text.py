"""One record as plain lines."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from trafficking_explorer.database.build import build_in_memory
from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.record_text import record_lines
from trafficking_explorer.text.display import clean

TEXT = "Home\nThe IOM of \x1b[31mRome\u202e led\u00a0it.\nMr Stock, of the office, said so.\nFooter"
YAML = r"""
sources:
  - id: s
    path: s.txt
    title: Home
    publisher: Footer
    published: 2021-01-08
    article: {from: The IOM, to: said so.}
    resolved: {published: From its address.}
source: s
agencies:
  - id: iom
    quote: The IOM
    name: IOM
    kind: ngo
    note: "A \e[2J remark\nof two lines."
    resolved: {kind: "It is known\nas one."}
people:
  - id: stock
    quote: [Mr Stock, said so]
    name: Mr Stock
    agency: iom
    resolved: {agency: why}
    links: [{relation: member_of, to: agency/iom, role: of the office}]
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, write: Callable[..., Path]) -> Iterator[Store]:
    root = write(tmp_path_factory.mktemp("small"), {"a.yaml": YAML}, {"s.txt": TEXT})
    store = build_in_memory(root, "test")
    yield store
    store.close()


def test_a_record_is_read_from_top_to_bottom(small: Store) -> None:
    """Title, key, fields with basis and passages, references, sources, where it is curated."""
    assert record_lines(small, "person", "stock") == [
        "Mr Stock",
        "person/stock",
        "",
        "name: Mr Stock (stated)",
        "    [s:3] …The IOM of \ufffd[31mRome\u202e led it. ⟦Mr Stock⟧, of the office, said so.…",
        "agency: IOM (resolved)",
        "    why: why",
        "member of: IOM — of the office (stated)",
        "    [s:3] …The IOM of \ufffd[31mRome\u202e led it. Mr Stock, ⟦of the office⟧, said so.…",
        "passages:",
        "    [s:3] …The IOM of \ufffd[31mRome\u202e led it. Mr Stock, of the office, ⟦said so⟧.…",
        "sources:",
        "    s: Footer. Home. 2021-01-08 (resolved) [text f213c72c19ce]",
        "curated in curated/a.yaml:19",
    ]


def test_who_refers_to_it_is_listed(small: Store) -> None:
    """Each reference has its relation and role."""
    lines = record_lines(small, "agency", "iom")
    assert lines is not None
    at = lines.index("referred to by:")
    assert sorted(lines[at + 1 : at + 3]) == [
        "    person/stock (agency): Mr Stock",
        "    person/stock (member of, of the office): Mr Stock",
    ]


def test_hostile_text_is_shown_and_does_nothing(small: Store) -> None:
    """Each line is one line, whatever texts and curators write."""
    for key in (("agency", "iom"), ("person", "stock"), ("source", "s")):
        lines = record_lines(small, *key)
        assert lines is not None
        for line in lines:
            assert clean(line) == line
            assert "\n" not in line
    lines = record_lines(small, "agency", "iom")
    assert lines is not None
    assert "note: A \ufffd[2J remark of two lines." in lines
    assert "    why: It is known as one." in lines


def test_context_ends_with_the_article(small: Store) -> None:
    """Menus and footers are not shown around a passage of the article."""
    lines = record_lines(small, "person", "stock")
    assert lines is not None
    assert not [line for line in lines if "Home" in line and "⟦" in line]
    source = record_lines(small, "source", "s")
    assert source is not None
    assert "    [s:1] …⟦Home⟧ The IOM" in "\n".join(source)


def test_figures_and_findings_come_first(store: Store) -> None:
    """A line for each claim with its words and its place, and each finding with its id and answer."""
    lines = record_lines(store, "operation", "epervier")
    assert lines is not None
    figures, findings = lines.index("figures:"), lines.index("findings:")
    assert (figures, findings < lines.index("name: Operation Epervier (stated)")) == (3, True)
    assert lines[figures + 1] == (
        "    Rescued: 500 victims, in the headline (source 002, line 3: “Operation rescues 500 victims”)"
        "; differs, or may be wrong (≠); statistic/epervier-rescued-heading-002"
    )
    assert lines[figures + 2].startswith(
        "    Rescued: nearly 500 victims of human trafficking, Chad"
    )
    assert lines[figures + 3].startswith(
        "        Of them: 236 minors (source 002, line 5: “including"
    )
    assert (
        "        differing-claims:statistic/epervier-rescued-002+statistic/epervier-rescued-heading-002"
        in lines
    )
    assert "        accepted: The heading leaves out “nearly”. Both are kept." in lines
    assert not [line for line in lines if line.startswith("    statistic/")]


def test_every_finding_about_a_record_is_shown(store: Store) -> None:
    """Whatever a finding is about, `show` of it has the finding."""
    keys = store.rows(
        "SELECT record_type, record_id, finding_id FROM corpus.findings UNION ALL "
        "SELECT other_type, other_id, finding_id FROM corpus.findings WHERE other_id IS NOT NULL"
    )
    for record_type, record_id, finding_id in keys[::7]:
        lines = record_lines(store, record_type, record_id)
        assert lines is not None
        assert f"        {finding_id}" in lines


def test_a_record_that_is_not_there(small: Store) -> None:
    """There are no lines for an unknown record."""
    assert record_lines(small, "person", "nope") is None
    assert record_lines(small, "nope", "stock") is None


def test_records_of_the_bundled_corpus_can_be_read(store: Store) -> None:
    """Some of each kind; each shows its passages if anything in it is stated."""
    some = store.rows(
        "SELECT record_type, record_id FROM corpus.records "
        "QUALIFY row_number() OVER (PARTITION BY record_type ORDER BY hash(record_id)) <= 4"
    )
    for record_type, record_id in some:
        lines = record_lines(store, record_type, record_id)
        assert lines is not None
        assert lines[1] == f"{record_type}/{record_id}"
        stated = any(line.endswith(" (stated)") for line in lines)
        assert any("⟦" in line for line in lines) or not stated, lines[1]
        assert all(clean(line) == line for line in lines), lines[1]
