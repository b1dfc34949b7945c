"""Facts about an operation beside its name: date, countries, and the agencies that took part."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from trafficking_explorer.curation.article import ArticleText
from trafficking_explorer.curation.periods import written_periods
from trafficking_explorer.curation.place_names import named_countries
from trafficking_explorer.curation.record_index import RecordIndex
from trafficking_explorer.curation.types import DraftLink
from trafficking_explorer.records.evidence import TextPosition

_TOOK_PLACE = re.compile(
    r"\b(?:took\s+place|taking\s+place|carried\s+out|conducted|held|ran|running|lasted|lasting|executed|staged|mounted"
    r"|coordinated|mobilised|mobilized|implemented|deployed|codenamed)\b",
    re.IGNORECASE,
)
_NOT_THEN = re.compile(
    r"\b(?:launched|began|begun|started|starting|established|founded|created|announced|followed|following|since|before"
    r"|until|after|due|planned|will|anniversary|charged|sentenced|convicted|said|published)\b",
    re.IGNORECASE,
)
"""Words with another time than that in which an operation took place."""
_BETWEEN = re.compile(r"[\s,(–—]*(?:in\s+)?\Z")
_WHERE = re.compile(
    r"\b(?:in|across|throughout|within|between|from)\s+(?:the\s+)?\Z", re.IGNORECASE
)
_GO_ON = re.compile(r"\s*(?:,\s*(?:and\s+)?|\s+and\s+|\s*&\s*)(?:the\s+)?\Z", re.IGNORECASE)
_BY = re.compile(
    r"\b(?P<led_by>led|headed|spearheaded)\s+by\s+(?:the\s+)?\Z"
    r"|\b(?P<coordinated_by>coordinated|co-ordinated)\s+by\s+(?:the\s+)?\Z"
    r"|\b(?P<conducted_by>conducted|carried\s+out|run|executed)\s+by\s+(?:the\s+)?\Z"
    r"|\b(?P<supported_by>supported|assisted|backed)\s+by\s+(?:the\s+)?\Z"
    r"|\b(?P<funded_by>funded|financed|paid\s+for)\s+by\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
_INTRODUCES = re.compile(
    r"\b(?:agencies|partners|participants|organi[sz]ations|forces|participating|took\s+part|taking\s+part|involved)\b"
    r"[^\n.]{0,80}:\s*\n",
    re.IGNORECASE,
)
_BULLET = re.compile(r"[ \t]*[•·*–-][ \t]+(?P<name>[^\n]+)")


@dataclass(frozen=True, slots=True)
class OperationFacts:
    """Facts in the words beside a name.

    Attributes:
        date: as EDTF; None if the words give none.
        countries: ISO 3166-1 codes, in the order of the text.
        links: to agencies that are records.
        passage: the place that supports date and countries.
    """

    date: str | None
    countries: tuple[str, ...]
    links: tuple[DraftLink, ...]
    passage: TextPosition


def operation_facts(
    reading: ArticleText, name: TextPosition, passage: TextPosition, known: RecordIndex
) -> OperationFacts:
    """Read the sentence of an operation's name, and the list of those who took part.

    Args:
        name: the place of its name.
        passage: what its record quotes anyway.
    """
    sentence = reading.sentence(name)
    places = [passage]
    dated = _date(reading, name, sentence)
    if dated is not None:
        places.append(dated[1])
    found = _countries(reading, name, sentence)
    places += [place for _, place in found]
    links = (*_named_links(reading, sentence, known), *_listed_links(reading, known))
    return OperationFacts(
        dated[0] if dated else None,
        tuple(dict.fromkeys(code for code, _ in found)),
        tuple({each.to: each for each in reversed(links)}.values())[::-1],
        TextPosition(min(each.start for each in places), max(each.end for each in places)),
    )


def _date(
    reading: ArticleText, name: TextPosition, sentence: TextPosition
) -> tuple[str, TextPosition] | None:
    """The one time in which an operation took place, by its sentence."""
    text = reading.unbroken
    periods = list(written_periods(text, sentence))
    if len(periods) != 1 or periods[0].edtf.endswith(".."):
        return None
    (period,) = periods
    start, end = min(name.end, period.place.end), max(name.start, period.place.start)
    if period.place.start > name.end:
        start, end = name.end, period.place.start
    between = text[start:end]
    if _NOT_THEN.search(between) or _NOT_THEN.search(text[max(sentence.start, start - 30) : start]):
        return None
    is_beside = period.place.start >= name.end and _BETWEEN.match(between)
    if is_beside or _TOOK_PLACE.search(between):
        return period.edtf, period.place
    return None


def _countries(
    reading: ArticleText, name: TextPosition, sentence: TextPosition
) -> list[tuple[str, TextPosition]]:
    """The countries of a list after "in" or "across", behind the name."""
    text, found = reading.unbroken, list[tuple[str, TextPosition]]()
    for code, place in named_countries(reading, TextPosition(name.end, sentence.end)):
        start = found[-1][1].end if found else name.end
        between = text[start : place.start]
        if found:
            if not _GO_ON.fullmatch(between):
                break
        elif (
            not _WHERE.search(between)
            or len(between) > 100
            or _NOT_THEN.search(between)
            or (not _TOOK_PLACE.search(between) and not _WHERE.fullmatch(between.strip() + " "))
        ):
            break
        found.append((code, place))
    return found


def _named_links(
    reading: ArticleText, sentence: TextPosition, known: RecordIndex
) -> Iterator[DraftLink]:
    """Agencies that the sentence names as leading, supporting or paying for the operation."""
    text = reading.unbroken
    for agency in known.named("agency"):
        for name in agency.names:
            place = reading.anchor_text.first_words(name, sentence)
            if place is None:
                continue
            found = _BY.search(text, max(sentence.start, place.start - 60), place.start)
            if found is not None:
                passage = TextPosition(found.start(), place.end)
                yield DraftLink(
                    str(found.lastgroup), f"agency/{agency.record_id}", reading.quote(passage)
                )
                break


def _listed_links(reading: ArticleText, known: RecordIndex) -> Iterator[DraftLink]:
    """Agencies of a list with a heading such as "The following agencies took part:"."""
    if len(known.operations_in(reading.source_id)) > 1:
        return
    for heading in _INTRODUCES.finditer(reading.text, *reading.body):
        at = heading.end()
        while (bullet := _BULLET.match(reading.text, at)) is not None or reading.text.startswith(
            "\n", at
        ):
            if bullet is None:
                at += 1
                continue
            words = bullet["name"].strip(" .;,")
            start = bullet.start("name")
            agency = known.called("agency", words)
            if agency is not None:
                place = TextPosition(start, start + len(words))
                yield DraftLink("participant", f"agency/{agency}", reading.quote(place))
            at = min(bullet.end() + 1, len(reading.text))
            if at >= reading.body[1]:
                return
