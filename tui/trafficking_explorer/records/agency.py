"""An organisation, or a part of one."""

from typing import Annotated, ClassVar

from pydantic import Field

from trafficking_explorer.records.base import Record
from trafficking_explorer.records.fields import Coded, Country, NonBlankStr, Ref, Slug, Verbatim
from trafficking_explorer.records.vocabulary import AGENCY_KIND


class Agency(Record):
    """An organisation, unit, bureau, network or alliance."""

    record_type: ClassVar[str] = "agency"

    name: Annotated[NonBlankStr, Verbatim()]
    acronym: Annotated[NonBlankStr | None, Verbatim()] = None
    aliases: Annotated[tuple[NonBlankStr, ...], Verbatim(), Field(description="other names")] = ()
    kind: Annotated[
        str, Coded(AGENCY_KIND), Field(description="intergovernmental, law_enforcement, unit, …")
    ]
    parent: Annotated[Slug | None, Ref("agency"), Field(description="the agency it belongs to")] = (
        None
    )
    country: Annotated[str | None, Country()] = None
    summary: Annotated[
        NonBlankStr | None, Verbatim(), Field(description="the source's own words")
    ] = None
