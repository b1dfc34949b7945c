"""A figure: one claim in one source."""

from typing import Annotated, ClassVar, Self

from pydantic import model_validator

from trafficking_explorer.model.fields import (
    Code,
    Country,
    Date,
    Fact,
    Id,
    Number,
    Own,
    Ref,
    Text,
    Words,
)
from trafficking_explorer.model.record import Record
from trafficking_explorer.model.vocabulary import MEASURE, QUALIFIER, SCOPE, UNIT


class Statistic(Record):
    """A number, or a quantity in words, that one source gives for one thing."""

    record_type: ClassVar[str] = "statistic"
    key: ClassVar[str] = "statistics"

    label: Annotated[Text, Own()]
    measure: Annotated[str, Code(MEASURE)]
    value: Annotated[Number | None, Fact(written_in="value_text")] = None
    value_to: Annotated[Number | None, Fact(written_in="value_text")] = None
    value_text: Annotated[Text | None, Words()] = None
    unit: Annotated[str, Code(UNIT)]
    qualifier: Annotated[str, Code(QUALIFIER)]
    population: Annotated[Text | None, Words()] = None
    place: Annotated[Text | None, Words()] = None
    country: Annotated[str | None, Country()] = None
    period: Annotated[Text | None, Date()] = None
    attributed_to: Annotated[Text | None, Words()] = None
    operation: Annotated[Id | None, Ref("operation")] = None
    scope: Annotated[str, Code(SCOPE, own=True)]
    part_of: Annotated[Id | None, Ref("statistic")] = None

    @property
    def display_name(self) -> str:
        """The curator's label."""
        return self.label

    @model_validator(mode="after")
    def check_value(self) -> Self:
        """A number comes with its words, and a range with its start."""
        if self.value is not None and self.value_text is None:
            raise ValueError("a value needs its value_text: the number as the text writes it")
        if self.value_to is not None and (self.value is None or self.value_to <= self.value):
            raise ValueError("value_to is the upper end of a range that begins at value")
        return self
