"""The parts of the drawings that take the place of a pane's table."""

from trafficking_explorer.ui.keys.place import Place

_DRAWN = ("Drawings", "Panes of records", "Everywhere")

DRAWINGS = (
    Place(
        "Timeline",
        ("TimelineView", "TimelineDrawing"),
        "A record a line, the earliest first. ● is a date shorter than a cell, ▐▓▌ some time within these days, "
        "◀─┤ until, ├─▶ since; the sign before the bar is that of the strongest finding. Card and source "
        "follow the cursor.",
        (
            ("timeline.earlier timeline.later", "earlier, later years"),
            ("timeline.in timeline.out", "closer, and back"),
        ),
        where="in the timeline",
        way="pane.timeline",
        inside=("Lists", *_DRAWN),
    ),
    Place(
        "Map",
        ("MapView", "MapDrawing"),
        "Countries that records name. ▓ (plain: #) is named alone, ▒ (plain: +) only with others: their figure is "
        "written once and never split. Regions are listed apart. Made with Natural Earth "
        "(naturalearthdata.com, public domain) by way of world-atlas; borders state no opinion.",
        (
            ("map.west map.east map.north map.south", "the nearest country that a record names"),
            ("map.open", "into the records of the country"),
            ("map.only", "list only the records of the country"),
            ("map.regions", "list the records that name a region, which has no place on the map"),
            ("map.in map.out", "closer, and back"),
        ),
        where="on the map",
        way="pane.map",
        inside=_DRAWN,
    ),
    Place(
        "Chart of claims",
        ("BarChart", "ChartDrawing"),
        "A bar for each claim about the rows, from 0, in their order; claims are never summed. One chart has one "
        "measure and one unit. ▶ is or more, ◀ or less, ▒ a range; the sign before a bar is that of the "
        "strongest finding. Card and source show the claim under the cursor.",
        (("chart.next chart.previous", "the chart of the next, previous measure or unit"),),
        where="in a chart of claims",
        way="pane.chart",
        inside=("Lists", *_DRAWN),
    ),
    Place(
        "Who worked with whom",
        ("MatrixView", "MatrixDrawing"),
        "Agencies down and across; a cell has the number of operations that both took part in, (2) those of the "
        "agency itself. Below are both names and the operations.",
        (
            ("matrix.left matrix.right matrix.up matrix.down", "another pair of agencies"),
            ("matrix.first matrix.last", "the first pair, the last"),
            ("matrix.open", "open the operation of both; of several, into their list"),
        ),
        where="among the agencies, in who worked with whom",
        way="pane.shared",
        inside=_DRAWN,
    ),
    Place(
        "Drawings",
        ("Drawing", "NameLines"),
        "",
        (
            ("drawing.leave", "back to the table, at the same record; the key of the drawing, too"),
            ("drawing.undrawn", "list the rows that cannot be drawn"),
            ("drawing.back", "from the list below a drawing back into it"),
        ),
        where="in a timeline or on a map",
        way="pane.timeline",
        inside=("Panes of records", "Everywhere"),
    ),
)
