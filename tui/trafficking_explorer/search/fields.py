"""The fields of the filter language, with the words that people try for them."""

from collections.abc import Iterator
from functools import lru_cache

from trafficking_explorer.records.registry import KINDS, FilterField, Kind
from trafficking_explorer.records.vocabulary import MEASURE, RELATION
from trafficking_explorer.text.did_you_mean import close_words

Field = FilterField

_TEXT = (
    Field("type", "text", "kind of record: operation, agency, quote …"),
    Field(
        "name",
        "text",
        "any of its names",
        ("title", "alias", "called", "label"),
    ),
    Field("kind", "text", "what kind of operation, agency, tool, place, event", ("sort",)),
    Field(
        "agency",
        "text",
        "an organisation it is linked to",
        ("org", "organisation", "organization", "by"),
    ),
    Field("operation", "text", "an operation it belongs to", ("op", "of")),
    Field("person", "text", "a person it is linked to", ("who", "people")),
    Field("speaker", "text", "the person who says it", ("said",)),
    Field("role", "text", "a person's role"),
    Field("speaker_role", "text", "the speaker's role", ("speaker-role",)),
    Field("country", "text", "a country, by any name or code", ("in", "countries-in")),
    Field("place", "text", "a place it names", ("where", "location")),
    Field("regions", "text", "a region, as written", ("region",)),
    Field(
        "form", "text", "a form of exploitation, act or means", ("forms", "exploitation", "crime")
    ),
    Field("tool", "text", "a tool it is linked to", ("tools",)),
    Field("event", "text", "an event it is linked to", ("events",)),
    Field("case", "text", "a case it is linked to"),
    Field(
        "source",
        "text",
        "a text with a passage of it, by id, title or publisher",
        ("src", "from", "document"),
    ),
    Field("measure", "text", "what a figure counts: arrests, rescued …", ("counts",)),
    Field("unit", "text", "the unit of a figure"),
    Field("qualifier", "text", "nearly, at_least, more_than …"),
    Field(
        "about",
        "text",
        "people that a figure is about, by any word for them: children, minors, girls",
        ("group", "concerning"),
    ),
    Field("population", "text", "who or what a figure counts, as written", ("whom",)),
    Field("attributed_to", "text", "who gives a figure, as written", ("attributed", "according")),
    Field("scope", "text", "operation, organisation, world …"),
    Field("sex", "text", "the sex of the people that a figure counts", ("gender",)),
    Field("age_group", "text", "child or adult: the people that a figure counts", ("age-group",)),
    Field(
        "code",
        "text",
        "the UN term of a form, or a code of HTCDS, CTDC, GLOTIP, FtM: htcds/ForcedBegging",
        ("codes", "crosswalk"),
    ),
    Field("note", "text", "the curator's remark", ("doubt",)),
    Field("summary", "text", "the source's own words on it"),
    Field("severity", "text", "how serious a finding is: error, doubt, note"),
    Field("rule", "text", "the rule that made a finding"),
    Field("record", "text", "a record that a finding is about, as type/id or by name"),
    Field("answer", "text", "the curator's answer to a finding", ("answered",)),
    Field(
        "is",
        "text",
        "stated or resolved: has fields of that basis; a finding: answered, open; bookmarked, noted: by you",
    ),
    Field("has", "text", "has a field: has:note, has:date, has:evidence"),
)
_DATE = (
    Field(
        "date", "date", "when: 2016, 2016-06, 2016..2019", ("year", "when", "period", "published")
    ),
)
_NUMBER = (
    Field("value", "number", "a figure", ("figure", "number")),
    Field("passages", "number", "the number of its passages", ("evidence",)),
)


def _kinds() -> Iterator[Field]:
    """A field for each kind that records refer to, unless it has one above, and those it declares."""
    for kind in KINDS.values():
        yield from kind.filters
        if kind.is_referred_to:
            yield Field(kind.name, "text", f"a {kind.name} it is linked to", (kind.plural,))


def _measures() -> tuple[Field, ...]:
    return tuple(
        Field(term.code, "number", term.definition.rstrip("."), _MEASURE_WORDS.get(term.code, ()))
        for term in MEASURE.terms
    )


_MEASURE_WORDS = {
    "arrests": ("arrested",),
    "rescued": ("rescues", "saved"),
    "countries": ("nations",),
    "convicted": ("convictions",),
    "share": ("percent", "percentage"),
    "investigations": ("cases-opened",),
}


def _relations() -> Iterator[Field]:
    for term in RELATION.terms:
        aliases = (term.code.replace("_", "-"),) if "_" in term.code else ()
        yield Field(term.code, "text", f"linked as “{term.code.replace('_', ' ')}”", aliases)


@lru_cache(maxsize=1)
def _fields(_kinds_registered: tuple[Kind, ...]) -> tuple[tuple[Field, ...], dict[str, Field]]:
    """All fields, and the field for each word; of two with the same word, the first."""
    fields: dict[str, Field] = {}
    by_word: dict[str, Field] = {}
    for field in (*_TEXT, *_kinds(), *_DATE, *_NUMBER, *_measures(), *_relations()):
        if fields.setdefault(field.name, field) is field:
            for word in (field.name, *field.aliases):
                by_word.setdefault(word, field)
    return tuple(fields.values()), by_word


class Fields:
    """All fields, found by any of their words. They depend on the registered kinds."""

    @property
    def all(self) -> tuple[Field, ...]:
        """All fields, in the order of the help."""
        return _fields(tuple(KINDS.values()))[0]

    @property
    def _by_word(self) -> dict[str, Field]:
        return _fields(tuple(KINDS.values()))[1]

    def find(self, word: str) -> Field | None:
        """The field for a word, ignoring case."""
        return self._by_word.get(word.casefold())

    def nearest(self, word: str) -> list[str]:
        """Words of fields with a similar spelling."""
        found = close_words(word.casefold(), self._by_word, limit=6)
        # Of several words for one field, only the most similar.
        best = {self._by_word[each].name: each for each in reversed(found)}
        return [each for each in found if each in best.values()][:3]


FIELDS = Fields()
