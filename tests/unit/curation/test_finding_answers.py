"""Answers to findings in the files of a corpus."""

from collections.abc import Callable
from pathlib import Path

import pytest

from trafficking_explorer.corpus.loader import load
from trafficking_explorer.curation import append_record, yaml_edit
from trafficking_explorer.curation.finding_answers import FindingAnswers, GivenAnswer
from trafficking_explorer.errors import CuratingError
from trafficking_explorer.text.files import write_durably

LONE = "lone-claims:operation/sun+source/s"
DATES = "missing-dates:operation/sun"
ANSWERS = f"""\
# What was looked at.
answers:
  # Source s
  - finding: {LONE}
    answer: accepted   # for now
    reason: >-
      One text
      only.

  # Dates
  - finding: {DATES}
    answer: explained
    reason: "No: none"
"""
TOOLS = "source: s\ntools:\n  - {id: radar, quote: Radar, name: Radar, kind: system}\n"

Folder = Callable[..., Path]


@pytest.fixture
def root(text_folder: Folder) -> Path:
    return text_folder("The Radar.", TOOLS)


@pytest.fixture
def answered(root: Path) -> Path:
    (root / "curated/answers.yaml").write_text(ANSWERS, "utf-8")
    return root


def text_of(root: Path) -> str:
    return (root / "curated/answers.yaml").read_text("utf-8")


def test_the_first_answer_makes_a_file(root: Path) -> None:
    """It is read as the corpus reads it."""
    files = FindingAnswers(root)
    assert files.given(LONE) is None
    assert files.target() == "curated/answers.yaml"
    written = files.write(LONE, "accepted", "  One\ttext: only ", None)
    assert (written.path, written.line, written.column) == (root / "curated/answers.yaml", 2, 5)
    assert text_of(root) == (
        f'answers:\n  - finding: {LONE}\n    answer: accepted\n    reason: "One text: only"\n'
    )
    ((answer, _),) = load(root).answers
    assert (answer.finding, answer.answer, answer.reason) == (LONE, "accepted", "One text: only")


def test_a_corpus_with_a_folder_for_what_is_shared(root: Path) -> None:
    """Answers concern several sources."""
    (root / "curated/shared").mkdir()
    assert FindingAnswers(root).target() == "curated/shared/answers.yaml"


def test_an_answer_joins_the_others(answered: Path) -> None:
    """Every other byte is as it was."""
    files = FindingAnswers(answered)
    files.write("differing-claims:x/y", "wrong_rule", "Two things.", None)
    assert text_of(answered) == ANSWERS + (
        "\n  - finding: differing-claims:x/y\n    answer: wrong_rule\n    reason: Two things.\n"
    )


def test_an_answer_is_changed(answered: Path) -> None:
    """In its place, between the comments around it."""
    files = FindingAnswers(answered)
    before = files.given(LONE)
    assert before == GivenAnswer("accepted", "One text only.", "curated/answers.yaml")
    files.write(LONE, "explained", "A reason.", before)
    changed = ANSWERS.replace("answer: accepted ", "answer: explained ", 1)
    changed = changed.replace("reason: >-\n      One text\n      only.\n", "reason: A reason.\n")
    assert text_of(answered) == changed


@pytest.mark.parametrize(
    ("finding", "left"),
    [
        (LONE, ANSWERS[: ANSWERS.index("  - finding")] + ANSWERS[ANSWERS.index("\n  # Dates") :]),
        (DATES, ANSWERS[: ANSWERS.rindex("  - finding")]),
    ],
)
def test_an_answer_is_taken_back(answered: Path, finding: str, left: str) -> None:
    """Headings stay: they may be those of several answers."""
    files = FindingAnswers(answered)
    before = files.given(finding)
    assert before is not None
    assert files.remove(finding, before) == answered / "curated/answers.yaml"
    assert text_of(answered) == left
    assert files.given(finding) is None
    assert len(load(answered).answers) == 1


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_last_answer_leaves_an_empty_list(root: Path, newline: str) -> None:
    """The file can be read, and takes the next answer."""
    path = root / "curated/answers.yaml"
    lines = f"# Mine\nanswers:\n- finding: {LONE}\n  answer: accepted\n  reason: Yes.\n"
    path.write_bytes(lines.replace("\n", newline).encode())
    files = FindingAnswers(root)
    files.remove(LONE, GivenAnswer("accepted", "Yes.", "curated/answers.yaml"))
    assert path.read_bytes().decode() == f"# Mine{newline}answers: []{newline}"
    assert load(root).answers == []
    files.write(LONE, "accepted", "Yes.", None)
    assert [answer.finding for answer, _ in load(root).answers] == [LONE]


