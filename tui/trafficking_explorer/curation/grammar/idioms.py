"""Verbs with further words that tell a measure, or something contrary, which neither tells alone."""

from trafficking_explorer.curation.grammar.tokens import Tokens
from trafficking_explorer.curation.grammar.verb_groups import is_adverb

_IDIOMS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("take", ("into custody", "in custody"), "arrests"),
    ("place put", ("under arrest", "into custody", "in custody"), "arrests"),
    (
        "bring take lead carry move escort evacuate guide",
        ("to safety", "into safety", "to a safe place"),
        "rescued",
    ),
    ("find", ("guilty",), "convicted"),
    (
        "hold",
        (
            "on suspicion",
            "in custody",
            "in raids",
            "in dawn raids",
            "in police raids",
            "after raids",
            "for questioning",
        ),
        "arrests",
    ),
    ("report go remain declare", ("missing",), "missing"),
    ("remain", ("at large", "on the run", "in hiding"), "fugitives"),
    (
        "give provide offer receive get",
        (
            "assistance",
            "support",
            "help",
            "aid",
            "with assistance",
            "with support",
            "with help",
            "with aid",
            "medical assistance",
            "legal assistance",
            "medical care",
            "legal aid",
        ),
        "assisted",
    ),
    ("take", ("part",), "participants"),
)
"""Verbs with further words that tell a measure which neither tells alone."""
_CONTRARY = (
    ("find", ("dead", "not guilty", "innocent", "hanged", "drowned", "murdered", "lifeless")),
    ("free", ("on bail", "without charge", "from custody", "from prison", "pending")),
)
"""Verbs with words after which they tell something else."""
STATES = (
    (("missing", "unaccounted for"), "missing"),
    (("on the run", "at large", "in hiding", "wanted", "sought", "being sought"), "fugitives"),
    (("under arrest",), "arrests"),
    (("victims", "the victims", "all victims"), "victims"),
)
"""Words after a form of "be"."""


def idiom(tokens: Tokens, lemma: str, at: int) -> str:
    """The measure of a verb with the words at a token; "" without one."""
    while is_adverb(tokens.lower(at)):
        at += 1
    for lemmas, told, measure in _IDIOMS:
        if lemma in lemmas.split() and any(tokens.has(at, each) for each in told):
            return measure
    return ""


def is_contrary(tokens: Tokens, lemma: str, at: int) -> bool:
    """True for "found dead", "freed on bail"."""
    return any(
        lemma == each and any(tokens.has(at, each_told) for each_told in told)
        for each, told in _CONTRARY
    )
