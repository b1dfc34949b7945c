"""One search over all kinds, a filter in the palette, and the SQL of a filter."""

import re

import pytest
from textual.command import Command, CommandList, CommandPalette
from textual.containers import VerticalScroll

from tests.explorer_driver import Explore, Explorer, keys_of, lines_of, painted
from tests.panes.sql import text
from tests.slow import first_quick
from trafficking_explorer.console.session import Console
from trafficking_explorer.database.views import VIEWS
from trafficking_explorer.errors import StoreError
from trafficking_explorer.search.filter_sql import statement
from trafficking_explorer.search.hits import HitReader, count_hits
from trafficking_explorer.search.parser import parse_filter
from trafficking_explorer.ui.dialogs.text_viewer import FilterSqlScreen
from trafficking_explorer.ui.messages import OpenSource, OpenSql
from trafficking_explorer.ui.screens import search as search_screen
from trafficking_explorer.ui.screens.help import HelpScreen
from trafficking_explorer.ui.screens.search import SearchScreen
from trafficking_explorer.ui.widgets.footer import Footer

SIZES = first_quick([(80, 24), (160, 45)])


def screen_of(it: Explorer) -> SearchScreen:
    assert isinstance(it.app.screen, SearchScreen)
    return it.app.screen


def found(it: Explorer) -> list[str]:
    """The hits, by kind and id."""
    return [
        f"{'sentence' if hit.is_sentence else hit.record_type}/{hit.record_id}"
        for hit in screen_of(it).hits.hits
    ]


async def look_for(it: Explorer, line: str) -> None:
    """Put a line into the search, as if pasted."""
    screen_of(it).bar.text = line
    await it.settle()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", first_quick(keys_of("app.search")))
async def test_all_kinds_are_searched_while_it_is_typed(
    open_tiny: Explore, key: str, size: tuple[int, int]
) -> None:
    """Hits of every kind follow the line, with kind, title, reason and place."""
    async with open_tiny(size=size) as it:
        await it.press(key)
        assert "All kinds" in it.screen_text()
        assert "the best first" in it.screen_text()
        await it.press(*"mali")
        assert found(it)[0] == "operation/epervier"
        assert "sentence/a" in found(it)
        text = it.screen_text()
        assert "Operation Épervier" in text
        assert "1 operation" in text
        assert "sentence" in text
        assert f"{len(found(it))} of {len(found(it))}" in text
        assert "Mali" in painted(screen_of(it).hits, "hit-list--match")
        await it.press(" ", *"zebra")
        assert found(it) == []
        assert "No record of any kind matches" in it.screen_text()


async def test_its_keys(open_tiny: Explore) -> None:
    """Are those of this screen; in the line the key for them is text."""
    key, _ = keys_of("app.help")
    async with open_tiny() as it:
        await it.press("a", *"kayak", key)
        assert screen_of(it).bar.text == "kayak?"
        await it.press("backspace", "tab", key)
        assert isinstance(it.app.screen, HelpScreen)
        assert "Help: Search all" in it.screen_text()
        assert "from the line to the hits" in it.screen_text()
        assert "facets" not in it.screen_text()
        await it.press("escape")
        assert screen_of(it).bar.text == "kayak"


async def test_a_wrong_line_keeps_the_last_good_hits(open_tiny: Explore) -> None:
    """And says where and why, as in a pane; an empty one asks nothing."""
    async with open_tiny() as it:
        await it.press("a")
        await look_for(it, "kayak")
        before = found(it)
        assert before
        for line, reason in (
            ("kayak agency:", "▴ agency: needs a value"),
            ("kayak (", "▴ this parenthesis is not closed"),
            (r"/(a)\1/", "▴ not an expression: invalid escape sequence"),
        ):
            await look_for(it, line)
            assert found(it) == before
            assert reason in it.screen_text()
        await look_for(it, "agency:maison")
        assert "all kinds, agency maison" in it.screen_text()
        await look_for(it, "")
        assert found(it) == []
        assert "the best first" in it.screen_text()


async def test_the_line_is_completed(open_tiny: Explore) -> None:
    """Values with their counts over all kinds, at the bottom; the first at the end of the line."""
    async with open_tiny() as it:
        await it.press("a", *"country:ch")
        await it.until(lambda: screen_of(it).query_one(Footer).offers != ())
        offers = dict(screen_of(it).query_one(Footer).offers)
        assert offers["Chad"] is not None
        assert offers["Chad"] >= 3
        await it.press("right")
        assert screen_of(it).line == "country:chad"
        await it.press("enter")
        assert screen_of(it).query_one(Footer).offers == ()


