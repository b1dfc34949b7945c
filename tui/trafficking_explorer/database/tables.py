"""Table definitions, and the column names others use.

The first columns of each table are a promise to readers' scripts; what follows them may grow.
"""

from dataclasses import dataclass

SCHEMA_VERSION = 6
"""Raised whenever a table changes; an older store is built again."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column."""

    name: str
    type: str
    """DuckDB's name of the type."""
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
    """A table from lines of `name TYPE  what it means`; TYPE is VARCHAR where it is left out."""
    parsed = []
    for line in columns.strip().splitlines():
        head, _, meaning = line.strip().partition("  ")
        column, _, type_ = head.partition(" ")
        parsed.append(Column(column, type_ or "VARCHAR", meaning.strip()))
    return Table(name, comment, tuple(parsed))


TABLES: tuple[Table, ...] = (
    _table(
        "sources",
        "The texts that records are drawn from.",
        """
        source_id  id of the text
        title  as written
        publisher  as written, or worked out
        author  as written
        language  BCP 47
        url  public address
        path  file in seeds/
        sha256  of the file's bytes
        published_edtf  date of publication, EDTF
        published_from DATE  its first day
        published_to DATE  its last day
        published_basis  stated or resolved
        rights  who holds them
        body_start INTEGER  first code point of the article
        body_end INTEGER  the code point after its last
        text  the whole file, page furniture included
        word_count INTEGER  words of the article
        note  the curator's remark
        items INTEGER  numbers, quotations, operations and names of the article that a record should rest on
        covered INTEGER  those that a fitting record rests on
        edition_of  the source that is the newer edition of this text
        work_id  the newest edition: all editions of a text have one, and count as one source
        """,
    ),
    _table(
        "operations",
        "Operations and initiatives, named or not.",
        """
        operation_id  id
        name  as written
        aliases VARCHAR[]  other names it goes by
        kind  operation, initiative, …
        summary  the source's own words
        date_edtf  when it took place, EDTF
        date_from DATE  first day
        date_to DATE  last day
        date_basis  stated or resolved
        date_note  the words that give the date
        country_codes VARCHAR[]  ISO 3166-1 alpha-2
        regions VARCHAR[]  as written
        forms VARCHAR[]  ids of forms
        note  the curator's remark
        """,
    ),
    _table(
        "agencies",
        "Organisations, and parts of them.",
        """
        agency_id  id
        name  as written
        acronym  as written
        aliases VARCHAR[]  other names
        kind  intergovernmental, law_enforcement, unit, …
        parent_id  the agency it belongs to
        country_code  ISO 3166-1 alpha-2
        summary  the source's own words
        note  the curator's remark
        """,
    ),
    _table(
        "people",
        "Persons that a source names.",
        """
        person_id  id
        name  as written
        aliases VARCHAR[]  other ways of writing it
        role  as written
        agency_id  the agency they speak or act for
        note  the curator's remark
        """,
    ),
    _table(
        "quotes",
        "Direct quotations.",
        """
        quote_id  id
        text  verbatim, parts joined with " … "
        speaker_id  the person
        speaker  as written
        speaker_role  as written
        agency_id  the agency they speak for
        operation_id  the operation they speak of
        language  BCP 47
        source_id  the text that carries it
        note  the curator's remark
        """,
    ),
    _table(
        "statistics",
        "Claims of quantity: one claim in one source a row.",
        """
        statistic_id  id
        label  what is counted, in the curator's words
        measure  what kind of count it is
        value DOUBLE  NULL where the text gives none
        value_to DOUBLE  upper end of a range
        value_text  as written
        unit  persons, percent, …
        qualifier  exact, nearly, at_least, …
        population  who or what is counted, as written
        place  as written
        country_code  ISO 3166-1 alpha-2
        period_edtf  the time it is about, EDTF
        period_from DATE  first day
        period_to DATE  last day
        attributed_to  who says so, as written
        operation_id  NULL for a claim about the world
        scope  operation, organisation, world, …
        part_of  the statistic it is a part of
        source_id  the text that makes the claim
        display  value and qualifier as shown in lists
        note  the curator's remark
        """,
    ),
    _table(
        "tools",
        "Systems, databases, services and capabilities.",
        """
        tool_id  id
        name  as written
        aliases VARCHAR[]  other names
        kind  database, system, service, …
        operator_id  the agency that runs it
        summary  the source's own words
        note  the curator's remark
        """,
    ),
    _table(
        "forms",
        "Forms of exploitation, acts and means, and crimes kept apart from trafficking.",
        """
        form_id  id
        name  as written
        definition  of the UN term
        vocabulary  purpose, means, act, or distinct from trafficking
        code  the UN term
        aliases VARCHAR[]  other wordings
        origin  where the definition comes from
        note  the curator's remark
        """,
    ),
    _table(
        "places",
        "Places that a source names.",
        """
        place_id  id
        name  as written
        kind  country, region or city
        country_code  ISO 3166-1 alpha-2
        aliases VARCHAR[]  other names
        note  the curator's remark
        """,
    ),
    _table(
        "cases",
        "Individual cases, as a source tells them.",
        """
        case_id  id
        summary  the source's own words
        operation_id  the operation it belongs to
        source_id  the text that tells it
        forms VARCHAR[]  ids of forms
        place_id  where
        note  the curator's remark
        """,
    ),
    _table(
        "events",
        "Meetings, observances, awards, publications.",
        """
        event_id  id
        name  as written
        kind  meeting, observance, …
        date_edtf  EDTF
        date_from DATE  first day
        date_to DATE  last day
        date_basis  stated or resolved
        place  as written
        note  the curator's remark
        """,
    ),
    _table(
        "links",
        "Who did what with whom; references of fields included.",
        """
        record_type  from this kind of record
        record_id  from this record
        relation  led_by, participant, …; for a reference, the field's name
        target_type  to this kind
        target_id  to this record
        role  as written
        basis  stated or resolved; own, where the curator says so
        reason  why, where it was worked out
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
        "What the data says about itself.",
        """
        finding_id  id
        rule  the rule that found it
        severity  error, doubt or note
        message  what it is
        record_type  one side
        record_id  one side
        other_type  the other side
        other_id  the other side
        answer  accepted, explained or wrong_rule, where a curator has answered
        reason  the curator's words for that
        """,
    ),
    _table(
        "finding_passages",
        "The places that show the sides of a finding.",
        """
        finding_id  of this finding
        side INTEGER  0 for the record, 1 for the other
        position INTEGER  order within the side
        source_id  in this text
        start_char INTEGER  first code point, from 0
        end_char INTEGER  the code point after the last
        evidence_id INTEGER  the evidence it is; NULL where no record rests on just these words
        field  the field that it supports
        """,
    ),
    _table(
        "finding_texts",
        "What a filter asks of findings: as `records`, numbered on from them.",
        """
        record_type  finding
        record_id  id of the finding
        title  its message
        subtitle  its rule
        search_text  what it says, its records, their passages and the answer, folded
        position INTEGER  order of the pane: errors, doubts, notes; in each, rare rules first
        source_ids VARCHAR[]  the texts it rests on
        """,
    ),
    _table(
        "records",
        "Every record, for one search over all.",
        """
        record_type  kind
        record_id  id
        title  what it is called
        subtitle  what else tells it apart
        search_text  its fields and evidence, case and accents folded
        position INTEGER  order of the panes: kind by kind, as the sources have them
        file  the curated file
        line INTEGER  its line there, from 1
        source_ids VARCHAR[]  the texts it rests on
        """,
    ),
    _table(
        "notes",
        "The reader's own notes.",
        """
        record_type  about this kind
        record_id  about this record
        body  the note
        created_at TIMESTAMP  when
        updated_at TIMESTAMP  when last changed
        file  where it is kept
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
        reason  why, where it was worked out
        target_type  kind of the record it refers to
        target_ids VARCHAR[]  ids of the records it refers to
        record INTEGER  position of the record
        """,
    ),
    _table(
        "facts",
        "What a filter can ask of a record or a finding by field: a row for each value, name, number and date.",
        """
        field  the field
        record INTEGER  position of the record, or of the finding
        value  as shown
        folded  every name of the value, folded, a blank at either end
        number DOUBLE  of a figure
        date_from DATE  first day a date may mean
        date_to DATE  last day a date may mean
        """,
    ),
    _table(
        "words",
        "Every word of the records and findings, folded, for filters that allow a slip.",
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
        "What an article says that no record rests on yet: headings and stated exceptions left out.",
        """
        source_id  in this text
        start_char INTEGER  first code point, from 0
        end_char INTEGER  the code point after the last
        kind  number, quotation, operation or name
        exact  the words of the text
        line INTEGER  line of the text, from 1
        """,
    ),
)

BY_NAME = {table.name: table for table in TABLES}

TABLE_OF = {
    "source": "sources",
    "operation": "operations",
    "agency": "agencies",
    "person": "people",
    "quote": "quotes",
    "statistic": "statistics",
    "tool": "tools",
    "form": "forms",
    "place": "places",
    "case": "cases",
    "event": "events",
}
"""The table of each kind of record."""


def id_column(record_type: str) -> str:
    """The column that holds a kind's id: `operation_id`, `person_id`."""
    return f"{record_type}_id"
