"""The base class of all record kinds."""

from collections.abc import Iterator
from itertools import chain
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from trafficking_explorer.records.evidence import Passages, TextQuote
from trafficking_explorer.records.fields import (
    Coded,
    Editorial,
    NonBlankStr,
    Slug,
    Verbatim,
    fields_of,
    refs_of,
)
from trafficking_explorer.records.vocabulary import RELATION

STRICT = ConfigDict(extra="forbid", strict=True, frozen=True)


def expand_shared_keys(raw: Any) -> Any:
    """`{"value, unit": x}` as `{"value": x, "unit": x}`.

    Raises:
        ValueError: a field is named twice.
    """
    if not isinstance(raw, dict):
        return raw
    split: dict[str, Any] = {}
    for key, value in raw.items():
        for name in (part.strip() for part in str(key).split(",")):
            if name in split:
                raise ValueError(f"{name!r} is named twice")
            split[name] = value
    return split


class Link(BaseModel):
    """A relation from the record that contains it to another record."""

    model_config = STRICT

    relation: Annotated[str, Coded(RELATION)]
    to: Annotated[str, Field(pattern=r"^[a-z]+/[a-z0-9]+(-[a-z0-9]+)*$")]
    """`record_type/record_id`."""
    role: Annotated[NonBlankStr | None, Verbatim()] = None
    quote: Passages = ()
    resolved: NonBlankStr | None = None
    """The reason, if the curator inferred the link."""

    @property
    def field(self) -> str:
        """The name under which the link's evidence is kept: `led_by:agency/interpol`."""
        return f"{self.relation}:{self.to}"


class Record(BaseModel):
    """One curated thing. Subclasses add the fields of their kind."""

    model_config = STRICT

    record_type: ClassVar[str]
    """The name under which its kind is registered."""
    fields_without_role: ClassVar[frozenset[str]] = frozenset()
    """Its fields that are about files, not about what a text says."""

    id: Slug
    quote: Passages = ()
    """The passages that support the record, except where a field has its own."""
    evidence: Annotated[
        dict[str, Annotated[Passages, Field(min_length=1)]], BeforeValidator(expand_shared_keys)
    ] = Field(default_factory=dict)
    """Passages of individual fields, by field name."""
    resolved: Annotated[dict[str, NonBlankStr], BeforeValidator(expand_shared_keys)] = Field(
        default_factory=dict
    )
    """The reason for each inferred field, by field name."""
    links: tuple[Link, ...] = ()
    note: Annotated[NonBlankStr | None, Editorial()] = None
    """The curator's remark on anything doubtful."""

    @classmethod
    def __pydantic_init_subclass__(cls, **_: object) -> None:
        """Refuse a field that nothing would be derived from.

        Raises:
            TypeError: it has no role, or is a list instead of a tuple.
        """
        known = {field.name for field in fields_of(cls)} | cls.fields_without_role
        for name in cls.model_fields.keys() - Record.model_fields.keys():
            if name not in known:
                raise TypeError(
                    f"{cls.__name__}.{name} has no role; annotate it with Verbatim() or another "
                    "role of records/fields.py"
                )
            if "list[" in str(cls.model_fields[name].annotation):
                raise TypeError(f"{cls.__name__}.{name} is a list; use tuple[…, ...]")

    @property
    def display_name(self) -> str:
        """The record's name in lists."""
        return str(vars(self).get("name", self.id))

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every name by which a text may refer to the record."""
        # Asking a pydantic model for a field that it lacks is slow.
        values = vars(self)
        acronym, aliases = values.get("acronym"), values.get("aliases", ())
        return (self.display_name, *aliases, *((acronym,) if acronym else ()))

    @property
    def all_quotes(self) -> Iterator[TextQuote]:
        """All quotes of the record, of its fields and of its links."""
        own = (self.quote, *self.evidence.values(), *[link.quote for link in self.links])
        return chain.from_iterable(own)

    @property
    def targets(self) -> list[tuple[str, str]]:
        """Type and id of each record that it refers to."""
        values = vars(self)
        found = [
            (target_type, each)
            for field, target_type in refs_of(type(self))
            if (value := values[field.name])
            for each in (value if field.many else (value,))
        ]
        for link in self.links:
            target_type, _, target_id = link.to.partition("/")
            found.append((target_type, target_id))
        return found

    def passages(self, field: str) -> tuple[TextQuote, ...]:
        """The passages of a field: its own, otherwise the record's."""
        return self.evidence.get(field, self.quote)
