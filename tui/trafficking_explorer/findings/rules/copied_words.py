"""A quotation or a sentence that stands word for word in two sources.

What it looks for
  Quotations that two records have from two texts, word for word, and sentences of eight words or
  more that stand in the articles of two texts. Case and punctuation are left aside; page
  furniture is no part of an article. A sentence of many texts is held against the earliest.

Why it matters
  Two texts that share a sentence share a source: one has it from the other, or both from a third.
  They are one witness, and what both claim is not confirmed by it.

What to do
  Nothing is corrected. Keep it in mind where the two texts seem to confirm each other; a note may
  name the common source.

Severity
  note; doubt, where the same words are put into two mouths.

What it does not see
  Sentences that were changed by a word; translations; shorter phrases, which may be alike by custom.
"""

from collections.abc import Iterator

from trafficking_explorer.findings.dataset import Dataset
from trafficking_explorer.findings.finding import RuleMatch, SideRef
from trafficking_explorer.findings.rules.base import Rule
from trafficking_explorer.text.display import truncate
from trafficking_explorer.text.plural import count_noun


def find(data: Dataset) -> Iterator[RuleMatch]:
    """Shared quotations one by one; other sentences by the two texts that share them."""
    for copy in data.copies:
        if copy.quotations is None:
            words = truncate(copy.theirs[0].exact, 60)
            count = len(copy.ours)
            stand = "stands" if count == 1 else "stand"
            yield RuleMatch(
                f"{count_noun(count, 'sentence')} of source {copy.earlier} {stand} word for word in "
                f"source {copy.later}: “{words}”",
                SideRef("source", copy.earlier, fields=(), passages=copy.ours),
                SideRef("source", copy.later, fields=(), passages=copy.theirs),
            )
            continue
        one, other = copy.quotations
        where = f"stand word for word in sources {one.source} and {other.source}"
        if one.speaker_id and other.speaker_id and one.speaker_id != other.speaker_id:
            message = f"The same words {where}, there as {one.speaker}'s, here as {other.speaker}'s"
            yield RuleMatch(message, one.ref(), other.ref(), "doubt")
        else:
            whose = (
                f"{other.speaker or one.speaker}: these words"
                if other.speaker or one.speaker
                else "These words"
            )
            message = f"{whose} {where}; the two are one witness"
            yield RuleMatch(message, one.ref(), other.ref())


RULE = Rule("copied-words", "Word for word in two sources", "note", __doc__, find, order=180)
