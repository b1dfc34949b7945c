"""A person a source names."""

from typing import Annotated, ClassVar

from pydantic import Field

from trafficking_explorer.records.base import Record
from trafficking_explorer.records.fields import NonBlankStr, Ref, Slug, Verbatim


class Person(Record):
    """A person, with the role in which the source names them."""

    record_type: ClassVar[str] = "person"

    name: Annotated[NonBlankStr, Verbatim()]
    aliases: Annotated[
        tuple[NonBlankStr, ...], Verbatim(), Field(description="other ways of writing it")
    ] = ()
    role: Annotated[NonBlankStr | None, Verbatim()] = None
    agency: Annotated[
        Slug | None, Ref("agency"), Field(description="the agency they speak or act for")
    ] = None

    @property
    def all_names(self) -> tuple[str, ...]:
        """All names, and the surname: texts use it after the first mention."""
        return (*super().all_names, self.name.split()[-1])
