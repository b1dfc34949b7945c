"""A meeting, an observance, a publication."""

from typing import Annotated, ClassVar

from pydantic import Field

from trafficking_explorer.records.base import Record
from trafficking_explorer.records.fields import Coded, Date, NonBlankStr, Verbatim
from trafficking_explorer.records.vocabulary import EVENT_KIND


class Event(Record):
    """Something with a day, as far as the source gives one."""

    record_type: ClassVar[str] = "event"

    name: Annotated[NonBlankStr, Verbatim()]
    kind: Annotated[str, Coded(EVENT_KIND), Field(description="meeting, observance, …")]
    date: Annotated[NonBlankStr | None, Date()] = None
    place: Annotated[NonBlankStr | None, Verbatim()] = None
