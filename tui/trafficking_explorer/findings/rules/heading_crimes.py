"""A heading that names another crime than the charges below it.

What it looks for
  Headings that name a crime (“Four held for human trafficking”), and the sentences below them that say
  with what people are charged, of what they are accused or convicted, or why they were arrested. If all
  of these name other crimes, such as promoting prostitution or smuggling migrants, it is reported.

Why it matters
  Headings are written by somebody else than the article, and name the crime that draws readers. A case
  counted as trafficking by its heading may be none by its charges.

What to do
  Curate the form of exploitation by the charges, and say in a note what the heading calls it.

Severity
  doubt.

What it does not see
  Charges in other words, or in other languages than English; headings of which the text names the crime
  among others.
"""

import re
from collections.abc import Iterator
from functools import cache

from trafficking_explorer.findings.article_texts import ArticleText
from trafficking_explorer.findings.dataset import Dataset
from trafficking_explorer.findings.finding import RuleMatch, SideRef
from trafficking_explorer.findings.phrasing import join_list
from trafficking_explorer.findings.rules.base import Rule
from trafficking_explorer.text.display import truncate
from trafficking_explorer.text.layout import find_headings

_CRIMES = {
    "trafficking in persons": r"(?<!drug )(?<!drugs )(?<!arms )(?<!weapons )(?<!wildlife )(?<!narcotics )"
    r"(?<!cocaine )(?<!heroin )(?<!organ )traffick(?!\w* (?:in|of) (?:drugs|cocaine|heroin|arms|weapons|narcotics))\w+",
    "exploitation": r"\bforc(?:ed|ing)\b|coerc\w+|exploit\w+|slavery|servitude|enslav\w+",
    "smuggling of migrants": r"(?:migrant|people|human|alien)s?[ -]smuggl\w+|smuggl\w+ (?:of )?(?:\w+ )?"
    r"(?:migrants|people|persons|aliens|refugees)|(?:facilitat|assist)\w+ (?:of )?(?:illegal|unlawful) \w+",
    "immigration offences": r"immigration (?:offen[cs]es?|fraud)|(?:illegal|unlawful) (?:entry|stay|re-?entry)",
    "drug crime": r"drugs?[ -](?:traffick\w+|dealing|smuggling|offen[cs]es?|possession)|narcotics?"
    r"|(?:cocaine|heroin|cannabis|marijuana|methamphetamine)",
    "sexual abuse": r"\brap(?:e|ing)\b|sexual(?:ly)? (?:assault\w*|abus\w+)|indecent assault|molest\w+",
    "child abuse material": r"child (?:pornography|sexual abuse material|abuse (?:images|material))",
    "prostitution": r"prostitut\w+|pimping|pandering|brothels?|soliciting",
    "kidnapping": r"kidnap\w+|abduct\w+|(?:false|unlawful) imprisonment",
    "fraud": r"money[ -]laundering|\bfraud\w*|tax evasion|forger\w+|embezzl\w+|identity theft",
    "weapons offences": r"(?:weapons?|firearms?|guns?)[ -](?:offen[cs]es?|possession|charges?)"
    r"|possess\w+ (?:of )?(?:an? )?(?:\w+ )?(?:firearms?|weapons?)",
    "homicide": r"\bmurder\w*|manslaughter|homicide",
}
"""Crimes by the words for them."""
_ALIKE = (
    {"trafficking in persons", "exploitation"},
    {"smuggling of migrants", "immigration offences"},
)
"""Crimes that one text calls by either name."""
_CHARGE = re.compile(
    r"\b(?:charged (?:\w+ )?with|charges? (?:of|include[sd]?|were|for)|accused of|on suspicion of"
    r"|suspected of|convicted (?:of|for)|found guilty of|pleaded guilty to|pled guilty to|counts? of"
    r"|indicted (?:for|on)|arrested for|sentenced (?:\w+ ){0,4}for|prosecuted for)\b",
    re.IGNORECASE,
)


def find(data: Dataset) -> Iterator[RuleMatch]:
    """Each heading with the charges of its section; that of the article with all of them."""
    for text in data.newest_texts:
        if text.language is None or text.language.startswith("en"):
            yield from _of_text(text)


def _of_text(text: ArticleText) -> Iterator[RuleMatch]:
    headings = list(find_headings(text.text, text.start, text.end))
    named = [(span, _crimes_in(text.text[slice(*span)])) for span in headings]
    if not any(crimes for _, crimes in named):
        return
    spans = set(headings)
    charges = [
        (span, crimes)
        for span in text.sentences()
        if span not in spans and (crimes := _charged(text.text[slice(*span)]))
    ]
    for at, (span, crimes) in enumerate(named):
        if not crimes:
            continue
        end = (
            text.end
            if _is_above_all(text, headings[: at + 1])
            else _section_end(text, headings[at:])
        )
        below = [(place, found) for place, found in charges if span[1] <= place[0] < end]
        said = {crime for _, found in below for crime in found}
        if said and not _with_alike(crimes) & said:
            yield RuleMatch(
                f"Source {text.id} has “{truncate(text.text[slice(*span)].strip(), 80)}” as a heading "
                f"({join_list(sorted(crimes))}); the charges below it are {join_list(sorted(said))}",
                text.ref(*span),
                SideRef(
                    "source", text.id, (), passages=tuple(text.place(*place) for place, _ in below)
                ),
                apart=f"{sorted(crimes)[0].replace(' ', '-')}-{at}",
            )


def _is_above_all(text: ArticleText, headings: list[tuple[int, int]]) -> bool:
    """True if there are only headings above the last of some headings, which is that of the article."""
    above = text.text[text.start : headings[-1][0]]
    return len(above.split()) == sum(len(text.text[slice(*span)].split()) for span in headings[:-1])


def _section_end(text: ArticleText, headings: list[tuple[int, int]]) -> int:
    """The end of the section below the first of some headings, which others may follow at once."""
    (_, end), *others = headings
    return next((start for start, _ in others if text.text[end:start].strip()), text.end)


def _with_alike(crimes: set[str]) -> set[str]:
    return crimes.union(*(alike for alike in _ALIKE if alike & crimes))


def _charged(sentence: str) -> set[str]:
    """The crimes with which a sentence says that people are charged."""
    match = _CHARGE.search(sentence)
    return _crimes_in(sentence[match.end() :]) if match else set()


def _crimes_in(words: str) -> set[str]:
    return {crime for crime, pattern in _patterns().items() if pattern.search(words)}


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {crime: re.compile(words, re.IGNORECASE) for crime, words in _CRIMES.items()}


RULE = Rule(
    "heading-crimes",
    "A heading that names another crime than the charges",
    "doubt",
    __doc__,
    find,
    order=120,
)
