"""The tables of the kinds of record, as readers' scripts know them."""

from dataclasses import replace
from typing import Annotated, ClassVar

import pytest

from trafficking_explorer.database.kind_tables import all_tables, table_of_kind
from trafficking_explorer.database.tables import table_names
from trafficking_explorer.records.base import Record
from trafficking_explorer.records.fields import (
    Coded,
    Country,
    Date,
    DecimalNumber,
    Editorial,
    NonBlankStr,
    Normalized,
    Ref,
    Verbatim,
)
from trafficking_explorer.records.registry import KINDS, Kind
from trafficking_explorer.records.vocabulary import PLACE_KIND

TABLES = """
sources: source_id, title, publisher, author, language, url, path, sha256, published_edtf,
  published_from DATE, published_to DATE, published_basis, rights, body_start INTEGER, body_end
  INTEGER, text, word_count INTEGER, note, items INTEGER, covered INTEGER, edition_of, work_id, captured TIMESTAMP WITH TIME ZONE, archived, capture_method, unread
operations: operation_id, name, aliases VARCHAR[], kind, summary, date_edtf, date_from DATE,
  date_to DATE, date_basis, date_note, country_codes VARCHAR[], regions VARCHAR[], forms
  VARCHAR[], note
agencies: agency_id, name, acronym, aliases VARCHAR[], kind, parent_id, country_code, summary,
  note
people: person_id, name, aliases VARCHAR[], role, agency_id, note
quotes: quote_id, text, speaker_id, speaker, speaker_role, agency_id, operation_id, language,
  source_id, note
statistics: statistic_id, label, measure, value DOUBLE, value_to DOUBLE, value_low DOUBLE,
  value_high DOUBLE, value_text, unit, qualifier, sex, age_group, population, place, country_code, period_edtf, period_from DATE, period_to DATE,
  attributed_to, operation_id, scope, part_of, source_id, display, note
tools: tool_id, name, aliases VARCHAR[], kind, operator_id, summary, note
forms: form_id, name, definition, vocabulary, code, aliases VARCHAR[], origin, note
places: place_id, name, kind, country_code, aliases VARCHAR[], note
cases: case_id, summary, operation_id, source_id, forms VARCHAR[], place_id, note
events: event_id, name, kind, date_edtf, date_from DATE, date_to DATE, date_basis, place, note
"""
"""Tables with their columns, texts if no type is named. Raise `SCHEMA_VERSION` with any change."""


def described(kind: Kind) -> str:
    table = table_of_kind(kind)
    columns = (f"  {each.name} | {each.type} | {each.comment}" for each in table.columns)
    return "\n".join((f"{table.name}: {table.comment}", *columns))


@pytest.mark.parametrize("expected", TABLES.strip().replace("\n  ", " ").split("\n"))
def test_a_table_is_as_promised(expected: str) -> None:
    """Its columns, their order and types."""
    name, _, columns = expected.partition(": ")
    (kind,) = (each for each in KINDS.values() if each.plural == name)
    found = [f"{each.name} {each.type}" for each in table_of_kind(kind).columns]
    assert [each.removesuffix(" VARCHAR") for each in found] == columns.split(", ")
    assert all(each.comment for each in table_of_kind(kind).columns)


def test_names_are_those_of_the_tables() -> None:
    """They are told without the models."""
    assert [table.name for table in all_tables()] == list(table_names())
    assert len(set(table_names())) == len(table_names())


class Law(Record):
    """A kind with a field of each role."""

    record_type: ClassVar[str] = "law"

    name: Annotated[NonBlankStr, Verbatim()]
    size: Annotated[DecimalNumber | None, Normalized(written_in="name")] = None
    kind: Annotated[str | None, Coded(PLACE_KIND)] = None
    enacted: Annotated[NonBlankStr | None, Date()] = None
    countries: Annotated[tuple[str, ...], Country()] = ()
    agency: Annotated[str | None, Ref("agency")] = None
    people: Annotated[tuple[str, ...], Ref("person")] = ()
    remark: Annotated[str | None, Editorial()] = None


def test_a_new_kind_has_a_table() -> None:
    """Each field has its columns, with what its role says of it."""
    kind = Kind("law", "laws", "Laws.", f"{__name__}:Law")
    assert described(kind).splitlines() == [
        "laws: Laws.",
        "  law_id | VARCHAR | id",
        "  name | VARCHAR | as written",
        "  size | DOUBLE | ",
        "  kind | VARCHAR | place kind",
        "  enacted_edtf | VARCHAR | EDTF",
        "  enacted_from | DATE | first day",
        "  enacted_to | DATE | last day",
        "  enacted_basis | VARCHAR | stated or resolved",
        "  country_codes | VARCHAR[] | ISO 3166-1 alpha-2",
        "  agency_id | VARCHAR | id of the agency",
        "  people | VARCHAR[] | ids of people",
        "  remark | VARCHAR | the curator's words",
        "  note | VARCHAR | the curator's remark",
    ]
    assert described(replace(kind, about="Acts.")).startswith("laws: Acts.\n")
