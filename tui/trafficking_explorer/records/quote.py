"""A direct quotation."""

from typing import Annotated, ClassVar

from pydantic import Field

from trafficking_explorer.records.base import Record
from trafficking_explorer.records.evidence import Passages
from trafficking_explorer.records.fields import Editorial, NonBlankStr, Ref, Slug, Verbatim


class Quote(Record):
    """Words between quotation marks in a source; `quote` is the quotation, part by part."""

    record_type: ClassVar[str] = "quote"

    quote: Passages = Field(min_length=1)
    speaker: Annotated[NonBlankStr | None, Verbatim()] = None
    speaker_id: Annotated[Slug | None, Ref("person"), Field(description="the person")] = None
    speaker_role: Annotated[NonBlankStr | None, Verbatim()] = None
    agency: Annotated[
        Slug | None, Ref("agency"), Field(description="the agency they speak for")
    ] = None
    operation: Annotated[
        Slug | None, Ref("operation"), Field(description="the operation they speak of")
    ] = None
    language: Annotated[NonBlankStr | None, Editorial(), Field(description="BCP 47")] = None

    @property
    def display_name(self) -> str:
        """The quotation's first words."""
        return self.quote[0].exact
