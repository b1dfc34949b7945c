"""A place a source names."""

from typing import Annotated, ClassVar

from trafficking_explorer.model.fields import Code, Country, Text, Words
from trafficking_explorer.model.record import Record
from trafficking_explorer.model.vocabulary import PLACE_KIND


class Place(Record):
    """A country, region or city."""

    record_type: ClassVar[str] = "place"
    key: ClassVar[str] = "places"

    name: Annotated[Text, Words()]
    aliases: Annotated[tuple[Text, ...], Words()] = ()
    kind: Annotated[str, Code(PLACE_KIND)]
    country: Annotated[str | None, Country()] = None
