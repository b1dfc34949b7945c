"""An operation or initiative."""

from typing import Annotated, ClassVar

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
    """Police or inter-agency action, named or not."""

    record_type: ClassVar[str] = "operation"
    key: ClassVar[str] = "operations"

    name: Annotated[NonBlankStr, Verbatim()]
    aliases: Annotated[tuple[NonBlankStr, ...], Verbatim()] = ()
    kind: Annotated[str, Coded(OPERATION_KIND)]
    summary: Annotated[NonBlankStr | None, Verbatim()] = None
    date: Annotated[NonBlankStr | None, Date()] = None
    date_note: Annotated[NonBlankStr | None, Verbatim()] = None
    countries: Annotated[tuple[str, ...], Country()] = ()
    regions: Annotated[tuple[NonBlankStr, ...], Verbatim()] = ()
    forms: Annotated[tuple[Slug, ...], Ref("form")] = ()
