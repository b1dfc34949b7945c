"""A new edition of a text: what is said of it, and how it takes the old one's place."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from trafficking_explorer.corpus.corpus import Corpus
from trafficking_explorer.corpus.loader import load
from trafficking_explorer.curation import edition_apply as taking_over
from trafficking_explorer.curation import yaml_edit as splicing
from trafficking_explorer.curation.edition_apply import apply_plan
from trafficking_explorer.curation.edition_plan import EditionPlan, EditionRequest, plan_edition
from trafficking_explorer.errors import CuratingError, UsageError
from trafficking_explorer.paths import bundled_corpus

Call = Callable[..., Result]
Folder = Callable[..., Path]

OLD = """\
Menu
Police free 40
Mr Stock spoke of 40 victims in Chad. 12 views
The police of Chad freed them. A second
call came in May. That is all.
"""
RECORDS = """\
# Read on a Monday.
source: s

people:
  - id: stock
    quote: Mr Stock        # as printed
    name: Mr Stock
  - id: police
    quote:
      - The police of Chad
      - >-
        freed them
    name: The police

statistics:
  - {id: victims, quote: spoke of 40 victims in Chad, label: Victims, measure: victims, value: 40, value_text: 40, unit: persons, qualifier: exact, scope: case}

uncovered:
  - {exact: in May, why: An example.}
"""
SOURCE = """\
sources:
  - id: s
    path: s.txt
    sha256: {sha256}
    quote: Police free 40
    title: Police free 40
    article: {{from: Mr Stock, to: That is all.}}
    furniture: [12 views]
