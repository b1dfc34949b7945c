"""An organisation, or a part of one."""

from typing import Annotated, ClassVar

from trafficking_explorer.records.base import Record
from trafficking_explorer.records.fields import Coded, Country, NonBlankStr, Ref, Slug, Verbatim
from trafficking_explorer.records.vocabulary import AGENCY_KIND


class Agency(Record):
    """An organisation, unit, bureau, network or alliance."""

    record_type: ClassVar[str] = "agency"
    key: ClassVar[str] = "agencies"

    name: Annotated[NonBlankStr, Verbatim()]
    acronym: Annotated[NonBlankStr | None, Verbatim()] = None
    aliases: Annotated[tuple[NonBlankStr, ...], Verbatim()] = ()
    kind: Annotated[str, Coded(AGENCY_KIND)]
    parent: Annotated[Slug | None, Ref("agency")] = None
    country: Annotated[str | None, Country()] = None
    summary: Annotated[NonBlankStr | None, Verbatim()] = None
