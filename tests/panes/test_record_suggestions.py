"""Suggestions for words: chosen, shown as they will be written, and written."""

import sys
from types import ModuleType

import pytest
from textual.message import Message
from textual.widgets import Static

from tests.explorer_driver import Explore, Explorer, keys_of, text_of
from tests.panes import bench as stand_in
from tests.panes.open_corpus import TEXT
from tests.slow import first_quick
from trafficking_explorer.config import Config
from trafficking_explorer.curation.types import (
    EvidenceSuggestion,
    ExistingRecord,
    RecordRef,
    RecordSuggestion,
    TargetFile,
)
from trafficking_explorer.database.cache import StoreLocation
from trafficking_explorer.ui import external_editor
from trafficking_explorer.ui.app import ExplorerApp
from trafficking_explorer.ui.dialogs.record_suggestions import RecordSuggestionsScreen
from trafficking_explorer.ui.messages import EditFile
from trafficking_explorer.ui.widgets.selectable_source import SelectableSource
from trafficking_explorer.ui.widgets.vim_option_list import VimOptionList


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch, open_place: StoreLocation) -> stand_in.Bench:
    """The questions of the screen."""
    made = stand_in.Bench(open_place.root)
    module = ModuleType("bench")
    module.CurationService = lambda store, root: made  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "trafficking_explorer.curation.service", module)
    return made


@pytest.fixture
def edited(monkeypatch: pytest.MonkeyPatch) -> list[EditFile]:
    """The files that the editor was asked for."""
    found: list[EditFile] = []
    post = ExplorerApp.post_message

    def listen(app: ExplorerApp, message: Message) -> bool:
        if isinstance(message, EditFile):
            found.append(message)
            return True
        return post(app, message)

    monkeypatch.setattr(ExplorerApp, "post_message", listen)
    return found


def lines(it: Explorer) -> list[str]:
    found = it.app.screen.query_one(VimOptionList)
    return [str(option.prompt) for option in found.options]


def said(it: Explorer, name: str) -> str:
    return text_of(it.app.screen.query_one(f"#offers-{name}", Static))


async def offer(it: Explorer) -> None:
    """Ask what the first open words could be."""
    await it.press("6", "u", "enter")
    assert isinstance(it.app.screen, RecordSuggestionsScreen)


@pytest.mark.parametrize(("key", "edits"), [("enter", True), (*keys_of("offers.write"), False)])
async def test_from_words_to_a_record(
    open_it: Explore, bench: stand_in.Bench, edited: list[EditFile], key: str, edits: bool
) -> None:
    """Four keys lead from the first screen to the editor, at the record; or only to the file."""
    async with open_it() as it:
        await offer(it)
        start = TEXT.index("12 suspects")
        assert bench.asked == [("a", start, start + 2)]
        assert said(it, "title") == "“12” could be"
        assert said(it, "file") == "into curated/statistics.yaml"
        await it.press(key)
        assert it.on_main
        ((written, target),) = bench.written
        assert isinstance(written, RecordSuggestion)
        assert isinstance(target, TargetFile)
        assert (written.record_type, target.label) == ("statistic", "curated/statistics.yaml")
        assert it.notices[-1] == "Written to curated/statistics.yaml:14."
        place = bench.root / "curated/statistics.yaml"
        assert [(each.path, each.line, each.column) for each in edited] == (
            [(place, 14, 5)] if edits else []
        )
        view = it.source
        assert isinstance(view, SelectableSource)
        assert view.place.span is None


async def test_what_is_shown_is_harmless(open_it: Explore, bench: stand_in.Bench) -> None:
    """Summaries and YAML are text: no markup, no escape sequence; the YAML can be scrolled."""
    (down,), (up,) = keys_of("offers.scroll-down"), keys_of("offers.scroll-up")
    async with open_it(size=(80, 24)) as it:
        await offer(it)
        for words in ("could be", "12 arrests", "id: twelve", "into curated/", "esc Back"):
            assert words in it.screen_text()
        assert lines(it) == ["statistic · 12 arrests�[2J", "quote · [red]人身売買[/red]"]
        screen = it.screen_text()
        assert "\x1b" not in screen
        assert "[bold]x[/]" in screen
        assert "field-39" not in screen
        for _ in range(14):
            await it.press(down)
        assert "field-39" in it.screen_text()
        for _ in range(14):
            await it.press(up)
        assert "id: twelve" in it.screen_text()
        await it.press("j")
        assert "id: said" in it.screen_text()
        assert said(it, "file") == "into curated/quotes.yaml"


async def test_its_keys(open_it: Explore, bench: stand_in.Bench) -> None:
    """Are those of this screen and no others, and from them it is a key back to it."""
    key, _ = keys_of("offers.keys")
    async with open_it(size=(80, 24)) as it:
        await offer(it)
        screen = it.app.screen
        assert "? Help" in it.screen_text()
        await it.press(key)
        words = it.screen_text()
        assert "What words could be" in words
        assert "further evidence of a record" in words
        assert "facets" not in words
        await it.press("escape")
        assert it.app.screen is screen
        await it.press("a", "slash", key)
        assert it.app.screen is screen  # In the search it is text.


