"""Words to a record that has a name: operation, agency, person, place, tool, form, event; and case."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from trafficking_explorer.corpus.regions import region_members
from trafficking_explorer.curation.article import ArticleText
from trafficking_explorer.curation.record_index import RecordIndex, countries
from trafficking_explorer.curation.types import PLACEHOLDER, Draft
from trafficking_explorer.records.evidence import TextPosition
from trafficking_explorer.text.display import truncate
from trafficking_explorer.text.folding import fold_words
from trafficking_explorer.text.months import MONTHS, WEEKDAYS

_LONGEST_NAME = 120
"""Code points; a longer selection is a passage, not a name."""
_UPPER = r"[^\W\d_a-zà-öø-ÿ]"
OPERATION = re.compile(rf"Operation(?:[ \u00a0]+(?:{_UPPER}|\d)[\w’'-]*)+")
"""The name of an operation, as texts write it."""
_CAPITALISED = re.compile(rf"{_UPPER}[\w’'&.@-]*")
_SMALL = re.compile(r"of|the|and|for|against|in|de|da|on|to|a|van|von|al|bin|&")
_AGENCY = [
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
]
_AGENCY_WORDS = [(kind, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for kind, words in _AGENCY]
_TOOLS = [
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
]
_TOOL_WORDS = [(kind, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for kind, words in _TOOLS]
_FORMS = [
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
]
_FORM_WORDS = [(code, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for code, words in _FORMS]
_EVENTS = [
    ("meeting", r"meetings?|conferences?|workshops?|summits?|seminars?|congress|forum"),
    ("observance", r"(?:world|international|european|national) day|day (?:against|for|of)"),
    ("award", r"awards?|prize"),
    ("announcement", r"launch(?:ed)?|announcement|appeal"),
]
_EVENT_WORDS = [(kind, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for kind, words in _EVENTS]
_WORDS_OF = {"tool": _TOOL_WORDS, "event": _EVENT_WORDS}
_CASE = re.compile(
    r"\bin (?:one|another) case\b|\b\d+[- ]year[- ]old\b|\bteenage\b|\b(?:a|one|the youngest) (?:\w+ )?(?:girl|boy|woman|man|victim)\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)
_MONTH = re.compile(rf"(?:{'|'.join((*MONTHS, *WEEKDAYS))})(?:\W+\d+)*")
_WHERE = re.compile(r"\b(?:in|from|to|across|near|of|via|through)\s+(?:the\s+)?\Z")
_SAID = re.compile(r"\b(?:said|says|told|added|explained|stated|according to)\b", re.IGNORECASE)
_TITLE = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Prof)\b\.?\s*\Z|\A(?:Mr|Mrs|Ms|Miss|Dr|Prof)\b")
_OFFICE = re.compile(
    r"(?:\S+ ){0,5}(?:Director|Inspector|Superintendent|Chief|Chairman|Minister|President|Secretary|"
    r"Commissioner|Officer|Coordinator|Spokesperson|Spokesman|General|Captain|Commander|Colonel|Sergeant|"
    r"Detective|Prosecutor|Attorney|Judge|Professor|Manager) "
    r"(?P<name>(?!of\b)[^\W\d_]\S*(?: (?!of\b)\S+){0,3})(?: of .+)?\Z"
)
_ROLE_BEFORE = re.compile(
    r"(?P<role>(?:[A-Z][\w-]*[ \u00a0]){0,4}(?:Director|Inspector|Superintendent|Chief|Chairman|"
    r"Minister|President|Secretary|Commissioner|Officer|Coordinator|Spokesperson|Spokesman|General|"
    r"Captain|Commander|Colonel|Sergeant|Detective|Prosecutor|Attorney|Judge|Professor|Manager))[ \u00a0]+\Z"
)
_ROLE_AFTER = re.compile(r",\s+(?P<role>(?:an?\s+|the\s+)?[^,.;:“”\n]{3,150})")


@dataclass(frozen=True, slots=True)
class KeywordMatch:
    """A code, and the word of the text it is taken from; None where the text says nothing of it."""

    code: str
    word: str | None


def suggest_entities(
    reading: ArticleText, selected: TextPosition, known: RecordIndex, used: Iterable[str] = ()
) -> Iterator[tuple[int, Draft, str]]:
    """What a selection could be by its words, with how well each fits (0 to 100) and a line on it.

    Raises:
        CuratingError: no selector fits its passage alone.
    """
    place = reading.bare(selected)
    words = reading.words(place)
    if (article := _ARTICLE.match(reading.unbroken, *place)) and _is_name(
        reading.words(TextPosition(article.end(), place.end))
    ):
        place = TextPosition(article.end(), place.end)
        words = reading.words(place)
    has_operation = False
    for operation in OPERATION.finditer(reading.unbroken, *reading.paragraph(place)):
        if operation.start() < place.end and place.start < operation.end():
            at = TextPosition(*operation.span())
            whole = at.start <= place.start and place.end <= at.end
            yield _operation(reading, at, known, 100 if whole else 75)
            has_operation = True
            break
    yield from _case(reading, selected, known, words)
    if len(words) > _LONGEST_NAME or words[:1].isdigit() or "“" in words:
        return
    if _MONTH.fullmatch(words):
        # A day or a month names nothing.
        return
    is_name = _is_name(words)
    before = reading.unbroken[max(0, place.start - 40) : place.start]
    yield from _places(reading, place, known, words, is_name, before)
    yield from _agency(reading, place, known, words, is_name)
    if is_name:
        yield from _person(reading, place, known, words, before)
    yield from _form(reading, place, known, words)
    yield from _sorted(reading, place, known, words, "tool", (72, 20))
    yield from _sorted(reading, place, known, words, "event", (91, 5))
    if not has_operation:
        yield _operation(reading, place, known, 10)


def _is_name(words: str) -> bool:
    """Whether words are capitalised throughout, small words between them aside."""
    parts = words.split()
    return (
        bool(parts)
        and all(_CAPITALISED.match(part) or _SMALL.fullmatch(part) for part in parts)
        and not _SMALL.fullmatch(parts[0])
        and not _SMALL.fullmatch(parts[-1])
    )


def _passage(reading: ArticleText, place: TextPosition) -> TextPosition:
    """A name's clause, so that the passage says something of it."""
    clause = reading.clause(place)
    if len(reading.words(clause).split()) < len(reading.words(place).split()) + 3:
        # One of a list, such as "Chad, Mali, Mauritania".
        clause = reading.sentence(place)
    return clause if clause.end - clause.start <= 400 else place