@pytest.mark.parametrize("key", first_quick(keys_of("list.open")))
async def test_a_hit_opens_in_its_pane(open_tiny: Explore, key: str) -> None:
    """Whatever its kind; the way back leads to where one was."""
    async with open_tiny() as it:
        for line, pane, record in (
            ("kayak type:operation", "operations", "kayak"),
            ("maison type:agency", "agencies", "maison"),
            ("type:person", "more", "traore"),
            ("type:source name:b", "sources", "b"),
        ):
            await it.press("a")
            await look_for(it, line)
            if not found(it):
                continue
            await it.press("enter", key)
            assert it.on_main
            assert (it.pane.view.name, it.shown) == (pane, record)
        await it.press("less_than_sign")
        assert it.shown != record


@pytest.mark.parametrize("size", SIZES)
async def test_a_sentence_opens_its_source_at_its_place(
    open_tiny: Explore, size: tuple[int, int]
) -> None:
    """The source goes to the sentence, marked, and stays there; also far down."""
    async with open_tiny(size=size) as it:
        for line, words in (
            ('"forty suspects"', "Forty suspects were arrested."),
            ('"report 24"', "Report 24 of the regional bureau adds nothing"),
            ('"report 7 "', "Report 7 of the regional bureau adds nothing"),
        ):
            await it.press("a")
            await look_for(it, line)
            assert set(found(it)) >= {"sentence/a"}
            await it.press("enter", "G", "enter")
            await it.settle()
            assert it.on_main
            assert it.pane.view.name == "sources"
            assert it.shown == "a"
            assert it.part == "source"
            assert it.passage is not None
            assert it.passage.startswith(words)
            # Over the ends of its lines, and the signs before them.
            assert words in " ".join(re.sub("[▌▏┊]", "", " ".join(lines_of(it.source))).split())


async def test_the_place_gives_way_to_the_reader(open_tiny: Explore) -> None:
    """A reader who walks on from it is not taken back, whatever is read again."""
    async with open_tiny() as it:
        it.main.post_message(OpenSource("a", 80, 95))
        await it.settle()
        assert it.passage is not None
        await it.press("n")
        at = it.passage
        it.table.announce()
        await it.settle()
        assert it.passage == at
        await it.press("1", "6", "down", "up")
        assert it.part == "table"


@pytest.mark.parametrize("key", [*keys_of("search.leave"), *keys_of("search.close")])
async def test_leaving_keeps_the_line(open_tiny: Explore, key: str) -> None:
    """From the line as from the hits; it is there the next time, until the explorer is closed."""
    async with open_tiny() as it:
        for to_hits in ((), ("enter",)):
            await it.press("a")
            await look_for(it, "kayak")
            await it.press(*to_hits, key)
            assert it.on_main
            assert it.field.value == ""
            await it.press("a")
            assert screen_of(it).line == "kayak"
            assert found(it)[0] == "operation/kayak"
            await it.press(key)
    async with open_tiny() as it:
        await it.press("a")
        assert screen_of(it).line == ""


async def test_the_filter_of_the_pane_comes_along(open_tiny: Explore) -> None:
    """It is in the line, and replaces the last search."""
    async with open_tiny() as it:
        await it.press("a")
        await look_for(it, "kayak")
        await it.press("escape")
        await it.filter("country:chad")
        await it.press("enter", "a")
        assert screen_of(it).line == "country:chad"
        assert "operation/epervier" in found(it)
        await it.press("escape")
        assert it.field.value == "country:chad"


@pytest.mark.parametrize("key", first_quick(keys_of("search.filter")))
async def test_the_way_between_line_and_hits(open_tiny: Explore, key: str) -> None:
    """Down and tab go to the hits, / and tab back; without hits one stays."""
    async with open_tiny() as it:
        await it.press("a", "enter")
        assert screen_of(it).bar.is_typed_into
        await look_for(it, "mali")
        await it.press("down")
        assert screen_of(it).hits.has_focus
        await it.press(key)
        assert screen_of(it).bar.is_typed_into
        await it.press(key)
        # The whole line was marked, as in a pane: what is typed takes its place.
        assert screen_of(it).line == "/"
        await look_for(it, "mali")
        for switch in keys_of("search.switch"):
            await it.press(switch)
            assert screen_of(it).hits.has_focus
            await it.press(switch)
            assert screen_of(it).bar.is_typed_into
        await it.press("enter", "j")
        assert screen_of(it).hits.cursor == 1


