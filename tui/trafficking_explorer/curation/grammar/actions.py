"""The action that a clause tells of those a figure counts."""

from collections.abc import Iterator
from dataclasses import dataclass

from trafficking_explorer.curation.grammar.noun_phrases import (
    NounPhrase,
    phrase_after,
    phrase_before,
)
from trafficking_explorer.curation.grammar.nouns import PERSONS, find_noun
from trafficking_explorer.curation.grammar.tokens import Tokens, is_negation
from trafficking_explorer.curation.grammar.verb_groups import (
    AUXILIARIES,
    BE,
    VerbGroup,
    is_adverb,
    is_done,
    verb_group,
)
from trafficking_explorer.curation.grammar.verbs import (
    BASE,
    GERUND,
    PARTICIPLE,
    PAST,
    PRESENT,
    Frame,
    VerbForm,
    find_action_noun,
    find_verb,
    is_plain,
    is_saying,
    looks_like_participle,
)

DONE, PLAIN, OTHER, OPEN = "done", "plain", "other", "open"


@dataclass(frozen=True, slots=True)
class Action:
    """What a clause says of those that a figure counts.

    Attributes:
        state: `DONE`: the measure is told; `PLAIN`: they are only counted ("there were 12"); `OTHER`: a
            verb without a measure; `OPEN`: nothing that was done (negated, planned, asked).
        measure: of the vocabulary; "" unless done.
        first, last: the tokens of the verb.
        frame: of the verb, if it has one.
    """

    state: str
    measure: str
    first: int
    last: int
    frame: Frame | None = None


_IDIOMS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("take", ("into custody", "in custody"), "arrests"),
    ("place put", ("under arrest", "into custody", "in custody"), "arrests"),
    ("bring take lead carry move", ("to safety", "into safety", "to a safe place"), "rescued"),
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
_STATES = (
    (("missing", "unaccounted for"), "missing"),
    (("on the run", "at large", "in hiding", "wanted", "sought", "being sought"), "fugitives"),
    (("under arrest",), "arrests"),
    (("victims", "the victims", "all victims"), "victims"),
)
"""Words after a form of "be"."""
_DASHES = ("–", "—")
_ASIDES = (*_DASHES, "(", ":")
"""Marks before the parts of what was named before them."""
_PARTS = ("include includes included including comprise comprises comprised comprising").split()
_CONJUNCTIONS = frozenset("and or plus & ,".split())
_SUBORDINATORS = frozenset(
    "while whereas but when after before because as although though if since unless until whether so yet".split()
)
_RELATIVES = frozenset("who which that whom whose where".split())
_ENDS = frozenset([";", ":", ".", "!", "?", "–", "—", "“", "”", '"', "«", "»"])
_FILLERS = frozenset(
    "the a an another further additional other some these those his her its their all only just estimated reported "
    "up more than over nearly almost about around approximately roughly at least most total record combined".split()
)
_COLLECTIVES = frozenset(
    "total number group team crew convoy gang family series string batch set pair list handful shipment load "
    "fleet network ring minimum maximum excess estimate record".split()
)
_OBJECT_BEGINS = frozenset(
    "the a an his her their its this that these those another him them it us me more all some several many "
    "dozens hundreds thousands".split()
)
_UNWANTED = frozenset("for against without before prevent avoid".split())
_WANTED = frozenset(
    "warrant warrants call calls called calling seek seeks sought demand demands plan plans aim aims".split()
)
_INTRANSITIVE = frozenset(
    "flee escape die disappear arrive remain go come appear fall rise drown perish vanish survive happen".split()
)
"""Verbs whose past is no participle after a noun: "60 passengers fled"."""
_PREPOSITIONS = frozenset(
    "in on at from by for with during across to into over under between within through around about against among "
    "near off of via per than as despite outside inside behind beyond onto toward towards".split()
)


def phrase_start(tokens: Tokens, number: int) -> int:
    """The token before a figure and its determiners: a verb, a preposition, a mark."""
    j = tokens.qualified_from(number) - 1
    while True:
        if tokens.lower(j) in _FILLERS or is_adverb(tokens.lower(j)):
            j -= 2 if tokens.lower(j) in ("total", "all") and tokens.lower(j - 1) == "in" else 1
        elif tokens.lower(j) == "of" and tokens.lower(j - 1) in _COLLECTIVES:
            j -= 2
        else:
            return j


