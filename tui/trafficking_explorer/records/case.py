"""An individual case."""

from typing import Annotated, ClassVar

from pydantic import Field

from trafficking_explorer.records.base import Record
from trafficking_explorer.records.fields import NonBlankStr, Ref, Slug, Verbatim


class Case(Record):
    """The story of one person or a few, as the source tells it."""

    record_type: ClassVar[str] = "case"

    summary: Annotated[NonBlankStr, Verbatim(), Field(description="the source's own words")]
    operation: Annotated[
        Slug | None, Ref("operation"), Field(description="the operation it belongs to")
    ] = None
    forms: Annotated[tuple[Slug, ...], Ref("form")] = ()
    place: Annotated[Slug | None, Ref("place"), Field(description="where")] = None

    @property
    def display_name(self) -> str:
        """The summary: a case has no name."""
        return self.summary
