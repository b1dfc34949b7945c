"""The fields a filter knows, in the words a person would try."""

from dataclasses import dataclass

from trafficking_explorer.text.did_you_mean import close_words


@dataclass(frozen=True, slots=True)
class Field:
    """One field.

    Attributes:
        name: as facts of the store have it.
        kind: `text`, `number` or `date`.
        meaning: a few words for completion and help.
        aliases: other words for it.
    """

    name: str
    kind: str
    meaning: str
    aliases: tuple[str, ...] = ()


_TEXT = (
    Field("type", "text", "kind of record: operation, agency, quote …"),
    Field(
        "name",
        "text",
        "what it is called, by any of its names",
        ("title", "alias", "called", "label"),
    ),
    Field("kind", "text", "what kind of operation, agency, tool, place, event", ("sort",)),
    Field(
        "agency",
        "text",
        "an organisation it has to do with",
        ("org", "organisation", "organization", "by"),
    ),
    Field("operation", "text", "an operation it belongs to", ("op", "of")),
    Field("person", "text", "a person it has to do with", ("who", "people")),
    Field("speaker", "text", "who says it", ("said",)),
    Field("role", "text", "a person's role"),
    Field("speaker_role", "text", "the speaker's role", ("speaker-role",)),
    Field("country", "text", "a country, by any name or code", ("in", "countries-in")),
    Field("place", "text", "a place it names", ("where", "location")),
    Field("regions", "text", "a region, as written", ("region",)),
    Field(
        "form", "text", "a form of exploitation, act or means", ("forms", "exploitation", "crime")
    ),
    Field("tool", "text", "a tool it has to do with", ("tools",)),
    Field("event", "text", "an event it has to do with", ("events",)),
    Field("case", "text", "a case it has to do with"),
    Field(
        "source",
        "text",
        "a text it rests on, by id, title or publisher",
        ("src", "from", "document"),
    ),
    Field("measure", "text", "what a figure counts: arrests, rescued …", ("counts",)),
    Field("unit", "text", "the unit of a figure"),
    Field("qualifier", "text", "nearly, at_least, more_than …", ("about",)),
    Field("population", "text", "who or what a figure counts, as written", ("whom",)),
    Field("attributed_to", "text", "who gives a figure, as written", ("attributed", "according")),
    Field("scope", "text", "operation, organisation, world …"),
    Field("code", "text", "the UN term of a form"),
    Field("note", "text", "the curator's remark", ("doubt",)),
    Field("summary", "text", "the source's own words on it"),
    Field("severity", "text", "how grave a finding is: error, doubt, note"),
    Field("rule", "text", "the rule that made a finding"),
    Field("record", "text", "a record that a finding is about, as type/id or by name"),
    Field("answer", "text", "what a curator said to a finding", ("answered",)),
    Field("is", "text", "stated or resolved: has fields of that basis; a finding: answered, open"),
    Field("has", "text", "has a field: has:note, has:date, has:evidence"),
)
_DATE = (
    Field(
        "date", "date", "when: 2016, 2016-06, 2016..2019", ("year", "when", "period", "published")
    ),
)
_NUMBER = (
    Field("value", "number", "a figure", ("figure", "number")),
    Field("passages", "number", "how many passages it rests on", ("evidence",)),
)
_RELATIONS = [
    "led_by",
    "coordinated_by",
    "conducted_by",
    "supported_by",
    "funded_by",
    "participant",
    "partner",
    "informed_by",
    "part_of",
    "member_of",
    "followed_by",
    "formerly",
    "located_in",
    "targets",
    "involves",
    "victim_from",
    "organised_by",
    "discussed",
    "presented_by",
    "received_by",
    "operated_by",
    "used_by",
    "supports",
    "established",
    "thanked",
    "published_by",
    "written_by",
    "about",
    "parent",
    "operator",
]


def _measures() -> tuple[Field, ...]:
    from trafficking_explorer.records.vocabulary import MEASURE

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


class Fields:
    """All fields, found by any of their words."""

    def __init__(self) -> None:
        measures = _measures()
        taken = {each.name for each in (*_TEXT, *_DATE, *_NUMBER)} | {m.name for m in measures}
        relations = tuple(
            Field(name, "text", f"linked as “{name.replace('_', ' ')}”", (name.replace("_", "-"),))
            for name in _RELATIONS
            if name not in taken
        )
        self.all = (*_TEXT, *_DATE, *_NUMBER, *measures, *relations)
        self._by_word: dict[str, Field] = {}
        for field in self.all:
            for word in (field.name, *field.aliases):
                self._by_word.setdefault(word, field)

    def find(self, word: str) -> Field | None:
        """The field that goes by a word, case aside."""
        return self._by_word.get(word.casefold())

    def nearest(self, word: str) -> list[str]:
        """Words of fields that are spelt much the same."""
        found = close_words(word.casefold(), self._by_word, limit=6)
        # A field may have several such words: the one that is spelt most alike will do.
        best = {self._by_word[each].name: each for each in reversed(found)}
        return [each for each in found if each in best.values()][:3]


FIELDS = Fields()
