"""The panes, for tabs, keys, `--pane`, facets and the list of keys. Loads no Textual."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from trafficking_explorer.database.views import VIEWS, View
from trafficking_explorer.records.registry import MORE, kinds_of_pane
from trafficking_explorer.registry import Registry

OVERVIEW = "overview"
"""The pane that the explorer opens on."""
_IN_A_LINE = 3


@dataclass(frozen=True, slots=True)
class Pane:
    """One pane of the explorer.

    Attributes:
        name: as `--pane` has it; the id of its key is `pane.NAME`.
        title: the title of its tab.
        key: the key that shows it.
        view: the records that it lists; None if it shows something else.
        facets: the fields by which its records can be narrowed.
        remark: a few words for the list of keys.
        factory: the widget, as `module:class`, loaded when it is first shown. It is called with the view and
            the arguments of `RecordsPane`, without any if there is no view, and is given the `store`.
        short: a title of a few letters for narrow screens; empty if `title` is short enough.
    """

    name: str
    title: str
    key: str
    view: View | None = None
    facets: tuple[str, ...] = ()
    remark: str = ""
    factory: str = "trafficking_explorer.ui.panes.records:RecordsPane"
    short: str = ""


class Panes(Registry[Pane]):
    """Panes in the order of their tabs. Other packages add theirs with `register`."""

    def name_of(self, declared: Pane) -> str:
        return declared.name

    def marks_of(self, declared: Pane) -> Iterable[tuple[str, str]]:
        return (("key", declared.key),)

    def state_of(self, declared: Pane) -> str:
        return repr(declared.view)

    def register(self, declared: Pane) -> None:
        """Add a pane before the explorer opens. A record opens in the pane that its kind names."""
        super().register(declared)
        if declared.view is not None:
            VIEWS[declared.name] = declared.view

    def remove(self, name: str) -> None:
        """Remove a pane."""
        super().remove(name)
        VIEWS.pop(name, None)

    def key_lines(self) -> Iterator[tuple[str, str]]:
        """Keys and their panes, for the list of keys: up to three a line, one with a remark last."""
        line: list[Pane] = []
        for pane in self:
            line.append(pane)
            if _remark(pane) or len(line) == _IN_A_LINE:
                yield _key_line(line)
                line = []
        if line:
            yield _key_line(line)


def _remark(pane: Pane) -> str:
    if pane.name == MORE:
        return ", ".join(kind.plural for kind in kinds_of_pane(MORE))
    return pane.remark


def _key_line(panes: list[Pane]) -> tuple[str, str]:
    words = [
        f"{pane.title if pane.title.isupper() else pane.name}"
        + (f": {remark}" if (remark := _remark(pane)) else "")
        for pane in panes
    ]
    return " ".join(pane.key for pane in panes), ("; " if _remark(panes[-1]) else ", ").join(words)


def _listing(name: str, key: str, *facets: str, remark: str = "", short: str = "") -> Pane:
    if name not in VIEWS:
        raise ValueError(f"the pane {name!r} has no view of this name in database/views.py")
    return Pane(name, VIEWS[name].title, key, VIEWS[name], facets, remark, short=short)


PANES = Panes(
    (
        Pane(
            OVERVIEW,
            "Overview",
            "0",
            remark="where the texts disagree, and where to begin",
            factory="trafficking_explorer.ui.panes.overview:OverviewPane",
            short="Over",
        ),
        _listing(
            "operations",
            "1",
            *("about", "kind", "agency", "country", "date", "form", "source", "is", "code"),
            short="Ops",
        ),
        _listing(
            "agencies",
            "2",
            *("kind", "country", "operation", "source", "is", "code"),
            short="Agcy",
        ),
        _listing("quotes", "3", "speaker", "agency", "operation", "source"),
        _listing(
            "statistics",
            "4",
            *("about", "measure", "operation", "country", "date", "qualifier", "unit", "scope"),
            *("sex", "age_group", "source", "is", "code"),
            short="Stats",
        ),
        _listing("tools", "5", "kind", "agency", "operation", "source"),
        _listing("sources", "6", "name", "date", "is"),
        Pane(
            "findings",
            "Findings",
            "7",
            VIEWS["findings"],
            (
                "severity",
                "rule",
                "is",
                "answer",
                "about",
                "source",
                "operation",
                "agency",
                "record",
            ),
            "what the data says about itself",
            "trafficking_explorer.ui.panes.findings:FindingsPane",
            short="Finds",
        ),
        Pane("sql", "SQL", "8", factory="trafficking_explorer.ui.panes.sql:SqlPane"),
        _listing(
            "more",
            "9",
            *("type", "kind", "country", "agency", "date", "source", "code"),
        ),
    )
)
"""In the order of their tabs."""