def is_part(tokens: Tokens, number: int) -> bool:
    """True if a figure counts a part of those named before: "including 12", "12 of them"."""
    return part_marker(tokens, number) is not None


def part_marker(tokens: Tokens, number: int) -> int | None:
    """The token that says a figure is a part of those before it; None without one.

    It is the "including" also for the second figure of a list after it, and 0 or the beginning of the
    clause for "Of the 40, 12 were …".
    """
    if _is_of_them(tokens, number):
        return number
    j = phrase_start(tokens, number)
    while True:
        if tokens.lower(j) in _PARTS or tokens.ends_with(j, "such as"):
            return j
        if tokens.lower(j) in _ASIDES and _is_plural_of_persons(tokens, j - 1):
            # "30 victims – 18 women and 12 men –", "15 people: 9 women and 6 men"
            return j
        if tokens.lower(j) in ("whom", "them", "which") and tokens.lower(j - 1) in (
            "of",
            "among",
            "amongst",
        ):
            return j - 1
        if tokens.lower(j) not in _CONJUNCTIONS:
            break
        before = _number_before(tokens, j)
        if before is None:
            break
        j = phrase_start(tokens, before)
    j = phrase_start(tokens, number)
    start = _clause_start(tokens, j)
    if tokens.lower(start) not in ("of", "among", "amongst") or start >= j:
        return None
    is_after = tokens.lower(j) == "," or (tokens.lower(j) in BE and tokens.lower(start) != "of")
    return start if is_after and _names_people(tokens, start + 1, j) else None


def _is_plural_of_persons(tokens: Tokens, k: int) -> bool:
    noun = find_noun(tokens[k].text) if tokens[k].is_word else None
    return noun is not None and noun.unit == PERSONS and noun.is_plural and not noun.measure


def _is_of_them(tokens: Tokens, number: int) -> bool:
    return tokens.lower(number + 1) == "of" and tokens.lower(number + 2) in (
        "them",
        "whom",
        "these",
        "those",
    )


def _number_before(tokens: Tokens, j: int) -> int | None:
    """The figure before it in a list, if only its own words are between."""
    for k in range(j - 1, max(-1, j - 9), -1):
        if tokens[k].number is not None:
            return k
        if not tokens[k].is_word or tokens.lower(k) in AUXILIARIES:
            return None
    return None


def _names_people(tokens: Tokens, start: int, end: int) -> bool:
    """True if words before a figure are the whole it is a part of: "Of the 40", "Among those arrested"."""
    for k in range(start, end):
        if tokens[k].number is not None or tokens.lower(k) in ("them", "these", "those", "whom"):
            return True
        if _is_plural_of_persons(tokens, k):
            return True
    return False


def _clause_start(tokens: Tokens, at: int) -> int:
    """The beginning of the sentence, or of its part after the last semicolon."""
    return next((k + 1 for k in range(at, -1, -1) if tokens.lower(k) in _ENDS), 0)


def action_of(tokens: Tokens, number: int, phrase: NounPhrase | None) -> Action | None:
    """The action on those that a figure counts; None if no verb is understood.

    Args:
        number: the token of the figure.
        phrase: the words for what it counts, after it.
    """
    end = (phrase.last if phrase else number) + 1
    if phrase is None and _is_of_them(tokens, number):
        end = number + 3
    before = phrase_start(tokens, number)
    if _is_none_of(tokens, before):
        return Action(OPEN, "", before, before)
    if _is_question(tokens) or tokens.lower(_clause_start(tokens, before)) in (
        "if",
        "unless",
        "whether",
    ):
        return Action(OPEN, "", before, before)
    part = is_part(tokens, number)
    direct = None if part else _direct(tokens, before, end)
    if direct is not None and direct.state != OTHER:
        return direct
    in_phrase = tokens.lower(before) in _PREPOSITIONS and not part
    own = _predicate(tokens, end, is_subject=not in_phrase)
    if own is not None and (own.state == DONE or not part):
        return own
    if direct is not None:
        return direct
    if part or (tokens.lower(before) in _CONJUNCTIONS and not _may_have_verb(tokens, end)):
        listed = _listed(tokens, before, is_part=part)
        if listed is not None:
            return listed
    if own is not None:
        return own
    if phrase is not None and phrase.done >= 0:
        verb = find_verb(tokens.lower(phrase.done))
        if verb is not None and verb.frame.measure:
            return Action(DONE, verb.frame.measure, phrase.done, phrase.done, verb.frame)
    return None


