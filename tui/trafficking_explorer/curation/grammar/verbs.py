"""Verbs of figures: the measure each tells, its forms, and the nouns of the same action."""

from dataclasses import dataclass
from functools import cache

from trafficking_explorer.curation.grammar.word_sets import words

BASE, PRESENT, PAST, PARTICIPLE, GERUND = "base", "present", "past", "participle", "gerund"


@dataclass(frozen=True, slots=True)
class Frame:
    """Verbs whose object a measure counts.

    Attributes:
        measure: of the vocabulary; "" for verbs that are known and tell none.
        verbs: infinitives.
        nouns: of the same action, before "of" and those it is done to.
        only_persons: True if only persons can be its object.
        spares: roles of persons of whom the verb means something else: victims are "held" otherwise
            than suspects.
    """

    measure: str
    verbs: str
    nouns: str = ""
    only_persons: bool = False
    spares: frozenset[str] = frozenset()


_NOT_SUSPECTS = frozenset({"victim", "migrant", "child"})

FRAMES = (
    Frame(
        "rescued",
        "rescue save safeguard free liberate",
        "rescue rescuing liberation safeguarding freeing saving",
        spares=frozenset({"suspect"}),
    ),
    Frame("recovered", "recover retrieve", "recovery recovering retrieval"),
    Frame("identified", "identify", "identification identifying"),
    Frame("detected", "detect", "detection detecting"),
    Frame(
        "assisted",
        "assist help support aid",
        "assistance help support aid assisting helping supporting",
    ),
    Frame("reunited", "reunite", "reunification reunion reuniting"),
    Frame("found", "find locate trace discover", "discovery finding locating tracing"),
    Frame("arrests", "arrest", "arrest arrests arresting", only_persons=True),
    Frame(
        "arrests",
        "detain apprehend capture nab",
        "detention apprehension capture detaining apprehending",
        spares=_NOT_SUSPECTS,
    ),
    Frame(
        "charged",
        "charge prosecute indict",
        "prosecution indictment charging prosecuting",
        only_persons=True,
    ),
    Frame("convicted", "convict", "conviction convicting", only_persons=True),
    Frame("trafficked", "traffic", "trafficking"),
    Frame("seized", "seize confiscate impound", "seizure confiscation seizing confiscating"),
)
_PLAIN = Frame(
    "",
    "live work sign apply employ serve house carry include contain comprise number consist total own "
    "accommodate use study attend belong have engage involve",
)
"""Verbs of which persons are just persons."""
_OTHER = Frame(
    "",
    "bear bind break choose deal draw feed forget freeze strike teach tear throw wear allow enable permit accuse acquit add adopt aim announce answer appear approach ask attack become begin believe bring build "
    "buy call cancel catch cause change claim close collect come complete conduct confirm confront continue "
    "contact control cost count create cross demand deny deport die discuss disappear dismantle do double drive drown "
    "earn end enter escort escape estimate evacuate examine expect exploit explain face fail fall feel fight fine flee "
    "fly follow force forge gather get give go greet grow hand happen hear hide hire hit hold hope hurt "
    "imprison increase injure interview investigate jail join keep kidnap kill know last launch lead "
    "leave let lie lodge look lose lure make manage mean meet mobilise mobilize monitor move murder need note "
    "notify obtain offer open organise organize pay perish plan plead pledge pretend prevent process "
    "promise protect publish put question reach read receive record recruit refer refuse register reject release "
    "remain remand report request require return reveal rise run say scan screen search see seek sell send "
    "sentence separate set shoot show shut sink sit sleep smuggle speak spend stand stay steal stop struggle "
    "suffer summon survive suspect swear take tell test think threaten tow track train transfer transport travel treat "
    "trick try turn use visit wait walk want warn watch win withdraw witness write house hospitalise hospitalize "
    "intercept abandon abuse abduct beat check visit undertake carry open provide interview raid net triple fall "
    "decline drop climb jump halve surge soar decrease reduce vary exceed",
)
"""Further verbs, that begin or end a clause."""
_IRREGULAR = {
    "find": "found found",
    "have": "had had",
    "become": "became become",
    "begin": "began begun",
    "bring": "brought brought",
    "build": "built built",
    "buy": "bought bought",
    "catch": "caught caught",
    "come": "came come",
    "cost": "cost cost",
    "do": "did done",
    "drive": "drove driven",
    "fall": "fell fallen",
    "feel": "felt felt",
    "fight": "fought fought",
    "flee": "fled fled",
    "fly": "flew flown",
    "get": "got got",
    "give": "gave given",
    "go": "went gone",
    "grow": "grew grown",
    "hear": "heard heard",
    "hide": "hid hidden",
    "hit": "hit hit",
    "hold": "held held",
    "hurt": "hurt hurt",
    "keep": "kept kept",
    "know": "knew known",
    "lead": "led led",
    "leave": "left left",
    "let": "let let",
    "lie": "lay lain",
    "lose": "lost lost",
    "make": "made made",
    "mean": "meant meant",
    "meet": "met met",
    "net": "netted netted",
    "pay": "paid paid",
    "put": "put put",
    "read": "read read",
    "rise": "rose risen",
    "run": "ran run",
    "say": "said said",
    "see": "saw seen",
    "seek": "sought sought",
    "sell": "sold sold",
    "send": "sent sent",
    "set": "set set",
    "shoot": "shot shot",
    "show": "showed shown",
    "shut": "shut shut",
    "sink": "sank sunk",
    "sit": "sat sat",
    "sleep": "slept slept",
    "speak": "spoke spoken",
    "spend": "spent spent",
    "stand": "stood stood",
    "steal": "stole stolen",
    "swear": "swore sworn",
    "take": "took taken",
    "tell": "told told",
    "think": "thought thought",
    "undertake": "undertook undertaken",
    "win": "won won",
    "withdraw": "withdrew withdrawn",
    "write": "wrote written",
    "beat": "beat beaten",
    "bear": "bore born",
    "bind": "bound bound",
    "break": "broke broken",
    "choose": "chose chosen",
    "deal": "dealt dealt",
    "draw": "drew drawn",
    "feed": "fed fed",
    "forget": "forgot forgotten",
    "freeze": "froze frozen",
    "strike": "struck struck",
    "teach": "taught taught",
    "tear": "tore torn",
    "throw": "threw thrown",
    "wear": "wore worn",
}
"""Past and participle."""
_DOUBLED = frozenset(
    {"nab", "net", "stop", "plan", "drop", "admit", "refer", "transfer", "kidnap", "scan"}
)
_TO_NEED_K = frozenset({"traffic"})


