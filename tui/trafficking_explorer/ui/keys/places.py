"""The parts of the screen that keys belong to: what each is, and what its keys do.

A part that is missing here is described by its class, and a binding by its own words, so that nothing is
left out of the help.
"""

from collections.abc import Iterator

from trafficking_explorer.records.registry import MORE, kinds_of_pane
from trafficking_explorer.ui.keys.dialog_places import DIALOGS
from trafficking_explorer.ui.keys.drawing_places import DRAWINGS
from trafficking_explorer.ui.keys.place import Line, Place
from trafficking_explorer.ui.keys.record_places import RECORDS
from trafficking_explorer.ui.keys.sql_places import SQL
from trafficking_explorer.ui.panes.registry import PANES

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
    ("go.findings", "the findings about the record on the card"),
    ("go.back go.forward", "back and forward through the records you have seen"),
    ("app.notes", "bookmarks and notes, also those of records that are gone"),
    ("app.problems", "problems in the files, with their places"),
    ("app.undo", "undo the last write to the corpus, if its files have not changed since"),
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
    yield from (*RECORDS, *DRAWINGS, *SQL, *DIALOGS, *_GENERAL)


def _pane_lines() -> Iterator[Line]:
    for pane in PANES:
        remark = (
            ", ".join(kind.plural for kind in kinds_of_pane(MORE))
            if pane.name == MORE
            else pane.remark
        )
        yield f"pane.{pane.name}", f"{pane.title}: {remark}" if remark else pane.title
