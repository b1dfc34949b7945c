"""Statements typed at the SQL pane that nobody means well with: the program goes on."""

import pytest

from tests.explorer_driver import Explore, Explorer
from tests.panes.sql import SQL, editor, has_failed, rows, status, text, write

FAILING = [
    "select",
    "selec 1",
    "select * from nowhere",
    "select ((((((((((1",
    "select 'unclosed",
    'select "unclosed',
    "select $$unclosed",
    "select error('[bold]boom[/bold] [/] \x1b[2J')",
    "select 1/0::int::struct(a int)",
    "select cast('x' as int)",
    "select 9223372036854775807 + 1",
    "select [1,2,3][1:2:0:9]",
    "drop table corpus.records",
    "update corpus.records set title = ''",
    "delete from corpus.sources",
    "create or replace table corpus.records as select 1",
    "alter table corpus.records add column x int",
    "copy records to '/tmp/stolen.csv'",
    "copy records from '/etc/passwd'",
    "select * from '/etc/passwd'",
    "select * from read_text('/etc/passwd')",
    "select * from read_csv('https://example.org/x.csv')",
    "attach '/tmp/x.duckdb'",
    "detach corpus",
    "install httpfs",
    "load 'x'",
    "export database '/tmp/x'",
    "import database '/tmp/x'",
    "set memory_limit = '100GB'",
    "pragma enable_external_access",
    "reset lock_configuration",
    "set enable_progress_bar_print = true",
    "create secret s (type s3)",
    "call pragma_version(1, 2, 3)",
    "prepare p as copy records to '/tmp/x'",
    "explain analyze copy records to '/tmp/x'",
    "select getenv('HOME')",
    "select regexp_matches('a', '(')",
    "select * from matches('((')",
    "select * from range(1, 2, 0)",
    "insert into records select * from records",
    "execute nothing",
    "select repeat('x', 99999999999)",
]
HARMLESS = [
    "",
    ";;;;",
    "-- nothing",
    "/* unclosed",
    "checkpoint corpus",
    "select '\u202e\u200b\ufeff' as \"\u202e[/red]\"",
    "select chr(27) || '[2J' as \"\x1b[2J\"",
    "select null, '', '[red]', [null, {'a': map {'b': blob '\\x00'}}]",
    "select repeat('漢', 100000)",
    "select 'a\tb\nc\rd'",
    "select * from range(3) t([/]) ".replace("[/]", '"[/]"'),
    "begin; select 1; rollback",
    "create temp table t as select 1; drop table t",
    "explain select 1",
    "summarize operations",
    "describe select 1",
    "show tables",
    "pivot statistics on measure using count(*)",
    "set variable x = 1; select getvariable('x')",
    "select unnest(range(300000))",
    "select 1 limit 0",
    "create macro m(a) as a + 1; select m(1); drop macro m",
    "select columns(*) from operations",
    "vacuum",
    "with r as (select 1) from r",
]


async def typed_and_run(it: Explorer, sql: str) -> None:
    """Type a script, as fast as keys come, and run all of it."""
    it.sql.focus_first()
    await write(it, "")
    for character in sql:
        if character.isascii() and character.isprintable():
            it._send(character)
        else:
            await it.settle()
            editor(it).insert_text_at_selection(character)
    await it.settle()
    if text(it) != sql:
        # The editor has closed brackets and quotation marks.
        await write(it, sql)
    await it.press("ctrl+e")


@pytest.mark.parametrize(
    ("scripts", "fails"),
    [
        (FAILING[:5], True),
        (HARMLESS[:2], False),
        pytest.param(FAILING[5:20], True, marks=pytest.mark.slow),
        pytest.param(FAILING[20:], True, marks=pytest.mark.slow),
        pytest.param(HARMLESS[2:], False, marks=pytest.mark.slow),
    ],
)
async def test_whatever_is_typed_the_pane_goes_on(
    open_tiny: Explore, scripts: list[str], fails: bool
) -> None:
    """Errors and refusals are reported, harmless statements run; then the next statement runs too."""
    async with open_tiny(start=SQL, size=(90, 30)) as it:
        for sql in scripts:
            await typed_and_run(it, sql)
            assert has_failed(it) is fails, (sql, text(it), status(it))
            assert len(status(it)) > 5
            assert not set("\x1b\u202e\u200b") & set(it.screen_text()), sql
            await it.press("ctrl+k", "escape", "ctrl+l")
            await write(it, "select count(*) from corpus.records")
            await it.press("ctrl+r")
            assert rows(it) == [(40,)], sql
            assert it.on_main


@pytest.mark.slow
async def test_whatever_keys_come_the_pane_goes_on(open_tiny: Explore) -> None:
    """Every key of the pane, one after the other, in the editor and out of it."""
    keys = [f"ctrl+{letter}" for letter in "abdefgklnorstuvwxyz"]
    keys += ["ctrl+underscore", "tab", "shift+tab", "enter", "backspace", "delete", "up", "down"]
    keys += ["pageup", "pagedown", "home", "end", "shift+end", "escape", "i", "z", "u", "f5"]
    async with open_tiny(start=SQL, size=(90, 30)) as it:
        for first in keys:
            for key in (first, "s", "escape", first, "escape", "escape"):
                it._send(key)
            await it.settle()
            while not it.on_main:
                await it.press("escape")
            assert it.app.is_running, first
        await it.press("i", "ctrl+t")
        await write(it, "select 7")
        await it.press("ctrl+r")
        assert rows(it) == [(7,)]