@dataclass(frozen=True, slots=True)
class VerbForm:
    """A form of a known verb."""

    lemma: str
    frame: Frame
    forms: frozenset[str]
    """`PAST`, `PARTICIPLE` …; "arrested" is both."""


def _forms(lemma: str) -> dict[str, set[str]]:
    stem = lemma
    if lemma in _DOUBLED:
        stem = lemma + lemma[-1]
    elif lemma in _TO_NEED_K:
        stem = lemma + "k"
    found: dict[str, set[str]] = {}
    y = lemma.endswith("y") and lemma[-2] not in "aeiou"
    past = (lemma[:-1] + "ied") if y else stem + ("d" if stem.endswith("e") else "ed")
    present = (
        lemma[:-1] + "ies"
        if y
        else "has"
        if lemma == "have"
        else lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
    )
    drops_e = stem.endswith("e") and not stem.endswith("ee")
    gerund = stem[:-1] + "ing" if drops_e else stem + "ing"
    if lemma == "lie":
        gerund = "lying"
    first, _, second = _IRREGULAR.get(lemma, f"{past} {past}").partition(" ")
    for form, word in (
        (BASE, lemma),
        (PRESENT, present),
        (PAST, first),
        (PARTICIPLE, second),
        (GERUND, gerund),
    ):
        found.setdefault(word, set()).add(form)
    return found


@cache
def _verb_forms() -> dict[str, VerbForm]:
    found: dict[str, VerbForm] = {}
    for frame in (*FRAMES, _PLAIN, _OTHER):
        for lemma in frame.verbs.split():
            for word, forms in _forms(lemma).items():
                found.setdefault(word, VerbForm(lemma, frame, frozenset(forms)))
    return found


@cache
def _action_nouns() -> dict[str, Frame]:
    return {noun: frame for frame in FRAMES for noun in frame.nouns.split()}


def find_verb(word: str) -> VerbForm | None:
    """The verb with this form, in small letters; None for an unknown one."""
    return _verb_forms().get(word)


def find_action_noun(word: str) -> Frame | None:
    """The frame whose action this noun names; None without one."""
    return _action_nouns().get(word)


def is_plain(form: VerbForm) -> bool:
    """True if the persons of the verb are just persons: who live, work, sign."""
    return form.frame is _PLAIN


_SAYING = words(
    "say tell report announce estimate believe confirm claim add reveal think note warn"
)


def is_saying(word: str) -> bool:
    """True for a form of "say", "report" and the like, after which a clause of its own begins."""
    form = find_verb(word)
    return form is not None and form.lemma in _SAYING


def looks_like_participle(word: str) -> bool:
    """True if a word may be the past or the participle of some verb, known or not."""
    form = find_verb(word)
    if form is not None:
        return bool(form.forms & {PAST, PARTICIPLE}) and BASE not in form.forms
    return len(word) > 4 and word.endswith("ed") and not word.endswith(("eed", "hundred"))
