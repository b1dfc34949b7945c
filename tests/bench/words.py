"""Parts of the made-up claims of the bench. No body or operation in it is a real one.

A claim is one sentence:

    In March 2016, police in Togo arrested nearly 40 suspected traffickers during Operation Cedar
    Bridge, according to the Northern Border Police.
"""

import re
from dataclasses import dataclass
from functools import cache, cached_property

import pycountry

from trafficking_explorer.corpus.countries import country_names

COUNTRIES = 190
_NOT_PLAIN = re.compile(r"[,(]|Islands?\b|Territor|\band \w+ \w")
"""Commas, and names that a text says in two parts: "Saint Vincent" and "the Grenadines"."""
FIRST_YEAR = 2000
MONTHS = 24 * 12
"""Over which the operations are spread."""


@dataclass(frozen=True)
class Subject:
    """The subject of a claim.

    Attributes:
        actor, verb, joint: the words of the sentence before the place, before the figure, and
            between the figure and the population.
        label: what is counted; `{}` is the population.
        low, high: between which the figures lie.
        weight: how often it comes, beside the others.
    """

    measure: str
    unit: str
    actor: str
    verb: str
    populations: tuple[str, ...]
    label: str
    low: int = 2
    high: int = 20_000
    weight: int = 3
    joint: str = " "


_TRAFFICKERS = ("suspected traffickers", "suspects", "recruiters", "members of a criminal network")
_VICTIMS = ("victims", "women and girls", "children", "workers")

SUBJECTS = (
    Subject("arrests", "persons", "police", "arrested", _TRAFFICKERS, "{} arrested", weight=12),
    Subject("rescued", "persons", "police", "rescued", _VICTIMS, "{} rescued", weight=10),
    Subject(
        "recovered",
        "persons",
        "investigators",
        "recovered",
        ("missing children", "missing girls"),
        "{} recovered",
        high=900,
    ),
    Subject(
        "identified",
        "persons",
        "labour inspectors",
        "identified",
        ("victims of trafficking", "victims of forced labour", "children at work"),
        "{} identified",
        weight=8,
    ),
    Subject("detected", "persons", "border guards", "detected", _VICTIMS, "{} detected", weight=5),
    Subject(
        "assisted",
        "persons",
        "social services",
        "assisted",
        ("survivors", "survivors and their families"),
        "{} assisted",
        weight=5,
    ),
    Subject(
        "reunited",
        "families",
        "social services",
        "reunited",
        ("families with a missing relative",),
        "{} reunited",
        high=400,
        weight=1,
    ),
    Subject(
        "trafficked",
        "persons",
        "researchers",
        "counted",
        ("persons trafficked for forced labour", "persons trafficked for sexual exploitation"),
        "{}",
        low=1_000,
        high=5_000_000,
    ),
    Subject(
        "victims",
        "persons",
        "researchers",
        "estimated the existence of",
        ("people in forced labour", "people in situations of exploitation"),
        "{}",
        low=1_000,
        high=5_000_000,
    ),
    Subject(
        "potential_victims",
        "persons",
        "border guards",
        "spoke with",
        ("potential victims", "persons at risk"),
        "{}",
    ),
    Subject(
        "suspects_identified",
        "persons",
        "investigators",
        "identified",
        ("further suspects",),
        "{} identified",
        high=2_000,
    ),
    Subject(
        "charged",
        "persons",
        "prosecutors",
        "charged",
        ("defendants", "alleged organisers"),
        "{} charged",
        high=3_000,
        weight=5,
    ),
    Subject(
        "convicted",
        "persons",
        "courts",
        "convicted",
        ("traffickers", "organisers"),
        "{} convicted",
        high=3_000,
        weight=5,
    ),
    Subject(
        "fugitives", "persons", "police", "searched for", ("fugitives",), "{} sought", high=300
    ),
    Subject(
        "migrants_identified",
        "persons",
        "border guards",
        "registered",
        ("smuggled migrants", "irregular migrants"),
        "{} registered",
        high=90_000,
    ),
    Subject(
        "investigations",
        "investigations",
        "prosecutors",
        "opened",
        ("investigations", "investigations into labour exploitation"),
        "{} opened",
        high=4_000,
        weight=4,
    ),
    Subject(
        "checks",
        "checks",
        "border guards",
        "carried out",
        ("vehicle checks", "document checks", "checks of workplaces"),
        "{} carried out",
        low=50,
        high=2_000_000,
    ),
    Subject(
        "countries",
        "countries",
        "investigators",
        "worked with colleagues in",
        ("countries",),
        "{} working together",
        high=60,
    ),
    Subject(
        "organisations",
        "organisations",
        "social services",
        "worked with",
        ("organisations", "local organisations"),
        "{} working together",
        high=120,
        weight=2,
    ),
    Subject(
        "participants",
        "persons",
        "training centres",
        "trained",
        ("officers", "judges and prosecutors"),
        "{} trained",
        high=5_000,
    ),
    Subject(
        "share",
        "percent",
        "researchers",
        "put the share of minors at",
        ("identified victims", "assisted persons"),
        "Share of minors among {}",
        weight=6,
        joint=" of ",
    ),
    Subject(
        "revenue",
        "EUR",
        "prosecutors",
        "seized",
        ("criminal proceeds", "assets"),
        "{} seized",
        low=5_000,
        high=5_000_000,
        joint=" euros in ",
    ),
    Subject(
        "duration",
        "months",
        "investigators",
        "reported",
        ("surveillance", "joint work"),
        "Months of {}",
        high=60,
        weight=1,
        joint=" months of ",
    ),
    Subject(
        "persons",
        "persons",
        "border guards",
        "interviewed",
        ("passengers", "seasonal labourers"),
        "{} interviewed",
        high=200_000,
    ),
    Subject(
        "cases",
        "cases",
        "prosecutors",
        "handled",
        ("cases", "cases of forced begging"),
        "{} handled",
        high=6_000,
    ),
    Subject(
        "items",
        "items",
        "police",
        "seized",
        ("forged travel documents", "mobile telephones"),
        "{} seized",
        high=9_000,
        weight=2,
    ),
)

