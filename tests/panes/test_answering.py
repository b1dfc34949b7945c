"""Answers to findings given in the explorer, and the copy that is offered of the program's own corpus."""

import shutil
from pathlib import Path

import pytest
from textual.widgets import Input, Static

from tests.explorer_driver import TINY, Explorer, explore, keys_of, text_of
from trafficking_explorer.curation import append_record
from trafficking_explorer.database.cache import StoreLocation, locate_store
from trafficking_explorer.ui import corpus_owning
from trafficking_explorer.ui.app import ExplorerApp
from trafficking_explorer.ui.dialogs import copy_corpus
from trafficking_explorer.ui.dialogs.answer import AnswerScreen
from trafficking_explorer.ui.dialogs.copy_corpus import CopyCorpusScreen
from trafficking_explorer.ui.editing_app import BUNDLED
from trafficking_explorer.ui.messages import EditFile
from trafficking_explorer.workspace.opening import open_with_findings

FINDINGS = "7"
(ANSWER,) = keys_of("finding.answer")
REASON = "The heading leaves it out."


@pytest.fixture
def place(tmp_path: Path, tiny_place: StoreLocation) -> StoreLocation:
    """A copy of the small corpus, with its store."""
    root = shutil.copytree(TINY, tmp_path / "corpus")
    found = locate_store(root, shutil.copytree(tiny_place.folder, tmp_path / "cache"))
    open_with_findings(found).close()
    return found


def answers(place: StoreLocation) -> str:
    path = place.root / "curated/answers.yaml"
    return path.read_text("utf-8") if path.exists() else ""


def wrong(it: Explorer) -> str:
    return text_of(it.app.screen.query_one("#form-wrong", Static))


async def reason(it: Explorer, text: str) -> None:
    it.app.screen.query_one(Input).value = text
    await it.press("enter")


async def test_an_answer_is_given_changed_and_removed(place: StoreLocation) -> None:
    """The file has it, and the finding shows it as soon as the files are read."""
    async with explore(place) as it:
        await it.press(FINDINGS)
        finding = it.at
        assert "7 Findings 1 " in it.screen_text()
        await it.press(ANSWER)
        assert "goes into curated/answers.yaml" in it.screen_text()
        await it.press("a")
        await reason(it, " ")
        assert "needs a reason" in wrong(it)
        assert answers(place) == ""
        await reason(it, REASON)
        assert it.on_main
        assert answers(place) == (
            f"answers:\n  - finding: {finding}\n    answer: accepted\n    reason: {REASON}\n"
        )
        assert "Answer written to curated/answers.yaml:2." in it.notices[-1]
        column = [each.key for each in it.pane.view.columns].index("answer")
        assert (it.at, it.rows[0].cells[column]) == (finding, "accepted")
        assert "7 Findings " in it.screen_text()
        assert "7 Findings 1" not in it.screen_text(), "nothing is unanswered any more"

        await it.press(ANSWER)
        assert "answered: accepted" in it.screen_text()
        await it.press("w")
        assert it.app.screen.query_one(Input).value == REASON
        await it.press("enter")
        assert "answer: wrong_rule\n" in answers(place)
        assert (it.at, it.rows[0].cells[column]) == (finding, "wrong rule")

        await it.press(ANSWER, "r")
        assert it.on_main
        assert answers(place) == "answers: []\n"
        assert (it.at, it.rows[0].cells[column]) == (finding, None)


async def test_a_rule_called_wrong_takes_its_signs_away(place: StoreLocation) -> None:
    """The record has the next strongest sign."""
    async with explore(place) as it:
        assert it.rows[0].cells[0] == "≠"
        await it.press(FINDINGS, ANSWER, "w")
        await reason(it, REASON)
        await it.press("1")
        # Panes that are not on screen ask the new store a little later.
        await it.until(lambda: it.rows[0].cells[0] != "≠")
        assert it.rows[0].cells[0] == "1"


async def test_nothing_is_written_without_the_last_key(place: StoreLocation) -> None:
    """Escape goes back to the answers, then away."""
    async with explore(place) as it:
        await it.press(FINDINGS, ANSWER, "down", "enter")
        assert "explained. The reason:" in it.screen_text()
        it.app.screen.query_one(Input).value = REASON
        await it.press("escape")
        assert isinstance(it.app.screen, AnswerScreen)
        await it.press("escape")
        assert it.on_main
        assert answers(place) == ""


