"""Definitions of the tables shared by all kinds of record, and the names of all tables.

Readers' scripts rely on the first columns of each table; columns may be added after them. The tables
of the kinds are derived from their models in `kind_tables`, which a built store does not need.
"""

from dataclasses import dataclass

from trafficking_explorer.records.registry import KINDS

SCHEMA_VERSION = 13
"""Increased whenever a table changes, so that older stores are built again."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column."""

    name: str
    type: str
    """DuckDB's name for the type."""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table."""

    name: str
    comment: str
    columns: tuple[Column, ...]

    @property
    def create(self) -> str:
        """The statement that makes it."""
        columns = ", ".join(f'"{column.name}" {column.type}' for column in self.columns)
        return f'CREATE TABLE "{self.name}" ({columns})'


def _table(name: str, comment: str, columns: str) -> Table:
    """A table from lines as `parse_columns` reads them."""
    return Table(name, comment, parse_columns(columns))


def parse_columns(lines: str) -> tuple[Column, ...]:
    """Columns from lines of `name TYPE  meaning`; TYPE defaults to VARCHAR."""
    parsed = []
    for line in lines.strip().splitlines():
        head, _, meaning = line.strip().partition("  ")
        column, _, type_ = head.partition(" ")
        parsed.append(Column(column, type_ or "VARCHAR", meaning.strip()))
    return tuple(parsed)


SHARED_TABLES: tuple[Table, ...] = (
    _table(
        "links",
        "Relations between records, including the references in fields.",
        """
        record_type  from this kind of record
        record_id  from this record
        relation  led_by, participant, …; for a reference, the field's name
        target_type  to this kind
        target_id  to this record
        role  as written
        basis  stated or resolved; own for the curator's words
        reason  why, if it was inferred
        record INTEGER  position of the record
        """,
    ),
    _table(
        "evidence",
        "The exact place in a source that supports one field of one record.",
        """
        evidence_id INTEGER  running number
        record_type  of this kind
        record_id  of this record
        field  the field; "record" for the record as a whole; relation:type/id for a link
        source_id  in this text
        start_char INTEGER  first code point, from 0
        end_char INTEGER  the code point after the last
        exact  the words of the text
        prefix  words before
        suffix  words after
        line INTEGER  line of the text, from 1
        record INTEGER  position of the record
        sha256  of the text that the words were found in
        """,
    ),
    _table(
        "findings",
        "Inconsistencies in the data, and what is worth knowing about it.",
        """
        finding_id  id
        rule  the rule that found it
        severity  error, doubt or note
        message  what it is
        record_type  one side
        record_id  one side
        other_type  the other side
        other_id  the other side
        answer  accepted, explained or wrong_rule, if a curator has answered
        reason  the curator's reason for it
        sign  ✗, ≠, ~, =, 1 or ·: the kind of finding at a glance
        """,
    ),
    _table(
        "finding_passages",
        "The passages of the sides of a finding.",
        """
        finding_id  of this finding
        side INTEGER  0 for the record, 1 for the other
        position INTEGER  order within the side
        source_id  in this text
        start_char INTEGER  first code point, from 0
        end_char INTEGER  the code point after the last
        evidence_id INTEGER  the evidence it is; NULL if no record uses it
        field  the field that it supports
        """,
    ),
    _table(
        "lineage",
        "The origin of each claim: the text it was taken from, and the texts that bear it out.",
        """
        statistic_id  the claim
        source_id  the text that makes it
        origin_id  the claim of an earlier text that it was taken from; NULL if none is known
        origin_source_id  that text
        how  copied_words, named_source, same_publisher or same_figures: what shows it
        reason  the same in words
        earliest_id  the claim of the earliest text with the figure; NULL if dates are missing
        earliest_source_id  that text
        witnesses INTEGER  texts that give the figure for the same thing; editions count as one
        independent INTEGER  those of them that nothing connects with each other
        """,
    ),
    _table(
        "finding_texts",
        "Findings as filters read them: like `records`, numbered on from them.",
        """
        record_type  finding
        record_id  id of the finding
        title  its message
        subtitle  its rule
        search_text  message, records, passages and answer, folded
        position INTEGER  order of the pane: errors, doubts, notes; in each, rare rules first
        source_ids VARCHAR[]  the texts of its passages
        """,
    ),
    _table(
        "records",
        "Every record, for one search over all.",
        """
        record_type  kind
        record_id  id
        title  its name or title
        subtitle  what distinguishes it otherwise
        search_text  its fields and evidence, case and accents folded
        position INTEGER  order of the panes: kind by kind, as the sources have them
        file  the curated file
        line INTEGER  its line there, from 1
        source_ids VARCHAR[]  the texts of its passages
        """,
    ),
    _table(
        "meta",
        "About this store.",
        """
        key  what
        value  its value
        """,
    ),
    _table(
        "fields",
        "Every field of every record, with its basis.",
        """
        record_type  of this kind
        record_id  of this record
        position INTEGER  order on the card
        field  name
        value  as text
        basis  stated, resolved, or own for the curator's words
        reason  why, if it was inferred
        target_type  kind of the record it refers to
        target_ids VARCHAR[]  ids of the records it refers to
        record INTEGER  position of the record
        """,
    ),
    _table(
        "facts",
        "The facts by which filters find a record or a finding: a row for each value, name, number and date.",
        """
        field  the field
        record INTEGER  position of the record, or of the finding
        value  as shown
        folded  every name of the value, folded, a blank at either end
        number DOUBLE  of a figure
        date_from DATE  first possible day
        date_to DATE  last possible day
        """,
    ),
    _table(
        "codes",
        "Our codes beside those of other vocabularies: HTCDS, CTDC, GLOTIP and FollowTheMoney topics.",
        """
        scheme  htcds, ctdc, glotip or ftm
        code  as the scheme writes it
        label  its name there
        our_vocabulary  purpose, means, distinct, measure, sex, age group or agency kind
        our_code  our term for the same
        """,
    ),
    _table(
        "words",
        "Every word of the records and findings, folded, for fuzzy words of filters.",
        """
        word  folded
        """,
    ),
    _table(
        "furniture",
        "Passages inside an article that are not part of it.",
        """
        source_id  in this text
        start_char INTEGER  first code point, from 0
        end_char INTEGER  the code point after the last
        """,
    ),
    _table(
        "uncovered",
        "Items of articles without a record, headings and stated exceptions left out.",
        """
        source_id  in this text
        start_char INTEGER  first code point, from 0
        end_char INTEGER  the code point after the last
        kind  number, date, quotation, operation or name
        exact  the words of the text
        line INTEGER  line of the text, from 1
        """,
    ),
)


def table_names() -> tuple[str, ...]:
    """The names of all tables, those of the kinds of record first."""
    return (
        *(kind.plural for kind in KINDS.values()),
        *(table.name for table in SHARED_TABLES),
    )


NOTES = "notes"
"""The name of the table of notes, which no store has: a view in the default schema of the console."""
NOTES_VIEW = f"memory.main.{NOTES}"
"""Its full name, for our own queries."""
NOTES_TABLE = Table(
    NOTES,
    "Your own bookmarks and notes. They are in your data folder, not in the corpus, and read only here.",
    parse_columns(
        """
        record_type  kind of the record; finding for a finding
        record_id  id of it; the corpus may no longer have it
        body  the note; empty for a mere bookmark
        bookmarked BOOLEAN  true for a bookmark
        created_at TIMESTAMP WITH TIME ZONE  time of the first bookmark or note
        updated_at TIMESTAMP WITH TIME ZONE  time of the last change
        file  the file of the notes
        title  of the record when it was last bookmarked or noted
        """
    ),
)