def _draft(
    reading: ArticleText,
    place: TextPosition,
    record_id: str,
    record_type: str,
    fields: list[tuple[str, str]],
    resolved: list[tuple[str, str]] | None = None,
    passage: TextPosition | None = None,
) -> Draft:
    return Draft(
        record_type,
        record_id,
        (reading.quote(passage or _passage(reading, place)),),
        tuple(fields),
        (),
        tuple(resolved or ()),
        # What has no name is its passage.
        (place if record_type != "case" or passage is None else passage,),
    )


def _kind_of(table: list[tuple[str, re.Pattern[str]]], words: str) -> KeywordMatch:
    for kind, pattern in table:
        if found := pattern.search(words):
            return KeywordMatch(kind, found[0])
    return KeywordMatch(PLACEHOLDER, None)


def _resolved(field: str, reason: KeywordMatch) -> list[tuple[str, str]]:
    if reason.code == PLACEHOLDER or reason.word is None:
        return []
    return [(field, f"By the word “{reason.word}” in its name.")]


def _operation(
    reading: ArticleText, place: TextPosition, known: RecordIndex, fit: int
) -> tuple[int, Draft, str]:
    name = reading.words(place)
    short = re.sub(r"^Operation\s+", "", name)
    is_known = known.called("operation", name) is not None
    kind = "operation" if name.startswith("Operation ") else PLACEHOLDER
    record_id = known.new_id("operation", short)
    draft = _draft(reading, place, record_id, "operation", [("name", name), ("kind", kind)])
    more = " · there is one of this name" if is_known else ""
    return fit - (30 if is_known else 0), draft, f"operation · {truncate(name, 60)}{more}"


