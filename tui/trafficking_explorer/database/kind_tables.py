"""The tables of the kinds of record, derived from the fields of their models.

They load the models, and are needed only to build or describe a store.
"""

from functools import cache

from pydantic.fields import FieldInfo

from trafficking_explorer.database.tables import SHARED_TABLES, Column, Table, parse_columns
from trafficking_explorer.records.fields import (
    Coded,
    Country,
    Date,
    Editorial,
    FieldRole,
    FieldSpec,
    Ref,
    Verbatim,
    fields_of,
)
from trafficking_explorer.records.registry import KINDS, Kind

_RENAMED = {"country": "country_code", "countries": "country_codes"}
"""Columns with a different name than their field."""
_UNCHANGED = ("part_of", "edition_of")
"""Columns of ids with the same name as their field."""
_LEFT_OUT = {"period_basis"}
"""Columns that would be derived from a field but do not exist."""
_COMPUTED = {
    "source": """
        source_id  id of the text
        path  file in seeds/
        sha256  of the file's bytes
        published_from DATE  its first day
        published_to DATE  its last day
        body_start INTEGER  first code point of the article
        body_end INTEGER  the code point after its last
        text  the whole file, page furniture included
        captured TIMESTAMP WITH TIME ZONE  when the text was taken from its address
        word_count INTEGER  words of the article
        items INTEGER  numbers, dates, quotations, operations and names of the article that need a record
        covered INTEGER  those with a fitting record
        unread  what is not among them, since its language or script cannot be read; NULL if all is
        work_id  the newest edition: all editions of a text have one, and count as one source
        """,
    "quote": """
        text  verbatim, parts joined with " … "
        source_id  the text that carries it
        """,
    "statistic": """
        source_id  the text that makes the claim
        display  value and qualifier as shown in lists
        value_low DOUBLE  the least number that value and qualifier allow; NULL if there is none
        value_high DOUBLE  the greatest; NULL if there is none
        """,
    "form": """
        definition  of the UN term
        vocabulary  purpose, means, act, or distinct from trafficking
        origin  where the definition comes from
        """,
    "case": "source_id  the text that tells it",
}
"""Columns without a field, or with another description than their field, by kind."""
_ORDER = {
    "source": "source_id title publisher author language url path sha256 published_edtf "
    "published_from published_to published_basis rights body_start body_end text word_count note "
    "items covered edition_of work_id captured archived capture_method unread",
    "quote": "quote_id text speaker_id speaker",
    "statistic": "statistic_id label measure value value_to value_low value_high value_text unit "
    "qualifier sex age_group population",
    "form": "form_id name definition vocabulary code",
    "place": "place_id name kind country_code",
    "case": "case_id summary operation_id source_id",
}
"""The first columns of a table, if they are not in the order of the fields."""


def all_tables() -> tuple[Table, ...]:
    """Every table of a store, in the order of their names in `tables.table_names`."""
    return (*(table_of_kind(kind) for kind in KINDS.values()), *SHARED_TABLES)


@cache
def table_of_kind(kind: Kind) -> Table:
    """The table of a kind: its id, one or more columns for each field, computed columns, the note."""
    columns = {kind.id_column: Column(kind.id_column, "VARCHAR", "id")}
    note = Column("note", "VARCHAR", "the curator's remark")
    for field in fields_of(kind.model):
        if field.name != note.name:
            info = kind.model.model_fields[field.name]
            columns |= {column.name: column for column in _columns(field, info)}
    columns |= {column.name: column for column in parse_columns(_COMPUTED.get(kind.name, ""))}
    columns[note.name] = note
    first = _ORDER.get(kind.name, kind.id_column).split()
    names = dict.fromkeys((*first, *columns))
    return Table(
        kind.plural, kind.about, tuple(columns[name] for name in names if name not in _LEFT_OUT)
    )


def column_name(field: FieldSpec) -> str:
    """The column of a field; for a date, the beginning of the names of its columns."""
    is_id = isinstance(field.role, Ref) and not field.many
    if is_id and not field.name.endswith("_id") and field.name not in _UNCHANGED:
        return f"{field.name}_id"
    return _RENAMED.get(field.name, field.name)


def _columns(field: FieldSpec, info: FieldInfo) -> tuple[Column, ...]:
    name = column_name(field)
    if isinstance(field.role, Date):
        about = f"{info.description}, EDTF" if info.description else "EDTF"
        return (
            Column(f"{name}_edtf", "VARCHAR", about),
            Column(f"{name}_from", "DATE", "first day"),
            Column(f"{name}_to", "DATE", "last day"),
            Column(f"{name}_basis", "VARCHAR", "stated or resolved"),
        )
    type_ = "DOUBLE" if "float" in str(info.annotation) else "VARCHAR"
    many = "[]" if field.many else ""
    return (Column(name, f"{type_}{many}", info.description or _meaning(field.role, field.many)),)


def _meaning(role: FieldRole, many: bool) -> str:
    """The comment on a column if its field has no description."""
    match role:
        case Verbatim():
            return "as written"
        case Editorial():
            return "the curator's words"
        case Country():
            return "ISO 3166-1 alpha-2"
        case Coded(vocabulary):
            return vocabulary.name
        case Ref(target):
            return f"ids of {KINDS[target].plural}" if many else f"id of the {target}"
    return ""
