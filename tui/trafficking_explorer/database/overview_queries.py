"""The questions behind the overview: one function for each box, each bounded however large the corpus is."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.overview import (
    ABOUT,
    ARRESTS,
    DISAGREEMENTS,
    QUOTATION,
    RESCUED,
    SPEAKERS,
    START,
    WHEN,
    Box,
    Opens,
    OverviewLine,
    Words,
)
from trafficking_explorer.database.overview_words import (
    WORDS_SQL,
    longest_sentence,
    places,
    subject_and_message,
    when_phrase,
    words_of_rows,
)
from trafficking_explorer.database.quantities import UNIT_SIGNS
from trafficking_explorer.database.read_models import Key
from trafficking_explorer.database.signs import ALONE, NOTE, SIGNS, record_signs
from trafficking_explorer.database.views import FINDING, FINDINGS
from trafficking_explorer.records.populations import GROUPS
from trafficking_explorer.text.plural import count_noun

MOST_FINDINGS = 24
MOST_ROWS = 12
"""Claims and speakers."""
MOST_DATES = 24
"""Operations one by one; of more, the number in each period."""
_MOST_SOURCES = 3
"""Sources of a figure that are named; of more, their number."""
_MOST_QUOTATIONS = 200
"""Quotations among which one is chosen, the longest."""
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 250, 500, 1000)
"""Years of a period."""
_NOT_COUNTED = (*UNIT_SIGNS, "ratio", "currency")
"""Units of figures that count nothing."""
_MEASURES = {ARRESTS: ("arrests",), RESCUED: ("rescued", "recovered")}

_ORDER = ", ".join(f"'{each.text}'" for each in SIGNS)
_LISTED = (
    f"f.sign NOT IN ('{ALONE.text}', '{NOTE.text}') AND f.answer IS DISTINCT FROM 'wrong_rule'"
)


def about(store: Store) -> Box:
    """The numbers of texts, records, passages and findings."""
    ((records, texts, passages),) = store.rows(
        "SELECT (SELECT count(*) FROM corpus.records), (SELECT count(*) FROM corpus.sources), "
        "(SELECT count(*) FROM corpus.evidence)"
    )
    found = dict(
        store.rows("SELECT severity, count(*) FROM corpus.findings GROUP BY ALL"),
    )
    counted = [
        count_noun(texts, "text"),
        count_noun(records, "record"),
        count_noun(passages, "passage"),
        count_noun(sum(found.values()), "finding"),
    ]
    return Box(ABOUT, total=records, remark=" · ".join(counted))


def disagreements(store: Store) -> Box:
    """Findings, those with the strongest signs first, then those between texts, then unanswered ones.

    Findings that are only worth knowing, and claims of one text alone, are counted in the remark.
    """
    rows = store.rows(
        "SELECT f.finding_id, f.message, f.sign, f.answer, t.source_ids, count(*) OVER () "
        "FROM corpus.findings f JOIN corpus.finding_texts t ON t.record_id = f.finding_id "
        f"WHERE {_LISTED} ORDER BY list_position([{_ORDER}], f.sign), len(t.source_ids) < 2, "
        "f.answer IS NOT NULL, t.position LIMIT ?",
        (MOST_FINDINGS,),
    )
    passages = _finding_passages(store, [row[0] for row in rows])
    lines = []
    for id_, message, sign, answer, sources, _ in rows:
        subject, text = subject_and_message(message, sources or ())
        found = passages.get(id_, [])
        lines.append(
            OverviewLine(
                subject,
                Opens((FINDING, id_)),
                text,
                sign,
                places([(source, line) for _, source, line, _ in found])
                or " ".join((sources or ())[:_MOST_SOURCES]),
                (answer or "open").replace("_", " "),
                words=_first_of_sides(found),
            )
        )
    total = rows[0][-1] if rows else 0
    ((every, lone),) = store.rows(
        f"SELECT count(*), count(*) FILTER (f.sign = '{ALONE.text}') FROM corpus.findings f"
    )
    severities = dict(store.rows("SELECT severity, count(*) FROM corpus.findings GROUP BY ALL"))
    counted = [
        count_noun(severities[name], name)
        for name in ("error", "doubt", "note")
        if severities.get(name)
    ]
    if counted:
        counted[-1] += f", {lone:,} of them about one text only" if lone else ""
    return Box(DISAGREEMENTS, tuple(lines), total, " · ".join(counted) if every else "")


_FindingPassage = tuple[int, str, int, Words]
"""Side, source, line, and the words."""


def _finding_passages(store: Store, ids: Sequence[str]) -> dict[str, list[_FindingPassage]]:
    found: dict[str, list[_FindingPassage]] = {}
    for id_, side, *row in store.rows(
        f"SELECT p.finding_id, p.side, {WORDS_SQL} FROM corpus.finding_passages p "
        "JOIN corpus.sources s USING (source_id) "
        "WHERE p.finding_id IN (SELECT unnest(?::VARCHAR[])) "
        "QUALIFY row_number() OVER (PARTITION BY p.finding_id, p.side ORDER BY p.position) <= 4 "
        "ORDER BY p.finding_id, p.side, p.position",
        (list(ids),),
    ):
        words = words_of_rows(row)
        found.setdefault(id_, []).append((side, words.source_id, words.line, words))
    return found


def _first_of_sides(found: list[_FindingPassage]) -> tuple[Words, ...]:
    first: dict[int, Words] = {}
    for side, _, _, words in found:
        first.setdefault(side, words)
    # Both sides may be drawn from the same words.
    return tuple(dict.fromkeys(first.values()))


def bars(store: Store, name: str) -> Box:
    """Figures of operations, one line for each that is given, the largest first.

    A part of a figure that the same operation has is not shown again; quantities in words have no
    number to draw.

    Args:
        name: of the box, ARRESTS or RESCUED.
    """
    measures = _MEASURES[name]
    claims = (
        "FROM corpus.statistics s JOIN corpus.records o ON o.record_type = 'operation' "
        "AND o.record_id = s.operation_id "
        "LEFT JOIN corpus.statistics w ON w.statistic_id = s.part_of "
        "AND w.operation_id = s.operation_id AND list_contains(?::VARCHAR[], w.measure) "
        "WHERE list_contains(?::VARCHAR[], s.measure) AND w.statistic_id IS NULL "
        "AND s.scope IN ('operation', 'organisation') "
        "AND NOT list_contains(?::VARCHAR[], s.unit) AND trim(s.display) <> ''"
    )
    params = (list(measures), list(measures), list(_NOT_COUNTED))
    rows = store.rows(
        "SELECT o.title, s.display, s.value, coalesce(s.value_to, s.value), "
        "list_sort(list(DISTINCT s.source_id)), list(s.statistic_id ORDER BY s.source_id, s.statistic_id), count(*) OVER () "
        f"{claims} GROUP BY o.position, o.title, s.display, s.value, s.value_to "
        "ORDER BY 4 DESC NULLS LAST, o.position, s.display LIMIT ?",
        (*params, MOST_ROWS),
    )
    ((given, worded),) = store.rows(
        "SELECT count(DISTINCT o.record_id) FILTER (s.value IS NOT NULL), "
        f"list_sort(list(DISTINCT s.display) FILTER (s.value IS NULL))[:3] {claims}",
        params,
    )
    ((operations,),) = store.rows(
        "SELECT count(*) FROM corpus.records WHERE record_type = 'operation'"
    )
    ids = [found for *_, found, _ in rows]
    signs = record_signs(store, [("statistic", each) for found in ids for each in found])
    words = _passages_of(store, [("statistic", found[0]) for found in ids], ("value_text", "value"))
    lines = []
    for title, display, low, high, known, found, _ in rows:
        # A claim whose words are not in a text has no source.
        sources = [each for each in known or () if each]
        sign = min(
            (signs[key] for each in found if (key := ("statistic", each)) in signs),
            key=[each.text for each in SIGNS].index,
            default="",
        )
        lines.append(
            OverviewLine(
                title,
                Opens(("statistic", found[0])),
                display,
                "" if sign in (ALONE.text, NOTE.text) else sign,
                " ".join(sources) if len(sources) <= _MOST_SOURCES else f"{len(sources):,} texts",
                low=low,
                high=high,
                words=words.get(("statistic", found[0]), ()),
            )
        )
    remark = f"{given:,} of {count_noun(operations, 'operation')} {_give(given)} a figure"
    if worded:
        remark += f"; {', '.join(f'“{each}”' for each in worded)} not drawn"
    return Box(name, tuple(lines), rows[0][-1] if rows else 0, remark if operations else "")


def _give(number: int) -> str:
    return "gives" if number == 1 else "give"


def arrests(store: Store) -> Box:
    """The bars of arrests."""
    return bars(store, ARRESTS)


def rescued(store: Store) -> Box:
    """The bars of people rescued or recovered."""
    return bars(store, RESCUED)


def when(store: Store) -> Box:
    """Operations by date, or, of many, their number in each period."""
    ((every, dated, first, last),) = store.rows(
        "SELECT count(*), count(coalesce(date_from, date_to)), "
        "min(least(date_from, date_to)), max(greatest(date_from, date_to)) FROM corpus.operations"
    )
    lines = _dated_operations(store) if dated <= MOST_DATES else _periods(store, first, last)
    undated = every - dated
    remark = f"{dated:,} of {count_noun(every, 'operation')} dated" if every else ""
    if dated and undated == 0:
        remark = f"all {count_noun(every, 'operation')} dated"
    return Box(WHEN, lines, len(lines), remark)


def _dated_operations(store: Store) -> tuple[OverviewLine, ...]:
    rows = store.rows(
        "SELECT o.operation_id, r.title, o.date_edtf, o.date_from, o.date_to, o.date_basis "
        "FROM corpus.operations o JOIN corpus.records r ON r.record_type = 'operation' "
        "AND r.record_id = o.operation_id WHERE coalesce(o.date_from, o.date_to) IS NOT NULL "
        "ORDER BY coalesce(o.date_from, o.date_to), o.date_to NULLS LAST, r.position",
    )
    keys = [("operation", row[0]) for row in rows]
    signs = record_signs(store, keys)
    words = _passages_of(store, keys, ("date", "date_note"))
    return tuple(
        OverviewLine(
            title,
            Opens(("operation", id_)),
            when_phrase(edtf),
            sign if (sign := signs.get(("operation", id_), "")) in _DOUBTFUL else "",
            low=_ordinal(start),
            high=_ordinal(end),
            is_inferred=basis == "resolved",
            words=words.get(("operation", id_), ()),
        )
        for id_, title, edtf, start, end, basis in rows
    )


_DOUBTFUL = tuple(each.text for each in SIGNS[:2])


def _ordinal(day: date | None) -> float | None:
    return None if day is None else float(day.toordinal())


def _periods(store: Store, first: date, last: date) -> tuple[OverviewLine, ...]:
    """The number of operations in each of at most `MOST_ROWS` periods, as a filter would count them."""
    years = last.year - first.year + 1
    step = next((each for each in _STEPS if years <= each * (MOST_ROWS - 1)), 1000)
    starts = range(first.year // step * step, last.year + 1, step)
    rows = store.rows(
        "SELECT y, count(o.operation_id) FROM (SELECT unnest(?::INTEGER[]) AS y) "
        "LEFT JOIN (SELECT * FROM corpus.operations "
        "WHERE coalesce(date_from, date_to) IS NOT NULL) o "
        "ON coalesce(year(o.date_from), -9999) < y + ? AND coalesce(year(o.date_to), 9999) >= y "
        "GROUP BY y ORDER BY y",
        (list(starts), step),
    )
    lines = []
    for year, number in rows:
        name = str(year) if step == 1 else f"{year}–{year + step - 1}"
        asked = str(year) if step == 1 else f"{year}..{year + step - 1}"
        opens = Opens(pane="operations", filters=(("date", asked),))
        lines.append(OverviewLine(name, opens, f"{number:,}", low=float(number)))
    return tuple(lines)


def speakers(store: Store) -> Box:
    """Speakers by the number of their quotations; copies of the same words are counted in a note."""
    copies = (
        "SELECT DISTINCT other_id FROM corpus.findings WHERE rule = 'copied-words' "
        "AND record_type = 'quote' AND other_type = 'quote' "
        "AND answer IS DISTINCT FROM 'wrong_rule'"
    )
    rows = store.rows(
        "SELECT min(coalesce(p.title, q.speaker)), count(*), count(c.other_id), "
        "arg_min(q.quote_id, r.position), arg_min(a.title, r.position), count(*) OVER () "
        "FROM corpus.quotes q JOIN corpus.records r ON r.record_type = 'quote' "
        "AND r.record_id = q.quote_id "
        "LEFT JOIN corpus.records p ON p.record_type = 'person' AND p.record_id = q.speaker_id "
        "LEFT JOIN (SELECT record_id, coalesce(nullif(acronym, ''), name) AS title "
        "FROM (SELECT agency_id AS record_id, acronym, name FROM corpus.agencies)) a "
        f"ON a.record_id = q.agency_id LEFT JOIN ({copies}) c ON c.other_id = q.quote_id "
        "WHERE coalesce(p.title, q.speaker) IS NOT NULL "
        "GROUP BY coalesce(q.speaker_id, lower(q.speaker)) "
        "ORDER BY 2 DESC, min(r.position) LIMIT ?",
        (MOST_ROWS,),
    )
    words = _passages_of(store, [("quote", row[3]) for row in rows], ("text", "record"))
    ((unnamed,),) = store.rows(
        "SELECT count(*) FROM corpus.quotes WHERE speaker IS NULL AND speaker_id IS NULL"
    )
    lines = []
    for name, number, copied, quote, agency, _ in rows:
        one = Opens(("quote", quote))
        some = Opens(pane="quotes", filters=(("speaker", name),))
        lines.append(
            OverviewLine(
                name,
                one if number == 1 else some,
                f"{number:,}",
                "=" if copied else "",
                note=", ".join(
                    filter(None, (agency, f"{copied:,} copied word for word" if copied else ""))
                ),
                low=float(number),
                high=float(number - copied),
                words=words.get(("quote", quote), ()),
            )
        )
    remark = f"{count_noun(unnamed, 'quotation')} without a named speaker" if unnamed else ""
    return Box(SPEAKERS, tuple(lines), rows[0][-1] if rows else 0, remark)


def quotation(store: Store) -> Box:
    """The longest complete sentence of a named speaker that still reads at a glance."""
    rows = store.rows(
        "SELECT q.quote_id, q.text, coalesce(p.title, q.speaker), "
        "coalesce(s.publisher, s.title, q.source_id), q.source_id, q.speaker_role "
        "FROM corpus.quotes q JOIN corpus.records r ON r.record_type = 'quote' "
        "AND r.record_id = q.quote_id JOIN corpus.sources s ON s.source_id = q.source_id "
        "LEFT JOIN corpus.records p ON p.record_type = 'person' AND p.record_id = q.speaker_id "
        "WHERE coalesce(p.title, q.speaker) IS NOT NULL AND length(q.text) <= 4000 "
        "ORDER BY length(q.text) DESC, r.position LIMIT ?",
        (_MOST_QUOTATIONS,),
    )
    found = [(longest_sentence(row[1]), row) for row in rows]
    # The first of those that are equally long.
    sentence, chosen = max(found, key=lambda each: len(each[0]), default=("", ()))
    ((total,),) = store.rows("SELECT count(*) FROM corpus.quotes")
    if not sentence:
        return Box(QUOTATION, total=total)
    id_, _, speaker, publisher, source, role = chosen
    words = _passages_of(store, [("quote", id_)], ("text", "record")).get(("quote", id_), ())
    line = f" l.{words[0].line}" if words else ""
    opens = Opens(("quote", id_))
    head = ", ".join(filter(None, (speaker, role)))
    return Box(
        QUOTATION,
        (OverviewLine(head, opens, sentence, place=f"{publisher} · {source}{line}", words=words),),
        total,
    )


def start(store: Store) -> Box:
    """Tasks to begin with, for which this corpus has something."""
    counts: Mapping[str, int] = dict(
        store.rows("SELECT record_type, count(*) FROM corpus.records GROUP BY record_type")
    )
    ((lone, found, arrested, quantities),) = store.rows(
        f"SELECT (SELECT count(*) FROM corpus.findings WHERE sign = '{ALONE.text}'), "
        "(SELECT count(*) FROM corpus.findings), "
        "(SELECT count(*) FROM corpus.statistics WHERE measure = 'arrests' "
        "AND operation_id IS NOT NULL AND value IS NOT NULL), "
        "(SELECT count(*) FROM corpus.statistics WHERE population IS NOT NULL)"
    )
    doors = [("Search everything", "all kinds and the texts", Opens(pane="search"))]
    if arrested:
        opens = Opens(pane="operations", sort="arrests")
        doors.append(("Who arrested most?", "operations by arrests", opens))
    elif counts.get("operation"):
        doors.append(("All operations", "one by one", Opens(pane="operations")))
    if found:
        doors.append(
            ("What do the texts disagree on?", "all findings, by severity", Opens(pane=FINDINGS))
        )
    if quantities:
        ((population, number),) = store.rows(
            "SELECT min(population), count(*) FROM corpus.statistics WHERE population IS NOT NULL "
            "GROUP BY lower(population) ORDER BY 2 DESC, 1 LIMIT 1"
        )
        if number > 1:
            # All words for the group, where it is one: minors are children too.
            field = "about" if population.lower() in GROUPS else "population"
            opens = Opens(pane="statistics", filters=((field, population.lower()),), sort="value")
            doors.append((f"Every figure about {population}", "statistics, largest first", opens))
    if lone:
        opens = Opens(pane=FINDINGS, filters=(("rule", "lone-claims"),))
        doors.append(("What does only one text claim?", count_noun(lone, "finding"), opens))
    if counts.get("quote"):
        what = count_noun(counts["quote"], "quotation")
        doors.append(("Who says it?", what, Opens(pane="quotes")))
    if counts.get("source"):
        what = count_noun(counts["source"], "source")
        doors.append(("Read a text as it was published", what, Opens(pane="sources")))
    doors.append(("Ask in SQL", "tables and saved queries", Opens(pane="sql")))
    return Box(
        START, tuple(OverviewLine(label, opens, text) for label, text, opens in doors), len(doors)
    )


def _passages_of(
    store: Store, keys: Sequence[Key], fields: Sequence[str]
) -> dict[Key, tuple[Words, ...]]:
    """The passage of each record that supports the first of some fields it has, else any."""
    rows = store.rows(
        f"SELECT r.record_type, r.record_id, {WORDS_SQL.replace('p.', 'e.')} "
        "FROM corpus.records r JOIN corpus.evidence e ON e.record = r.position "
        "JOIN corpus.sources s USING (source_id) "
        "WHERE r.record_type || '/' || r.record_id IN (SELECT unnest(?::VARCHAR[])) "
        "QUALIFY row_number() OVER (PARTITION BY r.position ORDER BY "
        "coalesce(list_position(?::VARCHAR[], e.field), 9), e.field <> 'record', e.evidence_id) = 1",
        ([f"{type_}/{id_}" for type_, id_ in keys], list(fields)),
    )
    return {(type_, id_): (words_of_rows(row),) for type_, id_, *row in rows}


QUESTIONS: tuple[Callable[[Store], Box], ...] = (
    about,
    disagreements,
    arrests,
    when,
    speakers,
    quotation,
    start,
    rescued,
)
"""In the order of the eye; each can be asked by itself."""


def ask_overview(store: Store) -> Iterator[Box]:
    """All boxes, each as soon as it is known."""
    for question in QUESTIONS:
        yield question(store)
