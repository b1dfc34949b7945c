"""A direct quotation."""

from typing import Annotated, ClassVar

from pydantic import Field

from trafficking_explorer.records.base import Record
from trafficking_explorer.records.evidence import Passages
from trafficking_explorer.records.fields import Editorial, NonBlankStr, Ref, Slug, Verbatim


class Quote(Record):
    """Words a source puts between quotation marks; its `quote` is its text, part by part."""

    record_type: ClassVar[str] = "quote"
    key: ClassVar[str] = "quotes"

    quote: Passages = Field(min_length=1)
    speaker: Annotated[NonBlankStr | None, Verbatim()] = None
    speaker_id: Annotated[Slug | None, Ref("person")] = None
    speaker_role: Annotated[NonBlankStr | None, Verbatim()] = None
    agency: Annotated[Slug | None, Ref("agency")] = None
    operation: Annotated[Slug | None, Ref("operation")] = None
    language: Annotated[NonBlankStr | None, Editorial()] = None

    @property
    def display_name(self) -> str:
        """The quotation's first words."""
        return self.quote[0].exact