def _may_have_verb(tokens: Tokens, end: int) -> bool:
    """True if an unknown word after a figure may be its verb: "and 60 passengers absconded"."""
    i = _skip_aside(tokens, end)
    return find_verb(tokens.lower(i)) is None and looks_like_participle(tokens.lower(i))


def _is_none_of(tokens: Tokens, before: int) -> bool:
    at = before
    while tokens.lower(at) in ("of", "the") and at > before - 3:
        at -= 1
    return at < before and (
        tokens.lower(at) in ("none", "neither", "few") or is_negation(tokens.lower(at))
    )


def _is_question(tokens: Tokens) -> bool:
    return tokens.lower(len(tokens) - 1) == "?"


# A verb right before the figure.


def _direct(tokens: Tokens, j: int, end: int) -> Action | None:
    """The action of an active verb before a figure, or of a noun ("the arrest of"), which it is the object of."""
    word = tokens.lower(j)
    if word in ("of", "to", "for") and (found := _action_noun(tokens, j)) is not None:
        return found
    if word == "there" or tokens.lower(j - 1) == "there" and word in BE:
        return Action(PLAIN, "", j, j)
    verb = find_verb(word)
    if verb is None or word in BE or _is_noun_here(tokens, j, verb) or is_saying(word):
        return None
    if not _is_active(tokens, j, verb):
        return None
    return _of_verb(tokens, j, verb, end)


def _of_verb(tokens: Tokens, j: int, verb: VerbForm, end: int) -> Action:
    """The action of an active verb on its object."""
    first = j
    # Of "rescued and assisted" the first counts.
    while tokens.lower(first - 1) in ("and", "or") and (
        (other := find_verb(tokens.lower(first - 2))) is not None
        and other.frame.measure
        and other.forms & verb.forms
    ):
        first, verb = first - 2, other
    if not is_done(tokens, first, verb):
        return Action(OPEN, "", j, j)
    if is_contrary(tokens, verb.lemma, end):
        return Action(OTHER, "", first, j)
    for at in _same_clause(tokens, end):
        if measure := _idiom(tokens, verb.lemma, at):
            return Action(DONE, measure, first, at)
    if verb.frame.measure:
        return Action(DONE, verb.frame.measure, first, j, verb.frame)
    return Action(PLAIN if is_plain(verb) and verb.lemma != "involve" else OTHER, "", first, j)


def _action_noun(tokens: Tokens, j: int) -> Action | None:
    """The action of "the arrest of 12", "the rescue and assistance of 12", "help for 12"."""
    at = j - 1
    frame = find_action_noun(tokens.lower(at))
    if frame is None or (tokens.lower(j) != "of" and frame.measure != "assisted"):
        return None
    first = at
    while tokens.lower(first - 1) in ("and", "or") and (
        other := find_action_noun(tokens.lower(first - 2))
    ):
        first, frame = first - 2, other
    for k in range(first - 1, max(-1, first - 6), -1):
        word = tokens.lower(k)
        verb = find_verb(word)
        if (
            word in _WANTED | _UNWANTED
            or is_negation(word)
            or (verb is not None and verb.lemma in _WANTED)
        ):
            return Action(OPEN, "", first, j)
        if verb is not None and PARTICIPLE in verb.forms | {word} and not is_done(tokens, k, verb):
            return Action(OPEN, "", first, j)
        if verb is not None and BASE in verb.forms and not is_done(tokens, k, verb):
            return Action(OPEN, "", first, j)
        if not tokens[k].is_word:
            break
    return Action(DONE, frame.measure, first, j, frame)


def _is_noun_here(tokens: Tokens, j: int, verb: VerbForm) -> bool:
    """True if a word that is a noun too is one: after a determiner or an adjective, before a number."""
    return BASE in verb.forms and tokens.lower(j - 1) in (
        "the",
        "a",
        "an",
        "of",
        "this",
        "his",
        "their",
    )


