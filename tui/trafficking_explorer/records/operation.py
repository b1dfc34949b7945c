"""An operation or initiative."""

from typing import Annotated, ClassVar

from pydantic import Field

from trafficking_explorer.records.base import Record
from trafficking_explorer.records.fields import (
    Coded,
    Country,
    Date,
    NonBlankStr,
    Ref,
    Slug,
    Verbatim,
)
from trafficking_explorer.records.vocabulary import OPERATION_KIND


class Operation(Record):
    """Police or inter-agency action, with or without a name."""

    record_type: ClassVar[str] = "operation"

    name: Annotated[NonBlankStr, Verbatim()]
    aliases: Annotated[
        tuple[NonBlankStr, ...], Verbatim(), Field(description="other names it goes by")
    ] = ()
    kind: Annotated[str, Coded(OPERATION_KIND), Field(description="operation, initiative, …")]
    summary: Annotated[
        NonBlankStr | None, Verbatim(), Field(description="the source's own words")
    ] = None
    date: Annotated[NonBlankStr | None, Date(), Field(description="when it took place")] = None
    date_note: Annotated[
        NonBlankStr | None, Verbatim(), Field(description="the words that give the date")
    ] = None
    countries: Annotated[tuple[str, ...], Country()] = ()
    regions: Annotated[tuple[NonBlankStr, ...], Verbatim()] = ()
    forms: Annotated[tuple[Slug, ...], Ref("form")] = ()