"""


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.fixture
def root(corpus_folder: Folder) -> Path:
    """A sound corpus of one text, with a new edition of it beside its folders."""
    folder = corpus_folder(
        {"source.yaml": SOURCE.format(sha256=sha(OLD)), "records.yaml": RECORDS}, {"s.txt": OLD}
    )
    assert not load(folder).problems
    return folder


def edition(root: Path, *changes: tuple[str, str], text: str = OLD) -> Path:
    """A file with a changed text."""
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    path = root / "new.txt"
    path.write_text(text, "utf-8")
    return path


def plan_of(root: Path, *changes: tuple[str, str], **wish: str | bool) -> EditionPlan:
    file = edition(root, *changes)
    return plan_edition(root, EditionRequest("s", file, **wish))  # type: ignore[arg-type]


def words(corpus: Corpus) -> dict[str, list[str]]:
    """The passages of each record, white space aside."""
    return {
        "/".join(key): [" ".join(item.exact.split()) for item in evidence]
        for key, evidence in corpus.evidence_of.items()
    }


def files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for folder in ("curated", "seeds")
        for path in (root / folder).rglob("*")
    }


def test_the_text_that_was_read_is_said_to_be_it(root: Path, call: Call) -> None:
    """Nothing is written, and nothing is wrong."""
    before = files(root)
    for file in (root / "seeds" / "s.txt", edition(root)):
        result = call("--corpus", str(root), "edition", "s", str(file), "--write", "--keep")
        assert result.exit_code == 0, result.output
        assert "is the text that was curated" in result.stdout
    assert call("--corpus", str(root), "edition", "s").exit_code == 0
    assert files(root) == before


@pytest.mark.parametrize("words", ["", "\n \u2003"])
@pytest.mark.parametrize("option", ["--from", "--to"])
def test_an_article_begins_and_ends_with_words(
    root: Path, call: Call, option: str, words: str
) -> None:
    """An option without words is refused, and nothing is written."""
    before = files(root)
    file = str(edition(root))
    result = call("--corpus", str(root), "edition", "s", file, option, words, "--keep", "--write")
    assert result.exit_code == 2
    assert f"{option}: there are no words to look for" in result.stderr
    assert files(root).items() >= before.items()


def test_what_stands_is_counted_and_the_rest_is_shown(root: Path, call: Call) -> None:
    """Each with file, line and column, its words, the nearest passage and what differs."""
    file = edition(
        root, ("of 40 victims", "of 45 victims"), ("A second", "Mr Stock freed them. A second")
    )
    before = files(root)
    result = call("--corpus", str(root), "edition", "s", str(file))
    assert result.exit_code == 1
    assert f"[{sha(OLD)[:12]}]" in result.stdout
    # The article's first words fit two places: that is said too.
    assert "“Mr Stock” fits 2 places" in result.stdout
    assert "of 5 quotes, 2 still match, 1 does not, 2 match several places" in result.stdout
    assert "curated/records.yaml:16:19: error: “spoke of 40 victims in Chad”" in result.stdout
    assert "spoke of [-40-]{+45+} victims in Chad" in result.stdout
    assert "curated/records.yaml:11:9: error: “freed them” fits 2 places" in result.stdout
    assert "prefix: Chad" in result.stdout
    assert "nothing is written" in result.stderr
    assert "--from" in result.stderr
    assert files(root) == before


def test_white_space_is_no_change(root: Path, call: Call) -> None:
    """All quotes still match, though every position changes; the records are not touched."""
    file = edition(root, (" ", "\u00a0\n "))
    result = call("--corpus", str(root), "edition", "s", str(file), "--write")
    assert result.exit_code == 0, result.output
    assert "of 5 quotes, 5 still match" in result.stdout
    corpus = load(root)
    assert not corpus.problems
    assert corpus.texts["s"].text == file.read_text("utf-8")
    assert (root / "curated" / "records.yaml").read_text("utf-8") == RECORDS


CHANGES = {
    "furniture that is no more": (" 12 views", ""),
    "the title": ("Police free 40", "Police free 45"),
    "everything": (
        "spoke of 40 victims in Chad. 12 views\nThe police of Chad freed them",
        "said no more",
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_with_the_old_text_kept_nothing_is_lost(
    root: Path, call: Call, change: tuple[str, str]
) -> None:
    """Every record has the same passages as before, without new problems; both texts are there."""
    before = words(load(root))
    comments = RECORDS.count("#")
    file = edition(root, change)
    result = call("--corpus", str(root), "edition", "s", str(file), "--keep", "--write")
    assert result.exit_code == 0, result.output
    corpus = load(root)
    assert not corpus.problems
    old = f"s-{sha(OLD)[:8]}"
    assert corpus.texts["s"].text == file.read_text("utf-8")
    assert corpus.texts[old].text == OLD
    assert corpus.texts[old].source.edition_of == "s"
    after = words(corpus)
    assert after.pop(f"source/{old}") == before["source/s"]
    assert {key: sorted(set(each)) for key, each in after.items()} == {
        key: sorted(set(each)) for key, each in before.items()
    }
    assert (root / "curated" / "records.yaml").read_text("utf-8").count("#") == comments
    again = call("--corpus", str(root), "edition", "s", str(file), "--keep", "--write")
    assert "is the text that was curated" in again.stdout


def test_what_still_stands_is_not_bound(root: Path) -> None:
    """Only changed passages are bound to the old text."""
    plan = plan_of(root, ("of 40 victims", "of 45 victims"), keep=True)
    assert [(each.what, each.words) for each in plan.bound] == [
        ("statistic/victims", "spoke of 40 victims in Chad")
    ]
    apply_plan(plan)
    text = (root / "curated" / "records.yaml").read_text("utf-8")
    bound = f"{{exact: spoke of 40 victims in Chad, source: s-{sha(OLD)[:8]}}}"
    assert text == RECORDS.replace("spoke of 40 victims in Chad", bound)


def test_without_it_what_does_not_stand_is_left_to_be_mended(root: Path, call: Call) -> None:
    """And reported; the old file goes, since nothing needs it."""
    file = edition(root, ("of 40 victims", "of 45 victims"))
    result = call("--corpus", str(root), "edition", "s", str(file), "--write")
    assert result.exit_code == 1
    (problem,) = load(root).problems
    assert problem.rule == "unanchored-quote"
    assert sorted(path.name for path in (root / "seeds").iterdir()) == [
        f"s_{sha(file.read_text('utf-8'))[:16]}.txt"
    ]
    assert (root / "curated" / "records.yaml").read_text("utf-8") == RECORDS


def test_a_file_of_two_sources_stays(root: Path) -> None:
    """Another source reads it too."""
    yaml = root / "curated" / "other.yaml"
    yaml.write_text(SOURCE.format(sha256=sha(OLD)).replace("id: s", "id: t"), "utf-8")
    apply_plan(plan_of(root, ("12 views", "15 views")))
    assert (root / "seeds" / "s.txt").read_text("utf-8") == OLD
    assert not load(root).problems


def test_edges_that_do_not_fit_are_asked_for(root: Path, call: Call) -> None:
    """Nothing is written before both fit one place."""
    file = edition(root, ("That is all.", "So much for that."))
    before = files(root)
    result = call("--corpus", str(root), "edition", "s", str(file), "--keep", "--write")
    assert result.exit_code == 2
    assert "--from and --to" in result.stderr
    assert "curated/source.yaml:7:31: error: “That is all.” is not in the text" in result.stdout
    assert files(root) == before
    args = ("edition", "s", str(file), "--keep", "--write", "--to", "So much for that.")
    assert call("--corpus", str(root), *args).exit_code == 0
    corpus = load(root)
    assert not corpus.problems
    text = corpus.texts["s"]
    assert text.text[: text.article.end].endswith("So much for that.")


def test_a_text_that_was_changed_where_it_lies(root: Path, call: Call) -> None:
    """Is taken over as it is; the old one is gone, so it cannot be kept."""
    (root / "seeds" / "s.txt").write_text(OLD.replace("of 40", "of 45"), "utf-8")
    assert {each.rule for each in load(root).problems} == {"source-changed", "unanchored-quote"}
    result = call("--corpus", str(root), "edition", "s")
    assert result.exit_code == 1
    assert "of 5 quotes, 4 still match, 1 does not" in result.stdout
    result = call("--corpus", str(root), "edition", "s", "--keep")
    assert result.exit_code == 2
    assert "cannot be kept" in result.stderr
    assert call("--corpus", str(root), "edition", "s", "--write").exit_code == 1
    assert [each.rule for each in load(root).problems] == ["unanchored-quote"]
    assert [path.name for path in (root / "seeds").iterdir()] == ["s.txt"]


def test_a_record_without_a_quote_gets_its_words_in_the_old_text(root: Path) -> None:
    """The program found them by itself, so there is no quote to bind."""
    source = root / "curated" / "source.yaml"
    source.write_text(source.read_text("utf-8").replace("    quote: Police free 40\n", ""), "utf-8")
    more = root / "curated" / "records.yaml"
    more.write_text(
        RECORDS.replace(
            "people:\n",
            "people:\n  - {id: call, name: A second call, role: came, evidence: {role: call came}}\n",
        ),
        "utf-8",
    )
    before = words(load(root))
    assert not load(root).problems
    apply_plan(
        plan_of(
            root,
            ("Police free 40", "Freed"),
            ("A second\ncall came", "A third call came"),
            keep=True,
        )
    )
    corpus = load(root)
    assert not corpus.problems
    old = f"s-{sha(OLD)[:8]}"
    for key in ("source/s", "person/call"):
        assert words(corpus)[key] == before[key]
    assert {
        item.source_id for item in corpus.evidence_of["person", "call"] if item.field == "name"
    } == {old}


def test_a_quotation_stays_in_one_text(root: Path) -> None:
    """All its parts are bound to the old text if one of them does not match."""
    with (root / "curated" / "records.yaml").open("a", encoding="utf-8") as file:
        file.write("quotes:\n  - {id: q, quote: [A second, call came]}\n")
    assert not load(root).problems
    apply_plan(plan_of(root, ("A second", "A third"), keep=True))
    corpus = load(root)
    assert not corpus.problems
    assert len({item.source_id for item in corpus.evidence_of["quote", "q"]}) == 1


def test_a_quote_with_the_hash_needs_nothing(root: Path) -> None:
    """It says itself in which text it was read."""
    path = root / "curated" / "records.yaml"
    path.write_text(
        RECORDS.replace(
            "quote: spoke of 40 victims in Chad",
            f"quote: {{exact: spoke of 40 victims in Chad, sha256: {sha(OLD)[:10]}}}",
        ),
        "utf-8",
    )
    before = path.read_bytes()
    plan = plan_of(root, ("of 40 victims", "of 45 victims"), keep=True)
    assert not plan.bound
    apply_plan(plan)
    assert path.read_bytes() == before
    corpus = load(root)
    assert not corpus.problems
    assert {item.source_id for item in corpus.evidence_of["statistic", "victims"]} == {
        plan.edition_id
    }


def test_cut_off_at_any_step_the_corpus_is_sound(
    root: Path, corpus_folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second run finishes it."""
    change = (
        "of 40 victims in Chad. 12 views\nThe police",
        "of 45 victims in Chad. 15 views\nPolice",
    )
    start, original = files(root), splicing.change_file
    whole = plan_of(root, change, keep=True)
    assert len(whole.steps) == 3
    apply_plan(whole)
    finished = files(root)
    # The text is the first step.
    for stop in range(4):
        for name in files(root):
            (root / name).unlink()
        for name, data in start.items():
            (root / name).write_bytes(data)
        done: list[object] = []

        class Killed(BaseException):
            pass

        def change_file(*args: object, done: list[object] = done, stop: int = stop) -> object:
            if len(done) == stop:
                raise Killed
            done.append(args)
            return original(*args)  # type: ignore[arg-type]

        monkeypatch.setattr("trafficking_explorer.curation.edition_apply.change_file", change_file)
        try:
            apply_plan(plan_of(root, change, keep=True))
        except Killed:
            assert len(done) == stop
        finally:
            monkeypatch.undo()
        assert not load(root).problems, stop
        plan = plan_of(root, change, keep=True)
        if not plan.same:
            apply_plan(plan)
        assert files(root) == finished


