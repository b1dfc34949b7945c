"""Suggestions of records that have a name, and of cases."""

import re
from collections.abc import Iterator
from dataclasses import replace

from trafficking_explorer.corpus.regions import region_members
from trafficking_explorer.curation.article import ArticleText
from trafficking_explorer.curation.names import (
    OFFICES,
    SAYS,
    SMALL_WORD,
    TITLES,
    is_name,
)
from trafficking_explorer.curation.operation_facts import operation_facts
from trafficking_explorer.curation.place_names import country_of
from trafficking_explorer.curation.record_index import RecordIndex, countries
from trafficking_explorer.curation.types import PLACEHOLDER, Draft
from trafficking_explorer.records.evidence import TextPosition
from trafficking_explorer.records.fields import fields_of
from trafficking_explorer.records.registry import KINDS, Kind
from trafficking_explorer.text.display import truncate
from trafficking_explorer.text.folding import fold_words
from trafficking_explorer.text.months import MONTHS, WEEKDAYS
from trafficking_explorer.text.operation_names import OPERATION

Keywords = tuple[tuple[str, re.Pattern[str]], ...]

_LONGEST_NAME = 120
"""Code points; a longer selection is a passage, not a name."""


def _keywords(*words: tuple[str, str]) -> Keywords:
    """Codes with patterns of whole words; of several codes the first counts."""
    return tuple(
        (code, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)) for code, pattern in words
    )