def _is_active(tokens: Tokens, j: int, verb: VerbForm) -> bool:
    """True if a verb before its object is no participle of a passive."""
    if verb.forms == {PARTICIPLE} and not _has(tokens, j):
        return False
    k = j - 1
    while is_adverb(tokens.lower(k)) or is_negation(tokens.lower(k)):
        k -= 1
    if tokens.lower(k) in BE:
        return GERUND in verb.forms
    return True


def _has(tokens: Tokens, j: int) -> bool:
    return any(tokens.lower(k) in ("has", "have", "had", "having") for k in range(j - 4, j))


# The verb of a figure that is a subject.


def _predicate(tokens: Tokens, at: int, *, is_subject: bool) -> Action | None:
    """The action told after a figure: "were arrested", "rescued from a house", "are missing"."""
    i = _skip_aside(tokens, at)
    reduced = _reduced(tokens, i)
    if not is_subject or (reduced is not None and reduced.state == OTHER):
        return reduced
    group = _finite(tokens, i)
    if group is None:
        return reduced
    told = _told(tokens, group)
    return reduced if reduced is not None and told.state != DONE else told


def _skip_aside(tokens: Tokens, i: int) -> int:
    """Skip "in total", "(…)", adverbs."""
    while True:
        if tokens.lower(i) == "(":
            i = next((k + 1 for k in range(i, len(tokens)) if tokens.lower(k) == ")"), i + 1)
        elif tokens.lower(i) == "in" and tokens.lower(i + 1) in ("total", "all"):
            i += 2
        elif is_adverb(tokens.lower(i)) and i < len(tokens):
            i += 1
        else:
            return i


def _reduced(tokens: Tokens, i: int) -> Action | None:
    """The action of a participle right after a figure: "12 women rescued from a house"."""
    verb = find_verb(tokens.lower(i))
    if verb is None or not verb.forms & {PARTICIPLE, PAST} or BASE in verb.forms:
        return None
    if PARTICIPLE not in verb.forms or verb.lemma in _INTRANSITIVE:
        return None
    if _takes_object(tokens, i + 1):
        return Action(OTHER, "", i, i)
    if is_contrary(tokens, verb.lemma, i + 1):
        return Action(OTHER, "", i, i)
    if measure := _idiom(tokens, verb.lemma, i + 1):
        return Action(DONE, measure, i, i + 1)
    if verb.frame.measure:
        return Action(DONE, verb.frame.measure, i, i, verb.frame)
    return None


def _takes_object(tokens: Tokens, i: int) -> bool:
    token = tokens[i]
    if token.number is not None or token.lower in _OBJECT_BEGINS:
        return True
    if (
        not token.is_word
        or token.lower in _PREPOSITIONS
        or token.lower in _SUBORDINATORS
        or is_adverb(token.lower)
    ):
        return False
    return find_noun(token.text) is not None and token.lower not in ("last", "this")


def _finite(tokens: Tokens, at: int) -> VerbGroup | None:
    """The verb of the clause whose subject ends before a token."""
    i, is_first, is_reduced = at, True, False
    while i < min(len(tokens), at + 45):
        word = tokens.lower(i)
        if word in _DASHES and (after := _after_dash(tokens, i)) is not None:
            i = after
            continue
        if word == ")":
            i += 1
            continue
        if word in _ENDS or word in _SUBORDINATORS:
            return None
        if word == "(":
            i = _skip_aside(tokens, i)
            continue
        if word in _RELATIVES:
            i = _skip_relative(tokens, i + 1)
            continue
        if word in AUXILIARIES:
            return verb_group(tokens, i)
        if word in ("and", "or") and is_reduced:
            return None
        verb = find_verb(word)
        if verb is not None and tokens.lower(i - 1) in ("and", "or") and not _is_thing(tokens, i):
            return None
        if verb is not None and not _is_modifier(tokens, i):
            if PAST in verb.forms and (PARTICIPLE not in verb.forms or verb.lemma in _INTRANSITIVE):
                return verb_group(tokens, i)
            if PRESENT in verb.forms and find_noun(tokens[i].text) is None:
                return verb_group(tokens, i)
            if (
                (is_first or tokens.lower(i - 1) == ",")
                and BASE in verb.forms
                and find_noun(tokens[i].text) is None
            ):
                return verb_group(tokens, i)
        if looks_like_participle(word) and not _is_modifier(tokens, i):
            is_reduced = True
        is_first = False
        i += 1
    return None