@pytest.mark.parametrize("size", first_quick([(80, 24), (160, 45)]))
async def test_words_that_have_a_record_are_that_first(
    open_it: Explore,
    bench: stand_in.Bench,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
) -> None:
    """Enter opens the record there is; one more is made only where that line is chosen."""
    edited: list[str] = []
    monkeypatch.setattr(
        external_editor, "edit_in_terminal", lambda _, argv, __: edited.append(" ".join(argv))
    )
    holder = RecordRef("place", "chad", "Chad", "curated/a.yaml:7")
    bench.there = ExistingRecord(holder, "name", "- id: chad\n  name: Chad")
    bench.known = "chad"
    async with open_it(size=size, config=Config(editor="nano")) as it:
        await offer(it)
        assert lines(it) == [
            "already place/chad · name",
            "one more statistic · 12 arrests�[2J",
            "quote · [red]人身売買[/red]",
        ]
        assert said(it, "file") == "in curated/a.yaml:7"
        assert "⏎ Edit it" in " ".join(it.screen_text().split())
        assert "name: Chad" in it.screen_text()
        await it.press("f")
        assert said(it, "title") == "“12” is, or could be"
        await it.press("w")
        assert "exists already" in said(it, "wrong")
        await it.press("j", "k", "enter")
        assert it.on_main
        assert bench.written == []
        (call,) = edited
        assert call.startswith("nano +")
        await it.press("enter")
        assert isinstance(it.app.screen, RecordSuggestionsScreen)
        await it.press("j")
        assert said(it, "file") == "into curated/statistics.yaml"
        await it.press("f", "escape")
        assert said(it, "file") == "into curated/statistics.yaml"
        await it.press("w")
        ((written, _),) = bench.written
        assert isinstance(written, RecordSuggestion)
        assert written.record_id == "twelve"


async def test_another_file(open_it: Explore, bench: stand_in.Bench) -> None:
    """The reader chooses one, for this record and those after it; the last is a new one."""
    async with open_it() as it:
        await offer(it)
        for key in keys_of("offers.file"):
            await it.press(key)
            assert lines(it) == [
                "curated/statistics.yaml",
                "curated/all.yaml",
                "curated/new.yaml  a new file",
            ]
            await it.press("escape")
        await it.press("f", "G", "enter")
        assert said(it, "file") == "into curated/new.yaml (a new file)"
        await it.press("j")
        assert said(it, "file") == "into curated/new.yaml (a new file)"
        await it.press("w")
        ((written, target),) = bench.written
        assert isinstance(written, RecordSuggestion)
        assert isinstance(target, TargetFile)
        assert (written.record_id, target.new) == ("said", True)


async def test_further_evidence(open_it: Explore, bench: stand_in.Bench) -> None:
    """Words become evidence of a record found by name, of one field, in the file of the record."""
    (more,), (search,) = keys_of("offers.evidence"), keys_of("offers.search")
    bench.holders = 1000
    async with open_it() as it:
        await offer(it)
        await it.press(more)
        assert len(lines(it)) == 200
        assert "200 of 1,000" in said(it, "wrong")
        await it.press(search, "9", "1", "1")
        assert lines(it) == ["Operation 911  operation"]
        await it.press("enter", "enter")
        assert said(it, "file") == "in curated/o.yaml:912"
        assert lines(it) == ["record of Operation 911", "date of Operation 911"]
        await it.press("j")
        assert "date: words" in it.screen_text()
        await it.press("w")
        ((written, _),) = bench.written
        assert isinstance(written, EvidenceSuggestion)
        assert written.field == "date"
        assert it.notices[-1] == "Written to curated/o.yaml:14."


@pytest.mark.parametrize("key", first_quick(keys_of("offers.back")))
async def test_the_way_back(open_it: Explore, bench: stand_in.Bench, key: str) -> None:
    """Step by step, and out; the words are still there."""
    async with open_it() as it:
        await offer(it)
        await it.press("a", "enter", key)
        assert len(lines(it)) == 3
        await it.press("slash", "2")
        assert len(lines(it)) == 1
        await it.press(key)
        assert len(lines(it)) == 3
        await it.press(key)
        assert said(it, "title") == "“12” could be"
        await it.press(key)
        assert it.on_main
        assert isinstance(it.source, SelectableSource)
        assert it.source.place.item is not None
        assert bench.written == []


async def test_nothing_lies_over_the_keys(open_it: Explore, bench: stand_in.Bench) -> None:
    """The words on the last record are gone when the next one is chosen."""
    async with open_it() as it:
        it.app.notify("Written to curated/o.yaml:14.")
        await offer(it)
        assert bench.asked
        assert not it.notices


async def test_what_goes_wrong_is_said(open_it: Explore, bench: stand_in.Bench) -> None:
    """In the screen, where the reader can try something else; also that words are nothing."""
    bench.wrong = "curated/a.yaml:3:1: not a list\x1b[2J"
    async with open_it() as it:
        await offer(it)
        await it.press("enter")
        assert said(it, "wrong") == "curated/a.yaml:3:1: not a list�[2J"
        bench.wrong, bench.empty = "", True
        (record,) = keys_of("select.record")
        await it.press("escape", "space", "w", record)
        start = TEXT.index("12 suspects")
        assert bench.asked[-1] == ("a", start, start + len("12 suspects"))
        assert "No record can be made of these words" in it.screen_text()
        # No key breaks anything; the words may still be evidence.
        await it.press("enter", "w", "f", "tab", "J", "a", "enter", "w")
        assert it.on_main
        assert len(bench.written) == 1


async def test_words_that_name_a_record_are_evidence_of_it_first(
    open_it: Explore, bench: stand_in.Bench
) -> None:
    """A second record of the name is one key away, and nothing is written unseen."""
    bench.known = "twelve"
    async with open_it() as it:
        await offer(it)
        assert said(it, "title") == "“12” is further evidence of"
        assert lines(it)[0].startswith("Operation 0")
        await it.press("escape")
        assert said(it, "title") == "“12” could be"
        assert bench.written == []
