"""An organisation, or a part of one."""

from typing import Annotated, ClassVar

from trafficking_explorer.model.fields import Code, Country, Id, Ref, Text, Words
from trafficking_explorer.model.record import Record
from trafficking_explorer.model.vocabulary import AGENCY_KIND


class Agency(Record):
    """An organisation, unit, bureau, network or alliance."""

    record_type: ClassVar[str] = "agency"
    key: ClassVar[str] = "agencies"

    name: Annotated[Text, Words()]
    acronym: Annotated[Text | None, Words()] = None
    aliases: Annotated[tuple[Text, ...], Words()] = ()
    kind: Annotated[str, Code(AGENCY_KIND)]
    parent: Annotated[Id | None, Ref("agency")] = None
    country: Annotated[str | None, Country()] = None
    summary: Annotated[Text | None, Words()] = None
