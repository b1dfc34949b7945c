"""The one who does what a verb tells, as far as it is a police force or another body."""

from trafficking_explorer.curation.grammar.nouns import find_noun
from trafficking_explorer.curation.grammar.tokens import Tokens
from trafficking_explorer.curation.grammar.verb_groups import AUXILIARIES, BE, is_adverb
from trafficking_explorer.curation.grammar.verbs import find_verb
from trafficking_explorer.curation.grammar.word_sets import words

_BODIES = words(
    "police officers agents inspectors coastguard coastguards customs authorities rescuers guards detectives "
    "prosecutors investigators patrol patrols gendarmes soldiers forces force squad team unit hotline helpline "
    "shelter centre center project programme initiative court courts task-force government navy army"
)


def is_done_by_body(tokens: Tokens, verb: int) -> bool:
    """True if the subject of an active verb is a body or its people: "police freed 12".

    Args:
        verb: the token of the verb.
    """
    k = verb - 1
    while tokens.lower(k) in AUXILIARIES - BE or is_adverb(tokens.lower(k)):
        k -= 1
    if tokens.lower(k) in ("and", ",") and find_verb(tokens.lower(k - 1)) is not None:
        # "searched and freed"
        return is_done_by_body(tokens, k - 1)
    if not tokens[k].is_word or tokens.lower(k) in BE:
        return False
    noun = find_noun(tokens[k].text)
    is_known = tokens.lower(k) in _BODIES or (noun is not None and noun.unit == "organisations")
    return is_known or (k > 0 and tokens[k].is_capitalised and noun is None)
