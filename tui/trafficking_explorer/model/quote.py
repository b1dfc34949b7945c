"""A direct quotation."""

from typing import Annotated, ClassVar

from pydantic import Field

from trafficking_explorer.model.evidence import Passages
from trafficking_explorer.model.fields import Id, Own, Ref, Text, Words
from trafficking_explorer.model.record import Record


class Quote(Record):
    """Words a source puts between quotation marks; its `quote` is its text, part by part."""

    record_type: ClassVar[str] = "quote"
    key: ClassVar[str] = "quotes"

    quote: Passages = Field(min_length=1)
    speaker: Annotated[Text | None, Words()] = None
    speaker_id: Annotated[Id | None, Ref("person")] = None
    speaker_role: Annotated[Text | None, Words()] = None
    agency: Annotated[Id | None, Ref("agency")] = None
    operation: Annotated[Id | None, Ref("operation")] = None
    language: Annotated[Text | None, Own()] = None

    @property
    def display_name(self) -> str:
        """The quotation's first words."""
        return self.quote[0].exact