def test_a_file_that_changed_meanwhile_is_not_written_over(root: Path) -> None:
    """The corpus is sound all the same, and the next run goes on."""
    plan = plan_of(root, ("of 40 victims", "of 45 victims"), keep=True)
    path = root / "curated" / "records.yaml"
    path.write_text(RECORDS + "# A remark.\n", "utf-8")
    with pytest.raises(CuratingError, match=r"curated/records\.yaml: has changed"):
        apply_plan(plan)
    assert path.read_text("utf-8") == RECORDS + "# A remark.\n"
    assert not load(root).problems
    apply_plan(plan_of(root, ("of 40 victims", "of 45 victims"), keep=True))
    assert not load(root).problems
    assert path.read_text("utf-8").endswith("# A remark.\n")


def test_a_file_in_the_way_is_left_alone(root: Path) -> None:
    """One of the new text's name that is another."""
    plan = plan_of(root, ("12 views", "15 views"))
    (root / "seeds" / plan.target).write_text("mine")
    before = files(root)
    with pytest.raises(CuratingError, match="another file of this name"):
        apply_plan(plan)
    assert files(root) == before


@pytest.mark.parametrize(
    ("wish", "says"),
    [
        (EditionRequest("t"), "there is no source t"),
        (EditionRequest("s", Path("nowhere.txt")), "cannot be read: No such file"),
        (EditionRequest("s", Path("/")), "Is a directory"),
        (EditionRequest("s", Path("a\0b")), "cannot be read"),
        (EditionRequest("old"), "is an older edition of s"),
        (EditionRequest("s", keep=True, new_id="old"), "there is a source old already"),
        (EditionRequest("s", keep=True, new_id="Two words"), "not a valid id"),
    ],
)
def test_a_wrong_call_is_refused(root: Path, wish: EditionRequest, says: str) -> None:
    """The message says what is wrong and what to do."""
    (root / "curated" / "old.yaml").write_text(
        SOURCE.format(sha256=sha(OLD)).replace("id: s", "id: old").replace("s.txt", "s-2.txt")
        + "    edition_of: s\n",
        "utf-8",
    )
    file = wish.file or edition(root, ("12", "15"))
    (root / "seeds" / "s-2.txt").write_text(f"{OLD}\n", "utf-8")
    with pytest.raises((UsageError, CuratingError), match=says):
        plan_edition(root, EditionRequest(wish.source_id, file, wish.keep, wish.new_id))


