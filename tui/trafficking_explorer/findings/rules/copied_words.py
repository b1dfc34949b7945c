"""A quotation or a sentence that two sources have word for word.

What it looks for
  Quotations of eight words or more that two records have from two texts, and sentences of eight words
  or more that two articles have. Case and punctuation do not count; page furniture is not part of an
  article. A sentence in many texts is compared with the earliest.

Why it matters
  Two texts that share a sentence share a source: one has it from the other, or both from a third.
  They are not independent, so a claim in both is not confirmed.

What to do
  There is nothing to correct. Remember it where the two texts seem to confirm each other; a note may
  name the common source.

Severity
  note; doubt, if the same words are attributed to two people.

What it does not see
  Sentences that differ in a word; translations; shorter phrases, which may be alike by custom.
"""

from collections.abc import Iterator

from trafficking_explorer.database.signs import COPIED
from trafficking_explorer.findings.dataset import Dataset
from trafficking_explorer.findings.finding import RuleMatch, SideRef
from trafficking_explorer.findings.rules.base import Rule
from trafficking_explorer.text.display import truncate
from trafficking_explorer.text.plural import count_noun


def find(data: Dataset) -> Iterator[RuleMatch]:
    """Shared quotations one by one; other sentences for each two texts that share them."""
    for copy in data.copies:
        if copy.quotations is None:
            words = truncate(copy.theirs[0].exact, 60)
            yield RuleMatch(
                f"Source {copy.later} has {count_noun(len(copy.ours), 'sentence')} of source "
                f"{copy.earlier} word for word: “{words}”",
                SideRef("source", copy.earlier, fields=(), passages=copy.ours),
                SideRef("source", copy.later, fields=(), passages=copy.theirs),
            )
            continue
        one, other = copy.quotations
        both = f"sources {one.source} and {other.source}"
        if one.speaker_id and other.speaker_id and one.speaker_id != other.speaker_id:
            message = (
                f"The same words in {both}, once as {one.speaker}'s, once as {other.speaker}'s"
            )
            yield RuleMatch(message, one.ref(), other.ref(), "doubt")
        else:
            speaker = other.speaker or one.speaker
            words = f"{speaker}: these words" if speaker else "These words"
            message = f"{words} are in {both}, so this is one source, not two"
            yield RuleMatch(message, one.ref(), other.ref())


RULE = Rule(
    "copied-words",
    "Word for word in two sources",
    "note",
    __doc__,
    find,
    order=180,
    sign=COPIED.text,
)
