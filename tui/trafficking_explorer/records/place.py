"""A place a source names."""

from typing import Annotated, ClassVar

from pydantic import Field

from trafficking_explorer.records.base import Record
from trafficking_explorer.records.fields import Coded, Country, NonBlankStr, Verbatim
from trafficking_explorer.records.vocabulary import PLACE_KIND


class Place(Record):
    """A country, region or city."""

    record_type: ClassVar[str] = "place"

    name: Annotated[NonBlankStr, Verbatim()]
    aliases: Annotated[tuple[NonBlankStr, ...], Verbatim(), Field(description="other names")] = ()
    kind: Annotated[str, Coded(PLACE_KIND), Field(description="country, region or city")]
    country: Annotated[str | None, Country()] = None