def test_what_has_changed_meanwhile_is_not_overwritten(answered: Path) -> None:
    """Another answer, one more, or none: the reader looks again."""
    files = FindingAnswers(answered)
    before = files.given(LONE)
    assert before is not None
    with pytest.raises(CuratingError, match="answered meanwhile: accepted, One text only"):
        files.write(LONE, "explained", "A reason.", None)
    path = answered / "curated/answers.yaml"
    path.write_text(ANSWERS.replace("One text", "A text"), "utf-8")
    with pytest.raises(CuratingError, match="answered meanwhile: accepted, A text only"):
        files.write(LONE, "explained", "A reason.", before)
    with pytest.raises(CuratingError, match="answered meanwhile"):
        files.remove(LONE, before)
    path.unlink()
    with pytest.raises(CuratingError, match="has no answer any more"):
        files.remove(LONE, before)
    assert not path.exists()


def test_a_save_while_it_is_written(answered: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The words of another program in that moment stay, and the answer joins them."""
    path = answered / "curated/answers.yaml"
    saved: list[None] = []

    def save_first(temporary: Path, data: bytes) -> None:
        if not saved:
            saved.append(None)
            path.write_text(ANSWERS + "# saved\n", "utf-8")
        write_durably(temporary, data)

    monkeypatch.setattr(yaml_edit, "write_durably", save_first)
    FindingAnswers(answered).write("x:y/z", "accepted", "Yes.", None)
    assert "# saved" in text_of(answered)
    assert "- finding: x:y/z" in text_of(answered)


@pytest.mark.parametrize(
    ("answer", "reason", "why"),
    [("accepted", " \t", "needs a reason"), ("maybe", "So.", "'maybe' is not an answer")],
)
def test_what_the_schema_does_not_take_is_refused(
    root: Path, answer: str, reason: str, why: str
) -> None:
    """Before anything is written."""
    with pytest.raises(CuratingError, match=why):
        FindingAnswers(root).write(LONE, answer, reason, None)
    assert not (root / "curated/answers.yaml").exists()


@pytest.mark.parametrize(
    "text", ["answers: [", f"answers:\n\t- {LONE}\n", f"answers: {{a: {LONE}}}\n"]
)
def test_a_file_that_is_not_sound_is_left_alone(root: Path, text: str) -> None:
    """With a message, and as it is."""
    path = root / "curated/answers.yaml"
    path.write_text(text + f"# {LONE}\n", "utf-8")
    with pytest.raises(CuratingError):
        FindingAnswers(root).write(LONE, "accepted", "Yes.", None)
    assert path.read_text("utf-8") == text + f"# {LONE}\n"


def test_flow_style_is_left_to_a_person(root: Path) -> None:
    """A list on one line is changed by nobody but its author."""
    path = root / "curated/answers.yaml"
    text = f"answers: [{{finding: '{LONE}', answer: accepted, reason: Yes}}, {{finding: '{DATES}', answer: accepted, reason: Yes}}]\n"
    path.write_text(text, "utf-8")
    files = FindingAnswers(root)
    before = files.given(LONE)
    assert before is not None
    with pytest.raises(CuratingError, match="remove it manually"):
        files.remove(LONE, before)
    assert path.read_text("utf-8") == text


def test_the_corpus_of_the_program_is_refused(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As for records."""
    monkeypatch.setattr(append_record, "is_installed", lambda _: True)
    files = FindingAnswers(root)
    for call in (
        files.target,
        lambda: files.write(LONE, "accepted", "Yes.", None),
        lambda: files.remove(LONE, GivenAnswer("accepted", "Yes.")),
    ):
        with pytest.raises(CuratingError, match="comes with the program"):
            call()
