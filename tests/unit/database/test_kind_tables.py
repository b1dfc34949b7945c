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
sources: The texts that records are drawn from.
  source_id | VARCHAR | id of the text
  title | VARCHAR | as written
  publisher | VARCHAR | as written, or worked out
  author | VARCHAR | as written
  language | VARCHAR | BCP 47
  url | VARCHAR | public address
  path | VARCHAR | file in seeds/
  sha256 | VARCHAR | of the file's bytes
  published_edtf | VARCHAR | date of publication, EDTF
  published_from | DATE | its first day
  published_to | DATE | its last day
  published_basis | VARCHAR | stated or resolved
  rights | VARCHAR | who holds them
  body_start | INTEGER | first code point of the article
  body_end | INTEGER | the code point after its last
  text | VARCHAR | the whole file, page furniture included
  word_count | INTEGER | words of the article
  note | VARCHAR | the curator's remark
  items | INTEGER | numbers, quotations, operations and names of the article that need a record
  covered | INTEGER | those with a fitting record
  edition_of | VARCHAR | the source that is the newer edition of this text
  work_id | VARCHAR | the newest edition: all editions of a text have one, and count as one source
operations: Operations and initiatives, named or not.
  operation_id | VARCHAR | id
  name | VARCHAR | as written
  aliases | VARCHAR[] | other names it goes by
  kind | VARCHAR | operation, initiative, …
  summary | VARCHAR | the source's own words
  date_edtf | VARCHAR | when it took place, EDTF
  date_from | DATE | first day
  date_to | DATE | last day
  date_basis | VARCHAR | stated or resolved
  date_note | VARCHAR | the words that give the date
  country_codes | VARCHAR[] | ISO 3166-1 alpha-2
  regions | VARCHAR[] | as written
  forms | VARCHAR[] | ids of forms
  note | VARCHAR | the curator's remark
agencies: Organisations, and parts of them.
  agency_id | VARCHAR | id
  name | VARCHAR | as written
  acronym | VARCHAR | as written
  aliases | VARCHAR[] | other names
  kind | VARCHAR | intergovernmental, law_enforcement, unit, …
  parent_id | VARCHAR | the agency it belongs to
  country_code | VARCHAR | ISO 3166-1 alpha-2
  summary | VARCHAR | the source's own words
  note | VARCHAR | the curator's remark
people: Persons that a source names.
  person_id | VARCHAR | id
  name | VARCHAR | as written
  aliases | VARCHAR[] | other ways of writing it
  role | VARCHAR | as written
  agency_id | VARCHAR | the agency they speak or act for
  note | VARCHAR | the curator's remark
quotes: Direct quotations.
  quote_id | VARCHAR | id
  text | VARCHAR | verbatim, parts joined with " … "
  speaker_id | VARCHAR | the person
  speaker | VARCHAR | as written
  speaker_role | VARCHAR | as written
  agency_id | VARCHAR | the agency they speak for
  operation_id | VARCHAR | the operation they speak of
  language | VARCHAR | BCP 47
  source_id | VARCHAR | the text that carries it
  note | VARCHAR | the curator's remark
statistics: Claims of quantity: one claim in one source a row.
  statistic_id | VARCHAR | id
  label | VARCHAR | what is counted, in the curator's words
  measure | VARCHAR | what kind of count it is
  value | DOUBLE | NULL where the text gives none
  value_to | DOUBLE | upper end of a range
  value_text | VARCHAR | as written
  unit | VARCHAR | persons, percent, …
  qualifier | VARCHAR | exact, nearly, at_least, …
  population | VARCHAR | who or what is counted, as written
  place | VARCHAR | as written
  country_code | VARCHAR | ISO 3166-1 alpha-2
  period_edtf | VARCHAR | the time it is about, EDTF
  period_from | DATE | first day
  period_to | DATE | last day
  attributed_to | VARCHAR | who says so, as written
  operation_id | VARCHAR | NULL for a claim about the world
  scope | VARCHAR | operation, organisation, world, …
  part_of | VARCHAR | the statistic it is a part of
  source_id | VARCHAR | the text that makes the claim
  display | VARCHAR | value and qualifier as shown in lists
  note | VARCHAR | the curator's remark
tools: Systems, databases, services and capabilities.
  tool_id | VARCHAR | id
  name | VARCHAR | as written
  aliases | VARCHAR[] | other names
  kind | VARCHAR | database, system, service, …
  operator_id | VARCHAR | the agency that runs it
  summary | VARCHAR | the source's own words
  note | VARCHAR | the curator's remark
forms: Forms of exploitation, acts and means, and crimes kept apart from trafficking.
  form_id | VARCHAR | id
  name | VARCHAR | as written
  definition | VARCHAR | of the UN term
  vocabulary | VARCHAR | purpose, means, act, or distinct from trafficking
  code | VARCHAR | the UN term
  aliases | VARCHAR[] | other wordings
  origin | VARCHAR | where the definition comes from
  note | VARCHAR | the curator's remark
places: Places that a source names.
  place_id | VARCHAR | id
  name | VARCHAR | as written
  kind | VARCHAR | country, region or city
  country_code | VARCHAR | ISO 3166-1 alpha-2
  aliases | VARCHAR[] | other names
  note | VARCHAR | the curator's remark
cases: Individual cases, as a source tells them.
  case_id | VARCHAR | id
  summary | VARCHAR | the source's own words
  operation_id | VARCHAR | the operation it belongs to
  source_id | VARCHAR | the text that tells it
  forms | VARCHAR[] | ids of forms
  place_id | VARCHAR | where
  note | VARCHAR | the curator's remark
events: Meetings, observances, awards, publications.
  event_id | VARCHAR | id
  name | VARCHAR | as written
  kind | VARCHAR | meeting, observance, …
  date_edtf | VARCHAR | EDTF
  date_from | DATE | first day
  date_to | DATE | last day
  date_basis | VARCHAR | stated or resolved
  place | VARCHAR | as written
  note | VARCHAR | the curator's remark
"""
"""Tables with their columns, types and comments. Raise `SCHEMA_VERSION` whenever one changes."""


def described(kind: Kind) -> str:
    table = table_of_kind(kind)
    columns = (f"  {each.name} | {each.type} | {each.comment}" for each in table.columns)
    return "\n".join((f"{table.name}: {table.comment}", *columns))


@pytest.mark.parametrize("expected", TABLES.strip().replace("\n  ", "\0").split("\n"))
def test_a_table_is_as_promised(expected: str) -> None:
    """Its columns, their order, types and comments."""
    expected = expected.replace("\0", "\n  ")
    (kind,) = (each for each in KINDS.values() if each.plural == expected.partition(":")[0])
    assert described(kind) == expected


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
