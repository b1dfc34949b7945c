"""The columns of each pane: their SQL, and the SQL that they are sorted by.

A build runs it once. The SQL here is our own and has no value from anywhere else in it.
"""

from dataclasses import dataclass, field

from trafficking_explorer.database.operation_figures import MEASURES, claims_of, in_words
from trafficking_explorer.database.signs import SIGNS, strongest_sign_sql
from trafficking_explorer.records.registry import KINDS, MORE, kinds_of_pane


@dataclass(frozen=True, slots=True)
class ViewColumn:
    """One column of a pane's table."""

    key: str
    title: str
    sql: str
    """An expression over the aliases `r` (records) and `t` (the kind's own table)."""
    sort: str = ""
    """The SQL that it is sorted by, if that is not what it shows."""
    numeric: bool = False
    """True if it is aligned to the right."""
    flex: bool = False
    """True if it takes the width that the others leave."""
    max_cells: int = 26
    """Its greatest width, unless `flex` is set."""
    least_cells: int = 22
    """Its least width if `flex` is set; before it gets less, other columns are left out."""
    sorted_as: str = ""
    """The words for it in a sentence about the order, if not its title."""
    heading: str | None = None
    """The words above it, if there is no room for its title."""
    newest_first: bool = False
    """True for dates, whose order begins with the latest."""
    measures: tuple[str, ...] = ()
    """The measures of the statistics about the record that it shows."""
    is_text: bool = field(default=False, init=False)
    """True if it is sorted as people sort words: without case, é beside e."""
    evidence: tuple[str, ...] | None = None
    """The fields of the record whose passages support it; if left out, the one it is named after."""

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of the record whose passages support a cell: of its title none, which is the record."""
        if self.evidence is not None:
            return self.evidence
        return () if self.flex or self.measures else (self.key,)

    def __post_init__(self) -> None:
        if not self.sort:
            object.__setattr__(self, "is_text", not self.numeric)
            object.__setattr__(self, "sort", self.sql)

    @property
    def is_sign(self) -> bool:
        """True if its cells are signs of findings."""
        return self.key == SIGN

    @property
    def order_name(self) -> str:
        """The words for it in a sentence about the order."""
        return self.sorted_as or self.title.lower()

    @property
    def starts_descending(self) -> bool:
        """True if sorting by it begins with the largest number, or the latest date."""
        return self.numeric or self.newest_first


@dataclass(frozen=True, slots=True)
class View:
    """The list of a pane."""

    name: str
    title: str
    tables: str
    """The FROM clause."""
    columns: tuple[ViewColumn, ...]
    noun: str = ""
    """The noun for its rows; the name if it is left out."""
    order: str = ""
    """Its own order in words, if the rows do not show it."""
    first_sort: tuple[tuple[str, bool], ...] = ()
    """(key of a column, True if descending): the order in which it is first opened; its own if left out."""
    wraps: bool = False
    """True if rows show all of their widest column on several lines, with the last column below."""
    two_lines: bool = False
    """True if the widest column of a row goes on in a second line if necessary."""
    needs_findings: bool = False
    """True if its columns show something of the findings, so that a build makes it last."""
    kinds: tuple[str, ...] = ()
    """The kinds of record that it lists; if left out, those that name it as their pane."""

    @property
    def table(self) -> str:
        """The table that holds its rows, made by a build."""
        return f"listed_{self.name}"

    @property
    def record_types(self) -> tuple[str, ...]:
        """The names of the kinds that it lists."""
        if self.name == FINDINGS:
            return (FINDING,)
        return self.kinds or tuple(kind.name for kind in kinds_of_pane(self.name))

    def column(self, key: str) -> ViewColumn:
        """The column of that key."""
        return next(column for column in self.columns if column.key == key)


def _from(record_type: str) -> str:
    kind = KINDS[record_type]
    return f"corpus.records r JOIN corpus.{kind.plural} t ON t.{kind.id_column} = r.record_id"


def _title(record_type: str, id_sql: str) -> str:
    return (
        f"(SELECT o.title FROM corpus.records o WHERE o.record_type = '{record_type}' "
        f"AND o.record_id = {id_sql})"
    )


def _figures(key: str) -> ViewColumn:
    """The figures of an operation for one measure or two."""
    return ViewColumn(
        key,
        key.capitalize(),
        f"(SELECT g.words FROM temp.figures_{key} g WHERE g.operation_id = r.record_id)",
        sort=f"(SELECT max(s.value) {claims_of('r.record_id', key)})",
        numeric=True,
        max_cells=32,
        measures=MEASURES[key],
    )


def _when(column: str, basis: str | None = None) -> str:
    """A date in words, without its days, which the card shows: `Nov 2017`, `since 2014`."""
    mark = f" || CASE WHEN {basis} = 'resolved' THEN ' ◇' ELSE '' END" if basis else ""
    return f"(SELECT d.words FROM temp.short_dates d WHERE d.edtf = {column}){mark}"


def _sign() -> ViewColumn:
    """The strongest sign of the findings about a record, as `signs.record_signs`."""
    sign = (
        f"(SELECT {strongest_sign_sql('f.sign')} FROM corpus.facts a "
        "JOIN corpus.finding_texts w ON w.position = a.record "
        "JOIN corpus.findings f ON f.finding_id = w.record_id WHERE a.field = 'record' "
        "AND a.value = r.record_type || '/' || r.record_id "
        "AND f.answer IS DISTINCT FROM 'wrong_rule')"
    )
    return ViewColumn(SIGN, "Doubt", sign, sort=f"list_position({_SIGNS}, {sign})", heading="")


SIGN = "sign"
"""The key of the columns of signs."""
_SIGNS = str([each.text for each in SIGNS])
_SEVERITIES = "['error', 'doubt', 'note']"
FINDING = "finding"
"""The name of findings among the kinds of records."""
FINDINGS = "findings"
"""The pane of the findings."""
_COUNTRY = (
    "(SELECT min(f.value) FROM corpus.facts f WHERE f.field = 'country' AND f.record = r.position)"
)
_SOURCES = ViewColumn(
    "sources", "Sources", "array_to_string(r.source_ids, ' ')", evidence=("record", "text")
)
_DATE = ViewColumn(
    "date",
    "When",
    _when("t.date_edtf", "t.date_basis"),
    sort="coalesce(t.date_from, t.date_to)",
    newest_first=True,
    evidence=("date", "date_note"),
)

VIEWS: dict[str, View] = {
    view.name: view
    for view in (
        View(
            "operations",
            "Operations",
            _from("operation"),
            (
                _sign(),
                ViewColumn("name", "Operation", "t.name", flex=True),
                _DATE,
                *map(_figures, MEASURES),
                _SOURCES,
            ),
            needs_findings=True,
        ),
        View(
            "agencies",
            "Agencies",
            _from("agency"),
            (
                _sign(),
                ViewColumn("name", "Agency", "t.name", flex=True),
                ViewColumn("acronym", "Acronym", "t.acronym"),
                ViewColumn("kind", "Kind", "replace(t.kind, '_', ' ')"),
                ViewColumn("country", "Country", _COUNTRY, max_cells=18),
                ViewColumn("parent", "Part of", _title("agency", "t.parent_id")),
                ViewColumn(
                    "links",
                    "Links",
                    "(SELECT count(*) FROM corpus.links l WHERE l.target_type = 'agency' "
                    "AND l.target_id = r.record_id)",
                    numeric=True,
                ),
                _SOURCES,
            ),
            needs_findings=True,
            first_sort=(("links", True),),
        ),
        View(
            "quotes",
            "Quotes",
            _from("quote"),
            (
                _sign(),
                ViewColumn("text", "Quotation", "t.text", flex=True),
                ViewColumn("speaker", "Speaker", "t.speaker", max_cells=18),
                _SOURCES,
                ViewColumn("role", "Role", "'— ' || concat_ws(', ', t.speaker, t.speaker_role)"),
            ),
            wraps=True,
            needs_findings=True,
        ),
        View(
            "statistics",
            "Statistics",
            _from("statistic"),
            (
                _sign(),
                ViewColumn(
                    "value",
                    "Value",
                    in_words("t.display"),
                    sort="t.value",
                    numeric=True,
                    max_cells=22,
                    evidence=("value_text", "value", "record"),
                ),
                ViewColumn("measure", "Measure", "replace(t.measure, '_', ' ')"),
                ViewColumn("label", "Claim", "t.label", flex=True),
                ViewColumn(
                    "operation",
                    "Of",
                    f"coalesce({_title('operation', 't.operation_id')}, t.attributed_to, t.scope)",
                    sorted_as="operation",
                    evidence=("operation", "attributed_to"),
                ),
                ViewColumn(
                    "period",
                    "When",
                    _when("t.period_edtf"),
                    sort="coalesce(t.period_from, t.period_to)",
                    newest_first=True,
                ),
                _SOURCES,
            ),
            needs_findings=True,
            first_sort=(("operation", False), ("measure", False)),
        ),
        View(
            "tools",
            "Tools",
            _from("tool"),
            (
                ViewColumn("name", "Tool", "t.name", flex=True),
                ViewColumn("kind", "Kind", "t.kind"),
                ViewColumn("operator", "Run by", _title("agency", "t.operator_id")),
                _SOURCES,
            ),
        ),
        View(
            "sources",
            "Sources",
            _from("source"),
            (
                ViewColumn("id", "Id", "t.source_id"),
                ViewColumn("title", "Title", "t.title", flex=True),
                ViewColumn("publisher", "Publisher", "t.publisher"),
                ViewColumn(
                    "published",
                    "Published",
                    _when("t.published_edtf", "t.published_basis"),
                    sort="t.published_from",
                    newest_first=True,
                ),
                ViewColumn(
                    "curated",
                    "Curated",
                    # Rounded down, so that 100 % means all.
                    "CASE WHEN t.unread LIKE 'names%' THEN 'not read' "
                    "WHEN t.unread IS NOT NULL THEN 'part read' "
                    "WHEN t.items > 0 THEN (t.covered * 100 // t.items) || ' %' END",
                    sort="CASE WHEN t.unread IS NULL AND t.items > 0 THEN t.covered / t.items END",
                    numeric=True,
                ),
                ViewColumn("words", "Words", "t.word_count", sort="t.word_count", numeric=True),
                ViewColumn(
                    "records",
                    "Records",
                    "(SELECT count(DISTINCT (e.record_type, e.record_id)) FROM corpus.evidence e "
                    "WHERE e.source_id = r.record_id)",
                    numeric=True,
                ),
            ),
        ),
        View(
            FINDINGS,
            "Findings",
            "corpus.finding_texts r JOIN corpus.findings t ON t.finding_id = r.record_id",
            (
                ViewColumn(
                    SIGN,
                    "Sign",
                    "t.sign",
                    sort=f"list_position({_SIGNS}, t.sign)",
                    heading="",
                ),
                ViewColumn("message", "Finding", "t.message", flex=True, least_cells=44),
                _SOURCES,
                ViewColumn("answer", "Answer", "replace(t.answer, '_', ' ')"),
                ViewColumn(
                    "severity",
                    "Severity",
                    "t.severity",
                    sort=f"list_position({_SEVERITIES}, t.severity)",
                ),
                ViewColumn("rule", "Rule", "t.rule"),
                ViewColumn(
                    "records",
                    "Records",
                    "(SELECT count(*) FROM corpus.facts f WHERE f.field = 'record' "
                    "AND f.record = r.position)",
                    numeric=True,
                ),
            ),
            two_lines=True,
            needs_findings=True,
            order="Most serious first",
        ),
        View(
            MORE,
            "More",
            "corpus.records r",
            (
                ViewColumn("kind", "Kind", "r.record_type", evidence=()),
                ViewColumn("name", "Name", "r.title", flex=True),
                ViewColumn("about", "About", "replace(r.subtitle, '_', ' ')"),
                _SOURCES,
            ),
            noun="records",
        ),
    )
}
"""By the name of the pane."""


def searched_table(record_types: tuple[str, ...]) -> str:
    """The table, with the columns of `records`, that is filtered for some kinds."""
    return "finding_texts" if record_types == (FINDING,) else "records"


def panes_by_type() -> dict[str, str]:
    """The pane that lists each kind of record and the findings, in the order of the panes.

    Raises:
        ValueError: a kind names a pane that has no view, or a view lists no kind.
    """
    for view in VIEWS.values():
        if not view.record_types:
            raise ValueError(f"no kind names the pane {view.name!r}, and its view names no kinds")
    for kind in KINDS.values():
        if kind.pane not in VIEWS:
            raise ValueError(
                f"the kind {kind.name!r} has the pane {kind.pane!r}, which has no view"
            )
    return {
        type_: pane_of(type_) or view.name for view in VIEWS.values() for type_ in view.record_types
    }


def pane_of(record_type: str) -> str | None:
    """The pane that lists a kind of record; None if there is no such kind."""
    if record_type == FINDING:
        return FINDINGS
    kind = KINDS.get(record_type)
    return kind.pane if kind else None
