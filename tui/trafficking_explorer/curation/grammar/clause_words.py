"""Words that begin, join or end the parts of a clause."""

from trafficking_explorer.curation.grammar.word_sets import words

DASHES = ("–", "—")
ASIDES = (*DASHES, "(", ":")
"""Marks before the parts of what was named before them."""
PARTS = words("include includes included including comprise comprises comprised comprising")
CONJUNCTIONS = words("and or plus & ,")
SUBORDINATORS = words(
    "while whereas but when after before because as although though if since unless until whether so yet"
)
RELATIVES = words("who which that whom whose where")
ENDS = frozenset([";", ":", ".", "!", "?", "–", "—", "“", "”", '"', "«", "»"])
PREPOSITIONS = words(
    "in on at from by for with during across to into over under between within through around about against among "
    "near off of via per than as despite outside inside behind beyond onto toward towards"
)
