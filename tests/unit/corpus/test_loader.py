"""A folder of YAML and texts to a corpus."""

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from trafficking_explorer.corpus.corpus import Corpus
from trafficking_explorer.corpus.incremental_check import check_corpus
from trafficking_explorer.corpus.loader import curated_files, load
from trafficking_explorer.errors import CorpusError

Read = Callable[[str, str], Corpus]
Folder = Callable[..., Path]
Place = Callable[..., tuple[int, int]]

TEXT = "INTERPOL led the operation. Stock said: “Thanks”."


def ids(corpus: Corpus) -> list[str]:
    return [f"{entry.record.record_type}/{entry.record.id}" for entry in corpus.entries]


def test_records_are_in_the_order_of_their_files(text_folder: Folder) -> None:
    """Files by path, records in file order; each knows its location."""
    root = text_folder(TEXT, "people:\n  - {id: b, quote: Stock, name: Stock}\n")
    (root / "curated" / "sub").mkdir()
    (root / "curated" / "sub" / "a.yml").write_text(
        "people:\n  - {id: a, quote: {s: Stock}, name: Stock}\n"
    )
    corpus = load(root)
    assert not corpus.problems
    assert ids(corpus) == ["person/b", "source/s", "person/a"]
    assert [str(entry.at()) for entry in corpus.entries] == [
        "curated/records.yaml:2:5",
        "curated/source.yaml:2:5",
        "curated/sub/a.yml:2:5",
    ]
    assert str(corpus.entries[0].at("name")) == "curated/records.yaml:2:27"
    assert set(corpus.texts) == {"s"}


def test_a_link_to_nothing_is_a_problem(text_folder: Folder) -> None:
    """Its records would be missed in silence; an ending in capitals is one too."""
    root = text_folder(TEXT, "people:\n  - {id: b, quote: Stock, name: Stock}\n")
    (root / "curated" / "gone.yaml").symlink_to("nowhere.yaml")
    (root / "curated" / "ring.yaml").symlink_to("ring.yaml")
    (root / "curated" / "records.yaml").rename(root / "curated" / "Records.YAML")
    corpus = load(root)
    assert [(each.rule, each.at.path) for each in corpus.problems] == [
        ("file", "curated/gone.yaml"),
        ("file", "curated/ring.yaml"),
    ]
    assert "person/b" in ids(corpus)


def test_a_link_out_of_the_corpus_is_a_problem(text_folder: Folder, tmp_path: Path) -> None:
    """Its target is never read; a link within `curated/` is an ordinary file."""
    root = text_folder(TEXT, "people:\n  - {id: b, quote: Stock, name: Stock}\n")
    (tmp_path / "secret.yaml").write_text("people:\n  - {id: secret, nmae: word}\n")
    (tmp_path / "step.yaml").symlink_to("secret.yaml")
    curated = root / "curated"
    (root / "seeds" / "x.yaml").write_text("people:\n  - {id: secret, nmae: word}\n")
    for name, target in {
        "absolute.yaml": str(tmp_path / "secret.yaml"),
        "relative.yaml": "../../secret.yaml",
        "seed.yaml": "../seeds/x.yaml",
        "two-steps.yaml": "../../step.yaml",
        "system.yaml": "/proc/self/environ",
    }.items():
        (curated / name).symlink_to(target)
    (curated / "sub").mkdir()
    (curated / "records.yaml").rename(curated / "sub" / "records.txt")
    (curated / "within.yaml").symlink_to("sub/records.txt")
    corpus = load(root)
    assert {each.rule for each in corpus.problems} == {"file"}
    assert {each.at.path for each in corpus.problems} == {
        f"curated/{name}.yaml" for name in ("absolute", "relative", "seed", "two-steps", "system")
    }
    assert all("leads outside curated/" in each.message for each in corpus.problems)
    assert not any("word" in each.message for each in corpus.problems)
    assert "person/b" in ids(corpus)
    assert check_corpus(root).problems == corpus.problems


