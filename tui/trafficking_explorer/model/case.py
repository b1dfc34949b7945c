"""An individual case."""

from typing import Annotated, ClassVar

from trafficking_explorer.model.fields import Id, Ref, Text, Words
from trafficking_explorer.model.record import Record


class Case(Record):
    """What happened to one person or a few, as the source tells it."""

    record_type: ClassVar[str] = "case"
    key: ClassVar[str] = "cases"

    summary: Annotated[Text, Words()]
    operation: Annotated[Id | None, Ref("operation")] = None
    forms: Annotated[tuple[Id, ...], Ref("form")] = ()
    place: Annotated[Id | None, Ref("place")] = None

    @property
    def display_name(self) -> str:
        """The summary: a case has no name."""
        return self.summary
