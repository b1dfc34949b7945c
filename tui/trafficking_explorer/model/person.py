"""A person a source names."""

from typing import Annotated, ClassVar

from trafficking_explorer.model.fields import Id, Ref, Text, Words
from trafficking_explorer.model.record import Record


class Person(Record):
    """A person, with the role in which the source names them."""

    record_type: ClassVar[str] = "person"
    key: ClassVar[str] = "people"

    name: Annotated[Text, Words()]
    aliases: Annotated[tuple[Text, ...], Words()] = ()
    role: Annotated[Text | None, Words()] = None
    agency: Annotated[Id | None, Ref("agency")] = None

    @property
    def all_names(self) -> tuple[str, ...]:
        """The surname too, by which texts go on."""
        return (*super().all_names, self.name.split()[-1])
