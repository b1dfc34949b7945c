"""Claims of quantity as rules read them: what is counted, the figure, and its place in the text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from math import nextafter
from statistics import median
from typing import Protocol

from trafficking_explorer.database.quantities import UNIT_SIGNS, number_text
from trafficking_explorer.database.read_models import Key, Passage
from trafficking_explorer.findings.finding import SideRef
from trafficking_explorer.findings.people import People, people, with_codes
from trafficking_explorer.findings.reach import (
    Reach,
    common_value,
    reach_of,
    same_currency,
    unit_class,
)
from trafficking_explorer.records.populations import Population, population
from trafficking_explorer.text.currencies import is_money
from trafficking_explorer.text.intervals import WIDTH, interval
from trafficking_explorer.text.qualifiers import PHRASES

FAR = 1000.0
"""The ratio from which two counts of one kind ask for a look; a hundredfold is usual between countries."""
_BELOW = ("nearly", "less_than")
"""Qualifiers of figures that are not reached."""
_SCALES = (1e3, 1e6, 1e9)
_PARTED = ("organisation", "meeting")
_SUBJECT_RELATIONS = ("about", "conducted_by", "supported_by", "operated_by")


CLAIM_COLUMNS = (
    "s.statistic_id, s.label, s.measure, s.value, s.value_to, s.value_text, s.unit, s.qualifier, "
    "s.population, s.place, s.country_code, s.period_edtf, s.period_from, s.period_to, "
    "s.attributed_to, s.operation_id, s.scope, s.part_of, s.source_id, s.sex, s.age_group"
)
"""The columns of `statistics s` that make a claim, in the order of its attributes."""
CLAIM_WIDTH = CLAIM_COLUMNS.count(",") + 1


class Timed(Protocol):
    """A claim, operation or event with a span of days."""

    @property
    def first(self) -> date | None:
        """The first day, if it is known."""
        ...

    @property
    def last(self) -> date | None:
        """The last day, if it is known."""
        ...


@dataclass(frozen=True)
class Claim:
    """A row of `statistics`, with its links and the place of its figure."""

    id: str
    label: str
    measure: str
    value: float | None
    value_to: float | None
    value_text: str | None
    unit: str
    qualifier: str
    population: str | None
    place: str | None
    country: str | None
    period: str | None
    first: date | None
    """First day of the period."""
    last: date | None
    attributed_to: str | None
    operation: str | None
    scope: str
    part_of: str | None
    source: str
    sex: str | None = None
    age_group: str | None = None
    links: tuple[tuple[str, str, str], ...] = field(default=())
    """(relation, type, id) of the record's own links."""
    at: Passage | None = None
    """The place of the figure, or of the words used for one."""
    work: str = ""
    """The work that its source is an edition of; rules compare works, not sources."""

    @property
    def key(self) -> Key:
        """The record."""
        return "statistic", self.id

    def ref(self, *also: "Claim", field: str = "value_text") -> SideRef:
        """This claim as a side of a finding: its passage, and its figure or other words in it.

        Args:
            also: further claims of the same side.
            field: the field that the finding is about.
        """
        fields = tuple(dict.fromkeys(("record", field, "value_text")))
        return SideRef(*self.key, fields=fields, also=tuple(each.ref() for each in also))

    @cached_property
    def bounds(self) -> tuple[float, float] | None:
        """The least and the greatest number that the claim allows; None if it gives no quantity."""
        low, high = interval(self.value, self.value_to, self.qualifier)
        if low is None and high is None:
            return None
        least = 0.0 if low is None else low
        if high is None:
            return least, float("inf")
        # "nearly 500" is fewer than 500.
        return least, nextafter(high, 0.0) if self.qualifier in _BELOW else high

    @cached_property
    def reach(self) -> Reach | None:
        """The bounds in a unit that figures of one kind share, roundings included."""
        return reach_of(self)

    @cached_property
    def variant(self) -> tuple[object, ...]:
        """The figure and its qualifier; claims that differ in it are different claims."""
        ends = (self.value, self.value_to)
        return *(self._common(end) for end in ends), self.qualifier

    @cached_property
    def quantity(self) -> tuple[object, ...]:
        """The figure, its qualifier and the kind of its unit, or its currency."""
        unit = self.unit if is_money(self.unit) else unit_class(self.unit, self.measure)
        return unit, *self.variant

    def _common(self, value: float | None) -> float | None:
        return None if value is None else common_value(value, self.unit, self.measure)

    @cached_property
    def counted(self) -> People:
        """The people of an operation that it counts."""
        return self._people(whole=False)

    @cached_property
    def counted_of_all(self) -> People:
        """The people that it counts, among all in the world."""
        return self._people(whole=True)

    def _people(self, *, whole: bool) -> People:
        found = people(self.population, self.measure, whole)
        return with_codes(found, self.sex, self.age_group, self.measure)

    @property
    def figure(self) -> str:
        """The quantity in words: "nearly 500"."""
        if self.value is None:
            return f"“{self.value_text}”" if self.value_text else self.qualifier
        if self.unit == "ratio" and self.value_text:
            return f"“{self.value_text}”"
        text = number_text(self.value)
        if self.value_to is not None:
            text += f" to {number_text(self.value_to)}"
        return PHRASES.get(self.qualifier, "") + text + UNIT_SIGNS.get(self.unit, "")

    @cached_property
    def subject(self) -> tuple[object, ...]:
        """The operation, organisation or meeting that the figure belongs to, else its scope."""
        if self.operation is not None:
            return ("operation", self.operation)
        linked = sorted(
            (type_, id_) for relation, type_, id_ in self.links if relation in _SUBJECT_RELATIONS
        )
        if linked and self.scope in _PARTED:
            return tuple(linked)
        return (self.scope,)

    @cached_property
    def forms(self) -> frozenset[str]:
        """The forms of exploitation that it is linked to."""
        return frozenset(id_ for _, type_, id_ in self.links if type_ == "form")

    @property
    def who(self) -> Population:
        """The population, reduced to what tells it from others of one operation."""
        return population(self.population, self.measure)

    @property
    def who_of_all(self) -> Population:
        """The population, reduced to what tells it from all others in the world."""
        return population(self.population, self.measure, whole=True)

    @property
    def spot(self) -> str | None:
        """The place, in a form that can be compared."""
        return self.country or (self.place.casefold() if self.place else None)


