"""A figure: one claim in one source."""

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

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
from trafficking_explorer.records.vocabulary import (
    AGE_GROUP,
    MEASURE,
    QUALIFIER,
    SCOPE,
    SEX,
    UNIT,
)


class Statistic(Record):
    """A number, or a quantity in words, that one source states."""

    record_type: ClassVar[str] = "statistic"

    label: Annotated[
        NonBlankStr, Editorial(), Field(description="what is counted, in the curator's words")
    ]
    measure: Annotated[str, Coded(MEASURE), Field(description="what kind of count it is")]
    value: Annotated[
        DecimalNumber | None,
        Normalized(written_in="value_text"),
        Field(description="NULL where the text gives none"),
    ] = None
    value_to: Annotated[
        DecimalNumber | None,
        Normalized(written_in="value_text"),
        Field(description="upper end of a range"),
    ] = None
    value_text: Annotated[NonBlankStr | None, Verbatim()] = None
    unit: Annotated[str, Coded(UNIT), Field(description="persons, percent, …")]
    qualifier: Annotated[str, Coded(QUALIFIER), Field(description="exact, nearly, at_least, …")]
    sex: Annotated[
        str | None, Coded(SEX), Field(description="female or male, where the words say so")
    ] = None
    age_group: Annotated[
        str | None, Coded(AGE_GROUP), Field(description="child or adult, where the words say so")
    ] = None
    population: Annotated[
        NonBlankStr | None, Verbatim(), Field(description="who or what is counted, as written")
    ] = None
    place: Annotated[NonBlankStr | None, Verbatim()] = None
    country: Annotated[str | None, Country()] = None
    period: Annotated[NonBlankStr | None, Date(), Field(description="the time it is about")] = None
    attributed_to: Annotated[
        NonBlankStr | None, Verbatim(), Field(description="who says so, as written")
    ] = None
    operation: Annotated[
        Slug | None, Ref("operation"), Field(description="NULL for a claim about the world")
    ] = None
    scope: Annotated[
        str, Coded(SCOPE, own=True), Field(description="operation, organisation, world, …")
    ]
    part_of: Annotated[
        Slug | None, Ref("statistic"), Field(description="the statistic it is a part of")
    ] = None

    @property
    def display_name(self) -> str:
        """The curator's label."""
        return self.label

    @model_validator(mode="after")
    def check_value(self) -> Self:
        """Require the words of each number, and the start of each range."""
        if self.value is not None and self.value_text is None:
            raise ValueError("a value needs its value_text: the number as the text writes it")
        if self.value_to is not None and (self.value is None or self.value_to <= self.value):
            raise ValueError("value_to is the upper end of a range that begins at value")
        return self