async def test_only_the_best_are_fetched(
    open_tiny: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And that there are more is said."""
    monkeypatch.setattr(search_screen, "HITS_SHOWN", 8)
    async with open_tiny() as it:
        await it.press("a")
        await look_for(it, "regional")
        assert len(found(it)) == 8
        total = sum(count_hits(screen_of(it).store, parse_filter("regional")).values())
        assert total > 8
        assert f"8 of {total}" in it.screen_text()


async def test_what_the_store_cannot_answer_is_said(
    open_tiny: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the search goes on."""
    async with open_tiny() as it:
        await it.press("a")

        def fail(*_: object) -> None:
            raise StoreError("the disk is on holiday [b]")

        monkeypatch.setattr(HitReader, "answer", fail)
        await look_for(it, "mali")
        assert it.notices[-1] == "the disk is on holiday [b]"
        monkeypatch.undo()
        await look_for(it, "mali ")
        assert found(it)


async def test_hostile_text_is_text(open_tiny: Explore) -> None:
    """Markup in a quotation is shown as text, and matches are marked across it."""
    async with open_tiny(size=(80, 24)) as it:
        await it.press("a")
        await look_for(it, "bold red")
        assert "[bold red]children" in it.screen_text()
        for line in ("[bold", "\x1b[2J", "%s", "'", '"', "x" * 3000, "(" * 60):
            await look_for(it, line)
        assert not it.notices


async def test_the_search_before_the_store_is_open(open_tiny: Explore) -> None:
    """There is nothing to search yet: nothing happens."""
    async with open_tiny() as it:
        it.main.panes.store = None
        await it.press("a")
        assert it.on_main


# The palette.


async def choose(it: Explorer, title: str) -> None:
    """Take a line of the palette."""
    hits = [
        option.hit.text if isinstance(option, Command) else ""
        for option in it.app.screen.query_one(CommandList).options
    ]
    it.app.screen.query_one(CommandList).highlighted = hits.index(title)
    await it.press("enter")
    for _ in range(5):
        await it.settle()


def shown(it: Explorer) -> str:
    return "\n".join(str(option.prompt) for option in it.app.screen.query_one(CommandList).options)


async def test_the_palette_offers_a_filter(open_tiny: Explore) -> None:
    """For the pane on screen, and for all kinds, each with what it would find."""
    line = "country:chad -kayak"
    async with open_tiny() as it:
        await it.press("ctrl+p")
        hits = await it.search_palette(line)
        filters = f"Filter operations by “{line}”"
        assert filters in hits
        assert "2 matches" in shown(it)
        await choose(it, filters)
        assert it.on_main
        assert it.field.value == line
        assert it.ids == ["epervier", "jade"]
        await it.press("ctrl+p")
        await it.search_palette(line)
        await choose(it, f"Search all kinds for “{line}”")
        assert screen_of(it).line == line
        assert "operation/jade" in found(it)


async def test_the_palette_offers_words_that_no_name_has(open_tiny: Explore) -> None:
    """Words of a name find the record; words of a text alone are offered as a search."""
    async with open_tiny() as it:
        await it.press("ctrl+p")
        assert not any("kinds for" in hit for hit in await it.search_palette("kayak"))
        hits = await it.search_palette("forty suspects")
        assert "Search all kinds for “forty suspects”" in hits
        assert "1 sentence" in shown(it)
        await it.press("escape")
        await it.press("8", "escape", "ctrl+p")
        hits = await it.search_palette("country:chad")
        assert "Search all kinds for “country:chad”" in hits
        assert not any(hit.startswith("Filter ") for hit in hits)


async def test_the_palette_and_a_wrong_filter(open_tiny: Explore) -> None:
    """It offers nothing and raises no error."""
    async with open_tiny() as it:
        await it.press("ctrl+p")
        for line in ("agency:", "foo:bar", "(zebra", r"/(a)\1/", "or", "-", "zebra or"):
            hits = await it.search_palette(line)
            assert not any("kinds for" in hit or hit.startswith("Filter ") for hit in hits), line
        assert isinstance(it.app.screen, CommandPalette)
        assert not it.notices


async def test_the_palette_knows_the_search(open_tiny: Explore) -> None:
    """By its name."""
    async with open_tiny() as it:
        await it.press("ctrl+p")
        await it.search_palette("all kinds")
        await choose(it, "All kinds")
        assert screen_of(it).line == ""


# The SQL of a filter.


@pytest.mark.parametrize("key", first_quick(keys_of("pane.statement")))
async def test_the_sql_of_what_a_pane_shows(open_tiny: Explore, key: str) -> None:
    """Filter and order of the pane, as one statement; enter takes it to the console."""
    async with open_tiny() as it:
        await it.filter("chad")
        it.table.focus()
        await it.press("s", key)
        assert isinstance(it.app.screen, FilterSqlScreen)
        assert "chad" in it.screen_text()
        await it.press("enter")
        for _ in range(5):
            await it.settle()
        assert text(it) == statement(VIEWS["operations"], parse_filter("chad"), (("name", False),))


async def open_statement(it: Explorer, line: str) -> FilterSqlScreen:
    await it.filter(line)
    it.pane.question.sort_by((("name", True),))
    it.pane.action_statement()
    await it.settle()
    assert isinstance(it.app.screen, FilterSqlScreen)
    return it.app.screen


@pytest.mark.parametrize("size", SIZES)
async def test_the_sql_of_a_filter_is_shown(open_tiny: Explore, size: tuple[int, int]) -> None:
    """Under the sentence that says what it asks; it can be scrolled."""
    async with open_tiny(size=size) as it:
        screen = await open_statement(it, "agency:interpol arrests>=100 (weka or nawa)")
        expected = statement(
            VIEWS["operations"],
            parse_filter("agency:interpol arrests>=100 (weka or nawa)"),
            (("name", True),),
        )
        assert screen.sql == expected
        assert "-- operations, agency interpol" in it.screen_text()
        body = screen.query_one("#dialog-body", VerticalScroll)
        for down, up in zip(keys_of("statement.down"), keys_of("statement.up"), strict=True):
            await it.press(down)
            assert body.scroll_offset.y == min(1, body.max_scroll_y)
            await it.press(up)
            assert body.scroll_offset.y == 0
        await it.press("end")
        assert "ORDER BY folded(t.name) DESC" in it.screen_text()


@pytest.mark.parametrize("key", first_quick(keys_of("statement.copy")))
async def test_the_sql_of_a_filter_can_be_copied(open_tiny: Explore, key: str) -> None:
    """The copy is the statement that is run, not the one that is drawn."""
    async with open_tiny() as it:
        screen = await open_statement(it, "mali")
        await it.press(key)
        assert it.app.clipboard == screen.sql


@pytest.mark.parametrize("key", first_quick(keys_of("statement.close")))
async def test_the_sql_of_a_filter_closes(open_tiny: Explore, key: str) -> None:
    """And nothing has happened."""
    async with open_tiny() as it:
        await open_statement(it, "mali")
        await it.press(key)
        assert it.on_main
        assert it.pane.view.name == "operations"


@pytest.mark.parametrize("key", first_quick(keys_of("statement.take")))
async def test_the_sql_of_a_filter_goes_to_the_sql_pane(open_tiny: Explore, key: str) -> None:
    """It is in the editor, and finds there what the filter found."""
    async with open_tiny() as it:
        await it.press("8", "escape", "1")
        screen = await open_statement(it, "country:chad")
        await it.press(key)
        assert it.on_main
        assert text(it) == screen.sql
        assert it.app.store is not None
        answer = Console(it.app.store).run(screen.sql)
        assert answer is not None
        assert sorted(row[0] for row in answer.fetch(99)) == ["epervier", "jade", "kayak"]


async def test_messages_that_come_at_a_bad_time(open_tiny: Explore) -> None:
    """Asking twice, or for a source that is not there, does no harm."""
    async with open_tiny() as it:
        it.main.post_message(OpenSource("none", 0, 5))
        await it.settle()
        assert any("no record" in notice for notice in it.notices)
        it.main.post_message(OpenSql("SELECT 1"))
        it.main.action_search("mali")
        await it.settle()
        assert screen_of(it).line == "mali"


async def test_a_search_that_finds_nothing_offers_what_does(open_tiny: Explore) -> None:
    """By spelling and the like, over all kinds; enter takes the offer, and it can be recalled."""
    async with open_tiny() as it:
        await it.press("a", *"kaiak")
        assert found(it) == []
        assert "> kayak finds " in it.screen_text()
        await it.press("enter")
        assert screen_of(it).line == "kayak"
        assert "operation/kayak" in found(it)
        await it.press("escape", "slash", "up")
        assert it.field.value == "kayak"


async def test_a_search_that_finds_little_offers_more(open_tiny: Explore) -> None:
    """Other words for the same, under the line; hits of a wrong line are dimmed."""
    async with open_tiny() as it:
        await it.press("a", *"rescued")
        before = set(found(it))
        assert "also freed 11" in it.screen_text()
        await it.press("ctrl+n")
        assert screen_of(it).line == "rescued or freed"
        assert before < set(found(it))
        await it.press(*" arrests>x")
        assert screen_of(it).hits.has_class("-stale")
        assert "still " in it.screen_text()