def are_close(a: float, b: float) -> bool:
    """True if two figures are so close that one may be the other, rounded."""
    low, high = sorted((a, b))
    return low >= high * (1 - WIDTH)


def disjoint(a: Timed, b: Timed) -> bool:
    """True if two spans have no day in common; an unknown end may be any day."""
    return _is_before(a, b) or _is_before(b, a)


def _is_before(a: Timed, b: Timed) -> bool:
    return a.last is not None and b.first is not None and a.last < b.first


def at_odds(a: Claim, b: Claim) -> bool:
    """True if no number fits both claims."""
    if a.reach is None or b.reach is None or not same_currency(a, b):
        return False
    return a.reach.high < b.reach.low or b.reach.high < a.reach.low


def related(a: Claim, b: Claim, by_id: dict[str, Claim]) -> bool:
    """True if one is a part of the other, or both are parts of one whole."""
    if a.part_of is not None and a.part_of == b.part_of:
        return True
    return a.id in ancestors(b, by_id) or b.id in ancestors(a, by_id)


def ancestors(claim: Claim, by_id: dict[str, Claim]) -> set[str]:
    """The ids of all claims that it is a part of, at any depth."""
    found: set[str] = set()
    above = claim.part_of
    while above is not None and above not in found:
        found.add(above)
        above = by_id[above].part_of if above in by_id else None
    return found


def total(claims: Iterable[Claim]) -> tuple[float, float] | None:
    """The bounds of a sum; None if a summand has no bounds."""
    low = high = 0.0
    for claim in claims:
        if claim.bounds is None:
            return None
        low, high = low + claim.bounds[0], high + claim.bounds[1]
    return low, high


def distance(value: float, middle: float) -> float:
    """The ratio of the larger of two figures to the smaller; 1 if it cannot be told."""
    return max(value / middle, middle / value) if value > 0 and middle > 0 else 1.0


def missing_scale(value: float, others: Sequence[float]) -> float | None:
    """The thousand, million or billion that would bring a figure among its siblings."""
    if distance(value, median(others)) < FAR:
        return None
    low, high = min(others) / 10, max(others) * 10
    return next((scale for scale in _SCALES if low <= value * scale <= high), None)