def test_hidden_and_other_files_are_not_read(text_folder: Folder) -> None:
    """Only `.yaml` and `.yml`, without hidden copies of editors."""
    root = text_folder(TEXT, "people: []\n")
    for name in (".hidden.yaml", "README.md", "x.yaml.bak", "x.json"):
        (root / "curated" / name).write_text("people: [broken")
    (root / "curated" / "folder.yaml").mkdir()
    assert not load(root).problems
    assert [path.name for path in curated_files(root)] == ["records.yaml", "source.yaml"]


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (None, "no such folder"),
        ((), "no YAML files in curated/"),
        (("curated",), "no YAML files in curated/"),
        (("curated", "curated/notes"), "no YAML files in curated/"),
    ],
)
def test_a_folder_that_is_no_corpus(
    tmp_path: Path, make: tuple[str, ...] | None, says: str
) -> None:
    """The message has the folder, and what a corpus is."""
    root = tmp_path / "corpus"
    if make is not None:
        root.mkdir()
        for folder in make:
            (root / folder).mkdir()
    with pytest.raises(CorpusError, match=says) as caught:
        load(root)
    assert str(root) in str(caught.value)
    assert caught.value.exit_status == 3


def test_a_file_that_cannot_be_read_is_a_problem(
    text_folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other files are read."""
    root = text_folder(TEXT, "people:\n  - {id: b, quote: Stock, name: Stock}\n")
    whole = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        if path.name == "records.yaml":
            raise PermissionError(13, "Permission denied")
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    corpus = load(root)
    (problem,) = corpus.problems
    assert (problem.rule, problem.at.path) == ("file", "curated/records.yaml")
    assert problem.message == "cannot be read: Permission denied"
    assert ids(corpus) == ["source/s"]


BAD = {
    "unknown-key": ("nmae: Stock", "nmae", "unknown key 'nmae': did you mean name?"),
    "missing-field": ("role: Stock", "id: bad", "name is missing"),
    "wrong-type": ("name: [Stock]", "name", "name must be text, not a list or a mapping"),
    "wrong-id": (
        "name: Stock, id: Bad",
        "id: Bad",
        "'Bad' is not a valid id: use lower-case letters",
    ),
    "wrong-value": ("name: '  '", "name", "name: is blank; leave the field out"),
    "alias-list": ("name: Stock, aliases: x", "aliases", "aliases must be a list: [one, two]"),
    "links-mapping": ("name: Stock, links: {a: b}", "links", "links must be a list"),
    "number": ("name: 1, quote: [{}]", "{}", "quote.0.exact is missing"),
    "deep-key": (
        "name: Stock, quote: {exact: Stock, sufix: x}",
        "sufix",
        "unknown key 'sufix': did you mean suffix?",
    ),
    "link-key": (
        "name: Stock, links: [{relaton: led_by, to: x/y}]",
        "relaton",
        "unknown key 'relaton': did you mean relation",
    ),
    "relation": (
        "name: Stock, links: [{relation: lead_by, to: x/y}]",
        "relation: lead_by",
        "'lead_by' is not a relation: did you mean led_by",
    ),
    "target": (
        "name: Stock, links: [{relation: led_by, to: x}]",
        "to: x",
        "links.0.to: 'x' is not a reference: write kind/id",
    ),
    "hash": (
        "name: Stock, quote: {exact: Stock, sha256: xy}",
        "sha256",
        "'xy' is not a SHA-256: write 8 to 64",
    ),
    "empty-evidence": (
        "name: Stock, evidence: {name: []}",
        "name: []",
        "evidence.name is an empty list: leave it out",
    ),
    "twice": (
        "name: Stock, evidence: {'name, role': Stock, role: Stock}",
        "evidence",
        "evidence: 'role' is named twice",
    ),
    "evidence-list": ("name: Stock, evidence: [x]", "evidence", "evidence"),
    "resolved-list": (
        "name: Stock, resolved: {name: [x]}",
        "name: [x]",
        "resolved.name must be text",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_one_bad_record_never_hides_the_good_ones(
    read_text: Read, place_of: Place, case: str
) -> None:
    """The records around it are there; its problem is at the right token and says what to do."""
    fields, token, says = BAD[case]
    record = fields if "id:" in fields else f"id: bad, {fields}"
    yaml = f"""\
        people:
          - {{id: first, quote: Stock, name: Stock}}
          - {{{record}}}
          - {{id: last, quote: Stock, name: Stock}}
        """
    corpus = read_text(TEXT, yaml)
    assert {"person/first", "person/last", "source/s"} == set(ids(corpus))
    (problem,) = [problem for problem in corpus.problems if says in problem.message]
    line, column = place_of(yaml, record)
    column += record.index(token)
    if "missing" in says and token == "id: bad":
        column -= 1  # A field that is missing is at its record.
    assert str(problem.at) == f"curated/records.yaml:{line}:{column}"


@pytest.mark.parametrize(
    ("yaml", "token", "rule", "says"),
    [
        ("peple: []\n", "peple", "unknown-key", "unknown key 'peple': did you mean people?"),
        ("people: []\nxyzzy: []\n", "xyzzy", "unknown-key", "unknown key 'xyzzy': known are"),
        (
            "people: x\n",
            "people",
            "wrong-type",
            "people must be a list: begin each record with a dash",
        ),
        ("people: {a: b}\n", "people", "wrong-type", "people must be a list"),
        ("people:\n  - x\n", "x", "wrong-type", "a record must be a mapping of fields: id: …"),
        ("people:\n  - [a]\n", "[a]", "wrong-type", "a record must be a mapping of fields"),
        ("people:\n  -\n", "-", "wrong-type", "a record must be a mapping of fields"),
        ("- people\n", "- people", "wrong-type", "a file must list records by kind"),
        ("people\n", "people", "wrong-type", "a file must list records by kind"),
        ("source: [s]\n", "source", "wrong-type", "source must be the id of a text"),
        ("people: []\npeople: []\n", "people", "duplicate-key", "'people' appears twice"),
        ("people: [}\n", "}", "yaml-syntax", ""),
    ],
)
def test_a_file_that_is_not_as_it_should_be(
    text_folder: Folder, place_of: Place, yaml: str, token: str, rule: str, says: str
) -> None:
    """Its problem is at the token; everything else is read."""
    root = text_folder(TEXT, "people:\n  - {id: a, quote: Stock, name: Stock}\n")
    (root / "curated" / "z.yaml").write_text(yaml)
    corpus = load(root)
    (problem,) = corpus.problems
    assert problem.rule == rule
    assert says in problem.message
    nth = 1 if rule == "duplicate-key" else 0
    line, column = place_of(yaml, token, nth)
    if token == "-":
        column += 1  # What is empty is where it would begin.
    assert (problem.at.path, problem.at.line, problem.at.column) == ("curated/z.yaml", line, column)
    assert ids(corpus) == ["person/a", "source/s"]


@pytest.mark.parametrize(
    ("yaml", "token"),
    [
        ("quote:\n  - s: [INTERPOL, Stock]\n  - exact: led\n    sufix: the\n  - said", "sufix"),
        ("quote:\n  s:\n    - INTERPOL\n    - exact: led\n      sufix: the", "sufix"),
        ("quote: Stock\nevidence:\n  'name, role':\n    - exact: Stock\n      sufix: s", "sufix"),
        ("quote: Stock\nevidence:\n  role:\n    s: [{exact: Stock, sufix: s}]", "sufix"),
        (
            "quote: Stock\nlinks:\n  - {relation: partner, to: a/b, quote: [x, {exact: y, sufix: s}]}",
            "sufix",
        ),
        ("quote:\n  - Stock\n  - suffix: the", "suffix"),
    ],
)
def test_a_problem_in_a_group_of_passages_is_at_its_token(
    read_text: Read, place_of: Place, yaml: str, token: str
) -> None:
    """However passages are grouped, the place is that of the passage, and it is reported once."""
    yaml = "people:\n  - id: a\n    name: Stock\n    " + yaml.replace("\n", "\n    ") + "\n"
    (problem,) = read_text(TEXT, yaml).problems
    assert (problem.at.line, problem.at.column) == place_of(yaml, token)


def test_an_empty_value_is_a_field_that_is_not_there(read_text: Read) -> None:
    """`role:` with nothing after it, and a kind with nothing under it."""
    yaml = "people:\n  - {id: a, quote: Stock, name: Stock, role: , note: ~}\ntools:\nuncovered:\n"
    corpus = read_text(TEXT, yaml)
    assert not corpus.problems
    assert ids(corpus)[0] == "person/a"


def test_an_empty_file_holds_no_records(text_folder: Folder) -> None:
    """It is not a problem."""
    root = text_folder(TEXT, "people: []\n")
    (root / "curated" / "empty.yaml").write_text("")
    (root / "curated" / "remark.yaml").write_text("# Nothing yet.\n")
    assert not load(root).problems


def test_records_before_a_syntax_error_are_read(text_folder: Folder) -> None:
    """The error is the only problem: what refers to the records before it finds them."""
    root = text_folder(
        TEXT,
        "quotes:\n  - {id: q, quote: “Thanks”, speaker_id: a, evidence: {speaker_id: Stock said}}\n",
    )
    (root / "curated" / "z.yaml").write_text(
        dedent("""\
            source: s
            people:
              - {id: a, quote: Stock, name: Stock}
              - {id: b, quote: 'Stock, name: Stock}
            """)
    )
    corpus = load(root)
    assert [(problem.rule, problem.at.path) for problem in corpus.problems] == [
        ("yaml-syntax", "curated/z.yaml")
    ]
    assert ids(corpus) == ["quote/q", "source/s", "person/a"]


def test_problems_are_in_the_order_of_the_files(read_text: Read) -> None:
    """By path, line and column, whichever rule found them."""
    yaml = """
        tools:
          - {id: a, quote: Nowhere, name: INTERPOL, kind: guide}
          - {id: b, quote: INTERPOL, name: INTERPOL, kind: gide}
          - {id: a, quote: INTERPOL, name: INTERPOL, kind: guide, operator: x, resolved: {operator: w}}
        """
    corpus = read_text(TEXT, yaml)
    assert [problem.rule for problem in corpus.problems] == [
        "unanchored-quote",
        "unknown-code",
        "duplicate-id",
        "dangling-reference",
    ]
    assert corpus.problems == sorted(corpus.problems)
    assert {problem.severity for problem in corpus.problems} == {"error"}


@pytest.mark.parametrize(
    ("entry", "rule", "says"),
    [
        ("{exact: Stck, why: x}", "unanchored-quote", "“Stck” is not in the text"),
        ("{exact: e, why: x}", "ambiguous-quote", "fits"),
        ("{exat: Stock, why: x}", "unknown-key", "did you mean exact?"),
        ("{exact: Stock}", "missing-field", "why is missing"),
        ("{exact: Stock, why: ' '}", "wrong-value", "why: is blank"),
        ("{source: t, exact: Stock, why: x}", "no-source", "there is no source 't'"),
        ("Stock", "wrong-type", "a record must be a mapping of fields"),
    ],
)
def test_what_is_wrong_with_an_exception_is_reported(
    read_text: Read, entry: str, rule: str, says: str
) -> None:
    """Under `uncovered:` as anywhere."""
    corpus = read_text(TEXT, f"uncovered:\n  - {entry}\n")
    assert (rule, True) in [(each.rule, says in each.message) for each in corpus.problems]
    assert {each.at.line for each in corpus.problems} == {2}
    assert not corpus.uncovered


def test_an_exception_is_anchored(read_text: Read) -> None:
    """It knows its text, its place and its reason."""
    corpus = read_text(TEXT, "uncovered:\n  - {exact: e, prefix: l, suffix: d, why: A vowel.}\n")
    (uncovered,) = corpus.uncovered
    assert (uncovered.source_id, uncovered.why) == ("s", "A vowel.")
    assert uncovered.position == (TEXT.index("led") + 1, TEXT.index("led") + 2)


def test_a_file_name_may_be_no_utf8(text_folder: Folder) -> None:
    """It is shown as far as it can be."""
    root = text_folder(TEXT, "people: []\n")
    try:
        (root / "curated" / "\udcff.yaml").write_text("people: [x]\n")
    except (OSError, UnicodeError):
        pytest.skip("this file system has only names that are text")
    (problem,) = load(root).problems
    assert str(problem.at) == "curated/\ufffd.yaml:1:10"
