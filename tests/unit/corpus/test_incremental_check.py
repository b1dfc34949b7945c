"""The check of a large corpus: as `load` finds it, and only what has changed is read again."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.bench.files import make_files, write_file
from trafficking_explorer.corpus.corpus import Problem
from trafficking_explorer.corpus.incremental_check import CheckResult, check_corpus
from trafficking_explorer.corpus.loader import load
from trafficking_explorer.corpus.suggestions import suggest
from trafficking_explorer.paths import bundled_corpus

Folder = Callable[..., Path]

SOURCE = """\
sources:
  - {id: %s, path: %s.txt, title: A title, article: {from: Mr Stock, to: the end.}, resolved: {title: why}}
"""
TEXT = (
    "Mr Stock of INTERPOL spoke in Chad. Then INTERPOL and the IOM freed 40 persons until the end."
)
FILES = {
    "a-people.yaml": """\
        source: t
        people:
          - {id: stock, quote: Mr Stock of INTERPOL, name: Mr Stock, agency: interpol}
          - {id: lost, quote: spoke in Mali, name: Mr Stock, agency: iom}
        """,
    "b-agencies.yaml": """\
        source: t
        agencies:
          - {id: interpol, quote: Mr Stock of INTERPOL, name: INTERPOL, kind: intergovernmental, resolved: {kind: why}}
        """,
    "c-source.yaml": SOURCE % ("t", "t"),
    "d-other.yaml": """\
        source: t
        people:
          - {id: other, quote: INTERPOL, name: INTERPOL, nmae: x}
        uncovered:
          - {exact: freed 41 persons, why: An example.}
        """,
}


def expected(root: Path) -> list[Problem]:
    corpus = load(root)
    return sorted(suggest(problem, corpus) for problem in corpus.problems)


def same(checked: CheckResult, root: Path) -> bool:
    corpus = load(root)
    return (
        checked.problems == expected(root)
        and checked.records == len(corpus.entries)
        and checked.passages == len(corpus.evidence)
        and checked.answers == corpus.answers
    )


@pytest.fixture
def root(corpus_folder: Folder) -> Path:
    """A corpus whose files refer to each other, and which has problems."""
    return corpus_folder(FILES, {"t.txt": TEXT})


def test_it_finds_what_loading_finds(root: Path, tmp_path: Path) -> None:
    """References, texts and names reach from file to file."""
    checked = check_corpus(root, tmp_path / "cache")
    assert len(checked.problems) > 3
    assert same(checked, root)
    again = check_corpus(root, tmp_path / "cache")
    assert again.corpus is None
    assert replace(again, read=0) == replace(checked, read=0, corpus=None)


def test_a_corpus_that_was_read_whole_is_not_read_again(root: Path, tmp_path: Path) -> None:
    """The rules of findings get it; a corpus that was partly cached is not there."""
    checked = check_corpus(root, tmp_path)
    assert checked.corpus is not None
    assert checked.corpus.evidence == load(root).evidence
    assert checked.corpus.by_id == load(root).by_id
    path = root / "curated" / next(iter(FILES))
    path.write_text(path.read_text("utf-8") + "\n# changed\n", "utf-8")
    assert check_corpus(root, tmp_path).corpus is None


def test_of_two_sources_of_one_id_the_first_counts(corpus_folder: Folder, tmp_path: Path) -> None:
    """In the order of their files."""
    files = {
        **FILES,
        "b-source.yaml": (SOURCE % ("t", "t")).replace("Mr Stock", "Mrs Stock"),
        "e-source.yaml": (SOURCE % ("t", "u")),
    }
    root = corpus_folder(files, {"t.txt": TEXT})
    assert same(check_corpus(root, tmp_path / "cache"), root)


def test_a_text_that_is_missing_is_one_problem(corpus_folder: Folder, tmp_path: Path) -> None:
    """Words that may be in it are not reported; others are."""
    files = {
        "a-people.yaml": """\
            source: t
            people:
              - id: stock
                quote: [{t: Mr Stock of INTERPOL}, {u: a second text}, {u: not there}]
                name: Mr Stock
                aliases: [Jürgen]
                evidence: {role: freed}
                role: free
            uncovered:
              - {exact: freed 41 persons, why: An example.}
            """,
        "b-source.yaml": SOURCE % ("t", "missing"),
        "c-source.yaml": (SOURCE % ("u", "u")).replace("Mr Stock", "This"),
    }
    root = corpus_folder(files, {"u.txt": "This is a second text until the end."})
    checked = check_corpus(root, tmp_path / "cache")
    assert same(checked, root)
    assert [(each.rule, each.at.path) for each in checked.problems] == [
        ("unanchored-quote", "curated/a-people.yaml"),
        ("source-file", "curated/b-source.yaml"),
    ]


def test_the_bundled_corpus_has_none(tmp_path: Path) -> None:
    """Nor has it on a second look, for which no file is read."""
    checked = check_corpus(bundled_corpus(), tmp_path)
    assert same(checked, bundled_corpus())
    assert check_corpus(bundled_corpus(), tmp_path).read == 0


def test_only_what_has_changed_is_read_again(tmp_path: Path) -> None:
    """A changed file, or a file whose text has changed."""
    root = tmp_path / "made"
    make_files(root, 6, 10)
    cache = tmp_path / "cache"
    assert check_corpus(root, cache).read == 6
    assert check_corpus(root, cache).read == 0
    write_file(root, 3, 10, edition=1)
    assert check_corpus(root, cache).read == 1
    text = root / "seeds" / "0002.txt"
    text.write_text(text.read_text("utf-8").replace("opened", "closed"), "utf-8")
    checked = check_corpus(root, cache)
    assert checked.read == 1
    assert checked.problems
    assert same(checked, root)
    (root / "curated" / "0005.yaml").unlink()
    assert same(check_corpus(root, cache), root)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("b-agencies.yaml", "name: INTERPOL", "name: of INTERPOL"),
        ("b-agencies.yaml", "id: interpol", "id: interpole"),
        ("c-source.yaml", "id: t", "id: u"),
        ("c-source.yaml", "from: Mr Stock", "from: spoke"),
        ("d-other.yaml", "id: other", "id: stock"),
        ("a-people.yaml", "people:", "people: ["),
    ],
)
def test_a_change_reaches_what_refers_to_it(
    root: Path, tmp_path: Path, file: str, old: str, new: str
) -> None:
    """A name, an id, a source in one file are problems of another: what was kept does not hide it."""
    cache = tmp_path / "cache"
    check_corpus(root, cache)
    path = root / "curated" / file
    changed = path.read_text("utf-8").replace(old, new, 1)
    assert changed != path.read_text("utf-8")
    before = path.read_text("utf-8")
    path.write_text(changed, "utf-8")
    assert same(check_corpus(root, cache), root)
    path.write_text(before, "utf-8")
    assert same(check_corpus(root, cache), root)


def test_what_all_files_have_a_part_in_is_read_again(corpus_folder: Folder, tmp_path: Path) -> None:
    """A reference to nothing, a changed text and an older edition, and what quotes either text."""
    source = "{id: %s, path: t.txt, title: A, article: {from: Mr Stock, to: the end.}, resolved: {title: b}%s}"
    files = {
        "a-none.yaml": "people:\n  - {id: a, quote: {exact: INTERPOL, source: sound}, name: INTERPOL, agency: b}",
        "b-sound.yaml": "source: sound\nsources:\n  - " + source % ("sound", ""),
        "c-changed.yaml": "sources:\n  - " + source % ("changed", f", sha256: {'0' * 64}"),
        "d-quote.yaml": "source: changed\npeople:\n  - {id: d, quote: Mr Stock, name: Mr Stock}",
        "e-older.yaml": "sources:\n  - " + source % ("older", ", edition_of: newer"),
        "f-newer.yaml": "sources:\n  - " + source % ("newer", ""),
    }
    root = corpus_folder(files, {"t.txt": TEXT})
    assert check_corpus(root, tmp_path / "cache").read == len(files)
    again = check_corpus(root, tmp_path / "cache")
    assert again.read == len(files) - len(["b-sound", "f-newer"])
    assert same(again, root)


def test_with_two_of_one_id_everything_is_read(root: Path, tmp_path: Path) -> None:
    """And once there is one of each again, what was known before counts again."""
    cache = tmp_path / "cache"
    more = root / "curated" / "e-people.yaml"
    known = check_corpus(root, cache).read
    more.write_text("source: t\npeople:\n  - {id: stock, quote: INTERPOL, name: INTERPOL}")
    doubled = check_corpus(root, cache)
    assert doubled.read == known + 1
    assert same(doubled, root)
    more.unlink()
    alone = check_corpus(root, cache)
    assert alone.read < known
    assert same(alone, root)


@pytest.mark.parametrize("length", [0, 1, 40, 500, -1])
def test_what_is_damaged_is_not_trusted(root: Path, tmp_path: Path, length: int) -> None:
    """A file that was cut, or in which a byte is another."""
    cache = tmp_path / "cache"
    check_corpus(root, cache)
    (kept,) = cache.iterdir()
    data = bytearray(kept.read_bytes())
    kept.write_bytes(data[:length])
    assert check_corpus(root, cache).read == len(FILES)
    data[len(data) // 2] ^= 1
    kept.write_bytes(data)
    checked = check_corpus(root, cache)
    assert checked.read == len(FILES)
    assert same(checked, root)


def test_other_code_trusts_nothing(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rule that has changed may find something else."""
    check_corpus(root, tmp_path)
    monkeypatch.setattr("trafficking_explorer.corpus.check_cache._code", lambda: "other")
    assert check_corpus(root, tmp_path).read == len(FILES)


