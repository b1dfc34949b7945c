"""An individual case."""

from typing import Annotated, ClassVar

from trafficking_explorer.records.base import Record
from trafficking_explorer.records.fields import NonBlankStr, Ref, Slug, Verbatim


class Case(Record):
    """What happened to one person or a few, as the source tells it."""

    record_type: ClassVar[str] = "case"
    key: ClassVar[str] = "cases"

    summary: Annotated[NonBlankStr, Verbatim()]
    operation: Annotated[Slug | None, Ref("operation")] = None
    forms: Annotated[tuple[Slug, ...], Ref("form")] = ()
    place: Annotated[Slug | None, Ref("place")] = None

    @property
    def display_name(self) -> str:
        """The summary: a case has no name."""
        return self.summary
