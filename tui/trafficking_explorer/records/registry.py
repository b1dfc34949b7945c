"""The record kinds. A new kind is a module with its model, and one line here.

Models are imported on first use: opening a built store needs only the names.
"""

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trafficking_explorer.records.base import Record

MORE = "more"
"""The pane of the kinds that have no separate pane."""


@dataclass(frozen=True, slots=True)
class FilterField:
    """A field of the filter language.

    Attributes:
        name: its name in the table `facts`.
        kind: `text`, `number` or `date`.
        meaning: a few words for completion and help.
        aliases: other names.
    """

    name: str
    kind: str
    meaning: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A record kind.

    Attributes:
        name: singular, as in tables, links and options; lower-case letters.
        plural: the key of its list in a curated file, and the name of its table.
        about: a sentence about its table.
        model_path: module and class of its model; by default the class of this name in the module
            of this name beside this one.
        pane: the pane that lists it.
        rank: position among the kinds of one pane: smaller first, equal ones in order of registration.
        is_referred_to: True if records of other kinds refer to it; filters then have a field for it.
        has_one_name: True if a name means the same record in every text; suggestions then link to it,
            and rules compare its names. Its model has `name` and `aliases`.
        filters: the fields of its model that filters have a field for, besides those that filters
            know of every kind, such as its names, dates and countries.
    """

    name: str
    plural: str
    about: str
    model_path: str = ""
    pane: str = MORE
    rank: int = 0
    is_referred_to: bool = True
    has_one_name: bool = False
    filters: tuple[FilterField, ...] = ()

    @property
    def id_column(self) -> str:
        """The column of its ids: `operation_id`, `person_id`."""
        return f"{self.name}_id"

    @property
    def model(self) -> "type[Record]":
        """The model class.

        Raises:
            TypeError: the model belongs to another kind, or lacks a field.
        """
        return _import_model(self)


@cache
def _import_model(kind: Kind) -> "type[Record]":
    path = kind.model_path or f"{__package__}.{kind.name}:{kind.name.capitalize()}"
    module, _, class_name = path.partition(":")
    model: type[Record] = getattr(import_module(module), class_name)
    if (own := getattr(model, "record_type", None)) != kind.name:
        raise TypeError(f"{path} has the record_type {own!r}, registered as {kind.name!r}")
    if kind.has_one_name and not {"name", "aliases"} <= model.model_fields.keys():
        raise TypeError(f"{path} needs the fields name and aliases, for has_one_name=True")
    return model


KINDS: dict[str, Kind] = {}
"""Every kind by its name."""
BY_PLURAL: dict[str, Kind] = {}
"""Every kind by its plural."""


def register(kind: Kind) -> None:
    """Add a kind, from this package or another. Everything else is derived from it.

    Raises:
        ValueError: its name or plural is in use, or is not a lower-case word.
    """
    for word in (kind.name, kind.plural):
        if not (word.isascii() and word.isalpha() and word.islower()):
            raise ValueError(f"{word!r} is not a word of lower-case letters")
        if word in KINDS or word in BY_PLURAL:
            raise ValueError(f"a kind {word!r} is already registered")
    KINDS[kind.name] = BY_PLURAL[kind.plural] = kind


def unregister(name: str) -> None:
    """Remove a kind.

    Raises:
        KeyError: there is no such kind.
    """
    del BY_PLURAL[KINDS.pop(name).plural]


def kinds_of_pane(pane: str) -> tuple[Kind, ...]:
    """The kinds that a pane lists, in order."""
    return tuple(sorted((k for k in KINDS.values() if k.pane == pane), key=lambda k: k.rank))


for _kind in (
    Kind("source", "sources", "The texts that records are drawn from.", pane="sources"),
    Kind(
        "operation",
        "operations",
        "Operations and initiatives, named or not.",
        pane="operations",
        has_one_name=True,
    ),
    Kind(
        "agency",
        "agencies",
        "Organisations, and parts of them.",
        pane="agencies",
        has_one_name=True,
        filters=(FilterField("parent", "text", "the agency it belongs to"),),
    ),
    Kind("person", "people", "Persons that a source names.", rank=-2, has_one_name=True),
    Kind("quote", "quotes", "Direct quotations.", pane="quotes", is_referred_to=False),
    Kind(
        "statistic",
        "statistics",
        "Claims of quantity: one claim in one source a row.",
        pane="statistics",
        is_referred_to=False,
    ),
    Kind(
        "tool",
        "tools",
        "Systems, databases, services and capabilities.",
        pane="tools",
        has_one_name=True,
        filters=(FilterField("operator", "text", "the agency that runs it"),),
    ),
    Kind(
        "form",
        "forms",
        "Forms of exploitation, acts and means, and crimes kept apart from trafficking.",
        has_one_name=True,
    ),
    Kind("place", "places", "Places that a source names.", rank=-1, has_one_name=True),
    Kind("case", "cases", "Individual cases, as a source tells them."),
    Kind("event", "events", "Meetings, observances, awards, publications."),
):
    register(_kind)