def _places(
    reading: ArticleText,
    place: TextPosition,
    known: RecordIndex,
    words: str,
    is_name: bool,
    before: str,
) -> Iterator[tuple[int, Draft, str]]:
    if not is_name:
        return
    record_id = known.new_id("place", words)
    plain = re.sub(r"^[Tt]he\s+", "", words)
    if code := countries().get(fold_words(plain)):
        fields = [("name", words), ("kind", "country"), ("country", code)]
        yield 95, _draft(reading, place, record_id, "place", fields), f"place · {words} · {code}"
        return
    each = re.split(r"\s+and\s+", words)
    if len(each) > 1 and all(fold_words(one) in countries() for one in each):
        # "Ghana and Togo": two places, though one run of capitals.
        for one in each:
            fields = [("name", one), ("kind", "country"), ("country", countries()[fold_words(one)])]
            draft = _draft(reading, place, known.new_id("place", one), "place", fields)
            yield 95, draft, f"place · {one} · {fields[-1][1]}"
        return
    if region_members(words) is not None:
        fields = [("name", words), ("kind", "region")]
        why = [("kind", "A region of the UN’s standard list of countries and areas (M49).")]
        yield (
            95,
            _draft(reading, place, record_id, "place", fields, why),
            f"place · {words} · region",
        )
        return
    agency = _kind_of(_AGENCY_WORDS, words).word is not None
    fit = 60 if _WHERE.search(before) and not agency and not words.isupper() else 12
    fields = [("name", words), ("kind", PLACEHOLDER)]
    yield fit, _draft(reading, place, record_id, "place", fields), f"place · {truncate(words, 60)}"


def _agency(
    reading: ArticleText, place: TextPosition, known: RecordIndex, words: str, is_name: bool
) -> Iterator[tuple[int, Draft, str]]:
    reason = _kind_of(_AGENCY_WORDS, words)
    is_known = known.called("agency", words) is not None
    fit = 8
    if is_name:
        fit = 90 if reason.word else 70 if words.isupper() and len(words) > 1 else 50
        if is_known:
            fit = 85
    fields = [("name", words)]
    following = re.compile(r"\s+\((?P<acronym>[A-Z][A-Za-z&-]{1,14})\)").match(
        reading.unbroken, place.end
    )
    passage = None
    if following:
        fields.append(("acronym", following["acronym"]))
        passage = _passage(reading, TextPosition(place.start, following.end()))
    fields.append(("kind", reason.code))
    draft = _draft(
        reading,
        place,
        known.new_id("agency", words),
        "agency",
        fields,
        _resolved("kind", reason),
        passage,
    )
    more = " · there is one of this name" if is_known else ""
    yield fit, draft, f"agency · {truncate(words, 60)}{more}"


