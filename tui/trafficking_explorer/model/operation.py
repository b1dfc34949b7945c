"""An operation or initiative."""

from typing import Annotated, ClassVar

from trafficking_explorer.model.fields import Code, Country, Date, Id, Ref, Text, Words
from trafficking_explorer.model.record import Record
from trafficking_explorer.model.vocabulary import OPERATION_KIND


class Operation(Record):
    """Police or inter-agency action, named or not."""

    record_type: ClassVar[str] = "operation"
    key: ClassVar[str] = "operations"

    name: Annotated[Text, Words()]
    aliases: Annotated[tuple[Text, ...], Words()] = ()
    kind: Annotated[str, Code(OPERATION_KIND)]
    summary: Annotated[Text | None, Words()] = None
    date: Annotated[Text | None, Date()] = None
    date_note: Annotated[Text | None, Words()] = None
    countries: Annotated[tuple[str, ...], Country()] = ()
    regions: Annotated[tuple[Text, ...], Words()] = ()
    forms: Annotated[tuple[Id, ...], Ref("form")] = ()
