"""The parts of the screen that keys belong to: what each is, and what its keys do.

A part that is missing here is described by its class, and a binding by its own words, so that nothing is
left out of the help.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from trafficking_explorer.records.registry import MORE, kinds_of_pane
from trafficking_explorer.ui.panes.registry import PANES

Line = tuple[str, str]
"""Ids of bindings, separated by blanks, and what they do together."""


@dataclass(frozen=True, slots=True)
class Place:
    """One part of the screen.

    Attributes:
        name: its heading in the help.
        owners: the classes whose bindings belong to it.
        about: what it is.
        lines: what its keys do.
        where: the part in a sentence, after “works”.
        way: the id of a binding that leads there.
        is_general: a kind of part, such as any list; described after the others.
        examples: words to type there, and their effect.
        inside: names of the parts around it, whose keys work in it too.
    """

    name: str
    owners: tuple[str, ...]
    about: str = ""
    lines: tuple[Line, ...] = ()
    where: str = ""
    way: str = ""
    is_general: bool = False
    examples: tuple[Line, ...] = ()
    inside: tuple[str, ...] = ()


_LISTED = ("Lists", "Panes of records", "Everywhere")
_IN_SQL = ("SQL", "Everywhere")
_DIALOG = ("Dialogs", "Choices")

_RECORDS = (
    Place(
        "Table",
        ("RecordTable",),
        "One row for each record. The card shows the record under the cursor, the source the words that it "
        "rests on.",
        (
            ("table.left table.right", "choose a column"),
            ("table.sort", "sort by that column: ascending, descending, original"),
            ("table.sort-further", "add the column to the order"),
            ("table.cell", "the cell in full"),
            ("table.mark", "mark the row"),
            ("table.mark-up table.mark-down", "mark upwards, downwards"),
        ),
        where="in the table",
        way="pane.next-part",
        inside=_LISTED,
    ),
    Place(
        "Card",
        ("DetailCard",),
        "The record under the cursor, field by field. ◆ marks what a source says, ◇ what was inferred, with "
        "the reason. As the cursor moves, the source shows the words that the field rests on.",
        where="on the card",
        way="pane.next-part",
        inside=_LISTED,
    ),
    Place(
        "Words selected",
        (),
        "Words of the source that can become a record, or evidence of one.",
        (
            ("select.record", "what they could be: a record, or further evidence of one"),
            ("select.copy", "copy them, with source and line"),
            ("select.left select.right", "by character"),
            ("select.word select.word-back", "on and back by word"),
            (
                "select.sentence select.sentence-back",
                "to the end of the sentence, to its beginning",
            ),
            ("select.line-end select.line-start", "to the end of the line, to its beginning"),
            ("select.other-end", "let the other end move"),
            ("select.leave", "leave"),
        ),
        where="while words of a source are selected",
        way="select.words",
    ),
    Place(
        "Source",
        ("SelectableSource", "PassageView", "SourcePanel"),
        "The text as it was published. The current passage is marked, ▌ at the left; the record's other "
        "passages have ▏, words without a record ┊.",
        (
            ("source.records", "the records that use the marked passage"),
            ("source.furniture", "show page furniture outside the article, and back"),
            ("select.words", "select words; the mouse does it too"),
            ("source.up source.down", "move by line"),
            ("source.page-up source.page-down", "move by page"),
            ("source.top source.end", "beginning, end"),
        ),
        where="in the source",
        way="pane.next-part",
        inside=("Panes of records", "Everywhere"),
    ),
    Place(
        "Side of a finding",
        ("SideView", "ComparisonPanel"),
        "The passages that the finding compares. Words that the other side lacks are underlined, figures are "
        "bold.",
        (("side.open", "the passage in its source"),),
        where="in a passage of a finding",
        way="pane.findings",
        inside=("Findings", "Panes of records", "Everywhere"),
    ),
    Place(
        "Findings",
        ("FindingsPane",),
        "What the data says about itself: contradictions, gaps and copies, found by rules. The most serious "
        "come first.",
        (
            ("finding.rule", "the page of the rule"),
            ("finding.other-side", "over to the other side"),
        ),
        where="among the findings",
        way="pane.findings",
        inside=("Panes of records", "Everywhere"),
    ),
    Place(
        "Panes of records",
        ("ThreePartPane", "RecordsPane"),
        "",
        (
            ("pane.filter", "filter: records that have every word, also in their passages"),
            ("pane.facets", "facets: narrow the rows by their values"),
            ("pane.next-part pane.previous-part", "next, previous panel: table, card, source"),
            ("pane.zoom", "zoom this panel to the whole screen, and back"),
            ("pane.clear", "back: leave zoom, then panel; clear marks; in the filter, clear it"),
            ("pane.next-passage pane.previous-passage", "next, previous passage of the record"),
            ("pane.previous-source pane.next-source", "previous, next source of the record"),
            ("pane.two-sources", "two sources of the record side by side, and back"),
            ("pane.next-open pane.previous-open", "next, previous item without a record"),
            ("pane.copy", "copy: cell, row, marked rows, quote with citation, command …"),
            ("pane.columns", "columns: show, hide, move, widen, freeze"),
            ("pane.statement", "show this table's SQL"),
            ("pane.edit", "edit: the record's file in your editor; saved, it is shown"),
        ),
        where="in the panes of records",
        way="pane.operations",
        inside=("Everywhere",),
    ),
    Place(
        "Filter",
        ("FilterInput",),
        "Rows that match what is typed here, as it is typed. The line below says what it asks for.",
        (
            ("filter.done", "to the rows"),
            ("filter.clear", "clear the filter and go to the rows"),
        ),
        where="in the filter",
        way="pane.filter",
        examples=(
            ("mali girl", 'all the words;  "nearly 500" in this order;  -word without it'),
            ("a or b", "either;  ( ) group"),
            ("in:africa", "a region, also a country;  country:mali,niger either"),
            ("agency:interpol", "a field has the value"),
            ("arrests>=100", "also < <= > = and rescued:100..700"),
            (
                "year:2016..2019",
                "also date<2018-06; dates without a month count if any part of them matches",
            ),
            ("has:note", "has a field;  is:resolved inferred in part"),
            ("severity:error", "findings; also rule: answer: is:answered record:operation/weka-ii"),
            ("source:002", "also type: kind: operation: form: speaker: measure: led_by: …"),
            ("~interpool", "a slip or two;  /weka|nawa/ a regular expression"),
            ("→", "at the end of the line: take the completion"),
        ),
    ),
)

_SQL = (
    Place(
        "Result",
        ("ResultTable", "ResultRows", "ResultsView"),
        "The rows of the last statement. Sorting and filtering them runs nothing again.",
        (
            ("result.left result.right", "choose a column"),
            ("result.first-column result.last-column", "first, last column"),
            ("result.go-to", "go to a row by its number"),
            ("result.sort", "sort by the column: ascending, descending, original"),
            ("result.sort-further", "add the column to the order"),
            ("result.filter", "filter: words; = 5, > 5, is null of the column; name = value"),
            ("result.cell", "the cell in full: nested values as a tree, blobs in hex"),
            ("result.chart", "chart, and back"),
            ("result.copy", "copy cell, rows, Markdown"),
            ("result.export", "export to a file or the clipboard"),
            ("result.edit", "edit: the file of the record that the row names"),
            ("result.mark", "mark the row"),
            ("result.mark-up result.mark-down", "mark upwards, downwards"),
            ("result.previous result.next", "result of the statement before, of the next"),
            ("result.clear", "back: file being written, chart, filter, order, marks"),
        ),
        where="in SQL results",
        way="pane.sql",
        inside=("Lists", "SQL", "Everywhere"),
    ),
    Place(
        "Chart",
        ("ResultChart",),
        "The rows of the result as bars, lines, points or a histogram.",
        (
            ("chart.kind chart.kind-before", "next, previous chart type"),
            ("chart.x-before chart.x", "x-axis: another column"),
            ("chart.y-before chart.y", "y-axis: another column"),
        ),
        where="in a chart",
        way="result.chart",
        inside=("Result", "SQL", "Everywhere"),
    ),
    Place(
        "Tables",
        ("SchemaTree", "SchemaPanel"),
        "The tables of the corpus, each with its columns and their meaning.",
        (
            ("schema.insert", "insert the name into the editor"),
            ("schema.preview", "show the first rows"),
            ("schema.open", "show the columns"),
            ("schema.shut", "back to the table"),
            ("schema.up schema.down", "move"),
            ("schema.first schema.last", "first, last"),
        ),
        where="in the list of tables",
        way="sql.tables",
        inside=_IN_SQL,
    ),
    Place(
        "SQL editor",
        ("SqlEditor", "SqlText"),
        "Questions that no filter can ask. Statements are separated by semicolons; the tables are those of the "
        "corpus, and nothing can change them.",
        (
            ("sql.complete", "complete; typing shows the list too: tab accepts, ↓ ↑ choose"),
            ("sql.comment", "comment the lines, and back"),
            ("sql.find", "find"),
            ("sql.go-to-line", "go to a line"),
            ("sql.leave", "out of the editor; interrupt what runs"),
        ),
        where="in the SQL editor",
        way="pane.sql",
        inside=_IN_SQL,
    ),
    Place(
        "SQL",
        ("SqlPane", "SqlLayout", "EditorTabs"),
        "",
        (
            ("sql.run", "run the statement at the cursor, or what is selected"),
            ("sql.run-all", "run all statements"),
            ("sql.back", "interrupt what runs; back"),
            ("sql.edit", "into the editor"),
            ("sql.saved", "saved queries"),
            ("sql.save", "save the buffer as a query"),
            ("sql.history", "earlier queries, with their outcome"),
            ("sql.tables", "tables and their columns"),
            ("sql.format", "format the statement, or all where something is selected"),
            ("sql.new", "new buffer"),
            ("sql.next-buffer sql.previous-buffer", "next, previous buffer"),
            ("sql.close-buffer", "close the buffer"),
            ("sql.next-part sql.previous-part", "next, previous panel: tables, editor, results"),
            ("sql.zoom", "zoom this panel to the whole screen, and back"),
        ),
        where="in the SQL pane",
        way="pane.sql",
        inside=("Everywhere",),
    ),
)

_DIALOGS = (
    Place(
        "Search all",
        ("SearchScreen", "SearchInput", "HitList"),
        "Records of all kinds and the sentences of the sources, the best hits first, with the reason for each.",
        (
            ("search.filter", "into the search line"),
            ("search.switch", "from the line to the hits, and back"),
            ("search.edit", "edit: the file of the record; of a sentence that of its source"),
            ("search.close search.leave", "back to where you were"),
        ),
        where="in the search of all kinds",
        way="app.search",
        inside=("Lists",),
    ),
    Place(
        "Facets",
        ("FacetScreen",),
        "The values of the rows, with the number of rows that have each. A choice becomes part of the filter.",
        (
            ("facets.choose", "include the value"),
            ("facets.exclude", "exclude it"),
            ("facets.close", "close"),
        ),
        where="in the facets",
        way="pane.facets",
        inside=_DIALOG,
    ),
    Place(
        "Columns",
        ("ColumnsScreen",),
        "The columns of the table. It follows every change at once.",
        (
            ("columns.toggle", "show or hide"),
            ("columns.later columns.earlier", "later, earlier"),
            ("columns.wider columns.narrower", "wider, narrower"),
            ("columns.own-width", "as wide as its content"),
            ("columns.freeze", "freeze to here"),
            ("columns.reset", "reset all"),
            ("columns.close", "close"),
        ),
        where="in the list of columns",
        way="pane.columns",
        inside=_DIALOG,
    ),
    Place(
        "Copy",
        ("CopyMenu",),
        "The forms in which this can be copied. The letter before a form copies it.",
        (("copy.close", "close"),),
        where="in the copy menu",
        way="pane.copy",
        inside=_DIALOG,
    ),
    Place(
        "Export",
        ("ExportScreen",),
        "Formats for the rows of the result. The letter before a format chooses it.",
        (("export.close", "back, close"),),
        where="in the export",
        way="result.export",
        inside=_DIALOG,
    ),
    Place(
        "Text",
        ("TextViewer",),
        "A text in full.",
        (
            ("text.copy", "copy it"),
            ("text.down text.up", "scroll"),
            ("text.close", "close"),
        ),
        where="in a text",
        inside=("Dialogs",),
    ),
    Place(
        "Filter as SQL",
        ("FilterSqlScreen",),
        "The statement that gives the rows of the table: its filter and its order.",
        (
            ("statement.take", "open it in the SQL pane"),
            ("statement.copy", "copy it"),
            ("statement.down statement.up", "scroll"),
            ("statement.close", "close"),
        ),
        where="in the SQL of the filter",
        way="pane.statement",
        inside=("Dialogs",),
    ),
    Place(
        "Cell",
        ("CellViewer",),
        "A cell in full.",
        (
            ("cell.copy", "copy it"),
            ("cell.down cell.up", "scroll"),
            ("cell.close", "close"),
        ),
        where="in a cell",
        way="result.cell",
        inside=("Dialogs",),
    ),
    Place(
        "Records of a passage",
        ("RecordPicker",),
        "The records that use the passage.",
        (("pick.close", "close"),),
        where="in the list of records",
        inside=_DIALOG,
    ),
    Place(
        "What words could be",
        ("RecordSuggestionsScreen",),
        "Records that the selected words could become, each as the YAML that would be written.",
        (
            ("offers.write", "write it"),
            ("offers.file", "the file it goes into"),
            ("offers.evidence", "further evidence of a record"),
            ("offers.search", "find a record by name"),
            ("offers.scroll-down offers.scroll-up", "scroll the YAML"),
            ("offers.back", "back"),
            ("offers.keys", "this help"),
        ),
        where="among the suggestions for selected words",
        way="select.record",
        inside=_DIALOG,
    ),
    Place(
        "Queries",
        ("QueryPicker", "QueryHistoryScreen", "SavedQueriesScreen"),
        "Queries that were saved, or run before. Typing narrows the list.",
        (
            ("saved.run queries.run", "put it into the editor and run it"),
            ("choose.up choose.down", "move"),
            ("choose.page-up choose.page-down", "move by page"),
            ("choose.close", "close"),
        ),
        where="in the list of queries",
        way="sql.saved",
        inside=("Dialogs",),
    ),
    Place(
        "Save a query",
        ("SaveQueryScreen",),
        "A name for the statement in the editor, by which the list of queries has it.",
        (
            ("save.save", "save"),
            ("save.replace", "replace the query of this name"),
            ("save.next save.previous", "next, previous field"),
            ("save.close", "close"),
        ),
        where="while a query is saved",
        way="sql.save",
        inside=("Dialogs",),
    ),
    Place(
        "Values of a query",
        ("ParametersScreen",),
        "The values that the query asks for.",
        (
            ("parameters.run", "run"),
            ("parameters.next parameters.previous", "next, previous field"),
            ("parameters.close", "close without running it"),
        ),
        where="while a query asks for values",
        inside=("Dialogs",),
    ),
    Place(
        "Problems",
        ("ProblemsScreen", "FirstProblemsScreen"),
        "What is wrong in the files, each with its place. A file that is saved is read again.",
        (
            ("problems.edit", "open the file in your editor, at the place"),
            ("problems.again", "read the files again"),
            ("problems.close", "back"),
            ("problems.quit", "quit"),
        ),
        where="in the list of problems",
        way="app.problems",
        inside=("Dialogs", "Lists"),
    ),
    Place(
        "Manual",
        ("ManualScreen",),
        "The manual, page by page.",
        (
            ("manual.next manual.previous", "next, previous page"),
            ("manual.down manual.up", "scroll"),
            ("manual.close", "close"),
        ),
        where="in the manual",
        way="help.manual",
        inside=("Dialogs",),
    ),
    Place(
        "Help",
        ("HelpScreen",),
        "The keys of the panel that had the focus, as they are bound now.",
        (
            ("help.search", "search the keys"),
            ("help.all", "all keys, and back to this panel's"),
            ("help.manual", "the manual"),
            ("help.down help.up", "scroll"),
            ("help.close help.toggle", "close"),
        ),
        where="in the help",
        way="app.help",
    ),
    Place(
        "Palette",
        ("Palette",),
        "Every action with its key, records by name, filters, themes and pages of the manual.",
        (("palette.close", "close"),),
        where="in the palette",
        way="app.palette",
    ),
    Place(
        "Settings",
        ("SettingsScreen",),
        "What is wrong in config.toml, each with its place. Everything else in the file holds.",
        (
            ("settings.edit", "open the file in your editor, at the place"),
            ("settings.close", "close"),
        ),
        where="in the list of wrong settings",
        inside=("Dialogs",),
    ),
    Place(
        "Change a key",
        ("KeyChangeScreen",),
        "Press the key that the action is to have. It works at once and is written to config.toml.",
        (
            ("rebind.write", "write the key that was pressed"),
            ("rebind.reset", "back to the usual key"),
            ("rebind.close", "leave the key as it is"),
        ),
        where="while a key is changed",
        inside=("Dialogs",),
    ),
)

_GENERAL = (
    Place(
        "Lists",
        ("LineList",),
        "",
        (
            ("list.open", "open"),
            ("list.up list.down", "move"),
            ("list.page-up list.page-down", "move by page"),
            ("list.first list.last", "first, last"),
        ),
        is_general=True,
    ),
    Place(
        "Choices",
        ("VimOptionList",),
        "",
        (
            ("options.choose", "take what the cursor is on"),
            ("options.up options.down", "move"),
            ("options.first options.last", "first, last"),
        ),
        is_general=True,
    ),
    Place(
        "Dialogs",
        ("Dialog", "PickerScreen", "ScrollDialog"),
        "",
        (("dialog.help", "this help"),),
        is_general=True,
    ),
)

_EVERYWHERE = (
    ("app.search", "search all kinds, and the sentences of the sources"),
    ("go.back go.forward", "back and forward through the records you have seen"),
    ("app.problems", "problems in the files, with their places"),
    ("app.palette", "palette: every action with its key, records by name, filters, themes"),
    ("app.help", "this help"),
    ("app.quit", "quit"),
)


def places() -> Iterator[Place]:
    """Every part, in the order of the help."""
    yield Place(
        "Everywhere",
        ("MainScreen", "ExplorerApp", "SafeApp"),
        "",
        (*_pane_lines(), *_EVERYWHERE),
        where="outside dialogs",
        is_general=True,
    )
    yield from (*_RECORDS, *_SQL, *_DIALOGS, *_GENERAL)


def _pane_lines() -> Iterator[Line]:
    for pane in PANES:
        remark = (
            ", ".join(kind.plural for kind in kinds_of_pane(MORE))
            if pane.name == MORE
            else pane.remark
        )
        yield f"pane.{pane.name}", f"{pane.title}: {remark}" if remark else pane.title