_AGENCY = _keywords(
    ("law_enforcement", r"police|gendarmerie|guard|interpol ncb|sheriff|constabulary|customs|fbi"),
    ("working_group", r"(?:working|work|specialists?|expert) group"),
    ("bureau", r"bureau|regional office|country office|county office|field office"),
    ("unit", r"unit|team|section|directorate|division|department of .* police"),
    ("government", r"ministry|department|government|foreign office|office of|secretariat"),
    ("alliance", r"alliance|coalition"),
    ("network", r"network"),
    ("ngo", r"foundation|charity|ngo|trust"),
    ("association", r"association|federation|society"),
    ("company", r"inc|ltd|llc|gmbh|corporation|company"),
    ("union", r"union"),
    ("publisher", r"magazine|news|times|press|gazette|herald"),
    (
        "intergovernmental",
        r"united nations|interpol|europol|unicef|unodc|organi[sz]ation for|international organi[sz]ation|nato",
    ),
    (
        PLACEHOLDER,
        r"agency|office|centre|center|council|commission|organi[sz]ation|institute|committee",
    ),
)
_TOOLS = _keywords(
    ("database", r"databases?|register"),
    ("system", r"systems?|notices?|network|platform"),
    ("software", r"software|app|application|techni(?:cal|que) solutions?"),
    ("guide", r"guides?|manual|handbook|toolkit"),
    ("service", r"services?|helpline|hotline|training|teams?"),
    (
        "technology",
        r"technolog(?:y|ies)|internet|darknet|dark ?web|social media|live streaming|online",
    ),
    ("capability", r"capabilit(?:y|ies)|monitoring"),
)
_FORMS = _keywords(
    ("child_trafficking", r"child trafficking|trafficking (?:of|in) children"),
    ("child_sexual_abuse_material", r"abuse material|child pornography|abuse images"),
    (
        "child_sexual_abuse",
        r"child (?:sexual )?abuse|sexual (?:abuse|exploitation) of children|child sexual exploitation",
    ),
    ("sexual_exploitation", r"sexual exploitation|prostitution|sex trafficking"),
    ("child_labour", r"child labou?r"),
    ("forced_marriage", r"forced marriages?"),
    ("forced_labour", r"forced labou?r|labou?r exploitation"),
    ("forced_criminality", r"forced criminality"),
    ("servitude", r"servitude"),
    ("slavery", r"slavery"),
    ("organ_removal", r"organ removal|removal of organs|trafficking of organs|organ trafficking"),
    ("begging", r"begging"),
    ("migrant_smuggling", r"smuggling"),
    (
        "trafficking",
        r"human trafficking|trafficking in (?:persons|human beings)|trafficking of (?:people|humans)",
    ),
    ("recruitment", r"recruit(?:ment|ing)"),
    ("deception", r"deception"),
    ("coercion", r"coercion"),
    ("exploitation", r"exploitation"),
)
_EVENTS = _keywords(
    ("meeting", r"meetings?|conferences?|workshops?|summits?|seminars?|congress|forum"),
    ("observance", r"(?:world|international|european|national) day|day (?:against|for|of)"),
    ("award", r"awards?|prize"),
    ("announcement", r"launch(?:ed)?|announcement|appeal"),
)
_CASE = re.compile(
    r"\bin (?:one|another) case\b|\b\d+[- ]year[- ]old\b|\bteenage\b|\b(?:a|one|the youngest) (?:\w+ )?(?:girl|boy|woman|man|victim)\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)
_MONTH = re.compile(rf"(?:{'|'.join((*MONTHS, *WEEKDAYS))})(?:\W+\d+)*")
_WHERE = re.compile(r"\b(?:in|from|to|across|near|of|via|through)\s+(?:the\s+)?\Z")
_SAID = re.compile(rf"\b(?:{SAYS}|according to)\b", re.IGNORECASE)
_TITLE = re.compile(rf"(?:{TITLES})\b\.?\s*\Z|\A(?:{TITLES})\b")
_OFFICE = re.compile(
    rf"(?:\S+ ){{0,5}}(?:{OFFICES}) "
    rf"(?P<name>(?!(?:of|{OFFICES})\b)[^\W\d_]\S*(?: (?!of\b)\S+){{0,3}})(?: of .+)?\Z"
)
_ROLE_BEFORE = re.compile(rf"(?P<role>(?:[A-Z][\w-]*[ \u00a0]){{0,4}}(?:{OFFICES}))[ \u00a0]+\Z")
_ROLE_AFTER = re.compile(r",\s+(?P<role>(?:an?\s+|the\s+)?[^,.;:“”\n]{3,150})")
_ACRONYM = re.compile(r"\s+\((?P<acronym>[A-Z][A-Za-z&-]{1,14})\)")
_WITH_ACRONYM = re.compile(r"(?P<name>[^()\n]+?)\s+\([A-Z][A-Za-z&-]{1,14}\)")
_LOOKS_LIKE_ROLE = re.compile(
    r"\b(?:director|chief|head|officer|inspector|chair\w*|minister|president|secretary|"
    r"coordinator|spokes\w+|commissioner|executive|manager|writer|editor|professor|victim|"
    r"survivor|expert|VP|CEO|COO|ambassador|prosecutor|specialist)\b",
    re.IGNORECASE,
)
_SAME_NAME = " · there is one of this name"
_DESCRIBED = (
    *("source", "operation", "agency", "person", "quote", "statistic"),
    *("tool", "form", "place", "case", "event"),
)
"""Kinds with suggestions made for them; those of other kinds follow from the model."""

Fields = tuple[tuple[str, str], ...]
Suggestion = tuple[int, Draft, str]
"""The score of the fit (0-100), the record, and a line about it."""


def suggest_entities(
    reading: ArticleText, selected: TextPosition, known: RecordIndex
) -> Iterator[Suggestion]:
    """The records that a selection could be by its words.

    Raises:
        CuratingError: no selector fits its passage alone.
    """
    selection = _Selection(reading, selected, known)
    words = selection.words
    operation = selection.operation()
    if operation is not None:
        yield operation
    yield selection.case()
    if len(words) > _LONGEST_NAME or words[:1].isdigit() or "“" in words:
        return
    if _MONTH.fullmatch(words) or _is_date(reading, selection.place):
        # A day or a month names nothing.
        return
    if selection.is_name:
        yield from selection.places()
    yield selection.agency()
    if selection.is_name:
        yield from selection.person()
    yield selection.form()
    yield selection.by_keywords("tool", _TOOLS, 72, 20)
    yield selection.by_keywords("event", _EVENTS, 91, 5)
    if operation is None:
        yield selection.named_operation(selection.place, 10)
    for kind in KINDS.values():
        if kind.name not in _DESCRIBED:
            yield from selection.by_model(kind)


def _is_date(reading: ArticleText, place: TextPosition) -> bool:
    """True for words that are a date or several: “February 9 through February 12”."""
    return any(
        number.kind in ("date", "year") and number.start <= place.start and place.end <= number.end
        for number in reading.numbers(place)
    )


class _Selection:
    """Selected words without an article before them, as records of several kinds."""

    def __init__(self, reading: ArticleText, selected: TextPosition, known: RecordIndex) -> None:
        place = reading.bare(selected)
        if acronym := _WITH_ACRONYM.fullmatch(reading.unbroken, *place):
            # “Harbour Crime Centre (HCC)”: the acronym is another field.
            place = TextPosition(place.start, acronym.end("name"))
        if article := _ARTICLE.match(reading.unbroken, *place):
            rest = TextPosition(article.end(), place.end)
            place = rest if is_name(reading.words(rest)) else place
        self.place, self.words = place, reading.words(place)
        self.is_name = is_name(self.words)
        self._reading, self._selected, self._known = reading, selected, known
        self._before = reading.unbroken[max(0, place.start - 40) : place.start]

    def operation(self) -> Suggestion | None:
        """The operation that the words are a part of, or that is a part of them."""
        place, paragraph = self.place, self._reading.paragraph(self.place)
        for found in OPERATION.finditer(self._reading.unbroken, *paragraph):
            if found.start() < place.end and place.start < found.end():
                whole = found.start() <= place.start and place.end <= found.end()
                return self.named_operation(TextPosition(*found.span()), 100 if whole else 75)
        return None

    def named_operation(self, place: TextPosition, fit: int) -> Suggestion:
        name = self._reading.words(place)
        short = name.removeprefix("Operation ")
        is_known = self._known.called("operation", name) is not None
        facts = operation_facts(self._reading, place, self._passage(place), self._known)
        fields = (("name", name), ("kind", PLACEHOLDER if short == name else "operation"))
        score, draft, line = self._suggest(
            fit - (30 if is_known else 0),
            "operation",
            (*fields, ("date", facts.date)) if facts.date is not None else fields,
            note=_SAME_NAME if is_known else "",
            id_words=short,
            place=place,
            passage=facts.passage,
        )
        lists = (("countries", facts.countries),) if facts.countries else ()
        return score, replace(draft, lists=lists, links=facts.links), line

    def case(self) -> Suggestion:
        """The selection, or the sentence around a few words, as what happened to a person or a few."""
        is_short = len(self.words) <= _LONGEST_NAME
        passage = self._reading.sentence(self._selected) if is_short else self._selected
        summary = self._reading.words(passage).rstrip(".")
        return self._suggest(
            60 if _CASE.search(self.words) else 1 if is_short else 30,
            "case",
            (("summary", summary),),
            id_words=" ".join((summary if self.words[:1].isdigit() else self.words).split()[:5]),
            # A case has no name, only its passage.
            place=passage,
            passage=passage,
        )

    def places(self) -> Iterator[Suggestion]:
        words = self.words
        codes = countries()
        parts = re.split(r"\s+and\s+", words)
        plain = re.sub(r"^[Tt]he\s+", "", words)
        if fold_words(plain) in codes:
            code = country_of(self._reading, self.place)
            if code is not None:
                yield self._country(words, code)
            else:
                # A state of the same name, or a part of a longer name: "Georgia, a state of the US".
                yield self._suggest(60, "place", (("name", words), ("kind", PLACEHOLDER)))
        elif len(parts) > 1 and all(fold_words(part) in codes for part in parts):
            # "Ghana and Togo": two places, though one run of capitals.
            for part in parts:
                yield self._country(part, codes[fold_words(part)])
        elif region_members(words) is not None:
            why = (("kind", "A region of the UN’s standard list of countries and areas (M49)."),)
            fields = (("name", words), ("kind", "region"))
            yield self._suggest(95, "place", fields, resolved=why, note=" · region")
        else:
            is_agency = _keyword(_AGENCY, words)[1] is not None
            is_place = _WHERE.search(self._before) and not is_agency and not words.isupper()
            fields = (("name", words), ("kind", PLACEHOLDER))
            yield self._suggest(60 if is_place else 12, "place", fields)

    def _country(self, name: str, code: str) -> Suggestion:
        fields = (("name", name), ("kind", "country"), ("country", code))
        return self._suggest(95, "place", fields, note=f" · {code}")

    def agency(self) -> Suggestion:
        words, passage = self.words, None
        code, keyword = _keyword(_AGENCY, words)
        is_known = self._known.called("agency", words) is not None
        fit = 8
        if self.is_name:
            fit = 90 if keyword else 70 if words.isupper() and len(words) > 1 else 50
            fit = 85 if is_known else fit
        fields: Fields = (("name", words),)
        if acronym := _ACRONYM.match(self._reading.unbroken, self.place.end):
            fields += (("acronym", acronym["acronym"]),)
            passage = self._passage(TextPosition(self.place.start, acronym.end()))
        return self._suggest(
            fit,
            "agency",
            (*fields, ("kind", code)),
            resolved=_reason(code, keyword),
            note=_SAME_NAME if is_known else "",
            passage=passage,
        )

    def person(self) -> Iterator[Suggestion]:
        reading, place, words = self._reading, self.place, self.words
        parts = words.split()
        if split := _OFFICE.match(words):
            # "FBI Director Christopher Wray (of the FBI)": the role is before the name.
            spaced = r"\s+".join(map(re.escape, split["name"].split()))
            name = list(re.compile(spaced).finditer(reading.unbroken, *place))[-1]
            at = TextPosition(*name.span())
            office = reading.words(TextPosition(place.start, at.start))
            yield self._suggest(
                93,
                "person",
                (("name", reading.words(at)), ("role", office)),
                place=at,
                passage=_span(self._passage(at), place),
            )
            return
        if len(parts) > 5 or any(part.isupper() and len(part) > 2 for part in parts):
            return
        if _keyword(_AGENCY, words)[1] or fold_words(words) in countries():
            return
        text = reading.unbroken
        fields: Fields = (("name", words),)
        passage = self._passage(place)
        around = text[max(0, place.start - 30) : place.end + 30]
        # Nobody is called "the Sahel Project".
        alone = not re.search(r"\bthe\s+\Z", self._before)
        alone = alone and not any(map(SMALL_WORD.fullmatch, parts))
        fit = 52 if 1 < len(parts) < 4 and alone else 15
        if role := _ROLE_BEFORE.search(text, max(0, place.start - 100), place.start):
            fit = 92
            passage = _span(passage, TextPosition(role.start("role"), place.end))
            fields += (("role", reading.words(TextPosition(*role.span("role")))),)
        elif (role := _ROLE_AFTER.match(text, place.end)) and _LOOKS_LIKE_ROLE.search(role["role"]):
            fit = 92
            passage = _span(passage, TextPosition(place.start, role.end()))
            fields += (("role", reading.words(TextPosition(*role.span("role"))).rstrip()),)
        elif _TITLE.search(self._before) or _TITLE.match(words) or _SAID.search(around):
            fit = 88 if len(parts) > 1 or _TITLE.search(self._before) else 55
        is_known = self._known.called("person", words) is not None
        note = _SAME_NAME if is_known else ""
        yield self._suggest(fit, "person", fields, note=note, passage=passage)

    def form(self) -> Suggestion:
        words = self.words
        code, keyword = _keyword(_FORMS, words)
        if keyword is None:
            fit = 25 if words.islower() else 2
        else:
            fit = 90 if len(words) <= len(keyword) + 12 else 40
        resolved = (("code", f"By its words “{keyword}”."),) if keyword else ()
        fields = (("name", words), ("code", code))
        return self._suggest(fit, "form", fields, resolved=resolved, note=f" · {code}")

    def by_keywords(self, record_type: str, table: Keywords, fit: int, without: int) -> Suggestion:
        """A record whose kind one of its words tells.

        Args:
            fit: with such a word.
            without: how well it fits without one.
        """
        code, keyword = _keyword(table, self.words)
        return self._suggest(
            without if keyword is None else fit,
            record_type,
            (("name", self.words), ("kind", code)),
            resolved=_reason(code, keyword),
            note=f" · {code}",
        )

    def by_model(self, kind: Kind) -> Iterator[Suggestion]:
        """A record with the required fields of its model, if words of the text are one of them."""
        fields = fields_of(kind.model)
        required = [each for each in fields if kind.model.model_fields[each.name].is_required()]
        named = next((each.name for each in required if each.is_words), None)
        if named is not None:
            rest = ((each.name, PLACEHOLDER) for each in required if each.name != named)
            yield self._suggest(11 if self.is_name else 2, kind.name, ((named, self.words), *rest))

    def _suggest(
        self,
        fit: int,
        record_type: str,
        fields: Fields,
        *,
        resolved: Fields = (),
        note: str = "",
        id_words: str | None = None,
        place: TextPosition | None = None,
        passage: TextPosition | None = None,
    ) -> Suggestion:
        """A record with its name, or summary, as the first of its fields."""
        place, name = place or self.place, fields[0][1]
        draft = Draft(
            record_type,
            self._known.new_id(record_type, id_words or name),
            (self._reading.quote(passage or self._passage(place)),),
            fields,
            resolved=resolved,
            of=(place,),
        )
        return fit, draft, f"{record_type} · {truncate(name, 60)}{note}"

    def _passage(self, place: TextPosition) -> TextPosition:
        """A name's clause, so that the passage says something about it."""
        reading = self._reading
        clause = reading.clause(place)
        if len(reading.words(clause).split()) < len(reading.words(place).split()) + 3:
            # One of a list, such as "Chad, Mali, Mauritania".
            clause = reading.sentence(place)
        return clause if clause.end - clause.start <= 400 else place


def _keyword(table: Keywords, words: str) -> tuple[str, str | None]:
    """The code of words, and the one that tells it; the placeholder and None without one."""
    for code, pattern in table:
        if found := pattern.search(words):
            return code, found[0]
    return PLACEHOLDER, None


def _reason(code: str, keyword: str | None) -> Fields:
    if code == PLACEHOLDER or keyword is None:
        return ()
    return (("kind", f"By the word “{keyword}” in its name."),)


def _span(one: TextPosition, other: TextPosition) -> TextPosition:
    return TextPosition(min(one.start, other.start), max(one.end, other.end))
