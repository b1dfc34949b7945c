"""A figure: one claim in one source."""

from typing import Annotated, ClassVar, Self

from pydantic import model_validator

from trafficking_explorer.records.base import Record
from trafficking_explorer.records.fields import (
    Coded,
    Country,
    Date,
    DecimalNumber,
    Editorial,
    NonBlankStr,
    Normalized,
    Ref,
    Slug,
    Verbatim,
)
from trafficking_explorer.records.vocabulary import MEASURE, QUALIFIER, SCOPE, UNIT


class Statistic(Record):
    """A number, or a quantity in words, that one source gives for one thing."""

    record_type: ClassVar[str] = "statistic"
    key: ClassVar[str] = "statistics"

    label: Annotated[NonBlankStr, Editorial()]
    measure: Annotated[str, Coded(MEASURE)]
    value: Annotated[DecimalNumber | None, Normalized(written_in="value_text")] = None
    value_to: Annotated[DecimalNumber | None, Normalized(written_in="value_text")] = None
    value_text: Annotated[NonBlankStr | None, Verbatim()] = None
    unit: Annotated[str, Coded(UNIT)]
    qualifier: Annotated[str, Coded(QUALIFIER)]
    population: Annotated[NonBlankStr | None, Verbatim()] = None
    place: Annotated[NonBlankStr | None, Verbatim()] = None
    country: Annotated[str | None, Country()] = None
    period: Annotated[NonBlankStr | None, Date()] = None
    attributed_to: Annotated[NonBlankStr | None, Verbatim()] = None
    operation: Annotated[Slug | None, Ref("operation")] = None
    scope: Annotated[str, Coded(SCOPE, own=True)]
    part_of: Annotated[Slug | None, Ref("statistic")] = None

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
