"""Claims that only one source makes.

What it looks for
  Figures that only one of the texts gives, grouped by subject: all those about one operation, one
  organisation or one meeting in one finding, with the text that gives them; claims about the world, a
  region or a country one by one, with their parts and with the same thing per day, week or month. For
  a claim about the world the finding also says whom the text cites for it.

Why it matters
  A figure in one text is only as reliable as that text. One about the whole world for which the text
  cites nobody cannot be checked at all.

What to do
  Look for a second source, ideally the one that the text cites. Without one, answer the finding.

Severity
  note; doubt for a claim about the world, a region or a country for which nobody is cited.

What it does not see
  Quantities in words (“several”); single cases, which mostly only one text reports; agreement between
  sources that are not independent, which another rule looks for. A figure that differs from that of a
  second text is disputed, not alone; one that a second text gives for the same subject, whatever it
  calls the people and the measure, is not alone either; nor is a sum that it gives in another currency.
"""

from collections import defaultdict
from collections.abc import Iterator

from trafficking_explorer.database.read_models import Key
from trafficking_explorer.database.signs import ALONE
from trafficking_explorer.findings.claims import Claim
from trafficking_explorer.findings.dataset import Dataset
from trafficking_explorer.findings.finding import RuleMatch, SideRef
from trafficking_explorer.findings.meanings import family
from trafficking_explorer.findings.phrasing import join_list, sources
from trafficking_explorer.findings.reach import MONEY, unit_class
from trafficking_explorer.findings.rules.base import Rule
from trafficking_explorer.text.plural import count_noun

_SHOWN = 5
"""The most figures in a message."""
_ALIKE = (
    ("rescued", "recovered", "found", "identified", "detected", "victims", "potential_victims"),
    ("arrests", "suspects_identified", "charged"),
)
"""Measures under which two texts may give one figure."""


def find(data: Dataset) -> Iterator[RuleMatch]:
    """Claims by subject, then claims about the world."""
    works: dict[object, set[str]] = defaultdict(set)
    for claim in data.claims:
        works[_figure(claim)].add(claim.work)
    alone = [
        claim
        for cluster in data.clusters
        if len({claim.work for claim in cluster}) == 1
        for claim in cluster
        if claim.bounds is not None and len(works[_figure(claim)]) == 1
    ]
    subjects: dict[tuple[Key, str], list[Claim]] = defaultdict(list)
    world: dict[object, list[Claim]] = defaultdict(list)
    for claim in alone:
        if (subject := _subject(claim)) is not None:
            subjects[subject, claim.work].append(claim)
        elif claim.value is not None and claim.scope in ("world", "region", "country"):
            world[_root(claim, data)].append(claim)
    titles = data.titles([subject for subject, _ in subjects])
    for (subject, _), claims in subjects.items():
        yield _of_subject(subject, claims, titles.get(subject, subject[1]), data)
    for claims in world.values():
        yield _of_world(claims)


def _figure(claim: Claim) -> tuple[object, ...]:
    """The figure of a claim, whatever its people and its measure are called."""
    units = unit_class(claim.unit, claim.measure)
    if _subject(claim) is None:
        return claim.subject, family(claim.measure), units, claim.variant, claim.counted_of_all
    if units == MONEY:
        # Nobody knows the rates of exchange of the day.
        return claim.subject, claim.measure, units
    measure = next((names[0] for names in _ALIKE if claim.measure in names), claim.measure)
    return claim.subject, measure, units, claim.variant[:2]


def _subject(claim: Claim) -> Key | None:
    match claim.subject:
        case ("operation", str(id_)):
            return "operation", id_
        case ((str(type_), str(id_)), *_):
            return type_, id_
    return None


def _root(claim: Claim, data: Dataset) -> tuple[object, ...]:
    """The key of a group of claims about the world: that of the claim they are parts of."""
    seen = {claim.id}
    while (whole := data.whole_of(claim)) and whole.id not in seen:
        seen.add(whole.id)
        claim = whole
    who = claim.who_of_all
    # Shares are told apart by their labels, not by the population that they are of.
    what = claim.label if claim.measure == "share" else who
    return claim.work, claim.scope, claim.measure, claim.unit, what, claim.forms, claim.spot


def _of_subject(subject: Key, claims: list[Claim], title: str, data: Dataset) -> RuleMatch:
    editions = {claim.source for claim in claims}
    source = claims[0].source if len(editions) == 1 else claims[0].work
    figures = list(dict.fromkeys(f"{_words(claim.measure)} {claim.figure}" for claim in claims))
    operation = data.operations.get(subject[1]) if subject[0] == "operation" else None
    others = [
        id_ for id_ in (operation.said if operation else ()) if data.work_of(id_) != claims[0].work
    ]
    shown = ", ".join(figures[:_SHOWN]) + (", …" if len(figures) > _SHOWN else "")
    also = f"; the operation is also in {sources(others)}" if others else ""
    return RuleMatch(
        f"{title}: {count_noun(len(figures), 'figure')} only in source {source}: {shown}{also}",
        SideRef(*subject, fields=(), also=tuple(claim.ref() for claim in claims)),
        SideRef("source", source, fields=()),
    )


def _of_world(claims: list[Claim]) -> RuleMatch:
    first, *others = sorted(claims, key=lambda claim: claim.part_of is not None)
    more = f" and {count_noun(len(others), 'figure')} with it" if others else ""
    named = list(dict.fromkeys(claim.attributed_to for claim in claims if claim.attributed_to))
    return RuleMatch(
        f"{first.label}: only source {first.source} gives {first.figure}{more}, and it cites "
        f"{join_list(named) if named else 'no one'}",
        first.ref(*others),
        SideRef("source", first.source, fields=()),
        None if named else "doubt",
    )


def _words(code: str) -> str:
    return code.replace("_", " ")


RULE = Rule(
    "lone-claims",
    "Claims in only one source",
    "note",
    __doc__,
    find,
    order=200,
    sign=ALONE.text,
    is_routine=True,
)
