"""What all kinds of record share."""

from collections.abc import Iterator
from itertools import chain
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from trafficking_explorer.records.evidence import Passages, TextQuote
from trafficking_explorer.records.fields import Coded, Editorial, NonBlankStr, Slug, Verbatim
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
    """Who did what with whom: from the record it stands in to another."""

    model_config = STRICT

    relation: Annotated[str, Coded(RELATION)]
    to: Annotated[str, Field(pattern=r"^[a-z]+/[a-z0-9]+(-[a-z0-9]+)*$")]
    """`record_type/record_id`."""
    role: Annotated[NonBlankStr | None, Verbatim()] = None
    quote: Passages = ()
    resolved: NonBlankStr | None = None
    """Why, where the curator worked the link out."""

    @property
    def field(self) -> str:
        """The name under which the link's evidence is kept: `led_by:agency/interpol`."""
        return f"{self.relation}:{self.to}"


class Record(BaseModel):
    """One curated thing. Subclasses add the fields of their kind."""

    model_config = STRICT

    record_type: ClassVar[str]
    """The name under which its kind is registered."""

    id: Slug
    quote: Passages = ()
    """What the record rests on, unless a field says otherwise."""
    evidence: Annotated[
        dict[str, Annotated[Passages, Field(min_length=1)]], BeforeValidator(expand_shared_keys)
    ] = Field(default_factory=dict)
    """Passages of single fields, by field name."""
    resolved: Annotated[dict[str, NonBlankStr], BeforeValidator(expand_shared_keys)] = Field(
        default_factory=dict
    )
    """Why the curator holds a field to be so, by field name."""
    links: tuple[Link, ...] = ()
    note: Annotated[NonBlankStr | None, Editorial()] = None
    """The curator's remark on what is doubtful."""

    @property
    def display_name(self) -> str:
        """What the record is called in lists."""
        return str(vars(self).get("name", self.id))

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every name that a text may call the record by."""
        # A model takes long to say that it has no such field.
        values = vars(self)
        acronym, aliases = values.get("acronym"), values.get("aliases", ())
        return (self.display_name, *aliases, *((acronym,) if acronym else ()))

    @property
    def all_quotes(self) -> Iterator[TextQuote]:
        """Every quote in it: its own, those of fields, those of links."""
        own = (self.quote, *self.evidence.values(), *[link.quote for link in self.links])
        return chain.from_iterable(own)

    def passages(self, field: str) -> tuple[TextQuote, ...]:
        """What a field rests on: its own passages, else the record's."""
        return self.evidence.get(field, self.quote)