QUALIFIERS = (
    *[("exact", "")] * 11,
    ("at_least", "at least "),
    ("at_most", "up to "),
    *[("more_than", "more than ")] * 3,
    *[("nearly", "nearly ")] * 2,
    *[("around", "around ")] * 2,
)
"""Codes and the words before the figure, as often as they come."""

VAGUE = (
    ("dozens", "dozens", " of "),
    ("hundreds", "hundreds", " of "),
    ("thousands", "thousands", " of "),
    ("unspecified", "several", " "),
)
"""Codes of quantities without a figure, their words, and what follows them."""

REGIONS = (
    "West Africa",
    "East Africa",
    "Central America",
    "South America",
    "Central Asia",
    "South-East Asia",
    "the Western Balkans",
    "the Pacific",
)

PUBLISHERS = tuple(
    f"{place} {paper}"
    for place in ("Harbour", "Upland", "Lakeside", "Riverside", "Borderland", "Capital")
    for paper in ("Courier", "Gazette", "Observer", "Record")
)

NOTES = (
    "The text does not say how the figure was reached.",
    "The text does not say whether minors are included.",
    "Other texts have the same sentence with other figures.",
    "It is not clear whether the figure is for the year or up to it.",
    "The text names no source for the figure.",
)

RESOLVED_PERIOD = "The year of publication; the sentence gives none."


@dataclass(frozen=True)
class Body:
    """An agency."""

    name: str
    acronym: str
    kind: str

    @property
    def id(self) -> str:
        return self.name.lower().replace(" ", "-")


_BODIES = (
    ("Border Police", "law_enforcement"),
    ("Criminal Investigation Department", "law_enforcement"),
    ("Labour Inspectorate", "government"),
    ("Prosecution Service", "government"),
    ("Child Protection Service", "government"),
    ("Victim Support Office", "ngo"),
    ("Immigration Service", "government"),
    ("Liaison Bureau", "bureau"),
    ("Trafficking Observatory", "intergovernmental"),
    ("Training Academy", "association"),
)

AGENCIES = tuple(
    Body(name := f"{region} {body}", "".join(word[0] for word in name.split()), kind)
    for region in ("Northern", "Southern", "Eastern", "Western", "Central", "Maritime")
    for body, kind in _BODIES
)


@dataclass(frozen=True)
class Undertaking:
    """An operation, by its number in the order of time."""

    number: int

    @cached_property
    def name(self) -> str:
        return (
            f"Operation {_TREES[self.number % len(_TREES)]} {_PLACES[self.number // len(_TREES)]}"
        )

    @property
    def id(self) -> str:
        return self.name.removeprefix("Operation ").lower().replace(" ", "-")

    @property
    def month(self) -> tuple[int, int]:
        """Year and month."""
        months = self.number * MONTHS // len(_TREES) // len(_PLACES)
        return FIRST_YEAR + months // 12, months % 12 + 1

    @property
    def countries(self) -> tuple[str, ...]:
        """Three codes."""
        known = country_codes()
        return tuple(known[(self.number * 37 + i * 61) % len(known)] for i in range(3))

    @property
    def leader(self) -> Body:
        """The agency that leads it."""
        return AGENCIES[self.number * 7 % len(AGENCIES)]


_TREES = [
    "Alder",
    "Ash",
    "Aspen",
    "Beech",
    "Birch",
    "Cedar",
    "Chestnut",
    "Cypress",
    "Elm",
    "Hawthorn",
    "Hazel",
    "Juniper",
    "Larch",
    "Lime",
    "Maple",
    "Oak",
    "Poplar",
    "Rowan",
    "Spruce",
    "Willow",
]
_PLACES = [
    "Bridge",
    "Coast",
    "Crossing",
    "Field",
    "Gate",
    "Harbour",
    "Lantern",
    "Meadow",
    "Road",
    "Valley",
]

OPERATIONS = tuple(Undertaking(number) for number in range(len(_TREES) * len(_PLACES)))


@cache
def country_codes() -> tuple[str, ...]:
    """Countries of ISO 3166-1 with a plain name, spread over the alphabet."""
    plain = [
        code
        for code in sorted(country.alpha_2 for country in pycountry.countries)
        if code != "AQ" and not _NOT_PLAIN.search(country_name(code))
    ]
    return tuple(plain[i * len(plain) // COUNTRIES] for i in range(COUNTRIES))


def country_name(code: str) -> str:
    """The spelling of the sentences."""
    return country_names(code)[0]
