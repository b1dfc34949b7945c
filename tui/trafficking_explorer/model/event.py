"""A meeting, an observance, a publication."""

from typing import Annotated, ClassVar

from trafficking_explorer.model.fields import Code, Date, Text, Words
from trafficking_explorer.model.record import Record
from trafficking_explorer.model.vocabulary import EVENT_KIND


class Event(Record):
    """Something with a day, as far as the source gives one."""

    record_type: ClassVar[str] = "event"
    key: ClassVar[str] = "events"

    name: Annotated[Text, Words()]
    kind: Annotated[str, Code(EVENT_KIND)]
    date: Annotated[Text | None, Date()] = None
    place: Annotated[Text | None, Words()] = None
