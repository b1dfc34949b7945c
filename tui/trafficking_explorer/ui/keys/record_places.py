"""The parts of the panes of records."""

from trafficking_explorer.ui.keys.place import Place

_LISTED = ("Lists", "Panes of records", "Everywhere")

RECORDS = (
    Place(
        "Overview",
        ("OverviewPane", "OverviewView"),
        "The corpus at a glance: where the texts disagree, arrests, dates, speakers. Every line leads to its record.",
        (
            ("overview.next-box overview.previous-box", "next, previous box"),
            ("overview.left overview.right", "the box beside"),
            ("overview.measure", "bars of arrests, or of people rescued"),
            ("overview.compare", "compare what the texts say of the record or the finding"),
            (
                "overview.bookmark overview.note",
                "bookmark the record of the line; write a note on it",
            ),
            ("overview.filter", "filter the operations"),
        ),
        where="in the overview",
        way="pane.overview",
        inside=("Lists", "Everywhere"),
    ),
    Place(
        "Table",
        ("RecordTable",),
        "One row for each record. The card shows the record under the cursor, the source the words that it "
        "comes from.",
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
        "the reason. As the cursor moves, the source shows the words that the field comes from.",
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
            ("finding.answer", "answer it: accepted, explained or wrong, with the reason"),
            ("finding.rule", "the page of the rule"),
            ("finding.other-side", "over to the other side"),
        ),
        where="among the findings",
        way="pane.findings",
        inside=("Panes of records", "Everywhere"),
    ),
    Place(
        "Panes of records",
        ("ThreePartPane", "DrawingPane", "RecordsPane"),
        "",
        (
            ("pane.filter", "filter: records that have every word, also in their passages"),
            ("pane.facets", "facets: narrow the rows by their values; type to narrow the list"),
            ("pane.next-part pane.previous-part", "next, previous panel: table, card, source"),
            ("pane.zoom", "zoom this panel to the whole screen, and back"),
            ("pane.clear", "back: leave zoom, then panel; clear marks; in the filter, clear it"),
            ("pane.next-passage pane.previous-passage", "next, previous passage of the record"),
            ("pane.previous-source pane.next-source", "previous, next source of the record"),
            ("pane.two-sources", "two sources of the record side by side, and back"),
            ("pane.next-open pane.previous-open", "next, previous item without a record"),
            ("pane.copy", "copy: cell, row, marked rows, quote with citation, command …"),
            ("pane.compare", "compare what the sources say of the record, or of the marked ones"),
            (
                "pane.timeline pane.map",
                "timeline, map of the rows, in place of the table, and back",
            ),
            ("pane.shared", "in Agencies: who worked with whom, and back"),
            ("pane.columns", "columns: show, hide, move, widen, freeze"),
            ("pane.statement", "show this table's SQL; from there into the SQL pane"),
            ("pane.bookmark", "bookmark the record, or remove its bookmark"),
            ("pane.note", "write a note on the record"),
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
            ("filter.up filter.down", "in an empty line: earlier, later filters"),
            ("filter.leave", "leave the line; once more clears it"),
        ),
        where="in the filter",
        way="pane.filter",
        examples=(
            ("mali girl", 'all the words;  "nearly 500" in this order;  -word without it'),
            ("a or b", "either;  ( ) group"),
            ("africa", "the word, or located there;  about:children also minors, girls"),
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
