"""A person a source names."""

from typing import Annotated, ClassVar

from trafficking_explorer.records.base import Record
from trafficking_explorer.records.fields import NonBlankStr, Ref, Slug, Verbatim


class Person(Record):
    """A person, with the role in which the source names them."""

    record_type: ClassVar[str] = "person"
    key: ClassVar[str] = "people"

    name: Annotated[NonBlankStr, Verbatim()]
    aliases: Annotated[tuple[NonBlankStr, ...], Verbatim()] = ()
    role: Annotated[NonBlankStr | None, Verbatim()] = None
    agency: Annotated[Slug | None, Ref("agency")] = None

    @property
    def all_names(self) -> tuple[str, ...]:
        """The surname too, by which texts go on."""
        return (*super().all_names, self.name.split()[-1])