def _person(
    reading: ArticleText, place: TextPosition, known: RecordIndex, words: str, before: str
) -> Iterator[tuple[int, Draft, str]]:
    parts = words.split()
    if split := _OFFICE.match(words):
        # "FBI Director Christopher Wray (of the FBI)": what stands before the name is the role.
        spaced = r"\s+".join(map(re.escape, split["name"].split()))
        name = list(re.compile(spaced).finditer(reading.unbroken, *place))[-1]
        whole, place = place, TextPosition(*name.span())
        office = reading.words(TextPosition(whole.start, place.start))
        draft = _draft(
            reading,
            place,
            known.new_id("person", split["name"]),
            "person",
            [("name", reading.words(place)), ("role", office)],
            None,
            _span(_passage(reading, place), whole),
        )
        yield 93, draft, f"person · {truncate(reading.words(place), 60)}"
        return
    if len(parts) > 5 or any(part.isupper() and len(part) > 2 for part in parts):
        return
    if _kind_of(_AGENCY_WORDS, words).word or fold_words(words) in countries():
        return
    text = reading.unbroken
    fields = [("name", words)]
    passage = _passage(reading, place)
    around = text[max(0, place.start - 30) : place.end + 30]
    # Nobody is called "the Sahel Project".
    alone = not re.search(r"\bthe\s+\Z", before) and not any(map(_SMALL.fullmatch, parts))
    fit = 52 if 1 < len(parts) < 4 and alone else 15
    if role := _ROLE_BEFORE.search(text, max(0, place.start - 100), place.start):
        fit = 92
        start = role.start("role")
        passage = _span(passage, TextPosition(start, place.end))
        fields.append(("role", reading.words(TextPosition(*role.span("role")))))
    elif (role := _ROLE_AFTER.match(text, place.end)) and _looks_like_role(role["role"]):
        fit = 92
        passage = _span(passage, TextPosition(place.start, role.end()))
        fields.append(("role", reading.words(TextPosition(*role.span("role"))).rstrip()))
    elif _TITLE.search(before) or _TITLE.match(words) or _SAID.search(around):
        fit = 88 if len(parts) > 1 or _TITLE.search(before) else 55
    is_known = known.called("person", words) is not None
    draft = _draft(reading, place, known.new_id("person", words), "person", fields, None, passage)
    more = " · there is one of this name" if is_known else ""
    yield fit, draft, f"person · {truncate(words, 60)}{more}"


def _span(one: TextPosition, other: TextPosition) -> TextPosition:
    return TextPosition(min(one.start, other.start), max(one.end, other.end))


def _looks_like_role(words: str) -> bool:
    return bool(
        re.search(
            r"\b(?:director|chief|head|officer|inspector|chair\w*|minister|president|secretary|"
            r"coordinator|spokes\w+|commissioner|executive|manager|writer|editor|professor|victim|"
            r"survivor|expert|VP|CEO|COO|ambassador|prosecutor|specialist)\b",
            words,
            re.IGNORECASE,
        )
    )


def _form(
    reading: ArticleText, place: TextPosition, known: RecordIndex, words: str
) -> Iterator[tuple[int, Draft, str]]:
    reason = _kind_of(_FORM_WORDS, words)
    if reason.word is None and not words.islower():
        fit = 2
    else:
        fit = 25 if reason.word is None else 90 if len(words) <= len(reason.word) + 12 else 40
    fields = [("name", words), ("code", reason.code)]
    resolved = [("code", f"By its words “{reason.word}”.")] if reason.word else []
    draft = _draft(reading, place, known.new_id("form", words), "form", fields, resolved)
    yield fit, draft, f"form · {truncate(words, 60)} · {reason.code}"


def _sorted(
    reading: ArticleText,
    place: TextPosition,
    known: RecordIndex,
    words: str,
    record_type: str,
    fits: tuple[int, int],
) -> Iterator[tuple[int, Draft, str]]:
    """A tool or an event, by the words that tell its kind.

    Args:
        fits: how well it fits where such a word is there, and where none is.
    """
    reason = _kind_of(_WORDS_OF[record_type], words)
    fields = [("name", words), ("kind", reason.code)]
    record_id = known.new_id(record_type, words)
    draft = _draft(reading, place, record_id, record_type, fields, _resolved("kind", reason))
    fit = fits[reason.word is None]
    yield fit, draft, f"{record_type} · {truncate(words, 60)} · {reason.code}"


def _case(
    reading: ArticleText, selected: TextPosition, known: RecordIndex, words: str
) -> Iterator[tuple[int, Draft, str]]:
    """What happened to one person or a few: the selection, or the sentence around a few words."""
    passage = reading.sentence(selected) if len(words) <= _LONGEST_NAME else selected
    summary = reading.words(passage).rstrip(".")
    fit = 60 if _CASE.search(words) else 30 if len(words) > _LONGEST_NAME else 1
    fields = [("summary", summary)]
    record_id = known.new_id("case", *words.split()[:5])
    draft = _draft(reading, selected, record_id, "case", fields, None, passage)
    yield fit, draft, f"case · {truncate(summary, 60)}"