def test_a_cache_that_cannot_be_written_is_done_without(root: Path, tmp_path: Path) -> None:
    """A file where its folder should be."""
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert same(check_corpus(root, blocked / "cache"), root)


def test_two_runs_at_once_do_not_meet(root: Path, tmp_path: Path) -> None:
    """Each finds the same; what is left is whole, and nothing else is left."""
    code = (
        "import sys; from pathlib import Path\n"
        "from trafficking_explorer.corpus.incremental_check import check_corpus\n"
        "for number in range(15):\n"
        "    path = Path(sys.argv[1]) / 'curated' / f'{sys.argv[3]}.yaml'\n"
        "    path.write_text(f'people: []  # {number}')\n"
        "    assert len(check_corpus(Path(sys.argv[1]), Path(sys.argv[2])).problems) == int(sys.argv[4])\n"
    )
    problems = str(len(expected(root)))
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    started = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(root), str(tmp_path / "cache"), name, problems],
            env=environment,
        )
        for name in ("x", "y")
    ]
    assert [process.wait(120) for process in started] == [0, 0]
    (kept,) = (tmp_path / "cache").iterdir()
    assert kept.suffix == ".json"
    assert same(check_corpus(root, tmp_path / "cache"), root)


def test_it_says_how_far_it_is(root: Path) -> None:
    """Step by step, up to all."""
    told: list[tuple[int, int]] = []
    check_corpus(root, None, lambda done, steps: told.append((done, steps)))
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1][0] <= told[-1][1]
    assert told[-1][0] >= len(FILES)
