"""The role of each record field, declared in its annotation and read by all other packages.

`Annotated[NonBlankStr | None, Verbatim()]` makes a field hold words of the source. The other packages
call `fields_of(model)` and never list a kind's fields themselves.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Annotated, Any

import pycountry
from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from trafficking_explorer.records.country_names import codes, country_names
from trafficking_explorer.records.edtf import parse_date
from trafficking_explorer.records.vocabulary import FORM_VOCABULARIES, Vocabulary
from trafficking_explorer.text.folding import fold_words


def not_blank(value: str) -> str:
    """Return the value.

    Raises:
        ValueError: it is empty or only white space.
    """
    if not value.strip():
        raise ValueError("is blank; leave the field out")
    return value


NonBlankStr = Annotated[str, Field(min_length=1), AfterValidator(not_blank)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=200)]


class UnknownCode(ValueError):
    """A code that is not in its list; keeps the list for suggestions.

    Attributes:
        code: the text to find close codes for; "" if no suggestion would make sense.
        known: the list.
    """

    def __init__(
        self, what: str, code: str, known: Sequence[str], meant: str | None = None
    ) -> None:
        article = "an" if what[0] in "aeio" else "a"
        super().__init__(f"{code!r} is not {article} {what}")
        self.code = code if meant is None else meant
        self.known = tuple(known)


@dataclass(frozen=True)
class FieldRole:
    """The relation of a field to the evidence. Checks each value, also inside lists."""

    def check(self, value: str) -> str:
        """Return the value.

        Raises:
            ValueError: it does not fit the role.
        """
        return value

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        schema = handler(source)
        if type(self).check is FieldRole.check:
            # Most roles accept any value, and skipping the call saves time.
            return schema
        match schema["type"]:
            case "nullable":
                inner = core_schema.no_info_after_validator_function(self.check, schema["schema"])
                return core_schema.nullable_schema(inner)
            case "tuple":
                return core_schema.no_info_after_validator_function(self._check_each, schema)
        return core_schema.no_info_after_validator_function(self.check, schema)

    def _check_each(self, values: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(self.check, values))


@dataclass(frozen=True)
class Editorial(FieldRole):
    """Words of the curator, which need no evidence."""


@dataclass(frozen=True)
class Verbatim(FieldRole):
    """Words of the source, letter for letter."""


@dataclass(frozen=True)
class Normalized(FieldRole):
    """A statement in another form than the source's words, such as a number."""

    written_in: str | None = None
    """The field that holds the same value in the source's words."""


@dataclass(frozen=True)
class Coded(FieldRole):
    """A term of a controlled vocabulary."""

    vocabulary: Vocabulary
    own: bool = False
    """True if it is the curator's classification, which needs no evidence."""

    def check(self, value: str) -> str:
        if value not in self.vocabulary:
            raise UnknownCode(self.vocabulary.name, value, self.vocabulary.codes)
        return value


@dataclass(frozen=True)
class ExploitationCode(FieldRole):
    """A term of one of the vocabularies for forms of exploitation."""

    def check(self, value: str) -> str:
        if not any(value in vocabulary for vocabulary in FORM_VOCABULARIES):
            known = [code for vocabulary in FORM_VOCABULARIES for code in vocabulary.codes]
            raise UnknownCode("form of exploitation, act or means", value, known)
        return value


@dataclass(frozen=True)
class Country(FieldRole):
    """An ISO 3166-1 alpha-2 code, upper case."""

    def check(self, value: str) -> str:
        if value not in _known_countries():
            raise UnknownCode(
                "country code of ISO 3166-1 (two capital letters)",
                value,
                country_codes(),
                _country_named(value),
            )
        return value


@dataclass(frozen=True)
class Date(FieldRole):
    """An EDTF date."""

    def check(self, value: str) -> str:
        parse_date(value)
        return value


@dataclass(frozen=True)
class Ref(FieldRole):
    """The id of a record of another kind."""

    target: str
    """Its record type."""
    own: bool = False
    """True if it is the curator's statement, which needs no evidence."""


@dataclass(frozen=True)
class FieldSpec:
    """One field of a kind of record."""

    name: str
    role: FieldRole
    many: bool
    """True if it holds a list."""

    @cached_property
    def is_words(self) -> bool:
        """True if it holds words of the source."""
        return isinstance(self.role, Verbatim)

    @cached_property
    def written_in(self) -> str | None:
        """The field that holds its value in the source's words."""
        return self.role.written_in if isinstance(self.role, Normalized) else None

    @cached_property
    def uses_record_passage(self) -> bool:
        """True if its evidence is whole passages, not its words in them."""
        return not (self.is_words or self.is_own or self.written_in)

    @cached_property
    def is_single_verbatim(self) -> bool:
        """True if its evidence is words in a passage: the field's, or those of another field."""
        return (self.is_words and not self.many) or self.written_in is not None

    @cached_property
    def is_own(self) -> bool:
        """True if it is the curator's statement, which needs no evidence."""
        return isinstance(self.role, Editorial) or (
            isinstance(self.role, Coded | Ref) and self.role.own
        )


def to_number(value: object) -> object:
    """Read a plain decimal number from the text of a YAML value.

    Raises:
        ValueError: the text is not a number.
    """
    if not isinstance(value, str):
        return value
    if not _NUMBER.fullmatch(value):
        raise ValueError(f"{value!r} is not a number: write digits, and a point for decimals")
    number = float(value)
    if Decimal(repr(number)) == Decimal(value):
        return number
    exact = Decimal(value)
    if exact == exact.to_integral_value() and len(value) <= _MOST_DIGITS:
        # Every digit counts: no float is equal to it.
        return int(exact)
    raise ValueError(
        f"{value!r} has more digits than a value can hold: leave value out, value_text has them"
    )


_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)", re.ASCII)
_MOST_DIGITS = 30
DecimalNumber = Annotated[int | float, BeforeValidator(to_number), Field(allow_inf_nan=False)]
"""A number of a curated file; an integer that no float is equal to is an int."""


@lru_cache
def fields_of(model: type[BaseModel]) -> tuple[FieldSpec, ...]:
    """The fields of a record kind that have a role, in the order of the model, the note last."""
    fields = [
        FieldSpec(name, role, "tuple" in str(info.annotation))
        for name, info in model.model_fields.items()
        for role in info.metadata
        if isinstance(role, FieldRole)
    ]
    return tuple(sorted(fields, key=lambda field: field.name == "note"))


@lru_cache
def refs_of(model: type[BaseModel]) -> tuple[tuple[FieldSpec, str], ...]:
    """The fields of a record kind that refer to other records, with the type of those."""
    return tuple(
        (field, field.role.target) for field in fields_of(model) if isinstance(field.role, Ref)
    )


def country_codes() -> tuple[str, ...]:
    """Every alpha-2 code of ISO 3166-1, and XK for Kosovo."""
    return codes()


def _country_named(name: str) -> str:
    """The code of a country by any of its names or another code; "" if there is no such country."""
    if code := _codes_by_name().get(fold_words(name)):
        return code
    try:
        return str(pycountry.countries.lookup(name).alpha_2)
    except LookupError:
        # Two wrong letters may be a typing error; a name resembles no code.
        return name.upper() if len(name) == 2 else ""


@lru_cache
def _codes_by_name() -> dict[str, str]:
    return {fold_words(name): code for code in codes() for name in country_names(code)}


@lru_cache
def _known_countries() -> frozenset[str]:
    return frozenset(country_codes())