async def test_an_answer_of_another_person_is_not_overwritten(place: StoreLocation) -> None:
    """A file saved since the dialog opened stays, and its answer is named."""
    async with explore(place) as it:
        await it.press(FINDINGS)
        finding = it.at
        await it.press(ANSWER, "a")
        text = f"answers:\n  - finding: {finding}\n    answer: explained\n    reason: Mine.\n"
        (place.root / "curated/answers.yaml").write_text(text, "utf-8")
        await reason(it, REASON)
        assert "answered meanwhile: explained, Mine." in " ".join(wrong(it).split())
        assert answers(place) == text
        assert isinstance(it.app.screen, AnswerScreen), "the reason is not lost"
        assert it.app.screen.query_one(Input).value == REASON


async def test_a_corpus_that_cannot_be_written_says_so(
    place: StoreLocation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the way out; nothing can be chosen."""
    monkeypatch.setattr(append_record, "is_installed", lambda _: True)
    async with explore(place) as it:
        await it.press(FINDINGS, ANSWER)
        assert "cannot be written" in wrong(it)
        await it.press("a", "enter")
        assert "accepted" not in it.screen_text()
        await it.press("escape")
        assert it.on_main


async def test_there_may_be_nothing_to_answer(place: StoreLocation) -> None:
    """On the line of the folded notes, and in a list without rows."""
    async with explore(place) as it:
        await it.press(FINDINGS, "G", ANSWER)
        assert it.notices[-1] == "There is no finding to answer."


# The corpus of the program.


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(copy_corpus, "_FOLDER", "mine")
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    return tmp_path / "home"


@pytest.mark.parametrize("key", [ANSWER, *keys_of("pane.edit")])
async def test_a_copy_is_offered_first(
    place: StoreLocation, home: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    """For an answer and an editor alike; the copy is opened at the same record."""
    monkeypatch.setattr(corpus_owning, "is_installed", lambda _: True)
    async with explore(place, name=BUNDLED) as it:
        await it.press(FINDINGS)
        finding = it.at
        await it.press(key)
        assert isinstance(it.app.screen, CopyCorpusScreen)
        assert "came with the program" in it.screen_text()
        await it.press("ctrl+o")
        assert isinstance(it.app.screen, CopyCorpusScreen), "an installed corpus is never changed"
        await it.press("escape")
        assert it.on_main
        await it.press(key)
        (home / "mine").mkdir(parents=True)
        (home / "mine/kept.txt").touch()
        await it.press("enter")
        assert "is not empty" in wrong(it)
        it.app.screen.query_one(Input).value = str(home / "other")
        it._send("enter")
        await it.pilot._wait_for_screen()
        await it.until(lambda: it.app.owning.copy is not None)
    owning = it.app.owning
    assert (owning.copy, owning.record) == (home / "other", f"finding/{finding}")
    for part in ("curated", "seeds"):
        made = {path.relative_to(home / "other") for path in (home / "other" / part).rglob("*")}
        assert made == {path.relative_to(TINY) for path in (TINY / part).rglob("*")}
    assert answers(place) == ""


async def test_a_source_tree_may_be_changed_itself(
    place: StoreLocation, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only by a key that says so; it is asked once."""
    edited: list[EditFile] = []
    monkeypatch.setattr(ExplorerApp, "_open_editor", lambda _, event: edited.append(event))
    async with explore(place, name=BUNDLED) as it:
        await it.press("e")
        assert not edited
        assert "ctrl+o" in it.screen_text()
        await it.press("ctrl+o")
        assert len(edited) == 1
        await it.press(FINDINGS, ANSWER)
        assert isinstance(it.app.screen, AnswerScreen)
    assert not home.exists()


async def test_a_corpus_of_the_readers_is_changed_at_once(
    place: StoreLocation, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited: list[EditFile] = []
    monkeypatch.setattr(ExplorerApp, "_open_editor", lambda _, event: edited.append(event))
    async with explore(place) as it:
        await it.press("e")
        assert len(edited) == 1