def test_what_cannot_be_written_is_said(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that is not the person's to write, and the corpus that comes with the program."""
    plan = plan_of(root, ("12 views", "15 views"))
    before = files(root)
    with monkeypatch.context() as patch:
        patch.setattr(os, "access", lambda *_: False)
        with pytest.raises(CuratingError, match="cannot be written"):
            apply_plan(plan)
    package = Path(taking_over.__file__).resolve().parents[1]
    plan.root = package / "bundled"
    with pytest.raises(CuratingError, match="comes with the program"):
        apply_plan(plan)
    assert files(root) == before


def test_a_report_on_the_five_documents(call: Call, tmp_path: Path) -> None:
    """Read only: the bundled corpus is as it was, and what was asked is answered."""
    text = next((bundled_corpus() / "seeds").glob("003_*")).read_text("utf-8")
    file = tmp_path / "new.txt"
    file.write_text(text.replace("networks", "rings"), "utf-8")
    result = call("edition", "003", str(file), "--keep")
    assert result.exit_code == 1
    assert "does not" in result.stdout or "do not" in result.stdout
    assert "the old text stays as source 003-f3dcd33a" in result.stdout


@pytest.mark.parametrize("path", ["../outside.txt", "nowhere.txt", "below/gone.txt"])
def test_a_text_that_was_not_there_is_put_there(root: Path, path: str) -> None:
    """Below seeds/; files elsewhere are left alone."""
    source = root / "curated" / "source.yaml"
    source.write_text(source.read_text("utf-8").replace("s.txt", path), "utf-8")
    outside = root / "outside.txt"
    outside.write_text("mine")
    with pytest.raises(UsageError, match="name one: FILE"):
        plan_edition(root, EditionRequest("s"))
    with pytest.raises(UsageError, match="cannot be kept"):
        plan_of(root, keep=True)
    apply_plan(plan_of(root))
    assert not load(root).problems
    assert outside.read_text() == "mine"
    assert (root / "seeds" / f"s_{sha(OLD)[:16]}.txt").read_text("utf-8") == OLD


def test_a_file_that_cannot_take_it_is_said(root: Path, call: Call) -> None:
    """The report is there all the same; nothing is written."""
    path = root / "curated" / "records.yaml"
    # Blank lines at its end belong to the text, so that no key can follow it.
    path.write_text(
        RECORDS + "events:\n  - id: e\n    name: call came\n    kind: meeting\n"
        "    quote:\n      exact: |+\n        call came\n\n\n",
        "utf-8",
    )
    before = files(root)
    assert not load(root).problems
    file = edition(root, ("call came", "call went"))
    result = call("--corpus", str(root), "edition", "s", str(file), "--keep", "--write")
    assert result.exit_code == 2
    assert "[-came-]{+went+}" in result.stdout
    assert "nothing is written" in result.stderr
    assert "curated/records.yaml" in result.stderr
    assert files(root) == before
