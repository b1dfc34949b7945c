"""The tree of tables beside the SQL editor."""

import pytest
from textual.widgets import Static

from tests.explorer_driver import Explore, Explorer, keys_of, text_of
from tests.panes.sql import SQL, editor, focused, rows, run, status, text, write
from trafficking_explorer.ui.widgets.schema_tree import SchemaTree

(TABLES,) = keys_of("sql.tables")
(INSERT,), (PREVIEW,) = keys_of("schema.insert"), keys_of("schema.preview")


def tree(it: Explorer) -> SchemaTree:
    """The tree."""
    return it.sql.query_one(SchemaTree)


def labels(it: Explorer) -> list[str]:
    """The lines of the tree that are not folded away."""
    return [
        str(node.label)
        for node in tree(it)._branches()
        if node.parent is tree(it).root or (node.parent and node.parent.is_expanded)
    ]


def meaning(it: Explorer) -> str:
    """The meaning of the line under the cursor."""
    return text_of(it.sql.query_one("#schema-meaning", Static))


async def go_to(it: Explorer, label: str) -> None:
    """Move to a line."""
    found = tree(it)
    (node,) = [each for each in found._branches() if str(each.label).startswith(label)][:1]
    found.move_cursor(node)
    await it.settle()


async def test_tables_columns_rows_and_meanings(open_tiny: Explore) -> None:
    """Tables with their rows, columns with their types, and a sentence on each."""
    async with open_tiny(start=SQL, size=(100, 30)) as it:
        assert not tree(it).region.width
        await it.press(TABLES)
        assert focused(it) is tree(it)
        assert "operations 13" in labels(it)
        await go_to(it, "operations")
        assert len(meaning(it)) > 10
        for key in keys_of("schema.open"):
            await it.press(key)
            assert "operation_id VARCHAR" in labels(it)
            await it.press(key)
            assert "operation_id VARCHAR" not in labels(it)
        await it.press("space", "down")
        assert meaning(it).startswith("operation_id VARCHAR: ")
        for key in keys_of("schema.shut"):
            await it.press(key, key)
            assert "operation_id VARCHAR" not in labels(it)
            await it.press("space", "down")
        for keys in (keys_of("schema.last"), keys_of("schema.up"), keys_of("schema.first")):
            for key in keys:
                await it.press(key)
        await it.press(TABLES)
        assert not it.sql.has_class("-tables")
        assert focused(it) is editor(it).area


async def test_a_name_is_inserted(open_tiny: Explore) -> None:
    """At the cursor, apart from the word before it, and quoted where it has to be."""
    async with open_tiny(start=SQL, size=(100, 30)) as it:
        await write(it, "select * from", (0, 13))
        await it.press(TABLES)
        await go_to(it, "statistics")
        await it.press(INSERT)
        assert text(it) == "select * from statistics"
        assert focused(it) is editor(it).area
        await run(it, 'create table "a B" as select 1 as "order"')
        await write(it, "from ", (0, 5))
        await it.press(TABLES)
        await go_to(it, "a B")
        await it.press(INSERT)
        assert text(it) == 'from "a B"'
        await it.press(TABLES)
        await go_to(it, "a B")
        await it.press("space", "down", INSERT)
        assert text(it) == 'from "a B" "order"'


async def test_a_preview_leaves_the_text_alone(open_tiny: Explore) -> None:
    """A key shows the first rows of a table."""
    async with open_tiny(start=SQL, size=(100, 30)) as it:
        await write(it, "select 'mine'")
        await it.press(TABLES)
        await go_to(it, "operations")
        await it.press(PREVIEW)
        assert status(it).startswith("13 rows")
        assert len(rows(it)) == 13
        assert text(it) == "select 'mine'"
        await it.press("space", "down", PREVIEW)
        assert status(it).startswith("13 rows")
        assert focused(it) is tree(it)


@pytest.mark.slow
async def test_own_tables_appear(open_tiny: Explore) -> None:
    """After CREATE, with what they are; after DROP they are gone; what was open stays so."""
    async with open_tiny(start=SQL, size=(160, 40)) as it:
        assert tree(it).region.width
        await it.press(TABLES)
        await go_to(it, "operations")
        await it.press("space")
        await it.press("i") if focused(it) is not tree(it) else await it.press("tab")
        await run(
            it,
            'create table "[red]\x1bx" as select 1 as a; comment on table "[red]\x1bx" is \'[b]Why\';'
            "create view v as select 1 as b",
        )
        assert any(label.startswith("[red]") for label in labels(it))
        assert "\x1b" not in it.screen_text()
        assert "v view" in labels(it)
        assert "operation_id VARCHAR" in labels(it)
        await it.press(TABLES)
        await go_to(it, "[red]")
        assert meaning(it) == "[b]Why"
        await it.press("tab")
        await run(it, 'insert into "[red]\x1bx" select 2')
        assert any(label.startswith("[red]") and label.endswith(" 2") for label in labels(it))
        await run(it, 'drop table "[red]\x1bx"')
        assert not any(label.startswith("[red]") for label in labels(it))


async def test_the_tree_can_be_clicked(open_tiny: Explore) -> None:
    """A click opens a table, and changes nothing in the text."""
    async with open_tiny(start=SQL, size=(160, 40)) as it:
        before = text(it)
        await it.click(tree(it), 4, 1)
        assert "operation_id VARCHAR" in labels(it)
        assert text(it) == before