def _after_dash(tokens: Tokens, i: int) -> int | None:
    """The token after words between dashes, or after the second dash; None if there is only one."""
    later = next((k for k in range(i + 1, len(tokens)) if tokens.lower(k) in _DASHES), None)
    if later is not None:
        return later + 1
    return i + 1 if any(tokens.lower(k) in _DASHES for k in range(i)) else None


def _is_thing(tokens: Tokens, i: int) -> bool:
    return find_noun(tokens[i].text) is not None


def _is_modifier(tokens: Tokens, i: int) -> bool:
    """True for a verb's form before a noun: "four armed men", "the stolen cars"."""
    before = tokens[i - 1]
    return before.number is not None or before.lower in (
        "the",
        "a",
        "an",
        "their",
        "his",
        "her",
        "of",
        "other",
    )


def _skip_relative(tokens: Tokens, at: int) -> int:
    """The token after the verb of a relative clause."""
    for i in range(at, min(len(tokens), at + 8)):
        word = tokens.lower(i)
        if word in AUXILIARIES or find_verb(word) is not None:
            return verb_group(tokens, i).last + 1
        if word in _ENDS:
            return i
    return at


def _told(tokens: Tokens, group: VerbGroup) -> Action:
    """The action that a verb tells of its subject."""
    first, last = group.first, group.last
    if group.is_open:
        return Action(OPEN, "", first, last)
    if group.is_copula:
        return _state(tokens, group)
    verb = group.verb
    if verb is None:
        return Action(OTHER, "", first, last)
    if group.is_passive and tokens.lower(last) in ("wanted", "sought"):
        return Action(DONE, "fugitives", first, last)
    if is_contrary(tokens, verb.lemma, last + 1):
        return Action(OTHER, "", first, last)
    if measure := _idiom(tokens, verb.lemma, last + 1):
        is_theirs = (
            group.is_passive == (measure in ("arrests", "rescued", "convicted"))
            or measure == "assisted"
        )
        if is_theirs or measure == "missing":
            return Action(DONE, measure, first, last + 1)
    if group.is_passive and verb.frame.measure:
        return Action(DONE, verb.frame.measure, first, last, verb.frame)
    if not group.is_passive and verb.lemma in ("participate", "attend"):
        return Action(DONE, "participants", first, last)
    return Action(PLAIN if is_plain(verb) else OTHER, "", first, last)


def _state(tokens: Tokens, group: VerbGroup) -> Action:
    at = group.last + 1
    while is_adverb(tokens.lower(at)):
        at += 1
    for words, measure in _STATES:
        for each in words:
            if tokens.has(at, each):
                return Action(DONE, measure, group.first, at + len(each.split()) - 1)
    return Action(PLAIN, "", group.first, group.last)


def is_contrary(tokens: Tokens, lemma: str, at: int) -> bool:
    """True for "found dead", "freed on bail"."""
    return any(
        lemma == each and any(tokens.has(at, words) for words in told) for each, told in _CONTRARY
    )


def _same_clause(tokens: Tokens, at: int) -> Iterator[int]:
    """The tokens after an object in which the rest of an idiom may be: "54 people, including …, to safety"."""
    for i in range(at, min(len(tokens), at + 14)):
        verb = find_verb(tokens.lower(i))
        if (
            tokens.lower(i) in _ENDS
            or tokens.lower(i) in _SUBORDINATORS
            or tokens.lower(i) in AUXILIARIES
        ):
            return
        if (
            verb is not None
            and tokens.lower(i) not in _PARTS
            and not _is_thing(tokens, i)
            and BASE not in verb.forms
        ):
            return
        yield i


def _idiom(tokens: Tokens, lemma: str, at: int) -> str:
    """The measure of a verb with the words at a token; "" without one."""
    while is_adverb(tokens.lower(at)):
        at += 1
    for lemmas, words, measure in _IDIOMS:
        if lemma in lemmas.split() and any(tokens.has(at, each) for each in words):
            return measure
    return ""


# The verb of a list, or of the whole of a part.


