"""Words that texts use for the same thing, which a search for one of them offers; it never adds them itself.

The words for groups of people are those of `records/populations.py`.
"""

from functools import lru_cache

from trafficking_explorer.records.populations import GROUPS
from trafficking_explorer.text.folding import fold

_SYNONYMS = (
    "darkweb, dark web, darknet, dark net, deep web",
    "human trafficking, trafficking in persons, trafficking in human beings, people trafficking",
    "migrant smuggling, people smuggling, human smuggling",
    "forced labour, forced labor, slave labour, slave labor, bonded labour, debt bondage",
    "labour, labor",
    "slavery, servitude",
    "prostitution, sex trade, sex industry, commercial sex",
    "sexual exploitation, sexual abuse, sex trafficking",
    "child pornography, child sexual abuse material, csam, child abuse images",
    "grooming, luring",
    "police, law enforcement, officers",
    "arrested, arrests, detained, apprehended, in custody",
    "rescued, freed, liberated, saved, safeguarded, recovered",
    "convicted, sentenced, found guilty",
    "charged, prosecuted, indicted",
    "offender, perpetrator, abuser",
    "trafficker, smuggler",
    "ring, network, gang, syndicate",
    "raid, crackdown, sweep",
    "border, frontier",
    "online, internet, cyber",
    "cryptocurrency, bitcoin, virtual currency",
    "money laundering, illicit proceeds",
    "ngo, non-governmental organisation, non-governmental organization, charity",
    "organisation, organization",
    "organised, organized",
    "programme, program",
    "centre, center",
    "defence, defense",
    "eu, european union",
    "un, united nations",
    "uk, united kingdom, britain",
    "usa, united states",
    "nearly, almost",
    "approximately, around, about",
)
"""Each line has the words for one thing."""
MOST_WORDS = 4
"""Words of the longest of them that a filter is searched for."""


@lru_cache(maxsize=1)
def _groups() -> dict[str, tuple[str, ...]]:
    lines = [tuple(fold(each) for each in line.split(", ")) for line in _SYNONYMS]
    lines += [tuple(sorted(group.words)) for group in GROUPS.values()]
    found: dict[str, tuple[str, ...]] = {}
    for line in lines:
        for word in line:
            found[word] = tuple(dict.fromkeys((*found.get(word, ()), *line)))
    return found


def synonyms_of(words: str) -> tuple[str, ...]:
    """Other words for the same thing, in the order of the list, without those that contain it.

    Args:
        words: folded.
    """
    return tuple(each for each in _groups().get(words, ()) if words not in each)