def _listed(tokens: Tokens, at: int, *, is_part: bool) -> Action | None:
    """The action on the others of a list, or on the whole that a figure is a part of."""
    for k in range(at, -1, -1):
        word = tokens.lower(k)
        is_mark = word in _ENDS and not (is_part and word in _ASIDES)
        if (is_mark and k != at) or (word in _SUBORDINATORS and not is_part):
            return None
        if word in _RELATIVES and not is_part:
            return None
        if word == "of" and (found := _action_noun(tokens, k)) is not None:
            return found
        verb = find_verb(word)
        if word in BE and not is_part:
            return None
        if verb is None:
            if word in AUXILIARIES and not is_part:
                return None
            continue
        if _is_noun_here(tokens, k, verb) or (
            find_noun(tokens[k].text) is not None and BASE in verb.forms
        ):
            continue
        if word in _PARTS or _is_modifier(tokens, k):
            continue
        active = _is_active(tokens, k, verb)
        if not active and not is_part:
            return None
        if active and PARTICIPLE not in verb.forms and verb.forms & {PAST, PRESENT, BASE, GERUND}:
            return _of_verb(tokens, k, verb, k + 1)
        if active and not _ends_clause(tokens, k):
            return _of_verb(tokens, k, verb, k + 1)
        if is_part:
            return _whole(tokens, k, verb)
        return None
    return None


def _ends_clause(tokens: Tokens, k: int) -> bool:
    """True if a participle has no object: "those rescued include", "the 66 people rescued, 20 were"."""
    return not _takes_object(tokens, k + 1) and not tokens[k + 1].is_capitalised


def _whole(tokens: Tokens, k: int, verb: VerbForm) -> Action:
    """The action of a passive on the whole."""
    start = k
    while (
        tokens.lower(start - 1) in AUXILIARIES
        or is_adverb(tokens.lower(start - 1))
        or is_negation(tokens.lower(start - 1))
    ):
        start -= 1
    group = verb_group(tokens, start) if start < k else None
    if group is not None and group.is_open:
        return Action(OPEN, "", k, k)
    if not verb.frame.measure:
        return Action(PLAIN if is_plain(verb) else OTHER, "", k, k)
    return Action(DONE, verb.frame.measure, k, k, verb.frame)


def whole_of(tokens: Tokens, number: int) -> int | None:
    """The figure that another one is a part of, in its own sentence; None without one."""
    if tokens.has(number + 1, "of the") and tokens[number + 3].number is not None:
        # "8 of the 40 suspects"
        return number + 3
    marker = part_marker(tokens, number)
    if marker is None:
        return None
    if tokens.lower(marker) in ("of", "among", "amongst") and marker == _clause_start(
        tokens, marker
    ):
        if tokens.lower(marker + 1) in ("them", "these", "those"):
            # Those of the sentence before.
            return None
        found = [
            k for k in range(marker, phrase_start(tokens, number)) if tokens[k].number is not None
        ]
        return found[0] if found else None
    for k in range(marker - 1, -1, -1):
        if tokens[k].number is not None and part_marker(tokens, k) is None:
            return k
    return None


def phrase_of_whole(tokens: Tokens, number: int) -> NounPhrase | None:
    """The words for the whole that a figure is a part of: "the victims, including 12 …"."""
    at = part_marker(tokens, number)
    if at is None:
        return None
    if at == _clause_start(tokens, at) and tokens.lower(at) in ("of", "among", "amongst"):
        # "Of the 19 drivers stopped by the patrol, six …"
        at += 1
        while tokens.lower(at) in ("the", "these", "those", "all") or tokens[at].number is not None:
            at += 1
        return phrase_after(tokens, at)
    for k in range(at - 1, -1, -1):
        if tokens[k].is_word and (found := phrase_before(tokens, k)) is not None:
            return found
    return None


def complement(tokens: Tokens, at: int) -> NounPhrase | None:
    """Those whom a figure's clause says they are: "12 were children"; None without such words."""
    group = _finite(tokens, _skip_aside(tokens, at))
    if group is None or not group.is_copula or group.is_open:
        return None
    i = group.last + 1
    while is_adverb(tokens.lower(i)):
        i += 1
    found = phrase_after(tokens, i)
    return found if found is not None and found.is_persons else None
